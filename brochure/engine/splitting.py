"""Where a line ends in a text whose last space is bound to what comes after it, in an element of its own.

The shaper lets a no-break space hang beyond the end of a line as it does any other. Where the text is as wide as its
room but for that space, the engine takes it for one that cannot be parted, and ends the line after its first word.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any

# What is bound ends with one of these; a sign without width behind it keeps it from hanging.
_BOUND, _JOINER = ("\u00a0", "\u202f"), "\u2060"
# What shaped a text, how long it is, where the next line begins, its width, its height and its baseline.
_Split = tuple[Any, int, int | None, float, float, float]


def mend() -> None:
    """Let lines end as late as they can before what is bound."""
    inline: Any = importlib.import_module("weasyprint.layout.inline")
    inline.split_first_line = functools.partial(_split, inline.split_first_line)


def _split(theirs: Callable[..., _Split], text: str, *values: Any, **options: Any) -> _Split:
    found = theirs(text, *values, **options)
    if found[2] is None or not text.endswith(_BOUND):
        return found
    later = theirs(text + _JOINER, *values, **options)
    return later if later[2] is not None and found[2] < later[2] < len(text.encode()) else found
