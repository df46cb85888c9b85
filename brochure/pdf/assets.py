"""What a build may read: the pictures of the content, and what is drawn or shipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from brochure.problems import Severity

BASE_URL = "file:///project/"
Report = Callable[[str, Severity, str, str], None]


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that may be placed; `url` is stable, width and height are in pixels, or units of a vector picture."""

    url: str
    kind: str
    width: float
    height: float
    path: Path


class Assets:
    """The pictures, drawings and fonts of one build."""

    def __init__(self, root: Path, folders: tuple[str, ...], shipped: Path) -> None:
        self.root = root
        self.folders = folders
        self.shipped = shipped
        self.inputs: list[Path] = []
        self.absent: list[Path] = []
        self._served: dict[str, tuple[str, bytes | Path]] = {}

    def keep(self, name: str, svg: str) -> str:
        """Register a drawing; gives the stable address under which the engine finds it."""
        url = f"{BASE_URL}-drawn/{name}.svg"
        self._served[url] = ("image/svg+xml", svg.encode())
        return url

    def serve_font(self, path: Path) -> str:
        """Register a font file; gives its address."""
        url = f"file:///fonts/{path.name}"
        self._served[url] = ("font/ttf", path)
        return url

    def served(self, url: str) -> tuple[str, bytes] | None:
        """Give media type and bytes of a registered address; None for any other."""
        entry = self._served.get(url)
        if entry is None:
            return None
        kind, body = entry
        return kind, body.read_bytes() if isinstance(body, Path) else body
