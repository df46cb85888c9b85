"""Patterns of text, each translated once on a machine.

Python translates a pattern into code when it meets it, in every process anew; four hundred of them take as long as
laying out a page. A process that is to work is given the code that one before it made.
"""

from __future__ import annotations

import marshal
import re

try:
    import _sre
    from re import _compiler  # type: ignore[attr-defined]  # not published
except ImportError:
    # Another Python than CPython: each pattern is translated where it is met.
    pass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr

    # What a pattern with its flags is translated into: flags, code, the count of its groups, their names, and these
    # by number.
    _Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
    _Key = tuple[Any, int]

_known: dict[_Key, _Code] = {}
_asked: list[_Key] | None = None


def compiled(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give what `re.compile` does. Raises re.error."""
    key = (text, int(flags))
    if _asked is not None:
        _asked.append(key)
    if (code := _known.get(key)) is not None:
        return _sre.compile(text, *code)
    return re.compile(text, flags)


def begin(data: bytes | None) -> None:
    """Know what `end` gave to a process of the same Python, None for nothing, and mind what is asked for from now on.

    Raises ValueError, TypeError or EOFError where it is none of that.
    """
    global _asked
    _asked = []
    if data is not None:
        _known.update(marshal.loads(data))


def new() -> bool:
    """Tell whether something was asked for since `begin` that was not known."""
    return not all(key in _known for key in _asked or ())


def end() -> bytes | None:
    """Give all that was asked for since `begin`; None where it was known. No more is minded."""
    global _asked
    unknown, asked, _asked = new(), _asked or [], None
    if not unknown:
        return None
    found = {key: _known.get(key) or _translated(*key) for key in asked}
    return marshal.dumps({key: code for key, code in found.items() if code is not None})


def _translated(text: AnyStr, flags: int) -> _Code | None:
    """Translate a pattern; None where this Python would not make the same of it."""
    made = re.compile(text, flags)
    names: list[str | None] = [None] * (made.groups + 1)
    for name, number in made.groupindex.items():
        names[number] = name
    try:
        code = [int(one) for one in _compiler._code(_compiler._parser.parse(text, flags), flags)]
        found = made.flags, code, made.groups, dict(made.groupindex), tuple(names)
        return found if _sre.compile(text, *found) == made else None
    except (NameError, AttributeError, TypeError, ValueError):
        return None
