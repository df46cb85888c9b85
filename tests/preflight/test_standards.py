"""What a PDF says of itself and carries besides its print: for each rule a fault, and its like that is none."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brochure.preflight.rulebook import RULES, Verdict
from brochure.vocabulary.report import problem_of, problem_record
from tests.preflight.conftest import BLEED, FULL, GROUND, PRESS, TRIM, Page, image, made, place

Judge = Callable[..., Verdict]
Change = Callable[[pikepdf.Pdf], None]
X4 = replace(PRESS, standard="x-4", condition="FOGRA39")
X1A = replace(PRESS, standard="x-1a", transparency=False)


def found(verdict: Verdict) -> list[str]:
    return [f"{problem.severity}[{problem.code}]: {problem.message}" for problem in verdict.problems]


def spoilt(change: Change, content: str = "", **rest: Any) -> bytes:
    return made(Page(GROUND + FULL + content, **rest), change=change)


def intent(**entries: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root.OutputIntents[0][f"/{key}"] = value(pdf) if callable(value) else value

    return change


def profile(data: bytes, count: int = 4) -> Callable[[pikepdf.Pdf], Any]:
    return lambda pdf: pdf.make_stream(zlib.compress(data), N=count, Filter=Name.FlateDecode)


def header(device: bytes = b"prtr", space: bytes = b"CMYK", name: str = "FOGRA39L Coated", version: int = 2) -> bytes:
    """Write a profile that has a header and a name."""
    desc = b"desc\0\0\0\0" + len(name).to_bytes(4, "big") + name.encode()
    body = (1).to_bytes(4, "big") + b"desc" + (144).to_bytes(4, "big") + len(desc).to_bytes(4, "big") + desc
    head = (128 + len(body)).to_bytes(4, "big") + b"test" + bytes([version, 0, 0, 0]) + device + space + b"Lab "
    return head.ljust(36, b"\0") + b"acsp" + bytes(88) + body


def note(kind: str, box: tuple[float, ...], **entries: Any) -> dict[str, Any]:
    described = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array(box), **entries)
    return {"Annots": Array([described])}


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
INSIDE, OUTSIDE = (60, 60, 90, 70), (-60, -60, -30, -30)
BLACK = "{} BT /F 9 Tf 210 315 Td (Words in black) Tj ET "
HALF = f"{{}} {-BLEED} {-BLEED} {TRIM[0] + 2 * BLEED} {TRIM[1] / 2} re f "


def registration(x: float) -> bytes:
    spaces = Dictionary({"/S": Array([Name.Separation, Name("/All"), Name.DeviceCMYK])})
    return made(Page(GROUND + FULL + f"/S cs 1 scn {x} 50 5 5 re f", resources={"ColorSpace": spaces}))


def layered(off: bool, used: bool = True, claim: str = "PDF/X-4") -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer] if off else [])))
        if used:
            pdf.pages[0].Resources.Properties = Dictionary(L=layer)

    content = "/OC /L BDC 0 0 0 1 k 60 60 9 9 re f EMC" if used else ""
    return made(Page(GROUND + FULL + content), change=change, claim=claim)


PICTURE = place("I", 100, 100, 72, 72)
CASES: dict[str, tuple[bytes, bytes, str]] = {
    "pdfx, none": (
        made(claim=""),
        made(),
        "warning[pdfx]: the PDF does not say which PDF/X it is: export it as PDF/X-4, by which print shops check",
    ),
    "pdfx, unknown": (
        made(claim="PDF/X-11"),
        made(claim="PDF/X-3:2003"),
        "error[pdfx]: the PDF says that it is 'PDF/X-11', which is no PDF/X: export it as PDF/X-4",
    ),
    "pdfx, two": (
        spoilt(lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", "PDF/X-1a:2003")),
        spoilt(lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", "PDF/X-4")),
        "error[pdfx]: the PDF says that it is PDF/X-4 in one place and PDF/X-1a:2003 in another: export it again",
    ),
    "pdfx, trapped": (
        spoilt(lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name("/Unknown"))),
        spoilt(lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name("/True"))),
        "error[pdfx]: whether colours are trapped must be True or False in PDF/X-4; the PDF says 'Unknown': "
        "export it again",
    ),
    "output-intent, for archives": (
        spoilt(intent(S=Name.GTS_PDFA1)),
        spoilt(lambda pdf: pdf.Root.OutputIntents.append(Dictionary(S=Name.GTS_PDFA1))),
        "error[output-intent]: the PDF names a condition for archives alone (PDF/A), none for printing: "
        "export it as PDF/X",
    ),
    "output-intent, without profile": (
        spoilt(lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
        made(),
        "error[output-intent]: the profile of the printing condition FOGRA39 is missing: embed it",
    ),
    "output-intent, of a screen": (
        spoilt(intent(DestOutputProfile=profile(header(b"mntr", b"RGB "), 3))),
        spoilt(intent(DestOutputProfile=profile(header()))),
        "error[output-intent]: the profile of the printing condition FOGRA39 is not one of a press with four inks "
        "(its class is 'mntr', its colours 'RGB'): export the PDF with that of the press",
    ),
    "output-intent, N": (
        spoilt(intent(DestOutputProfile=profile(header(), 3))),
        spoilt(intent(DestOutputProfile=profile(header(), 4))),
        "error[output-intent]: the profile of the printing condition FOGRA39 is declared with 3 inks, and has 4: "
        "export the PDF with that of the press",
    ),
    "output-intent, damaged": (
        spoilt(intent(DestOutputProfile=profile(header()[:100]))),
        spoilt(intent(DestOutputProfile=profile(header() + b"\0"))),
        "error[output-intent]: the profile of the printing condition FOGRA39 is no ICC profile: "
        "export the PDF with that of the press",
    ),
    "output-intent, of another condition": (
        spoilt(intent(DestOutputProfile=profile(header(name="PSO Uncoated v3")))),
        spoilt(intent(DestOutputProfile=profile(header(name="ISO Coated v2 (ECI)")))),
        "error[output-intent]: the profile of the printing condition FOGRA39 is one for FOGRA52 ('PSO Uncoated v3'): "
        "export the PDF with that of FOGRA39",
    ),
    "output-intent, two": (
        spoilt(lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])),
        made(),
        "error[output-intent]: the PDF names 2 printing conditions: export it with one",
    ),
    "locked": (
        made(encryption=pikepdf.Encryption(owner="o", user="")),
        made(),
        "error[locked]: the PDF is protected (encrypted), and a press cannot take it: save it without protection",
    ),
    "interactive, script": (
        spoilt(lambda pdf: pdf.Root.__setitem__("/OpenAction", SCRIPT)),
        spoilt(lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[0].obj, Name.Fit]))),
        "error[interactive]: the PDF has scripts or actions (JavaScript), which no press runs: export it without them",
    ),
    "interactive, form": (
        spoilt(lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Tx)])))),
        spoilt(lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array()))),
        "error[interactive]: the PDF has form fields, which do not print as they are seen: flatten the form",
    ),
    "interactive, file": (
        spoilt(lambda pdf: pdf.attachments.__setitem__("a.txt", b"text")),
        made(),
        "error[interactive]: the PDF has attached files, which nobody prints: leave them out",
    ),
    "note-on-page": (
        made(Page(entries=note("/Text", INSIDE))),
        made(Page(entries=note("/Text", OUTSIDE))),
        "error[note-on-page]: page 1 has a sticky note, which may print or be lost: take it out",
    ),
    "note-on-page, a link": (
        made(Page(entries=note("/Link", INSIDE))),
        made(Page(entries=note("/Link", OUTSIDE))),
        "warning[note-on-page]: page 1 has links, which lead nowhere on paper and have no place in PDF/X: "
        "export it without links",
    ),
    "stand-in, OPI": (
        made(Page(GROUND + FULL + PICTURE, images={"I": image(300, 300, OPI=lambda _: Dictionary())})),
        made(Page(GROUND + FULL + PICTURE, images={"I": image(300, 300)})),
        "error[stand-in]: page 1 has a picture that stands for another one at the printer's (OPI): "
        "place the picture itself",
    ),
    "stand-in, alternate": (
        made(Page(GROUND + FULL + PICTURE, images={"I": image(300, 300, Alternates=lambda _: Array())})),
        made(Page(GROUND + FULL + PICTURE, images={"I": image(300, 300)})),
        "error[stand-in]: page 1 has a picture with another one in its place (an alternate): "
        "place the one that is to print",
    ),
    "device-order, transfer": (
        spoilt(lambda pdf: None, "/A gs", resources={"ExtGState": Dictionary(A=Dictionary(TR=Dictionary()))}),
        spoilt(lambda pdf: None, "/A gs", resources={"ExtGState": Dictionary(A=Dictionary(TR2=Name.Default))}),
        "error[device-order]: page 1 has a transfer function, which changes colours as they print: "
        "export it without one",
    ),
    "layer-off": (
        layered(off=True),
        layered(off=False),
        "warning[layer-off]: the layer 'Draft' is off on page 1, and may print or not: delete it, or switch it on",
    ),
    "layer-off, in what has none": (
        layered(off=False, used=False, claim="PDF/X-3:2003"),
        layered(off=True, used=False),
        "error[layer-off]: the PDF has layers, which PDF/X-3:2003 does not know: merge them",
    ),
    "registration-colour": (
        registration(50),
        registration(-BLEED - 6),
        "error[registration-colour]: 1 thing on page 1 is in the colour of register marks, which prints on every "
        "plate: make it black",
    ),
    "black-text": (
        spoilt(lambda pdf: None, BLACK.format("0.7 0.6 0.6 0.9 k")),
        spoilt(lambda pdf: None, BLACK.format("0 0 0 1 k")),
        "warning[black-text]: 'Words in black' is black of several inks (70/60/60/90) under 12 pt on page 1: "
        "set it in black alone",
    ),
    "rich-black": (
        made(Page(HALF.format("0 0 0 1 k") + FULL)),
        made(Page(HALF.format("0.4 0.3 0.3 1 k") + FULL)),
        "warning[rich-black]: a ground over 49 % of page 1 is in black alone, which prints as a dark grey: "
        "add other inks (such as 40/30/30/100)",
    ),
    "boxes, art": (
        made(Page(boxes={"ArtBox": [0, 0, *TRIM]})),
        made(),
        "error[boxes]: page 1 has an ArtBox beside the TrimBox: both say where the page ends; "
        "export it with the TrimBox alone",
    ),
    "boxes, units": (
        made(Page(entries={"UserUnit": 2})),
        made(Page(entries={"UserUnit": 1})),
        "error[boxes]: page 1 has units of its own (UserUnit): a press that does not know them prints it small",
    ),
    "colour-space, page group": (
        made(Page(entries={"Group": Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)})),
        made(Page(entries={"Group": Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)})),
        "error[colour-space]: what is transparent on page 1 is mixed in RGB; CMYK is wanted: export it again with "
        "CMYK for transparency",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_and_its_like_passes(judge: Judge, case: str) -> None:
    """In the author's words, and nothing else; each finding says what it is held to."""
    broken, sound, told = CASES[case]
    verdict = judge(broken)
    assert found(verdict) == [told]
    assert found(judge(sound)) == []
    assert [problem_of(problem_record(one)).clause for one in verdict.problems] == [
        problem.clause for problem in verdict.problems
    ]
    assert all(problem.clause for problem in verdict.problems)


