"""The shapes of what is borrowed of the engine, which has no types of its own: no more than is used of it."""

from typing import Any

CSS: Any
HTML: Any
DEFAULT_OPTIONS: dict[str, Any]
