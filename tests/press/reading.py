"""Reads a press PDF object by object and lists what a printer's workflow would refuse, for use in any test."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageMath

from brochure.pdfreader.events import Change, Glyphs, Inline, PaintedPath
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.state import State
from tests.pdfreader.painting import painted

_PLAIN = ("/DeviceCMYK", "/DeviceGray", "/Pattern")
_SCREEN = ("/DeviceRGB", "/CalRGB", "/Lab")


class PressReading:
    """Walks everything that a page can reach, used or not; `offences` are sentences that begin with the place.

    `flat` forbids transparency as well.
    """

    def __init__(self, data: bytes, flat: bool = False) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.flat = flat
        self.offences: list[str] = []
        self.shadings: list[int] = []
        self.images: list[Any] = []
        self._seen: set[Any] = set()
        for number, page in enumerate(self.pdf.pages, 1):
            where = f"page {number}"
            self._group(where, page.obj)
            self._annotations(where, page.obj)
            for resources in _inherited(page.obj):
                self._resources(where, resources)
            self._content(where, page.obj)

    def _say(self, where: str, what: str) -> None:
        self.offences.append(f"{where}: {what}")

    def _once(self, item: Any) -> bool:
        if item.objgen == (0, 0):
            return True
        fresh = item.objgen not in self._seen
        self._seen.add(item.objgen)
        return fresh

    def _group(self, where: str, holder: Any) -> None:
        if "/Group" in holder:
            if self.flat:
                self._say(where, "transparency group")
            self._space(where, "group", holder.Group.get("/CS"))

    def _annotations(self, where: str, page: Any) -> None:
        for note in page.get("/Annots", []):
            self._say(where, f"annotation {note.Subtype}")

    def _space(self, where: str, what: str, space: Any) -> None:
        if space is None:
            return
        name = str(space if isinstance(space, pikepdf.Name) else space[0])
        if name in _PLAIN:
            return
        if name in ("/Separation", "/DeviceN"):
            self._space(where, f"{what} alternate", space[2])
        elif name in ("/Indexed", "/Pattern"):
            self._space(where, f"{what} base", space[1])
        else:
            self._say(where, f"{what} in {name[1:]}")

    def _resources(self, where: str, resources: Any) -> None:
        if resources is None or not self._once(resources):
            return
        for name, space in resources.get("/ColorSpace", {}).items():
            self._space(where, f"colour space {name}", space)
        for name, item in resources.get("/XObject", {}).items():
            self._xobject(f"{where} {name}", item)
        for name, item in resources.get("/Pattern", {}).items():
            if self._once(item):
                if int(item.PatternType) == 2:
                    self.shadings.append(int(item.Shading.ShadingType))
                    self._space(f"{where} {name}", "pattern", item.Shading.get("/ColorSpace"))
                else:
                    self._resources(f"{where} {name}", item.get("/Resources"))
                    self._content(f"{where} pattern {name}", item)
        for name, item in resources.get("/Shading", {}).items():
            self.shadings.append(int(item.ShadingType))
            self._space(f"{where} {name}", "shading", item.get("/ColorSpace"))
        for name, item in resources.get("/ExtGState", {}).items():
            self._parameters(f"{where} {name}", item)
        for name, item in resources.get("/Font", {}).items():
            if item.Subtype == "/Type3" and self._once(item):
                for glyph in item.CharProcs.values():
                    self._content(f"{where} font {name}", glyph)

    def _xobject(self, where: str, item: Any) -> None:
        if not self._once(item):
            return
        if item.Subtype == "/Image":
            self.images.append(item)
            self._space(where, "image", item.get("/ColorSpace"))
            if "/SMask" in item:
                if self.flat:
                    self._say(where, "soft mask of an image")
                self._space(where, "soft mask", item.SMask.get("/ColorSpace"))
            return
        self._group(where, item)
        self._resources(where, item.get("/Resources"))
        self._content(where, item)

    def _parameters(self, where: str, item: Any) -> None:
        soft = item.get("/SMask")
        if isinstance(soft, pikepdf.Dictionary):
            if self.flat:
                self._say(where, "soft mask")
            self._xobject(f"{where} soft mask", soft.G)
        for key in ("/ca", "/CA"):
            if self.flat and float(item.get(key, 1)) < 1:
                self._say(where, f"opacity {key} {item[key]}")
        if str(item.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
            self._say(where, f"blend mode {item.BM}")

    def _content(self, where: str, holder: Any) -> None:
        for event in Interpreter(Walk(), State(), holder.get("/Resources")).read(holder):
            match event:
                case Inline():
                    self._say(where, f"inline image in {event.source.colorspace}")
                case Change(operator="rg" | "RG" as name):
                    self._say(where, f"operator {name}")
                case Change(operator="cs" | "CS" as name) if str(event.operands[0]) in _SCREEN:
                    self._say(where, f"operator {name} {event.operands[0]}")


def _inherited(page: Any) -> Iterator[Any]:
    holder = page
    while holder is not None:
        yield holder.get("/Resources")
        holder = holder.get("/Parent")


def plates(data: bytes, folder: Path, dpi: int = 72) -> list[Image.Image]:
    """Rasterise every page with Ghostscript into its four inks, overprint as the plates would have it."""
    source = folder / "plates.pdf"
    source.write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiff32nc", f"-r{dpi}", "-dOverprint=/enable"]
    subprocess.run([*command, f"-sOutputFile={folder}/plate-%03d.tif", str(source)], check=True, timeout=120)
    return [Image.open(path).copy() for path in sorted(folder.glob("plate-*.tif"))]


def separations(data: bytes, folder: Path, dpi: int = 72) -> list[dict[str, Image.Image]]:
    """Rasterise every page with Ghostscript into one plate an ink, spot inks by their names; 255 is full ink."""
    source = folder / "separated.pdf"
    source.write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}"]
    subprocess.run([*command, f"-sOutputFile={folder}/sep-%03d.tif", str(source)], check=True, timeout=120)
    pages: dict[str, dict[str, Image.Image]] = {}
    for path in sorted(folder.glob("sep-*(*).tif")):
        number, _, ink = path.stem.removesuffix(")").partition("(")
        pages.setdefault(number, {})[ink] = ImageChops.invert(Image.open(path).convert("L"))
    return list(pages.values())


@dataclass(frozen=True)
class Look:
    """How a thing is painted: its inks, its opacity, whether it overprints; `text` tells letters from filled paths."""

    text: bool
    inks: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)
    opacity: float = 1.0
    overprints: bool = False


def looks(data: bytes) -> list[Look]:
    """Give the look of each fill and each line of text, on all pages, with the forms that they draw."""
    return [
        Look(isinstance(event, Glyphs), state.fill.values, state.fill.alpha, state.fill.overprint)
        for _, event, state in painted(data)
        if isinstance(event, Glyphs) or (isinstance(event, PaintedPath) and event.fill)
    ]


def heaviest(plate: Image.Image) -> float:
    """Give the most ink on one point of a page, in per cent."""
    bands = dict(zip("cmyk", (band.convert("I") for band in plate.split()), strict=True))
    total: Any = ImageMath.lambda_eval(lambda ink: ink["c"] + ink["m"] + ink["y"] + ink["k"], **bands)
    return float(total.getextrema()[1]) / 2.55


def colours(data: bytes) -> set[tuple[float, ...]]:
    """Give every colour in four inks that anything is filled or stroked with."""
    found = set()
    for _, event, state in painted(data):
        fills, strokes = isinstance(event, Glyphs), False
        if isinstance(event, PaintedPath):
            fills, strokes = bool(event.fill), bool(event.stroke)
        used = [*([state.fill] if fills else []), *([state.stroke] if strokes else [])]
        found |= {colouring.values for colouring in used if colouring.space.kind == "cmyk"}
    return found
