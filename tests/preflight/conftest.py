"""Small PDFs made by hand, each with exactly the fault that a test is about."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from brochure.preflight.build import of_file
from brochure.preflight.demands import Demands
from brochure.preflight.rulebook import Verdict
from brochure.vocabulary.presets import ALL_RULES
from brochure.vocabulary.shipped import PROFILES

MM = 72 / 25.4
TRIM = (148 * MM, 210 * MM)
BLEED = 3 * MM
WIDTHS = [556] * 224
# What a sound page holds: a ground to the end of the bleed, and text of a fair size.
GROUND = f"0.2 0 0 0 k {-BLEED} {-BLEED} {TRIM[0] + 2 * BLEED} {TRIM[1] + 2 * BLEED} re f "
TEXT = "0 0 0 1 k BT /F 10 Tf 60 {} Td (Some words of text) Tj ET "
FULL = "".join(TEXT.format(y) for y in range(60, 560, 25))


@dataclass
class Page:
    """A page of A5 with bleed; `content` is its stream, the rest replaces what is sound."""

    content: str = GROUND + FULL
    boxes: dict[str, Sequence[float]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    images: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)


def image(
    width: int, height: int, space: str = "/DeviceCMYK", samples: bytes | None = None, bits: int = 8, **entries: Any
) -> Callable[[pikepdf.Pdf], Any]:
    """Give what adds a picture to a PDF; a light one where no samples are given."""

    def add(pdf: pikepdf.Pdf) -> Any:
        channels = {"/DeviceCMYK": 4, "/DeviceRGB": 3, "/DeviceGray": 1}[space]
        data = samples if samples is not None else bytes([40]) * (-(-width * channels * bits // 8) * height)
        stream = pdf.make_stream(zlib.compress(data))
        stream.Type, stream.Subtype, stream.Filter = Name.XObject, Name.Image, Name.FlateDecode
        stream.Width, stream.Height, stream.ColorSpace = width, height, Name(space)
        stream.BitsPerComponent = bits
        for key, value in entries.items():
            stream[f"/{key}"] = value(pdf) if callable(value) else value
        return stream

    return add


def place(name: str, x: float, y: float, width: float, height: float) -> str:
    """Draw a picture: the lower left corner and the size, in points."""
    return f"q {width} 0 0 {height} {x} {y} cm /{name} Do Q "


PROFILE = zlib.compress((PROFILES / "FOGRA39L_coated.icc").read_bytes())
XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:pdfxid='http://www.npes.org/pdfx/ns/id/'>"
    "<pdfxid:GTS_PDFXVersion>{}</pdfxid:GTS_PDFXVersion></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def made(
    *pages: Page,
    intent: bool = True,
    font_file: bool = True,
    claim: str = "PDF/X-4",
    change: Callable[[pikepdf.Pdf], None] | None = None,
    **save: Any,
) -> bytes:
    """Write the pages as a PDF, PDF/X-4 where nothing else is claimed; `change` spoils it once it is made."""
    pdf = pikepdf.new()
    font = _font(pdf, font_file)
    for page in pages or (Page(),):
        pdf.add_blank_page(page_size=TRIM)
        made_page = pdf.pages[-1].obj
        whole = [-BLEED, -BLEED, TRIM[0] + BLEED, TRIM[1] + BLEED]
        boxes = {"MediaBox": whole, "BleedBox": whole, "TrimBox": [0, 0, *TRIM], **page.boxes}
        for name, box in boxes.items():
            made_page[f"/{name}"] = Array([round(value, 4) for value in box])
        for name in page.without:
            del made_page[f"/{name}"]
        images = {f"/{name}": add(pdf) for name, add in page.images.items()}
        resources = {"/Font": Dictionary({"/F": font}), "/XObject": Dictionary(images)}
        resources |= {f"/{name}": value(pdf) if callable(value) else value for name, value in page.resources.items()}
        made_page.Resources = Dictionary(resources)
        made_page.Contents = pdf.make_stream(page.content.encode("latin-1"))
        for name, value in page.entries.items():
            made_page[f"/{name}"] = value
    if intent:
        profile = pdf.make_stream(PROFILE, N=4, Filter=Name.FlateDecode)
        about = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39", DestOutputProfile=profile
        )
        pdf.Root.OutputIntents = Array([about])
    if claim:
        pdf.Root.Metadata = pdf.make_stream(XMP.format(claim).encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"], pdf.docinfo["/Trapped"] = "Some words", Name("/False")
    if change is not None:
        change(pdf)
    file = io.BytesIO()
    pdf.save(file, **save)
    return file.getvalue()


def _font(pdf: pikepdf.Pdf, with_file: bool) -> Any:
    about = Dictionary(Type=Name.FontDescriptor, FontName=Name.Test, Flags=32, Ascent=750, Descent=-220)
    if with_file:
        about.FontFile2 = pdf.make_stream(b"\0")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Test, FirstChar=32, LastChar=255,
            Widths=Array(WIDTHS), FontDescriptor=about, Encoding=Name.WinAnsiEncoding,
        )
    )  # fmt: skip


PRESS = Demands(cmyk=True, bleed=3.0, ink=300.0, trim=(148, 210))


@pytest.fixture(scope="session")
def judge() -> Callable[..., Verdict]:
    """Judge a PDF as one for the press; where what is drawn over text matters, in `contrast`, too."""

    def judge(pdf: bytes, wanted: Demands = PRESS, contrast: bool = False, **severities: str) -> Verdict:
        named = {} if contrast else {"text-contrast": "off"}
        named |= {code.replace("_", "-"): weight for code, weight in severities.items()}
        return of_file(ALL_RULES, named, wanted, pdf, "some.pdf")

    return judge
