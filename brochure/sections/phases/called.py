"""What the author calls the phases: by the name that each has before its number, as their title has it of several."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.vocabulary.patterns import compiled

_NUMBERED = compiled(r"([^\W\d_]{3,})\s+\d+")
_WORD = compiled(r"[^\W\d_]+")
# Of several, a name has no more letters at its end.
_ENDING = 3


def called(steps: Iterable[str], title: str) -> str:
    """Give what a title calls steps that have one name: "steps" of "Step 1"; "" where it does not."""
    names = {found[1].casefold() if (found := _NUMBERED.fullmatch(step.strip())) else "" for step in steps}
    name = names.pop() if len(names) == 1 else ""
    words = (word for word in _WORD.findall(title) if word.casefold().startswith(name))
    return next((word for word in words if 0 < len(word) - len(name) <= _ENDING), "") if name else ""
