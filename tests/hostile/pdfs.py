"""Hostile PDFs: what draws, holds or follows itself, stands in itself ten thousand deep, or is larger than it looks."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

DEEP, MANY = 10_000, 1_000_000
_PAGE = "/Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]"


def written(bodies: Sequence[bytes]) -> bytes:
    """Write objects as a file; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))


def stream(data: bytes, entries: str = "") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries.encode(), len(data), data)


def packed(data: bytes, entries: str = "") -> bytes:
    return stream(zlib.compress(data, 9), f"{entries}/Filter/FlateDecode")


def bomb(megabytes: int, entries: str = "", byte: bytes = b" ") -> bytes:
    """A stream of few bytes that unpacks to many."""
    packer = zlib.compressobj(1)
    piece = byte * 1_000_000
    return stream(b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush(), entries)


FLATE = "/Filter/FlateDecode"


def pdf(content: bytes, resources: str = "", *more: bytes, page: str = "", catalogue: str = "") -> bytes:
    """A file of one page: object 4 is its content, those from 5 on are the `more` that its resources name."""
    return written(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalogue}>>".encode(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<<{_PAGE}/Contents 4 0 R/Resources<<{resources}>>{page}>>".encode(),
            content,
            *more,
        ]
    )


def form(content: bytes, resources: str) -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 420 595]/Resources<<{resources}>>")


def tower(depth: int, times: int = 1) -> bytes:
    """Forms that draw the next one so many times."""
    forms = [form(b"/F Do " * times, f"/XObject<</F {6 + at} 0 R>>") for at in range(depth)]
    return pdf(stream(b"/F Do"), "/XObject<</F 5 0 R>>", *forms, form(b"0 0 9 9 re f", ""))


def tiling(content: bytes, resources: str, step: str = "9") -> bytes:
    entries = f"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep {step}/YStep {step}"
    return stream(content, f"{entries}/Resources<<{resources}>>")


PAINTED = stream(b"/Pattern cs /P scn 0 0 420 595 re f")


def tilings(depth: int, step: str) -> bytes:
    """Patterns in patterns."""
    inner = [tiling(b"/Pattern cs /P scn 0 0 9 9 re f", f"/Pattern<</P {6 + at} 0 R>>", step) for at in range(depth)]
    return pdf(PAINTED, "/Pattern<</P 5 0 R>>", *inner, tiling(b"0 0 1 1 re f", "", step))


def picture(width: int, height: int, data: bytes, more: str = "", space: str = "/DeviceRGB") -> bytes:
    entries = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace{space}{more}"
    return pdf(
        stream(b"400 0 0 400 0 0 cm /I Do"), "/XObject<</I 5 0 R>>", data.replace(b"<<", b"<<" + entries.encode(), 1)
    )


def linked(depth: int, entry: str, *, loop: bool) -> str:
    """The objects of a chain from number 5 on, each with the next in it; the last holds the first again, or nothing."""
    last = 4 + depth
    return "\n".join(entry.replace("NEXT", f"{5 if at == last and loop else at + 1} 0 R") for at in range(5, last + 1))


def chain(depth: int, entry: str, catalogue: str, loop: bool = False) -> bytes:
    bodies = [body.encode() for body in linked(depth, entry, loop=loop).split("\n")]
    return pdf(stream(b""), "", *bodies, b"<<>>", catalogue=catalogue)


def tree(kids: Sequence[str]) -> bytes:
    """Page trees from object 2 on."""
    return written([b"<</Type/Catalog/Pages 2 0 R>>", *(kid.encode() for kid in kids)])


def glyphs(content: bytes, resources: str) -> bytes:
    """A page in a Type 3 font whose glyph has this content."""
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97"
        f"/LastChar 97/Widths[9]/Encoding<</Type/Encoding/Differences[97/a]>>/Resources<<{resources}>>>>"
    )
    return pdf(stream(b"BT /T 9 Tf (aaaa) Tj ET"), "/Font<</T 5 0 R>>", font.encode(), stream(b"9 0 d0 " + content))


def sampled(function: str) -> bytes:
    shading = f"/ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 420 595]/Function {function}"
    return pdf(stream(b"/S sh"), "/Shading<</S 5 0 R>>", f"<<{shading}>>".encode(), STITCHED)


