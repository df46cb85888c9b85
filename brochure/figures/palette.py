"""The colours that drawings are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The four colours of the brand, each as "#rrggbb"."""

    ink: str
    signal: str
    tint: str
    paper: str
