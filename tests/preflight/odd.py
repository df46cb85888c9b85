"""PDFs of odd structure, each made by its number: wrong values, loops, towers, missing boxes, broken streams."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from tests.preflight.conftest import FULL, GROUND, Page, made
from tests.preflight.corpus import base

Change = Callable[[pikepdf.Pdf, random.Random], Any]
BEGINNINGS = ("hand", "ghostscript", "typst", "mupdf", "reportlab", "fpdf2")


def odd(number: int) -> bytes:
    """Make one; the same number gives the same."""
    chance = random.Random(number)
    way = WAYS[number % len(WAYS)]
    name = chance.choice(BEGINNINGS)
    whole = base(name) if name != "hand" else made(Page(GROUND + FULL), deterministic_id=True)
    if way in BYTES:
        return BYTES[way](whole, chance)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        CHANGES[way](pdf, chance)
        file = io.BytesIO()
        pdf.save(file, static_id=True, fix_metadata_version=False, compress_streams=chance.random() < 0.5)
        return file.getvalue()


# Values of wrong kinds


def value(pdf: pikepdf.Pdf, chance: random.Random) -> Any:
    """Give some value."""
    return chance.choice(
        [
            lambda: chance.choice([0, -1, 1, 2**31, -(2**31), 10**9, 45]),
            lambda: chance.choice([0.5, -1e-9, 1e9, 3.4e38]),
            lambda: Name("/" + chance.choice(["DeviceRGB", "Identity", "X", "Pattern", "FlateDecode", "Indexed"])),
            lambda: String(chance.choice(["", "words", "\u20ac" * 20, "\x00\x01"])),
            lambda: Array([chance.choice([0, -5, 1e9]) for _ in range(chance.randrange(8))]),
            lambda: Array([Name.Indexed, Name.DeviceRGB, 300, String("")]),
            lambda: Dictionary(Type=Name.X, Kids=Array(), N=-3),
            lambda: pdf.make_stream(bytes(chance.randrange(256) for _ in range(40))),
            lambda: pdf.Root,
            lambda: pdf.pages[0].obj,
            lambda: chance.random() < 0.5,
        ]
    )()


def held(item: Any, depth: int = 0, seen: set[tuple[int, int]] | None = None) -> Iterator[Object]:
    """Give the dictionaries, streams and arrays that can be reached."""
    seen = set() if seen is None else seen
    if depth > 12 or not isinstance(item, Dictionary | Stream | Array) or item.objgen in seen - {(0, 0)}:
        return
    seen.add(item.objgen)
    yield item
    for inner in list(item) if isinstance(item, Array) else list(dict(item.items()).values()):
        yield from held(inner, depth + 1, seen)


def swapped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Put values of any kind where others stood."""
    for _ in range(chance.randrange(1, 4)):
        holder = chance.choice(list(held(pdf.pages[0].obj if chance.random() < 0.7 else pdf.Root)))
        if isinstance(holder, Array):
            if len(holder):
                holder[chance.randrange(len(holder))] = value(pdf, chance)
        elif keys := [key for key in holder.keys() if key not in ("/Length", "/Type")]:  # noqa: SIM118
            holder[chance.choice(keys)] = value(pdf, chance)


