"""Reads HTML as the engine does, and sooner: the pattern of a run of characters is made once.

The engine's reader of HTML means to keep the pattern of each set of characters, but notes it down under the pattern
itself, and so makes it anew for each run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

from brochure.vocabulary.patterns import compiled


class Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """Gives the pattern of a run of characters that are none of a set or, of the opposite, all of it."""

    def __missing__(self, asked: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        """Make it where it is not known."""
        characters, opposite = asked
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        made = self[asked] = compiled(f"[{'' if opposite else '^'}{listed}]+")
        return made


def hasten() -> None:
    """Let the reader of HTML find the patterns that it has made."""
    stream: Any = sys.modules["tinyhtml5.inputstream"]
    stream.characters_until_regex = Patterns()
