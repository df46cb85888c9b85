"""The resources of a rewritten stream: only what it uses, so that nothing of the screen is inherited."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Name

from brochure.press.state import Mode


class Resources:
    """Gathers the resources of one stream under names of its own."""

    def __init__(self, flat: bool) -> None:
        self._flat = flat
        self._kinds: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, Any], str] = {}

    def name(self, kind: str, prefix: str, value: Any, key: Any = None) -> Name:
        """Give the name of a resource; the same key gets the same name."""
        known = (kind, key if key is not None else value.objgen)
        if known not in self._names:
            entries = self._kinds.setdefault(kind, {})
            self._names[known] = f"/{prefix}{len(entries)}"
            entries[self._names[known]] = value
        return Name(self._names[known])

    def mode(self, mode: Mode) -> Name:
        """Give the name of a graphics state parameter dictionary (ISO 32000-1, 8.4.5 and 8.6.7)."""
        values: dict[str, Any] = {"/Type": Name.ExtGState, "/OP": mode.overprint, "/op": mode.overprint}
        values["/OPM"] = int(mode.overprint)
        if not self._flat:
            values |= {"/ca": mode.fill, "/CA": mode.stroke}
        return self.name("/ExtGState", "g", pikepdf.Dictionary(values), mode)

    def dictionary(self) -> pikepdf.Dictionary:
        """Give the dictionary."""
        return pikepdf.Dictionary({kind: pikepdf.Dictionary(entries) for kind, entries in self._kinds.items()})
