"""Where the shipped templates and styles lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_HOUSE = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent

TEMPLATES = _HOUSE / "templates"
STYLES = _HOUSE / "styles"
FONTS = STYLES / "fonts"
PROFILES = STYLES / "icc"
