"""Press PDFs for tests: the order they follow, pictures to put into them, projects to build."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from brochure.pictures.assets import Assets
from brochure.pipeline import build
from brochure.press.order import Order, Profile
from brochure.vocabulary.conditions import Settings
from brochure.vocabulary.job import Job
from brochure.vocabulary.shipped import PROFILES

ROOT = Path(__file__).parents[2]
PROFILE = Profile((PROFILES / "FOGRA39L_coated.icc").read_bytes(), "FOGRA39L Coated")
TRIM = (105.0, 148.0)
BRAND = {"#14213d": (1.0, 0.85, 0.35, 0.35)}


def order(
    standard: str = "x-4",
    limit: float = 300.0,
    trim: tuple[float, float] = TRIM,
    name: str = "essai",
    **changes: Any,
) -> Order:
    settings = Settings("test", "FOGRA39", limit, standard, bleed=changes.pop("bleed", 0.0), **changes)  # type: ignore[arg-type]
    return Order(settings, PROFILE, BRAND.get, trim, name, "Essai", "2026-11-01")


def place(assets: Assets, image: Image.Image, name: str, **options: Any) -> str:
    """Save a picture into the project and give its address."""
    folder = assets.root / "static"
    folder.mkdir(exist_ok=True)
    image.save(folder / name, **options)

    def refuse(code: str, severity: Any, message: str, hint: str) -> None:
        raise AssertionError(message)

    found = assets.find(name, assets.root / "c.md", refuse)
    assert found is not None
    return found.url


def photograph(width: int = 600, height: int = 400) -> Image.Image:
    """A picture with the darkest and the strongest colours there are."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for number, colour in enumerate(("#000000", "#0a0400", "#001040", "#400000", "#ff0000", "#00ff00", "#0000ff")):
        left = number * width // 7
        draw.rectangle((left, 0, left + width // 7, height // 2), fill=colour)
    return image


@functools.cache
def programme(standard: str, preset: str = "press", extra: str = "") -> bytes:
    """Build the brochure of this repository, once for each kind."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        settings = (ROOT / "brochure.yaml").read_text(encoding="utf-8")
        project = Path(folder) / "brochure.yaml"
        press = f"standard: {standard}" + (f", {extra}" if extra else "")
        project.write_text(f"{settings}\npress: {{{press}}}\n", encoding="utf-8")
        job = Job(ROOT / "content" / "programme.md", ROOT, project, Path(folder), preset)
        result = build(job)
        assert result.output is not None
        return result.output.path.read_bytes()


def jpeg(image: Image.Image, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()
