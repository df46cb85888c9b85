"""Faults that lie hidden, and what looks like one: in forms of forms, glyphs, patterns, masks, rims, sets of layers.

`CASES` is the whole corpus with them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.preflight.conftest import BLEED, TRIM, XMP, image
from tests.preflight.corpus import (
    CASES,
    GREY_PROFILE,
    PROFILE_DATA,
    SCREEN_PROFILE,
    SCRIPT,
    Change,
    both,
    case,
    draw,
    form,
    icc,
    info,
    intent,
    layer,
    lower,
    note,
    packet,
    page,
    picture,
    root,
    shading,
    space,
    spot,
    state,
    tile,
    type3,
    words,
)

__all__ = ["CASES"]

CURVE = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)
ROUND = {"Type": Name.Halftone, "HalftoneType": 1, "Frequency": 60, "Angle": 45, "SpotFunction": Name.Round}
FOUR = "0.6 0.5 0.5 0.9"
# How the four process inks come of those of a DeviceN.
MADE_OF = {
    "All": "dup dup dup",
    "Cyan Magenta Yellow Black": "",
    "Black": "0 exch 0 exch 0 exch",
    "Cyan Black": "0 exch 0 exch",
}
WHOLE = TRIM[0] + 2 * BLEED


def inks(named: str) -> Change:
    """Give a space of several inks."""
    names = named.split()

    def make(pdf: pikepdf.Pdf) -> Any:
        tint = pdf.make_stream(
            f"{{ {MADE_OF[named]} }}".encode(), FunctionType=4, Domain=[0, 1] * len(names), Range=[0, 1] * 4
        )
        return Array([Name.DeviceN, Array([Name(f"/{name}") for name in names]), Name.DeviceCMYK, tint])

    return make


def drawing(pdf: pikepdf.Pdf, content: str, **resources: Any) -> Any:
    """Make a form; resources are dictionaries, or make them."""
    made = pdf.make_stream(content.encode())
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    made.Resources = Dictionary(
        {f"/{kind}": value(pdf) if callable(value) else value for kind, value in resources.items()}
    )
    return made


def nested(content: str, at: tuple[float, float] = (60, 300), **resources: Any) -> Change:
    """Draw a form in a form in a form."""

    def add(pdf: pikepdf.Pdf) -> Any:
        made = drawing(pdf, content, **resources)
        for _ in range(2):
            made = drawing(pdf, "/I Do", XObject=Dictionary(I=made))
        return Dictionary(Added=made)

    return draw(f"q 1 0 0 1 {at[0]} {at[1]} cm /Added Do Q", XObject=add)


def behind(kind: str, content: str, blended: Name | None = None, **resources: Any) -> Change:
    """Draw through a soft mask of a kind."""

    def add(pdf: pikepdf.Pdf) -> Any:
        group = drawing(pdf, content, **resources)
        group.Group = Dictionary(S=Name.Transparency, **({"CS": blended} if blended is not None else {}))
        return Dictionary(Type=Name.Mask, S=Name(f"/{kind}"), G=group)

    return state("0 1 0 0 k 60 300 9 9 re f", SMask=add)


def tiled(content: str, box: str = "60 300 36 36", **resources: Any) -> Change:
    """Fill with a pattern that has resources."""

    def add(pdf: pikepdf.Pdf) -> Any:
        made = tile(content.encode())(pdf)
        made.Added.Resources = drawing(pdf, "", **resources).Resources
        return made

    return draw(f"/Pattern cs /Added scn {box} re f", Pattern=add)


def stencil(width: int, height: int, content: str) -> Change:
    """Draw a mask of one bit in the colour that is set."""

    def add(pdf: pikepdf.Pdf) -> Any:
        made = image(width, height, "/DeviceGray", bytes(-(-width // 8) * height), 1)(pdf)
        made.ImageMask = True
        del made.ColorSpace
        return Dictionary(Added=made)

    return draw(f"q {content} /Added Do Q", XObject=add)


def members(policy: str, off: int, expression: Callable[[list[Any]], Any] | None = None) -> Change:
    """Draw what belongs to two layers, of which some are off."""

    def change(pdf: pikepdf.Pdf) -> None:
        groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("One", "Two")]
        pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(groups[:off])))
        shown = Dictionary(Type=Name.OCMD, OCGs=Array(groups), P=Name(f"/{policy}"))
        if expression is not None:
            shown.VE = expression(groups)
        draw("/OC /Added BDC 0 1 0 0 k 60 300 9 9 re f EMC", Properties=Dictionary(Added=shown))(pdf)

    return change


def unprinted(printed: Name) -> Change:
    """Draw on a layer that is on, and of which it is said whether it prints."""

    def change(pdf: pikepdf.Pdf) -> None:
        usage = Dictionary(Print=Dictionary(PrintState=printed))
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft"), Usage=usage))
        when = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([group]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(AS=Array([when])))
        draw("/OC /Added BDC 0 1 0 0 k 60 300 9 9 re f EMC", Properties=Dictionary(Added=group))(pdf)

    return change


def archival(pdf: pikepdf.Pdf) -> None:
    """Put the intent of an archive in the place of the printing condition."""
    screen = Dictionary(
        S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB", DestOutputProfile=icc(SCREEN_PROFILE, 3)(pdf)
    )
    pdf.Root.OutputIntents[0] = screen


def colours() -> None:
    """Colours that the press has no plate for, or on all."""
    everywhere = Dictionary(A=spot("All"))
    case(
        "registration colour in forms of forms",
        nested("/A cs 1 scn 0 0 9 9 re f", ColorSpace=everywhere),
        "registration-colour",
    )
    case(
        "registration colour in a pattern",
        tiled("/A cs 1 scn 0 0 9 9 re f", ColorSpace=everywhere),
        "registration-colour",
    )
    run = Dictionary(Added=shading(spot("All"), [1], [0.2]))  # type: ignore[arg-type]
    case(
        "registration colour in a gradient", draw("q 60 300 9 9 re W n /Added sh Q", Shading=run), "registration-colour"
    )
    case(
        "registration colour in a space of several inks",
        space(inks("All"), "/Added cs 1 scn 60 300 9 9 re f"),
        "registration-colour",
    )
    case(
        "registration colour round letters",
        space(spot("All"), "0 0 0 1 k /Added CS 1 SCN " + words("/F 14 Tf 2 Tr")),
        "registration-colour",
    )
    case("RGB round letters", draw("0 0 0 1 k 1 0 0 RG " + words("/F 14 Tf 2 Tr")), "colour-space")
    case("stencil in RGB", stencil(600, 600, "1 0 0 rg 36 0 0 36 60 300 cm"), "colour-space")
    font = {"Font": lambda pdf: pdf.pages[1].obj.Resources.Font}
    case("words in RGB in forms of forms", nested("BT /F 14 Tf 0.5 0 0 rg 5 5 Td (a) Tj ET", **font), "colour-space")
    run = Dictionary(Added=Dictionary(PatternType=2, Shading=shading(Name.DeviceRGB, [0.5, 0, 0], [0, 0, 0.5])))
    case("words in a gradient of RGB", draw("/Pattern cs /Added scn " + words("/F 20 Tf"), Pattern=run), "colour-space")
    case("mask mixed in RGB", behind("Luminosity", "1 g 0 0 400 400 re f", Name.DeviceRGB), "colour-space")
    twice = "0 0 0 1 k 60 300 20 20 re f 1 1 1 0 k 60 300 20 20 re f"
    case("inks that multiply", state(twice, BM=Name.Multiply), "ink-limit")


def blacks() -> None:
    """Black of several inks, and of too few."""
    case("glyphs of four inks at 11.9 pt", type3(f"1000 0 d0 {FOUR} k 0 0 700 700 re f".encode(), 11.9), "black-text")
    case("words of four inks at 11.9 pt", draw(words(f"/F 11.9 Tf {FOUR} k")), "black-text")
    named = inks("Cyan Magenta Yellow Black")
    case(
        "words of four inks by their names", space(named, f"/Added cs {FOUR} scn " + words("/F 11.9 Tf")), "black-text"
    )
    case("words of four inks, grown", draw(f"BT /F 1 Tf 9 0 0 9 60 315 Tm {FOUR} k (Words) Tj ET"), "black-text")
    case("rim of four inks", draw(f"0 0 0 1 k {FOUR} K " + words("/F 10 Tf 2 Tr")), "black-text")
    case("letters that are a rim of four inks", draw(f"{FOUR} K " + words("/F 10 Tf 1 Tr")), "black-text")
    ground = space(spot("Black"), f"/Added cs 1 scn {-BLEED} {-BLEED} {WHOLE} 200 re f")
    case("ground in the ink Black", both(lower("0 0 0 0 k"), ground), "rich-black")


def orders() -> None:
    """What commands the device, answers, or stands for something else, where few look."""
    states = {"ExtGState": Dictionary(G=Dictionary(TR=CURVE))}
    for kind in ("Luminosity", "Alpha"):
        change = behind(kind, "/G gs 1 g 0 0 400 400 re f", Name.DeviceGray, **states)
        case(f"transfer function in a mask, {kind}", change, "device-order")
    case("transfer functions of four inks", state(TR=Array([CURVE] * 4)), "device-order")
    case("transfer function in a halftone", state(HT=Dictionary(**ROUND, TransferFunction=CURVE)), "device-order")
    plates = {"Type": Name.Halftone, "HalftoneType": 5, "Default": Dictionary(**ROUND)}
    plated = Dictionary(**plates, Black=Dictionary(**ROUND, TransferFunction=CURVE))
    case("transfer function in the halftone of an ink", state(HT=plated), "device-order")
    case("halftone with a name", state(HT=Dictionary(**ROUND, HalftoneName=String("x"))), "device-order")
    case("field half in the bleed", note("Widget", (-20, 300, 2, 310), FT=Name.Btn), "interactive")
    file = {"FS": Dictionary(Type=Name.Filespec, F=String("a.txt"))}
    case("file on a page", note("FileAttachment", **file), "interactive")
    case("file of a page", page(AF=Array([Dictionary(Type=Name.Filespec)])), "interactive")
    case("program that is started", root(OpenAction=Dictionary(S=Name.Launch, F=String("x"))), "interactive")
    send = Dictionary(S=Name.SubmitForm, F=String("x"))
    case("link that sends a form", note("Link", A=send), "interactive note-on-page")
    uri = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=SCRIPT)
    case("script after a link", note("Link", A=uri), "interactive note-on-page link-not-printed")
    case("script when a page is left", page(AA=Dictionary(C=SCRIPT)), "interactive")
    alternate = {"XObject": lambda pdf: Dictionary(I=image(150, 150, Alternates=lambda _: Array([Dictionary()]))(pdf))}
    case("alternate in forms of forms", nested("36 0 0 36 0 0 cm /I Do", **alternate), "stand-in")
    opi = {"XObject": lambda pdf: Dictionary(I=image(60, 60, OPI=lambda _: Dictionary())(pdf))}
    case("OPI in a pattern", tiled("10 0 0 10 0 0 cm /I Do", **opi), "stand-in")


def layers() -> None:
    """Sets of layers, and layers that are not printed (ISO 32000-1, 8.11.2.2 and 8.11.4.4)."""
    case("layer off as not all are on", members("AllOn", 1), "layer-off")
    case("layer off as none is off", members("AnyOff", 0), "layer-off")
    case("layer off as not all are off", members("AllOff", 1), "layer-off")
    neither = lambda groups: Array([Name.And, *(Array([Name.Not, group]) for group in groups)])  # noqa: E731
    case("layer off by an expression", members("AnyOn", 0, neither), "layer-off")
    case("layer off as it is printed", unprinted(Name.OFF), "layer-off")
    case("layers of which one is on", members("AnyOn", 1))
    case("layers of which one is off", members("AnyOff", 1))
    case("layers that are off as is asked", members("AllOff", 2))
    case("layer on by an expression", members("AllOn", 2, neither))
    case("layer on as it is printed", unprinted(Name.ON))


def edges() -> None:
    """Grounds that end at the trim, however they are made."""
    cut = f"q 0 0 {TRIM[0]} {TRIM[1]} re W n 0.3 0 0 0 k {-BLEED} {-BLEED} {WHOLE} 40 re f Q"
    case("ground cut at the trim", draw(cut), "bleed-missing")
    within = nested("0.3 0 0 0 k 0 0 200 9 re f", (TRIM[0] - 200, 200))
    case("ground in forms of forms to the trim", within, "bleed-missing")
    case("pattern to the trim", tiled("0.3 0 0 0 k 0 0 10 10 re f", "0 300 30 90"), "bleed-missing")
    case("stencil to the trim", stencil(600, 1800, "0.3 0 0 0 k 30 0 0 90 0 300 cm"), "bleed-missing")
    parts = (
        f"0 0 {TRIM[0]} 40 re {-BLEED} {-BLEED} {WHOLE} {BLEED} re {-BLEED} 0 {BLEED} 40 re {TRIM[0]} 0 {BLEED} 40 re"
    )
    case("ground in four parts to the bleed", draw(f"0.3 0 0 0 k {parts} f"))
    case("unit of half a point", page(UserUnit=0.5), "boxes")
    case("trim a hair from the corner", page(TrimBox=Array([0.000001, 0, TRIM[0] + 0.00001, TRIM[1]])))


def claims() -> None:
    """What the file says of itself, oddly."""
    elsewhere = XMP.replace("npes.org/pdfx/ns/id/", "ns.adobe.com/pdfx/1.3/").format("PDF/X-4")
    case("version of PDF/X under another name", packet(elsewhere), "pdfx")
    newer = intent(DestOutputProfile=icc(PROFILE_DATA[:8] + b"\x04" + PROFILE_DATA[9:]))
    case("profile newer than PDF/X-3", newer, "output-intent", "ghostscript")
    link = intent(DestOutputProfile=icc(PROFILE_DATA[:12] + b"link" + PROFILE_DATA[16:]))
    case("profile that links devices", link, "output-intent")
    case(
        "profile of three inks in PDF/X-3",
        intent(DestOutputProfile=icc(PROFILE_DATA, 3)),
        "output-intent",
        "ghostscript",
    )
    case("intent of an archive in its place", archival, "output-intent", "own")
    case("intent for engineering", intent(S=Name("/ISO_PDFE1")), "output-intent")
    wide = b"\xfe\xff" + XMP.format("PDF/X-4").encode("utf-16-be")
    case(
        "packet of two bytes a letter",
        root(Metadata=lambda pdf: pdf.make_stream(wide, Type=Name.Metadata, Subtype=Name.XML)),
    )
    title = "<dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'><rdf:Alt><rdf:li>Words</rdf:li></rdf:Alt></dc:title>"
    told = XMP.format("PDF/X-4").replace("</rdf:Description>", f"{title}</rdf:Description>")
    case("title in the packet alone", both(info("Title"), packet(told)))
    case("version in the catalogue", root(Version=Name("/1.6")))
    empty = Dictionary(JavaScript=Dictionary(Names=Array()), EmbeddedFiles=Dictionary(Names=Array()))
    case("trees without names", root(Names=empty))


def guiltless() -> None:
    """What looks like a fault and is none."""
    case("words in the ink Black", space(inks("Black"), "/Added cs 1 scn " + words("/F 9 Tf")))
    case("process inks by their names", space(inks("Cyan Black"), "/Added cs 0.2 0.1 scn 60 300 9 9 re f"))
    case(
        "group mixed in grey", form("0 1 0 0 k 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    )
    grey = lambda pdf: Array([Name.ICCBased, icc(GREY_PROFILE, 1)(pdf)])  # noqa: E731
    case("grey with a profile", space(grey, "/Added cs 0.5 sc 60 300 9 9 re f"))
    case("transfer function that nothing uses", draw("", ExtGState=Dictionary(U=Dictionary(TR=CURVE))))
    unused = lambda pdf: Dictionary(U=pdf.make_stream(b"x", Type=Name.XObject, Subtype=Name.PS))  # noqa: E731
    case("PostScript that is not drawn", draw("", XObject=unused))
    case("halftone as a device knows it", state(HT=Dictionary(**ROUND)))
    gold = Dictionary(**ROUND, TransferFunction=CURVE)
    plated = Dictionary(Type=Name.Halftone, HalftoneType=5, Default=Dictionary(**ROUND), Gold=gold)
    case("halftone of a spot ink", state(HT=plated))
    case("words that clip", draw("q " + words("/F 20 Tf 7 Tr") + " Q"))
    case("colours of an alpha mask", behind("Alpha", "1 0 0 rg 0 0 400 400 re f"))
    case("window of a note", note("Popup"))
    case(
        "link of another action within",
        root(OpenAction=lambda pdf: Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))),
    )


def others() -> None:
    """The same faults in what browsers and word processors write."""
    for maker in ("chromium", "libreoffice"):
        case(f"hairline, {maker}", draw("0 0 0 1 K 0.1 w 60 300 m 80 300 l S"), "hairline", maker)
        case(f"script at the start, {maker}", root(OpenAction=SCRIPT), "interactive", maker)
        case(f"note, {maker}", note("Text", (370, 20, 390, 30)), "note-on-page", maker)
        case(f"transfer function, {maker}", state("0 1 0 0 k 380 20 9 9 re f", TR=CURVE), "device-order", maker)
        registers = space(spot("All"), "/Added cs 1 scn 60 300 9 9 re f")
        case(f"registration colour, {maker}", registers, "registration-colour", maker)
        case(f"layer off, {maker}", layer(), "layer-off", maker)
        case(f"coarse picture, {maker}", picture(image(40, 40)), "image-resolution", maker)
        case(f"alternate, {maker}", picture(image(150, 150, Alternates=lambda _: Array())), "stand-in", maker)
        case(f"all inks, {maker}", draw("1 1 1 1 k 360 100 20 20 re f"), "ink-limit", maker)
        lock = pikepdf.Encryption(owner="o", user="", R=6)
        case(f"locked, {maker}", lambda pdf: None, "locked", maker, encryption=lock)
        case(f"linearised, {maker}", lambda pdf: None, "", maker, linearize=True)
        case(f"bookmarks, {maker}", root(PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))), "", maker)


for add in (colours, blacks, orders, layers, edges, claims, guiltless, others):
    add()