def dropped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Leave keys out."""
    for _ in range(chance.randrange(1, 4)):
        holder = chance.choice([one for one in held(pdf.pages[0].obj) if not isinstance(one, Array)])
        if keys := [key for key in holder.keys() if key != "/Length"]:  # noqa: SIM118
            del holder[chance.choice(keys)]


# Loops and towers


def resources(pdf: pikepdf.Pdf, kind: str, **entries: Any) -> None:
    page = pdf.pages[0].obj
    if "/Resources" not in page:
        page.Resources = Dictionary()
    known = page.Resources.get(f"/{kind}", Dictionary())
    page.Resources[f"/{kind}"] = Dictionary({**dict(known.items()), **{f"/{key}": it for key, it in entries.items()}})


def drawn(pdf: pikepdf.Pdf, content: str) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b" " + content.encode("latin-1")))


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> Any:
    stream = pdf.make_indirect(pdf.make_stream(content))
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
    for key, entry in entries.items():
        stream[f"/{key}"] = entry
    return stream


def looped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Let something hold itself."""
    page = pdf.pages[0].obj
    match chance.randrange(11):
        case 0:
            it = form(pdf, b"/M Do /M Do")
            it.Resources = Dictionary(XObject=Dictionary(M=it))
            resources(pdf, "XObject", M=it)
            drawn(pdf, "/M Do")
        case 1:
            tile = pdf.make_indirect(pdf.make_stream(b"/Pattern cs /P scn 0 0 9 9 re f"))
            tile.PatternType = tile.PaintType = tile.TilingType = 1
            tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 9, 9]), 9, 9
            tile.Resources = Dictionary(Pattern=Dictionary(P=tile))
            resources(pdf, "Pattern", P=tile)
            drawn(pdf, "/Pattern cs /P scn 0 0 90 90 re f")
        case 2:
            group = form(pdf, b"/G gs 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency))
            state = pdf.make_indirect(Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))
            group.Resources = Dictionary(ExtGState=Dictionary(G=state))
            resources(pdf, "ExtGState", G=state)
            drawn(pdf, "/G gs 0 0 90 90 re f")
        case 3:
            glyph = pdf.make_stream(b"1000 0 d0 BT /T 9 Tf (a) Tj ET")
            font = pdf.make_indirect(
                Dictionary(
                    Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                    FontBBox=Array([0, 0, 9, 9]), FirstChar=97, LastChar=97, Widths=Array([1000]),
                    Encoding=Dictionary(Differences=Array([97, Name.a])), CharProcs=Dictionary(a=glyph),
                )
            )  # fmt: skip
            font.Resources = Dictionary(Font=Dictionary(T=font))
            resources(pdf, "Font", T=font)
            drawn(pdf, "BT /T 9 Tf (aaa) Tj ET")
        case 4:
            space = pdf.make_indirect(Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()]))
            space[2] = space
            resources(pdf, "ColorSpace", S=space)
            drawn(pdf, "/S cs 1 scn 0 0 9 9 re f")
        case 5:
            space = pdf.make_indirect(Array([chance.choice([Name.Indexed, Name.Pattern]), Name.X, 1, String("ab")]))
            space[1] = space
            resources(pdf, "ColorSpace", S=space)
            drawn(pdf, "/S cs 1 scn 0 0 9 9 re f")
        case 6:
            run = pdf.make_indirect(
                Dictionary(FunctionType=3, Domain=Array([0, 1]), Bounds=Array(), Encode=Array([0, 1]))
            )
            run.Functions = Array([run])
            shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 9, 9]), Function=run)
            resources(pdf, "Shading", S=shade)
            drawn(pdf, "/S sh")
        case 7:
            page.Parent = page
        case 8:
            action = pdf.make_indirect(Dictionary(S=Name.GoTo))
            action.Next = Array([action, action])
            pdf.Root.OpenAction = action
            page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)])
        case 9:
            tree = pdf.make_indirect(Dictionary())
            tree.Kids = Array([tree])
            pdf.Root.Names = Dictionary(JavaScript=tree, EmbeddedFiles=tree)
        case _:
            group = pdf.make_indirect(Dictionary(Type=Name.OCMD))
            group.OCGs = Array([group])
            pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), ON=group))
            resources(pdf, "Properties", L=group)
            drawn(pdf, "/OC /L BDC 0 0 9 9 re f EMC")


