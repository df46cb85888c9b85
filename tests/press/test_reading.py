"""The reader of press PDFs sees what it must refuse: one PDF for each thing."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.press.reading import PressReading


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> pikepdf.Stream:
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def image(pdf: pikepdf.Pdf, space: Any, **entries: Any) -> pikepdf.Stream:
    made = pdf.make_stream(b"\0" * 3)
    made.Type, made.Subtype, made.Width, made.Height, made.BitsPerComponent = Name.XObject, Name.Image, 1, 1, 8
    made.ColorSpace = space
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def draw_form(pdf: pikepdf.Pdf, page: Any, content: bytes, **entries: Any) -> None:
    page.Resources.XObject = Dictionary(x=form(pdf, content, **entries))
    page.Contents = pdf.make_stream(b"/x Do")


def operator(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Contents = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")


def operator_in_form(pdf: pikepdf.Pdf, page: Any) -> None:
    draw_form(pdf, page, b"1 0 0 RG 0 0 9 9 re S")


def space_operator(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Contents = pdf.make_stream(b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f")


def picture(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Resources.XObject = Dictionary(i=image(pdf, Name.DeviceRGB))


def indexed_picture(pdf: pikepdf.Pdf, page: Any) -> None:
    space = Array([Name.Indexed, Name.DeviceRGB, 0, pikepdf.String(b"\0\0\0")])
    page.Resources.XObject = Dictionary(i=image(pdf, space))


def page_group(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def form_group(pdf: pikepdf.Pdf, page: Any) -> None:
    draw_form(pdf, page, b"", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))


def soft_mask(pdf: pikepdf.Pdf, page: Any) -> None:
    group = form(pdf, b"0 0 1 rg 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    page.Resources.ExtGState = Dictionary(s=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))


def shading(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Resources.Shading = Dictionary(s=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))


def inline_image(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Contents = pdf.make_stream(b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID \0\0\0 EI")


def pattern(pdf: pikepdf.Pdf, page: Any) -> None:
    made = pdf.make_stream(b"0 1 0 rg 0 0 1 1 re f")
    made.PatternType = made.PaintType = 1
    page.Resources.Pattern = Dictionary(p=made)


def shading_pattern(pdf: pikepdf.Pdf, page: Any) -> None:
    made = Dictionary(PatternType=2, Shading=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))
    page.Resources.Pattern = Dictionary(p=pdf.make_indirect(made))


def inherited(pdf: pikepdf.Pdf, page: Any) -> None:
    pdf.Root.Pages.Resources = Dictionary(ColorSpace=Dictionary(DefaultCMYK=Array([Name.Lab, Dictionary()])))
    del page.Resources


def link(pdf: pikepdf.Pdf, page: Any) -> None:
    page.Annots = Array([Dictionary(Subtype=Name.Link)])


REFUSED: list[tuple[Callable[[pikepdf.Pdf, Any], None], str]] = [
    (operator, "page 1: operator rg"),
    (operator_in_form, "page 1 /x: operator RG"),
    (space_operator, "page 1: operator cs /DeviceRGB"),
    (picture, "page 1 /i: image in DeviceRGB"),
    (indexed_picture, "page 1 /i: image base in DeviceRGB"),
    (page_group, "page 1: group in DeviceRGB"),
    (form_group, "page 1 /x: group in DeviceRGB"),
    (soft_mask, "page 1 /s soft mask: operator rg"),
    (shading, "page 1 /s: shading in DeviceRGB"),
    (inline_image, "page 1: inline image in /DeviceRGB"),
    (pattern, "page 1 pattern /p: operator rg"),
    (shading_pattern, "page 1 /p: pattern in DeviceRGB"),
    (inherited, "page 1: colour space /DefaultCMYK in Lab"),
    (link, "page 1: annotation /Link"),
]


def one_page(change: Callable[[pikepdf.Pdf, Any], None]) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(9, 9))
    page.obj.Resources = Dictionary()
    change(pdf, page.obj)
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("change", "told"), REFUSED, ids=lambda value: getattr(value, "__name__", ""))
def test_the_reader_refuses(change: Callable[[pikepdf.Pdf, Any], None], told: str) -> None:
    """A page with one thing of the screen in it gives that one offence."""
    assert PressReading(one_page(change)).offences == [told]


def test_the_reader_takes_inks_and_grey() -> None:
    """Four inks, grey, a spot colour on inks and a picture in inks offend nobody."""

    def inks(pdf: pikepdf.Pdf, page: Any) -> None:
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        spot = Array([Name.Separation, Name("/All"), Name.DeviceCMYK, tint])
        page.Resources.ColorSpace = Dictionary(all=spot)
        page.Resources.XObject = Dictionary(i=image(pdf, Name.DeviceCMYK))
        page.Contents = pdf.make_stream(b"0 0 0 1 k .5 g /all cs 1 scn 0 0 9 9 re f")

    assert PressReading(one_page(inks), flat=True).offences == []


def test_the_reader_refuses_transparency_where_it_must_be_flat() -> None:
    """Opacity, a group, a soft mask, a picture's soft mask."""

    def clear(pdf: pikepdf.Pdf, page: Any) -> None:
        group = form(pdf, b"", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        soft = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        page.Resources.ExtGState = Dictionary(a=Dictionary(ca=0.5), m=Dictionary(BM=Name.Multiply), s=soft)
        page.Resources.XObject = Dictionary(i=image(pdf, Name.DeviceCMYK, SMask=image(pdf, Name.DeviceGray)))

    assert sorted(PressReading(one_page(clear), flat=True).offences) == [
        "page 1 /a: opacity /ca 0.5",
        "page 1 /i: soft mask of an image",
        "page 1 /m: blend mode /Multiply",
        "page 1 /s soft mask: transparency group",
        "page 1 /s: soft mask",
    ]
