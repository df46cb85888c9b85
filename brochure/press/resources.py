"""The resources of a rewritten stream: only what it uses, so that nothing of the screen is inherited."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object


@dataclass(frozen=True, slots=True)
class Mode:
    """What is written as one parameter dictionary: opacity of fills and of strokes, overprint."""

    fill: float = 1.0
    stroke: float = 1.0
    overprint: bool = False


class Resources:
    """Gathers the resources of one stream under names of its own."""

    def __init__(self, flat: bool) -> None:
        self._flat = flat
        self._kinds: dict[str, dict[str, Object]] = {}
        self._names: dict[tuple[str, Hashable], str] = {}

    def name(self, kind: str, prefix: str, value: Object, key: Hashable = None) -> Name:
        """Give the name of a resource; the same key gets the same name."""
        known = (kind, key if key is not None else value.objgen)
        if known not in self._names:
            entries = self._kinds.setdefault(kind, {})
            self._names[known] = f"/{prefix}{len(entries)}"
            entries[self._names[known]] = value
        return Name(self._names[known])

    def mode(self, mode: Mode) -> Name:
        """Give the name of a graphics state parameter dictionary (ISO 32000-1, 8.4.5 and 8.6.7)."""
        values = {"/Type": Name.ExtGState, "/OP": mode.overprint, "/op": mode.overprint, "/OPM": int(mode.overprint)}
        if not self._flat:
            values |= {"/ca": mode.fill, "/CA": mode.stroke}
        return self.name("/ExtGState", "g", Dictionary(values), mode)

    def dictionary(self) -> Dictionary:
        """Give the dictionary."""
        return Dictionary({kind: Dictionary(entries) for kind, entries in self._kinds.items()})
