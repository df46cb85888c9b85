"""Signs that nobody sees, read for what they mean: programs leave them in texts that are copied out of them."""

from __future__ import annotations

from brochure.vocabulary.patterns import compiled

# A line separator breaks a line, a paragraph separator a paragraph (The Unicode Standard, 5.8); word processors mean a
# line by a vertical tab, a page by a form feed; NEL is a line's end. Blanks of Braille and Hangul are drawn as nothing.
_MEANT = {"\u2029": "\n\n", "\x0c": "\n\n", "\x0b": "\u2028", "\x85": "\n", "\u2800": " ", "\u3164": " ", "\uffa0": " "}
# Byte order marks inside a text, variation selectors, tags, the stand-ins of objects and of notes.
_NOTHING = compiled("[\ufeff\ufe00-\ufe0f\ufffc\ufff9-\ufffb\u180b-\u180f\U000e0000-\U000e01ef]")


def visible(text: str) -> str:
    """Give a text without what has no shape of its own, line and paragraph separators as the breaks they are.

    What shapes or parts words stays: joiners, soft hyphens, places to break, marks of direction.
    """
    for sign, meant in _MEANT.items():
        text = text.replace(sign, meant)
    if "\u2028" in text:
        text = "\n".join(map(_broken, text.split("\n")))
    return _NOTHING.sub("", text)


def _broken(line: str) -> str:
    """Break a line at its separators; a heading and a row of a table have but one line."""
    return line.replace("\u2028", " " if line.lstrip()[:1] in ("#", "|") else "  \n")