@pytest.mark.parametrize(
    ("claim", "asked", "told"),
    [
        ("PDF/X-4", X4, []),
        ("PDF/X-1a:2003", X1A, []),
        ("PDF/X-1a:2003", X4, ["the PDF says that it is PDF/X-1a:2003; PDF/X-4 is asked for: export it as PDF/X-4"]),
        ("PDF/X-4", X1A, ["the PDF says that it is PDF/X-4; PDF/X-1a is asked for: export it as PDF/X-1a"]),
        ("", X4, ["the PDF does not say that it is PDF/X-4: export it as PDF/X-4"]),
    ],
)
def test_a_file_is_held_to_the_standard_asked_for(judge: Judge, claim: str, asked: object, told: list[str]) -> None:
    """What the project's settings ask for is what the file must say."""
    verdict = judge(made(claim=claim), asked)
    assert [(problem.code, problem.message) for problem in verdict.problems] == [("pdfx", text) for text in told]


def test_a_file_is_held_to_the_condition_asked_for(judge: Judge) -> None:
    """By its name, however it is spaced; FOGRA39L is FOGRA39."""
    asked = replace(X4, condition="FOGRA52")
    assert found(judge(made(), asked)) == [
        "error[output-intent]: the PDF is made for the printing condition FOGRA39; FOGRA52 is asked for: "
        "export it for that"
    ]
    assert found(judge(spoilt(intent(OutputConditionIdentifier="Fogra39L")), X4)) == []


