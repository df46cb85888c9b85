"""Where the search begins: the contents of this repository, and the hostile corpus."""

from __future__ import annotations

from pathlib import Path

from brochure.load.front_matter import front_matter
from brochure.load.text import Source
from brochure.vocabulary.problems import BrochureError
from tests.hostile.corpus import CORPUS
from tests.preflight.odd import odd

ROOT = Path(__file__).resolve().parents[1]
# Front matter and texts in the dialects of other tools.
_DIALECTS = (
    b'+++\ntitle = \'a\'\n[[phases]]\nname = """b"""\n+++\n{{< figure src="a.png" caption="b" >}}\n',
    b'{"title": "a", "numbers": [{"num": 1}]}\n\n# One\n\n- a\n  - [x] b\n\n1) c\n',
    b';;;\n"title": "a"\n;;;\n{% hint style="info" %}\n~~b~~ H~2~O a@b.c\n{% endhint %}\n',
    b"Title: a\nTags: b\n\nOne\n===\n\n> [!NOTE]\n> a[^1]\n\n[^1]: b\n\n    - c\n",
    b"---\nTitle: a #1\n...\nimport { A } from 'b'\n\n<A title=\"c\">\n    *d* {/* e */} {f}\n</A>\n",
    b":::tip[g]\nh\n:::\n",
    b'!!! note "a"\n    ```sh\n    b\n    ```\n\nc\n: d\n\n| e | f |\n|:--|--:|\n| g | `h|i` |\n\n## j {#k .l}\n',
    b'<details><summary>a</summary>\n\n*b* [[c|d]]\n\n</details>\n\n<div markdown="1">\n==e== ++f++ :tada:\n</div>\n',
)
# PDFs in parts: content, resources, entries of the page, of the catalogue.
ASSEMBLED = (
    b"q 9 0 0 9 5 5 cm /I Do Q BT /F 9 Tf 5 20 Td 2 Tr (a) Tj ET\n%%\n<< /XObject << /I << /Subtype"
    b" /Image /Width 1 /Height 1"
    b" /BitsPerComponent 8 /ColorSpace /DeviceRGB /Data (abc) >> >> /Font << /F << /Subtype /Type3 /FontMatrix"
    b" [.001 0 0 .001 0 0] /Encoding << /Differences [97 /a] >> /FirstChar 97 /Widths [900] /CharProcs << /a"
    b" << /Data (900 0 d0 1 0 0 rg 0 0 700 700 re f) >> >> >> >> >>",
    b"/S cs 0.5 scn 0 0 9 9 re f /P cs /T scn 9 9 20 20 re B* /G gs /H sh /X Do\n%%\n<< /ColorSpace"
    b" << /S [/Separation /All"
    b" /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C1 [1 1 1 1] /N 1 >>] /P [/Pattern"
    b" /DeviceCMYK] >> /Pattern << /T"
    b" << /PatternType 1 /PaintType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Data (1 0 0 0 k 0 0 3 3 re"
    b" f) >> >> /ExtGState"
    b" << /G << /ca .5 /BM [/Multiply] /OP true /OPM 1 /TR /Identity /SMask << /S /Luminosity /G << /Subtype /Form"
    b" /BBox [0 0 9 9] /Data (1 g 0 0 9 9 re f) >> >> >> >> /Shading << /H << /ShadingType 2 /ColorSpace /DeviceCMYK"
    b" /Coords [0 0 9 0] /Function << /FunctionType 3 /Bounds [] /Encode [0 1] /Functions [<<"
    b" /FunctionType 2 /C0 [0 0 0 0]"
    b" /C1 [1 1 1 0] /N 1 >>] >> >> >> /XObject << /X << /Subtype /Form /BBox [0 0 50 50] /Group <<"
    b" /S /Transparency /CS"
    b" /DeviceRGB >> /OPI << >> /Data (q 1 0 0 RG 0 0 m 9 9 l S Q) >> >> >>",
    b"/OC /L BDC 1 0 0 1 k 0 0 90 .1 re f EMC\n%%\n<< /Properties << /L << /Type /OCMD /P /AllOff"
    b" /VE [/Not << /Name (a) >>]"
    b" >> >> >>\n%%\n<< /TrimBox [9 9 80 80] /BleedBox [5 5 85 85] /Rotate 90 /UserUnit 2 /ArtBox [0 0 9 9] /Annots"
    b" [<< /Subtype /Link /Rect [9 9 20 20] /A << /S /URI /URI (http://a.b) /Next << /S /JavaScript >> >> >>"
    b" << /Subtype /Widget /Rect [9 9 20 20] >>] >>\n%%\n<< /OutputIntents [<< /S /GTS_PDFX"
    b" /OutputConditionIdentifier"
    b" (FOGRA39) /DestOutputProfile << /N 4 /Data (abc) >> >>] /AcroForm << /Fields [<< >>] >>"
    b" /OpenAction << /S /GoTo >>"
    b" /Metadata << /Data (<x xmlns:p='http://www.npes.org/pdfx/ns/id/'"
    b" p:GTS_PDFXVersion='PDF/X-4'/>) >> /OCProperties"
    b" << /OCGs [<< /Name (a) >>] /D << /BaseState /OFF /AS [<< /Event /Print /OCGs [<< /Name (a)"
    b" >>] >>] >> >> /Names"
    b" << /EmbeddedFiles << /Names [(a) << >>] >> >> >>",
    b"BI /W 2 /H 2 /BPC 8 /CS /G ID aaaa EI 3 Tr /F 9 Tf BT 9 0 0 9 5 5 Tm [(a) 90 (b)] TJ T* (c) '"
    b' 1 2 (d) " ET\n%%\n<< /Font'
    b" << /F << /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2"
    b" /W [0 [500] 2 9 400] /DW"
    b" 900 /FontDescriptor << /Ascent 700 /Descent -200 >> >>] /ToUnicode << /Data (1 beginbfchar"
    b" <00> <0061> endbfchar"
    b" 1 beginbfrange <0001> <0009> <0062> endbfrange) >> >> >> >>",
)
# Longer inputs are searched too slowly to find anything.
_LONGEST = 20_000
_ODD = 300


def seeds(target: str) -> list[bytes]:
    """Give the seeds of a target."""
    if target == "pdf":
        return [file for file in (*ASSEMBLED, *_kept(), *map(odd, range(_ODD))) if len(file) <= _LONGEST]
    files = [
        file.encode() if isinstance(file, str) else file for file in _hostile(".svg" if target == "svg" else ".md")
    ]
    if target == "svg":
        files += [path.read_bytes() for path in sorted((ROOT / "content").rglob("*.svg"))]
    else:
        texts = sorted({*ROOT.glob("content/*.md"), *ROOT.glob("tests/**/content*/**/*.md"), *ROOT.glob("*.yaml")})
        files += [path.read_bytes() for path in texts]
        files += _DIALECTS
    if target == "markdown":
        files = [b"\0" + body for body in map(_body, files) if body]
    return [file for file in files if len(file) <= _LONGEST]


def _kept() -> list[bytes]:
    """Give what a search has found, and nothing falls over any more."""
    return [path.read_bytes() for path in sorted((ROOT / "fuzz/kept").iterdir())]


def _hostile(ending: str) -> list[bytes]:
    found = [body for case in CORPUS for name, body in case.files.items() if name.endswith(ending)]
    return [body.encode() if isinstance(body, str) else body for body in found if isinstance(body, (str, bytes))]


def _body(file: bytes) -> bytes:
    try:
        return front_matter(Source("x.md", file.decode("utf-8", "replace"))).body.encode()
    except BrochureError:
        return b""