STITCHED = b"<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[.5]/Encode[0 1 0 1]>>"
LOOKS = "/Subtype/Stamp/Type/Annot/Rect[0 0 99 99]/F 4"

# Those that end at once, or that are refused.
QUICK: dict[str, Callable[[], bytes]] = {
    "form that draws itself": lambda: pdf(
        stream(b"/F Do"), "/XObject<</F 5 0 R>>", form(b"/F Do", "/XObject<</F 5 0 R>>")
    ),
    "forms that draw each other": lambda: pdf(
        stream(b"/F Do"),
        "/XObject<</F 5 0 R>>",
        form(b"/G Do", "/XObject<</G 6 0 R>>"),
        form(b"/F Do", "/XObject<</F 5 0 R>>"),
    ),
    "forms ten thousand deep": lambda: tower(DEEP),
    "pattern without a step": lambda: pdf(PAINTED, "/Pattern<</P 5 0 R>>", tiling(b"0 0 1 1 re f", "", "0")),
    "pattern of endless steps": lambda: pdf(PAINTED, "/Pattern<</P 5 0 R>>", tiling(b"0 0 1 1 re f", "", "1e-30")),
    "picture of a million by a million": lambda: picture(MANY, MANY, packed(b"\0" * 900)),
    "picture of no width": lambda: picture(-5, 0, packed(b"\0" * 900)),
    "picture masked by itself": lambda: picture(30, 10, packed(b"\0" * 900), "/SMask 5 0 R"),
    "picture in colours of themselves": lambda: picture(30, 10, packed(b"\0" * 900), "", "[/Indexed 5 0 R 255 5 0 R]"),
    "stream packed a thousand times": lambda: pdf(stream(zlib.compress(b"q Q"), f"/Filter[{'/FlateDecode ' * 1000}]")),
    "stream that is its own length": lambda: pdf(b"<</Length 4 0 R>>stream\nq Q\nendstream"),
    "contents of themselves": lambda: pdf(b"[4 0 R 4 0 R]"),
    "arrays a hundred thousand deep": lambda: pdf(stream(b"[" * 100_000)),
    "dictionaries a hundred thousand deep": lambda: pdf(stream(b""), f"/X {'<</X ' * 100_000}"),
    "number of a million digits": lambda: pdf(packed(b"9" * MANY + b" 0 0 1 0 0 cm")),
    "words of a million letters": lambda: pdf(packed(b"BT (" + b"a" * MANY + b") Tj ET")),
    "picture in the text without end": lambda: pdf(packed(b"BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID " + b"x" * MANY)),
    "pages that hold themselves": lambda: tree(["<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]),
    "pages that hold each other": lambda: tree(
        ["<</Type/Pages/Kids[3 0 R]/Count 2>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 2>>"]
    ),
    "pages ten thousand deep": lambda: tree(
        [f"<</Type/Pages/Kids[{at + 1} 0 R]/Count 1>>" for at in range(2, DEEP)] + [f"<<{_PAGE}>>"]
    ),
    "pages of a parent that is their child": lambda: tree(
        ["<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", "<</Type/Page/Parent 3 0 R>>"]
    ),
    "pages that are said to be a billion": lambda: tree(
        ["<</Type/Pages/Kids[3 0 R]/Count 999999999>>", f"<<{_PAGE}>>"]
    ),
    "page of a kilometre": lambda: pdf(stream(b"0 0 9 9 re f"), page="/MediaBox[0 0 3e6 3e6]"),
    "page of no numbers": lambda: pdf(stream(b""), page="/MediaBox[nan inf 1e999 -1e999]"),
    "page in units of a kilometre": lambda: pdf(stream(b"0 0 9 9 re f"), page="/UserUnit 1e9"),
    "outlines that go round": lambda: chain(
        3, "<</Title(a)/Parent 5 0 R/First NEXT/Next NEXT>>", "/Outlines 5 0 R", True
    ),
    "outlines ten thousand deep": lambda: chain(DEEP, "<</Title(a)/First NEXT/Last NEXT>>", "/Outlines 5 0 R"),
    "names that go round": lambda: chain(
        3, "<</Kids[NEXT NEXT]/Limits[(a)(z)]>>", "/Names<</Dests 5 0 R/EmbeddedFiles 5 0 R>>", True
    ),
    "names ten thousand deep": lambda: chain(DEEP, "<</Kids[NEXT]>>", "/Names<</Dests 5 0 R/EmbeddedFiles 5 0 R>>"),
    "tags that go round": lambda: chain(
        3, "<</S/P/K[NEXT NEXT]/P NEXT>>", "/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>", True
    ),
    "tags ten thousand deep": lambda: chain(DEEP, "<</S/P/K NEXT>>", "/StructTreeRoot 5 0 R"),
    "layers that go round": lambda: chain(3, "[NEXT NEXT]", "/OCProperties<</OCGs 5 0 R/D<</Order 5 0 R>>>>", True),
    "glyph that writes itself": lambda: glyphs(b"BT /T 9 Tf (aa) Tj ET", "/Font<</T 5 0 R>>"),
    "function of itself": lambda: sampled("6 0 R"),
    "annotation that shows itself": lambda: pdf(
        stream(b""),
        "",
        f"<<{LOOKS}/AP<</N 6 0 R>>>>".encode(),
        form(b"/F Do", "/XObject<</F 6 0 R>>"),
        page="/Annots[5 0 R]",
    ),
    "annotations that are their own list": lambda: pdf(stream(b""), "", b"[5 0 R 5 0 R]", page="/Annots 5 0 R"),
    "metadata of a billion laughs": lambda: pdf(
        stream(b""), "", stream(_laughs(), "/Type/Metadata/Subtype/XML"), catalogue="/Metadata 5 0 R"
    ),
    "table of what stands where that goes round": lambda: pdf(stream(b"")).replace(
        b"trailer<<", b"trailer<</Prev 9 /XRefStm 9"
    ),
    "nothing but a beginning": lambda: b"%PDF-1.7\n",
    "a million ends": lambda: b"%PDF-1.7\n" + b"%%EOF startxref\n" * 60_000,
}  # fmt: skip


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e11;</x>'.encode()


# Those that take some seconds, or much memory.
HUNGRY: dict[str, Callable[[], bytes]] = {
    "pattern of itself": lambda: pdf(
        PAINTED, "/Pattern<</P 5 0 R>>", tiling(b"/Pattern cs /P scn 0 0 9 9 re f", "/Pattern<</P 5 0 R>>")
    ),
    "patterns a thousand deep": lambda: tilings(1000, "9"),
    "a page two thousand times": lambda: tree([f"<</Type/Pages/Kids[{'3 0 R ' * 2000}]/Count 2000>>", f"<<{_PAGE}>>"]),
    "states a million deep": lambda: pdf(packed(b"q " * MANY)),
    "marks a million deep": lambda: pdf(packed(b"/P BMC " * MANY)),
}

# Those that take as long, or as much memory, as they may.
SLOW: dict[str, Callable[[], bytes]] = {
    "forms that draw twice, forty deep": lambda: tower(40, 2),
    "forms that draw a thousand times, three deep": lambda: tower(3, 1000),
    "patterns of tiny steps in each other": lambda: tilings(6, ".01"),
    "picture of nine hundred million pixels": lambda: picture(30_000, 30_000, bomb(2700, FLATE, b"\0")),
    "picture of a gigabyte more than it says": lambda: picture(10, 10, bomb(2000, FLATE, b"\0")),
    "stream of two gigabytes": lambda: pdf(bomb(2000, FLATE)),
    "stream of paths without end": lambda: pdf(bomb(500, FLATE, b"0 0 l ")),
    "stream of a terabyte, packed twice": lambda: pdf(
        packed(zlib.compress(b"\0" * 2_000_000, 9)).replace(FLATE.encode(), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "text of a million lines": lambda: pdf(packed(b"BT /T 9 Tf " + b"(abc) Tj 0 -9 Td " * MANY + b"ET")),
    "a hundred thousand clips": lambda: pdf(packed(b"0 0 400 500 re W n " * 100_000 + b"0 0 9 9 re f")),
    "glyph a million times": lambda: glyphs(b"0 0 9 9 re f", ""),
}
