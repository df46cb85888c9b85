"""PDFs with one fault each, or with one harmless change: made of our own press PDF, of one by hand, and of others'.

`CASES` has them all. A case begins with a PDF that is sound but for what `BASES` says of it, changes one thing, and
names the codes that must come of that, none where the change is harmless.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.preflight.conftest import BLEED, FULL, GROUND, MM, PROFILE, TRIM, XMP, Page, image, made
from tests.press.case import programme

Change = Callable[[pikepdf.Pdf], Any]
OTHERS = Path(__file__).parent / "others"
UNFINISHED = {"pdfx", "output-intent", "bleed-missing", "boxes"}
# What the PDFs that cases begin with are told already.
BASES: dict[str, set[str]] = {
    "own": set(),
    "hand": set(),
    "ghostscript": set(),
    "typst": UNFINISHED,
    "reportlab": UNFINISHED | {"font-not-embedded"},
    "mupdf": UNFINISHED | {"colour-space"},
    "fpdf2": UNFINISHED | {"colour-space", "font-not-embedded"},
    "chromium": UNFINISHED | {"colour-space"},
    "libreoffice": UNFINISHED | {"colour-space"},
}


@dataclass(frozen=True)
class Case:
    """A PDF of the corpus; `save` is how it is written."""

    name: str
    base: str
    codes: frozenset[str]
    change: Change
    save: tuple[tuple[str, Any], ...] = ()

    def pdf(self) -> bytes:
        """Make it."""
        with pikepdf.open(io.BytesIO(base(self.base))) as pdf:
            self.change(pdf)
            file = io.BytesIO()
            pdf.save(file, **dict(self.save))
            return file.getvalue()


@cache
def base(name: str) -> bytes:
    """Give a PDF to begin with: of our own, the cover and a page of text."""
    if name == "hand":
        return made(*[Page(GROUND + FULL.replace("Tf 60 ", "Tf 200 "))] * 4)
    if name != "own":
        return (OTHERS / f"{name}.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(programme("x-4"))) as pdf:
        for number in reversed(range(len(pdf.pages))):
            if number > 1:
                del pdf.pages[number]
        file = io.BytesIO()
        pdf.save(file)
        return file.getvalue()


CASES: list[Case] = []


def case(name: str, change: Change, codes: str = "", base: str = "hand", **save: Any) -> None:
    """Add a case; `codes` are parted by spaces."""
    CASES.append(Case(name, base, frozenset(codes.split()), change, tuple(save.items())))


# What changes are made of


def draw(content: str, page: int = 1, **resources: Any) -> Change:
    """Draw onto a page, from the corner of its trim; `resources` are dictionaries, or make them."""

    def change(pdf: pikepdf.Pdf) -> None:
        drawn = pdf.pages[page]
        box = drawn.obj.get("/TrimBox", drawn.obj.get("/MediaBox"))
        held = drawn.obj.get("/Resources", Dictionary())
        drawn.obj.Resources = held
        for kind, value in resources.items():
            entries = value(pdf) if callable(value) else value
            kept = held.get(f"/{kind}", Dictionary())
            held[f"/{kind}"] = Dictionary({**dict(kept.items()), **dict(entries.items())})
        placed = f"q 1 0 0 1 {float(box[0])} {float(box[1])} cm {content} Q"
        drawn.contents_add(pdf.make_stream(b"q "), prepend=True)
        drawn.contents_add(pdf.make_stream(b" Q " + placed.encode("latin-1")))

    return change


def picture(add: Callable[[pikepdf.Pdf], Any], width: float = 36, height: float = 36, x: float = 60) -> Change:
    """Place a picture where nothing else stands."""
    return draw(f"q {width} 0 0 {height} {x} 300 cm /Added Do Q", XObject=lambda pdf: Dictionary(Added=add(pdf)))


def form(content: str, **entries: Any) -> Change:
    """Draw a form of its own."""

    def add(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content.encode("latin-1"))
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        stream.Resources = Dictionary()
        for key, value in entries.items():
            stream[f"/{key}"] = value(pdf) if callable(value) else value
        return Dictionary(Added=stream)

    return draw("q 1 0 0 1 60 300 cm /Added Do Q", XObject=add)


def state(content: str = "0 1 0 0 k 60 300 9 9 re f", **entries: Any) -> Change:
    """Draw something with parameters of the graphics state."""
    return draw(
        f"/Added gs {content}",
        ExtGState=lambda pdf: Dictionary(
            Added=Dictionary({f"/{key}": value(pdf) if callable(value) else value for key, value in entries.items()})
        ),
    )


def space(described: Any, content: str) -> Change:
    """Draw with a colour space that is called Added."""
    return draw(content, ColorSpace=lambda pdf: Dictionary(Added=described(pdf) if callable(described) else described))


def spot(name: str) -> Array:
    """Give the space of a spot ink."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 0, 0, 1]), N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def tile(content: bytes, kind: int = 1) -> Change:
    """Give the pattern Added."""

    def add(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content)
        stream.PatternType, stream.PaintType, stream.TilingType = 1, kind, 1
        stream.BBox, stream.XStep, stream.YStep = Array([0, 0, 10, 10]), 10, 10
        stream.Resources = Dictionary()
        return Dictionary(Added=stream)

    return add


