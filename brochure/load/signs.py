"""Signs that nobody sees, read for what they mean: programs leave them in texts that are copied out of them."""

from __future__ import annotations

import re

# A line separator breaks a line, a paragraph separator a paragraph (The Unicode Standard, 5.8); NEL is a line's end.
_BREAKS = {"\u2028": "  \n", "\u2029": "\n\n", "\x85": "\n"}
# Byte order marks inside a text, variation selectors, tags, the stand-ins of objects and of notes.
_NOTHING = re.compile("[\ufeff\ufe00-\ufe0f\ufffc\ufff9-\ufffb\u180b-\u180f\U000e0000-\U000e01ef]")


def visible(text: str) -> str:
    """Give a text without what has no shape of its own, line and paragraph separators as the breaks they are.

    What shapes or parts words stays: joiners, soft hyphens, places to break, marks of direction.
    """
    for sign, meant in _BREAKS.items():
        text = text.replace(sign, meant)
    return _NOTHING.sub("", text)