def towered(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Nest forms, states and arrays deeply."""
    below = form(pdf, b"0 0 9 9 re f")
    for _ in range(chance.randrange(10, 60)):
        below = form(pdf, b"/M Do " * chance.choice([1, 1, 3]), Resources=Dictionary(XObject=Dictionary(M=below)))
    resources(pdf, "XObject", M=below)
    deep = "[" * 200 + "]" * 200
    drawn(pdf, "q " * chance.randrange(3000) + f"/M Do {deep} 0 d 0 0 9 9 re S " + "Q " * chance.randrange(3000))


# Boxes and streams


def unboxed(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Give boxes and turns that no page has."""
    page = pdf.pages[0].obj
    for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
        match chance.randrange(6):
            case 0:
                if key in page:
                    del page[key]
            case 1:
                page[key] = Array([chance.choice([0, -9, 100, 1e7, -1e7]) for _ in range(4)])
            case 2:
                page[key] = Array([5, 5, 5, 5])
            case 3:
                page[key] = chance.choice([Array(), Array([0, 0, 9]), Array([Name.X] * 4), Name.X, String("0 0 9 9")])
    page.Rotate = chance.choice([45, -90, 90, 270, 10**9, Name.X, 89.5, Array([90])])
    page.UserUnit = chance.choice([0, -1, 1e9, Name.X, 0.001])


_ORDERS = (
    "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ "
    "' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do MP DP BMC BDC EMC BX EX XX"
)
ORDERS = _ORDERS.split()
OPERANDS = "0 -1 1e 99999999999999999999 . /F /X (a (a) <6 <61> [ ] << >> null".split()  # noqa: SIM905


def jumbled(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Write operators in any order, with any operands."""
    drawn(pdf, " ".join(
        " ".join(chance.choices(OPERANDS, k=chance.randrange(4))) + " " + chance.choice(ORDERS) for _ in range(200)
    ))  # fmt: skip


def pictured(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Draw pictures that are not what they say."""
    stream = pdf.make_stream(bytes(chance.randrange(256) for _ in range(chance.choice([0, 10, 400]))))
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = (chance.choice([0, 1, 20, -5, 10**6, 2**31 - 1]) for _ in range(2))
    stream.BitsPerComponent = chance.choice([0, 1, 3, 8, 16, 99, -8])
    stream.ColorSpace = value(pdf, chance) if chance.random() < 0.3 else Name(
        chance.choice(["/DeviceRGB", "/DeviceCMYK", "/DeviceGray", "/Missing"])
    )  # fmt: skip
    if chance.random() < 0.4:
        stream.Filter = Name(chance.choice(["/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/Nothing"]))
    if chance.random() < 0.4:
        stream.SMask = chance.choice([stream, value(pdf, chance)])
    if chance.random() < 0.3:
        stream.Decode = Array([1, 0, 1])
    resources(pdf, "XObject", I=stream)
    drawn(pdf, "q 90 0 0 90 10 10 cm /I Do Q BI /W 9 /H 9 /BPC 8 /CS /X ID " + chance.choice(["", "abc EI ", "EI "]))


def fonted(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Write in fonts that lack their parts."""
    kinds = ("Type0", "Type1", "Type3", "TrueType", "Odd")
    font = Dictionary(Type=Name.Font, Subtype=Name("/" + chance.choice(kinds)))
    keys = ("DescendantFonts", "FontMatrix", "CharProcs", "Encoding", "Widths", "FirstChar", "FontDescriptor",
            "ToUnicode", "BaseFont", "Resources")  # fmt: skip
    for key in keys:
        if chance.random() < 0.5:
            font[f"/{key}"] = value(pdf, chance)
    resources(pdf, "Font", O=font)
    drawn(pdf, f"BT /O {chance.choice(['9', '0', '-9', '1e9', '/X'])} Tf (words) Tj [(a) -1e9 (b)] TJ ET")


def hung(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Hang odd things on the page and on the document."""
    page = pdf.pages[0].obj
    page.Annots = chance.choice([Array([value(pdf, chance) for _ in range(5)]), value(pdf, chance)])
    for key in ("Names", "AcroForm", "OCProperties", "OutputIntents", "Metadata", "OpenAction", "AF"):
        if chance.random() < 0.6:
            pdf.Root[f"/{key}"] = value(pdf, chance)
    if chance.random() < 0.5:
        pdf.Root.OutputIntents = Array([Dictionary(S=value(pdf, chance), DestOutputProfile=value(pdf, chance))])
    pdf.trailer["/Info"] = Dictionary(Title=value(pdf, chance), Trapped=value(pdf, chance))


CHANGES: dict[str, Change] = {
    way.__name__: way for way in (swapped, dropped, looped, towered, unboxed, jumbled, pictured, fonted, hung)
}


# Bytes


def flipped(whole: bytes, chance: random.Random) -> bytes:
    """Change some bytes."""
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def cut(whole: bytes, chance: random.Random) -> bytes:
    """Leave a part out."""
    first, last = sorted(chance.randrange(len(whole)) for _ in range(2))
    return whole[:first] + whole[last:]


def doubled(whole: bytes, chance: random.Random) -> bytes:
    """Say a part twice."""
    first, last = sorted(chance.randrange(len(whole)) for _ in range(2))
    return whole[:last] + whole[first:]


BYTES: dict[str, Callable[[bytes, random.Random], bytes]] = {way.__name__: way for way in (flipped, cut, doubled)}
WAYS = (*CHANGES, *BYTES)
