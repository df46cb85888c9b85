"""The presets: for which reader or machine a PDF is made. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Preset:
    """One way to make the PDF.

    `suffix` ends the stem of the file name; `bleed` is in mm; `tagged` asks for PDF/UA-1;
    `links` keeps addresses clickable (else they are printed); `hyphens` breaks words in running text.
    """

    name: str
    suffix: str
    bleed: float
    tagged: bool
    links: bool
    hyphens: bool


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {"screen": Preset(name="screen", suffix="", bleed=0.0, tagged=True, links=True, hyphens=False)}
)