def shading(space: Name, first: list[float], last: list[float]) -> Dictionary:
    """Give a gradient from left to right."""
    run = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 300, 0]), Function=run, Extend=[True, True])


def page(number: int = 1, without: str = "", **entries: Any) -> Change:
    """Change entries of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        held = pdf.pages[number].obj
        for key, value in entries.items():
            held[f"/{key}"] = value(pdf) if callable(value) else value
        for key in without.split():
            del held[f"/{key}"]

    return change


def root(without: str = "", **entries: Any) -> Change:
    """Change entries of the catalogue."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value
        for key in without.split():
            del pdf.Root[f"/{key}"]

    return change


def intent(without: str = "", **entries: Any) -> Change:
    """Change entries of the output intent."""

    def change(pdf: pikepdf.Pdf) -> None:
        held = pdf.Root.OutputIntents[0]
        for key, value in entries.items():
            held[f"/{key}"] = value(pdf) if callable(value) else value
        for key in without.split():
            del held[f"/{key}"]

    return change


def icc(data: bytes, count: int = 4) -> Change:
    """Give a profile with the number of its inks."""
    return lambda pdf: pdf.make_stream(data, N=count)


def info(without: str = "", **entries: Any) -> Change:
    """Change entries of Info."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.docinfo[f"/{key}"] = value
        for key in without.split():
            del pdf.docinfo[f"/{key}"]

    return change


def packet(text: str) -> Change:
    """Write another XMP packet."""
    return root(Metadata=lambda pdf: pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML))


def note(kind: str, box: tuple[float, ...] = (60, 300, 80, 310), **entries: Any) -> Change:
    """Hang a note on a page."""
    return page(Annots=Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(box), **entries)]))


def grown(by: float) -> Array:
    """Give the trim of a page made by hand, grown on all sides, in mm."""
    by *= MM
    return Array([-by, -by, TRIM[0] + by, TRIM[1] + by])


def layer(content: Change | None = None, off: bool = True, members: bool = False, **config: Any) -> Change:
    """Add a layer, and something on it."""

    def change(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group] if off else []), **config)
        )
        shown = Dictionary(Type=Name.OCMD, OCGs=Array([group])) if members else group
        if content is None:
            draw("/OC /Added BDC 0 1 0 0 k 60 300 9 9 re f EMC", Properties=Dictionary(Added=shown))(pdf)
        else:
            content(pdf)
            pdf.pages[1].obj.Resources.XObject.Added.OC = shown

    return change


def emptied(pdf: pikepdf.Pdf) -> None:
    """Take all that a page holds."""
    pdf.pages[1].obj.Contents = pdf.make_stream(b"")


def type3(content: bytes, size: float = 20) -> Change:
    """Write a letter of a Type 3 font."""

    def add(pdf: pikepdf.Pdf) -> Any:
        return Dictionary(
            Added=Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FirstChar=97, LastChar=97,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([1000]), Resources=Dictionary(),
                Encoding=Dictionary(Differences=Array([97, Name.a])), CharProcs=Dictionary(a=pdf.make_stream(content)),
            )
        )  # fmt: skip

    return draw(f"0 0 0 1 k BT /Added {size} Tf 60 315 Td (aa) Tj ET", Font=add)


def masked(paint: str) -> Change:
    """Draw through a soft mask of luminosity."""

    def add(pdf: pikepdf.Pdf) -> Any:
        group = pdf.make_stream(f"{paint} 0 0 400 400 re f".encode())
        group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 400])
        group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        return Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)

    return state("0 1 0 0 k 60 300 9 9 re f", SMask=add)


def words(operators: str, text: str = "Words") -> str:
    """Set words where nothing else stands, in the font that a page made by hand has."""
    return f"BT {operators} 60 315 Td ({text}) Tj ET"


def lower(paint: str) -> Change:
    """Lay a ground over the lower third of a page, and words above it."""

    def change(pdf: pikepdf.Pdf) -> None:
        ground = f"{paint} {-BLEED} {-BLEED} {TRIM[0] + 2 * BLEED} 200 re f "
        rows = (f"0 0 0 1 k BT /F 10 Tf 60 {y} Td (Some words of text) Tj ET " for y in range(235, 560, 25))
        pdf.pages[1].obj.Contents = pdf.make_stream((GROUND + ground + "".join(rows)).encode())

    return change


def both(*changes: Change) -> Change:
    """Do one change after the other."""

    def change(pdf: pikepdf.Pdf) -> None:
        for one in changes:
            one(pdf)

    return change


CMYK_SAMPLES = bytes([255, 255, 255, 153]) * 150 * 150
TRANSPARENT = Dictionary(S=Name.Transparency)
PROFILE_DATA = zlib.decompress(PROFILE)
SCREEN_PROFILE = PROFILE_DATA[:12] + b"mntrRGB " + PROFILE_DATA[20:]
GREY_PROFILE = PROFILE_DATA[:16] + b"GRAY" + PROFILE_DATA[20:]
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
ATTRIBUTE = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:x4='http://www.npes.org/pdfx/ns/id/' x4:GTS_PDFXVersion='PDF/X-4'/>"
    "</rdf:RDF></x:xmpmeta>"
)


def faults() -> None:
    """Add what has one fault."""
    # Pictures
    for where in ("own", "hand", "typst"):
        case(f"coarse picture, {where}", picture(image(40, 40)), "image-resolution", where)
    case("coarse grey picture", picture(image(60, 60, "/DeviceGray")), "image-resolution")
    case("coarse line art", picture(image(200, 200, "/DeviceGray", bits=1)), "image-resolution")
    case("picture stretched one way", picture(image(150, 40)), "image-resolution", "own")
    inline = "q 36 0 0 36 60 300 cm BI /W 2 /H 2 /BPC 8 /CS /G ID aaaa EI Q"
    case("coarse inline picture", draw(inline), "image-resolution")
    inner = lambda pdf: Dictionary(XObject=Dictionary(I=image(40, 40)(pdf)))  # noqa: E731
    case("coarse picture in a form", form("36 0 0 36 0 0 cm /I Do", Resources=inner), "image-resolution", "own")
    # Colours
    for where in ("own", "hand", "ghostscript", "typst", "reportlab"):
        case(f"area in RGB, {where}", draw("1 0 0 rg 60 300 9 9 re f"), "colour-space", where)
    case("line in RGB", draw("1 0 0 RG 60 300 m 80 300 l S"), "colour-space", "own")
    case("text in RGB", draw(words("/F 14 Tf 0.8 0 0 rg")), "colour-space")
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]))])
    case("area in Lab", space(lab, "/Added cs 50 20 20 sc 60 300 9 9 re f"), "colour-space", "own")
    cal = Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]))])
    case("area in calibrated RGB", space(cal, "/Added cs 1 0 0 sc 60 300 9 9 re f"), "colour-space")
    based = lambda pdf: Array([Name.ICCBased, icc(SCREEN_PROFILE, 3)(pdf)])  # noqa: E731
    case("area in RGB with a profile", space(based, "/Added cs 1 0 0 sc 60 300 9 9 re f"), "colour-space")
    case("picture in RGB", picture(image(150, 150, "/DeviceRGB")), "colour-space", "own")
    indexed = lambda _: Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\0\0")])  # noqa: E731
    grey = bytes(150 * 150)
    case("picture in a table of RGB", picture(image(150, 150, "/DeviceGray", grey, ColorSpace=indexed)), "colour-space")
    inline = "q 1 0 0 1 60 300 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID aaa EI Q"
    case("inline picture in RGB", draw(inline), "colour-space")
    run = Dictionary(Added=shading(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]))
    case("gradient in RGB", draw("q 60 300 9 9 re W n /Added sh Q", Shading=run), "colour-space", "own")
    red = b"0.4 0 0 rg 0 0 9 9 re f"
    case("pattern in RGB", draw("/Pattern cs /Added scn 60 300 9 9 re f", Pattern=tile(red)), "colour-space", "own")
    case("pattern in RGB that strokes", draw("/Pattern CS /Added SCN 4 w 60 300 m 80 300 l S", Pattern=tile(red)),
         "colour-space")  # fmt: skip
    case("pattern in RGB in letters", draw("/Pattern cs /Added scn " + words("/F 20 Tf"), Pattern=tile(red)),
         "colour-space")  # fmt: skip
    plain = {"Pattern": tile(b"0 0 5 5 re f", 2), "ColorSpace": Dictionary(B=Array([Name.Pattern, Name.DeviceRGB]))}
    case("pattern without colours, in RGB", draw("/B cs 1 0 0 /Added scn 60 300 9 9 re f", **plain), "colour-space")
    case("glyph in RGB", type3(b"1000 0 d0 1 0 0 rg 0 0 700 700 re f"), "colour-space", "own")
    case("form in RGB", form("1 0 0 rg 0 0 9 9 re f"), "colour-space", "own")
    case("page mixed in RGB", page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), "colour-space", "own")
    case("group mixed in RGB", form("0 1 0 0 k 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
         "colour-space", "own")  # fmt: skip
    case("mask in RGB", masked("1 0 0 rg"), "colour-space", "own")
    case("spot ink", space(spot("Gold"), "/Added cs 1 scn 60 300 9 9 re f"), "colour-space", "own")
    case("spot ink in a picture", picture(image(150, 150, "/DeviceGray", grey, ColorSpace=lambda _: spot("Gold"))),
         "colour-space")  # fmt: skip
    # What it says of itself
    for where in ("own", "hand"):
        case(f"no metadata, {where}", root("Metadata"), "pdfx", where)
        case(f"output intent missing, {where}", root("OutputIntents"), "output-intent", where)
        case(f"output intent for archives, {where}", intent(S=Name.GTS_PDFA1), "output-intent", where)
        case(f"output intent without profile, {where}", intent("DestOutputProfile"), "output-intent", where)
        case(f"profile of three inks, {where}", intent(DestOutputProfile=icc(PROFILE_DATA, 3)), "output-intent", where)
        case(f"profile of a screen, {where}", intent(DestOutputProfile=icc(SCREEN_PROFILE, 3)), "output-intent", where)
    case("no version of PDF/X", packet("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"), "pdfx")
    case("no such PDF/X", packet(XMP.format("PDF/E-1")), "pdfx")
    case("two versions of PDF/X", info(GTS_PDFXVersion="PDF/X-1a:2003"), "pdfx", "own")
    older = both(root("Metadata"), info(GTS_PDFXVersion="PDF/X-4"))
    case("PDF/X-4 where older ones are named", older, "pdfx")
    case("trapping unknown", info(Trapped=Name.Unknown), "pdfx", "own")
    case("trapping untold", info("Trapped"), "pdfx")
    case("no title", info("Title"), "pdfx")
    case("version of PDF/X gone", info("GTS_PDFXVersion"), "pdfx output-intent", "ghostscript")
    case("profile cut off", intent(DestOutputProfile=icc(PROFILE_DATA[:60_000])), "output-intent", "own")
    case("profile is none", intent(DestOutputProfile=icc(b"no profile at all")), "output-intent")
    case("profile of grey", intent(DestOutputProfile=icc(GREY_PROFILE, 1)), "output-intent")
    case("condition of another profile", intent(OutputConditionIdentifier="FOGRA52"), "output-intent", "own")
    case("condition without a name", intent(OutputConditionIdentifier=""), "output-intent")
    case("two output intents", lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0]), "output-intent")
    case("profile only referred to", intent("DestOutputProfile", DestOutputProfileRef=Dictionary()), "output-intent")
    case("condition that nobody registered", intent(OutputConditionIdentifier="Custom"), "output-intent", "ghostscript")
    # Edges
    case("no bleed box", page(without="BleedBox"), "bleed-missing")
    case("bleed as the trim", page(BleedBox=grown(0)), "bleed-missing")
    case("bleed of a millimetre", page(BleedBox=grown(1)), "bleed-missing")
    short = f"0.3 0 0 0 k {{}} {{}} {TRIM[0] + 2 * BLEED} 30 re f"
    case("ground to the trim", draw(short.format(-BLEED, 0)), "bleed-missing")
    case("ground to a millimetre beyond it", draw(short.format(-BLEED, -MM)), "bleed-missing")
    case("picture to the trim", picture(image(600, 200), 120, 40, TRIM[0] - 120), "bleed-missing")
    run = Dictionary(Added=shading(Name.DeviceCMYK, [0.3, 0, 0, 0], [0.1, 0, 0, 0]))
    case("gradient to the trim", draw("q 0 300 30 60 re W n /Added sh Q", Shading=run), "bleed-missing", "own")
    case("ground in a form to the trim", form(f"0.3 0 0 0 k 0 0 {TRIM[0] - 60} 9 re f", BBox=Array([0, 0, 500, 500])),
         "bleed-missing")  # fmt: skip
    case("no trim", page(without="TrimBox"), "boxes bleed-missing")
    for where in ("own", "hand"):
        case(f"turned page, {where}", page(Rotate=90), "boxes", where)
        case(f"art box, {where}", page(ArtBox=grown(-5)), "boxes", where)
        case(f"units of its own, {where}", page(UserUnit=2), "boxes", where)
    case("page of another size", page(TrimBox=Array([0, 0, TRIM[0] - 10, TRIM[1]])), "boxes")
    case("crop box of the trim", page(CropBox=grown(0)), "boxes")
    case("trim beyond the bleed", page(TrimBox=grown(4), BleedBox=grown(3)), "boxes bleed-missing")
    # Fonts
    helvetica = Dictionary(Added=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    case("font of every reader", draw(words("/Added 14 Tf 0 0 0 1 k"), Font=helvetica), "font-not-embedded")

    def bare(pdf: pikepdf.Pdf) -> None:
        for found in pdf.objects:
            if isinstance(found, Dictionary) and found.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if key in found:
                        del found[key]

    for where in ("own", "ghostscript", "typst", "mupdf"):
        case(f"fonts taken out, {where}", bare, "font-not-embedded", where)
    # What it carries
    for where in ("own", "ghostscript", "typst", "fpdf2"):
        lock = pikepdf.Encryption(owner="o", user="", R=6 if where != "ghostscript" else 4)
        case(f"locked, {where}", lambda pdf: None, "locked", where, encryption=lock)
        case(f"script at the start, {where}", root(OpenAction=SCRIPT), "interactive", where)
        case(f"attached file, {where}", lambda pdf: pdf.attachments.__setitem__("a.txt", b"x"), "interactive", where)
        case(f"note, {where}", note("Text"), "note-on-page", where)
    names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))
    case("script of the document", root(Names=names), "interactive")
    case("script of a page", page(AA=Dictionary(O=SCRIPT)), "interactive", "own")
    case("form of fields", root(AcroForm=Dictionary(Fields=Array([Dictionary(FT=Name.Tx)]))), "interactive", "own")
    case("form of XFA", root(AcroForm=Dictionary(Fields=Array(), XFA=String("x"))), "interactive")
    case("field on a page", note("Widget", FT=Name.Tx), "interactive")
    case("file pinned to a page", note("FileAttachment"), "interactive")
    case("associated file", root(AF=Array([Dictionary(Type=Name.Filespec)])), "interactive")
    for kind in ("FreeText", "Highlight", "Stamp", "Movie", "RichMedia", "3D"):
        case(f"note, {kind}", note(kind), "note-on-page", "own" if kind == "Stamp" else "hand")
    case("note in the bleed", note("Text", (-8, 100, -2, 106)), "note-on-page")
    uri = Dictionary(S=Name.URI, URI=String("https://example.org/elsewhere"))
    case("link that is not printed", note("Link", A=uri), "note-on-page link-not-printed", "own")
    case("link within", note("Link", Dest=String("x")), "note-on-page")
    case("stand-in, OPI", picture(image(150, 150, OPI=lambda _: Dictionary())), "stand-in", "own")
    case("stand-in, OPI form", form("0 1 0 0 k 0 0 9 9 re f", OPI=Dictionary()), "stand-in")
    case("stand-in, alternate", picture(image(150, 150, Alternates=lambda _: Array())), "stand-in")
    case("stand-in, another file", form("0 1 0 0 k 0 0 9 9 re f", Ref=Dictionary()), "stand-in")
    curve = lambda _: Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)  # noqa: E731
    case("transfer function", state(TR=curve), "device-order", "own")
    case("transfer function, newer", state(TR2=curve), "device-order")
    case("halftone of its own", state(HT=Dictionary(Type=Name.Halftone, HalftoneType=6)), "device-order")
    postscript = lambda pdf: Dictionary(Added=pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS))  # noqa: E731
    case("PostScript", draw("/Added Do", XObject=postscript), "device-order")
    case("PostScript in a form", form("0 1 0 0 k 0 0 9 9 re f", Subtype2=Name.PS), "device-order", "own")
    case("layer off", layer(), "layer-off", "own")
    case("layers off at first", layer(off=False, BaseState=Name.OFF), "layer-off")
    case("layer off by its group", layer(members=True), "layer-off")
    case("picture on a layer off", layer(picture(image(150, 150))), "layer-off", "own")
    case("form on a layer off", layer(form("0 1 0 0 k 0 0 9 9 re f")), "layer-off")
    case("layers in PDF/X-3", layer(off=False), "layer-off", "ghostscript")
    # Inks
    case("opacity in PDF/X-3", state(ca=0.5), "transparency", "ghostscript")
    case("blending in PDF/X-3", state(BM=Name.Multiply), "transparency", "ghostscript")
    soft = image(150, 150, "/DeviceGray", SMask=image(150, 150, "/DeviceGray"))
    case("soft mask in PDF/X-3", picture(soft), "transparency", "ghostscript")
    for where in ("own", "ghostscript", "reportlab"):
        case(f"all inks, {where}", draw("1 1 1 1 k 360 300 20 20 re f"), "ink-limit", where)
    case("picture of much ink", picture(image(150, 150, samples=CMYK_SAMPLES)), "ink-limit", "own")
    over = "1 1 0 0 k 60 300 20 20 re f /Added gs 0 0 1 1 k 60 300 20 20 re f"
    case("inks one over another", state(over.replace("/Added gs ", ""), OP=True, op=True, OPM=1), "ink-limit")
    run = Dictionary(Added=shading(Name.DeviceCMYK, [1, 1, 1, 1], [1, 1, 1, 0]))
    case("gradient of much ink", draw("q 60 300 20 20 re W n /Added sh Q", Shading=run), "ink-limit", "own")
    case("registration colour", space(spot("All"), "/Added cs 1 scn 60 300 9 9 re f"), "registration-colour", "own")
    case("line in registration colour", space(spot("All"), "/Added CS 1 SCN 60 300 m 80 300 l S"),
         "registration-colour")  # fmt: skip
    case("words in registration colour", space(spot("All"), "/Added cs 1 scn " + words("/F 14 Tf")),
         "registration-colour")  # fmt: skip
    case("picture in registration colour",
         picture(image(150, 150, "/DeviceGray", bytes([200]) * 150 * 150, ColorSpace=lambda _: spot("All"))),
         "registration-colour")  # fmt: skip
    case("black words of four inks", draw(words("/F 10 Tf 0.6 0.5 0.5 0.9 k")), "black-text")
    case("black words without black enough", draw(words("/F 11 Tf 0.7 0.7 0.7 0.6 k")), "black-text")
    case("white overprints", state("0 0 0 0 k 60 300 9 9 re f", OP=True, op=True), "white-overprint", "own")
    case("grey white overprints", state("1 g 60 300 9 9 re f", OP=True, op=True), "white-overprint")
    case("ground in black alone", lower("0 0 0 1 k"), "rich-black")
    case("ground in grey black", lower("0 g"), "rich-black")
    for where in ("own", "ghostscript", "typst", "mupdf"):
        case(f"hairline, {where}", draw("0 0 0 1 K 0.1 w 60 300 m 80 300 l S"), "hairline", where)
    case("line without width", draw("0 0 0 1 K 0 w 60 300 m 80 300 l S"), "hairline")
    case("bar as thin as a hair", draw("0 0 0 1 k 60 300 40 0.15 re f"), "hairline", "own")
    case(
        "thin line in a ground",
        draw("0.6 0 0 0 k 60 300 40 40 re f 0 0 0 0 K 0.3 w 65 310 m 95 310 l S"),
        "hairline",
    )
    # Words
    case("fine print", draw(words("/F 4 Tf 0 0 0 1 k")), "small-text")
    case("small words in three inks", draw(words("/F 7 Tf 1 0.6 0.2 0 k")), "small-text")
    case("pale words", draw(words("/F 12 Tf 0 0 0.4 0 k")), "text-contrast")
    case("words cut by a frame", draw("q 60 300 12 40 re W n " + words("/F 12 Tf 0 0 0 1 k") + " Q"), "text-overset")
    case("words cut by the trim", draw(f"BT /F 12 Tf 0 0 0 1 k {TRIM[0] - 20} 300 Td (Words) Tj ET"), "text-overset")
    case("words near the trim", draw(f"BT /F 12 Tf 0 0 0 1 k {TRIM[0] - 40} 300 Td (Words) Tj ET"), "safe-zone")
    # Pages
    case("three pages", lambda pdf: pdf.pages.__delitem__(2), "page-count")
    case("five pages", lambda pdf: pdf.pages.append(pdf.pages[2]), "page-count")
    case("six pages", lambda pdf: pdf.pages.extend([pdf.pages[2], pdf.pages[2]]), "page-count")
    case("empty page", emptied, "nearly-empty")
    case(
        "locked with a password", lambda pdf: None, "pdf-encrypted", encryption=pikepdf.Encryption(owner="o", user="u")
    )


def harmless() -> None:
    """Add what a print shop would not mind."""
    for where in BASES:
        case(f"as it is, {where}", lambda pdf: None, "", where)
    for where in ("own", "ghostscript", "typst"):
        case(f"linearised, {where}", lambda pdf: None, "", where, linearize=True)
        case(f"objects in streams, {where}", lambda pdf: None, "", where,
             object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
        case(f"uncompressed, {where}", lambda pdf: None, "", where, compress_streams=False,
             stream_decode_level=pikepdf.StreamDecodeLevel.generalized)  # fmt: skip
        case(f"area in inks, {where}", draw("0 1 0 0 k 60 300 9 9 re f"), "", where)
    case("area in grey", draw("0.5 g 60 300 9 9 re f"), "", "own")
    case("separation of black", space(spot("Black"), "/Added cs 1 scn 60 300 9 9 re f"))
    case("form of forms", form("q 0 1 0 0 k 0 0 9 9 re f Q"), "", "own")
    case("comments in the content", draw("% 1 0 0 rg 0 0 9 9 re f\n"), "", "own")
    case("RGB that nothing uses", draw("", ColorSpace=Dictionary(Unused=Name.DeviceRGB)), "", "own")
    case("colour set and not used", draw("1 0 0 rg 0 0 0 1 k 60 300 9 9 re f"))
    case("picture that is not drawn", draw("", XObject=lambda pdf: Dictionary(Unused=image(9, 9, "/DeviceRGB")(pdf))))
    case("font that nothing uses", draw("", Font=Dictionary(U=Dictionary(Type=Name.Font, Subtype=Name.Type1,
         BaseFont=Name.Helvetica))), "", "own")  # fmt: skip
    case("bookmarks and labels", root(PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))))
    case("language and view", root(Lang="fr", ViewerPreferences=Dictionary(DisplayDocTitle=True)), "", "own")
    case("tags", root(MarkInfo=Dictionary(Marked=True), StructTreeRoot=Dictionary(Type=Name.StructTreeRoot)))
    case("private data", page(PieceInfo=Dictionary(X=Dictionary(LastModified=String("D:2026")))), "", "own")
    case("thumbnail in RGB", page(Thumb=image(9, 9, "/DeviceRGB")))
    case("opens at a page", root(OpenAction=lambda pdf: Array([pdf.pages[0].obj, Name.Fit])), "", "own")
    case("names of places", root(Names=Dictionary(Dests=Dictionary(Names=Array()))), "", "own")
    case("form without fields", root(AcroForm=Dictionary(Fields=Array())), "", "own")
    case("no notes", page(Annots=Array()), "", "own")
    case("note of the printer", note("PrinterMark"))
    case("note of trapping", note("TrapNet"), "", "own")
    case("note beyond the bleed", note("Text", (-60, -60, -30, -30)))
    case("layer on", layer(off=False), "", "own")
    case("layer off that nothing uses", layer(lambda pdf: picture(image(150, 150))(pdf), off=False))
    case("transfer as it is", state(TR=Name.Identity), "", "own")
    case("transfer of the device", state(TR2=Name.Default))
    case("halftone of the device", state(HT=Name.Default))
    case("flatness and smoothness", state(FL=1, SM=0.02, SA=True), "", "own")
    case("picture as fine as asked", picture(image(150, 150)), "", "own")
    case("line art as fine as asked", picture(image(600, 600, "/DeviceGray", bits=1)))
    case("picture of a few points", picture(image(4, 4), 2, 2))
    case("opacity", state(ca=0.5), "", "own")
    case("blending", state(BM=Name.Multiply), "", "own")
    case("mask in grey", masked("1 g"), "", "own")
    case("page mixed in inks", page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)), "", "own")
    case("group without a space", form("0 1 0 0 k 0 0 9 9 re f", Group=TRANSPARENT), "", "own")
    case("black overprints", state("0 0 0 1 k 60 300 9 9 re f", OP=True, op=True, OPM=1))
    case(
        "intent for archives beside", lambda pdf: pdf.Root.OutputIntents.append(Dictionary(S=Name.GTS_PDFA1)), "", "own"
    )
    case("condition by its long name", intent(OutputConditionIdentifier="FOGRA39L"), "", "own")
    case("version as an attribute", packet(ATTRIBUTE))
    case("version in both places", info(GTS_PDFXVersion="PDF/X-4"), "", "own")
    case("trapped", info(Trapped=Name("/True")), "", "own")
    case("not turned", page(Rotate=0), "", "own")
    case("crop box as the medium", page(CropBox=grown(3)))
    case("unit of a point", page(UserUnit=1))
    case("box from the other corner", page(TrimBox=Array([*TRIM, 0, 0])))
    tree = lambda pdf: pdf.Root.Pages.__setitem__("/MediaBox", grown(3))  # noqa: E731
    case("boxes of the tree", both(tree, page(without="MediaBox")))
    case("content in two streams", lambda pdf: pdf.pages[1].contents_add(pdf.make_stream(b"q Q")), "", "own")
    case("marks beyond the bleed", space(spot("All"), f"/Added CS 1 SCN 0.25 w {-BLEED - 9} 0 m {-BLEED - 3} 0 l S"))
    case("large black words of four inks", draw(words("/F 14 Tf 0.6 0.5 0.5 0.9 k")))
    case("words that are not seen", draw(words("/F 3 Tf 3 Tr 0 0 0 1 k")))
    case("small words in black", draw(words("/F 7 Tf 0 0 0 1 k")))
    case("ground in rich black", lower("0.4 0.3 0.3 1 k"))
    case("small ground in black", draw("0 0 0 1 k 60 300 60 60 re f"))
    case("line as thin as allowed", draw("0 0 0 1 K 0.25 w 60 300 m 80 300 l S"), "", "own")
    case("ground within the page", draw("0.3 0 0 0 k 60 300 60 60 re f"), "", "own")
    case("ground beyond the bleed", draw(f"0.3 0 0 0 k {-2 * BLEED} 300 {BLEED * 2 + 6} 9 re f"))
    case("words cut by nothing", draw("q 50 300 90 40 re W n " + words("/F 12 Tf 0 0 0 1 k") + " Q"))
    case("eight pages", lambda pdf: pdf.pages.extend([pdf.pages[n] for n in (1, 2, 1, 2)]))
    case("two pages", both(lambda pdf: pdf.pages.__delitem__(1), lambda pdf: pdf.pages.__delitem__(1)))
    case("glyph in the colour of its text", type3(b"1000 0 0 0 700 700 d1 1 0 0 rg 0 0 700 700 re f"), "", "own")
    case("pattern in inks", draw("/Pattern cs /Added scn 60 300 9 9 re f", Pattern=tile(b"0 1 0 0 k 0 0 5 5 re f")),
         "", "own")  # fmt: skip


faults()
harmless()
