"""Where the shipped templates and styles lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_HOUSE = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent

TEMPLATES = _HOUSE / "templates"
STYLES = _HOUSE / "styles"
FONTS = STYLES / "fonts"
PROFILES = STYLES / "icc"

# The theme of a project that names none.
THEME = "studio"


def themes(own: Path | None = None) -> tuple[str, ...]:
    """Name the themes: each folder of `themes/` is one, in the shipped styles and in `own`, those of a project."""
    found = (path.name for styles in (STYLES, own) if styles is not None for path in (styles / "themes").glob("*/"))
    return tuple(sorted({name for name in found if not name.startswith(".")}))
