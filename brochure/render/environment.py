"""The template engine: strict about names, escaping by default, the project's own templates first."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from brochure.resources import TEMPLATES


def environment(own: Path | None) -> Environment:
    """Make the environment; `own` is the project's templates folder, None where it is not to be used."""
    folders = [own] if own is not None and own.is_dir() else []
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, TEMPLATES)]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode_cache(),
        auto_reload=False,
    )


def safe(html: str) -> Markup:
    """Mark HTML that the Markdown room has cleaned as fit for a template."""
    return Markup(html)


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "make-brochure" / "templates"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