def test_what_a_file_claims_holds_for_its_transparency(judge: Judge) -> None:
    """PDF/X-3 has none, whatever is asked for."""
    page = Page(
        GROUND + FULL + "/A gs 0 1 0 0 k 50 50 20 20 re f", resources={"ExtGState": Dictionary(A=Dictionary(ca=0.5))}
    )
    assert found(judge(made(page))) == []
    assert [problem.code for problem in judge(made(page, claim="PDF/X-3:2003")).problems] == ["transparency"]


@pytest.mark.parametrize(("count", "told"), [(1, 0), (2, 0), (3, 1), (4, 0), (6, 1), (8, 0)])
def test_stapled_pages_come_in_fours(judge: Judge, count: int, told: int) -> None:
    """A leaf of one or two pages is not stapled."""
    pdf = made(*[Page()] * count)
    verdict = judge(pdf, replace(PRESS, stapled=True, facing=False))
    assert [problem.code for problem in verdict.problems] == ["page-count"] * told
    assert found(judge(pdf)) == []


def tile(pdf: pikepdf.Pdf, content: bytes, paint: int) -> Any:
    stream = pdf.make_stream(content)
    stream.PatternType, stream.PaintType, stream.TilingType = 1, paint, 1
    stream.BBox, stream.XStep, stream.YStep = Array([0, 0, 10, 10]), 10, 10
    stream.Resources = Dictionary()
    return stream


def glyphs(content: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.Font["/T"] = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FirstChar=97, LastChar=97,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([1000]), Resources=Dictionary(),
            Encoding=Dictionary(Differences=Array([97, Name.a])), CharProcs=Dictionary(a=pdf.make_stream(content)),
        )  # fmt: skip

    return spoilt(change, "0 0 0 1 k BT /T 20 Tf 210 315 Td (aa) Tj ET")


def masked(paint: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_stream(f"{paint} 0 0 90 90 re f".encode())
        group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 90])
        group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        soft = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
        pdf.pages[0].Resources.ExtGState = Dictionary(M=Dictionary(SMask=soft))

    return spoilt(change, "q /M gs 0 1 0 0 k 50 50 20 20 re f Q")


def patterned(content: bytes, operators: str, paint: int = 1) -> bytes:
    resources = {
        "Pattern": lambda pdf: Dictionary(P=tile(pdf, content, paint)),
        "ColorSpace": Dictionary(B=Array([Name.Pattern, Name.DeviceRGB]), C=Array([Name.Pattern, Name.DeviceCMYK])),
    }
    return made(Page(GROUND + FULL + operators, resources=resources))


RED = b"1000 0 d0 1 0 0 rg 0 0 700 700 re f"
AREA = "50 50 40 40 re f"


@pytest.mark.parametrize(
    ("broken", "sound", "told"),
    [
        (glyphs(RED), glyphs(b"1000 0 d0 0 1 1 0 k 0 0 700 700 re f"), "paints 1 text"),
        (glyphs(RED), glyphs(b"1000 0 0 0 700 700 d1 1 0 0 rg 0 0 9 9 re f"), "paints 1 text"),
        (masked("1 0 0 rg"), masked("1 g"), "the mask of something transparent on page 1 is mixed in RGB"),
        (
            patterned(b"1 0 0 rg 0 0 5 5 re f", "/Pattern CS /P SCN 4 w 50 50 m 90 50 l S"),
            patterned(b"0 1 1 0 k 0 0 5 5 re f", "/Pattern CS /P SCN 4 w 50 50 m 90 50 l S"),
            "paints",
        ),
        (
            patterned(b"0 0 5 5 re f", "/B cs 1 0 0 /P scn " + AREA, 2),
            patterned(b"0 0 5 5 re f", "/C cs 0 1 1 0 /P scn " + AREA, 2),
            "paints",
        ),
        (
            patterned(b"1 0 0 rg 0 0 5 5 re f", "/Pattern cs /P scn BT /F 20 Tf 210 315 Td (a) Tj ET"),
            patterned(b"0 1 1 0 k 0 0 5 5 re f", "/Pattern cs /P scn BT /F 20 Tf 210 315 Td (a) Tj ET"),
            "paints",
        ),
    ],
    ids=["glyph", "glyph in the text's colour", "mask", "stroke", "pattern without colours", "letters"],
)  # fmt: skip
def test_rgb_is_found_wherever_it_hides(judge: Judge, broken: bytes, sound: bytes, told: str) -> None:
    """In coloured glyphs, masks, and patterns that stroke, fill with a colour of their own, or fill letters."""
    problems = judge(broken).problems
    assert [problem.code for problem in problems] == ["colour-space"]
    assert told in problems[0].message
    assert found(judge(sound)) == []


def test_every_rule_for_print_says_what_it_is_held_to() -> None:
    """A standard, or a requirement of the Ghent Workgroup; the few without are rules of the house."""
    habits = {
        "picture-misplaced", "svg-raster", "rich-black", "text-overset", "safe-zone", "link-not-printed",
        "spread-broken", "edge-unprinted",
    }  # fmt: skip
    assert {rule.code for rule in RULES if rule.clause == "house rule"} == habits
    assert all(rule.clause for rule in RULES)
