"""Make the small PDFs of other makers that the corpus of faults begins with: run once; what they made is kept here.

    python -m venv other && other/bin/pip install typst reportlab fpdf2 pymupdf
    other/bin/python tests/preflight/others/make.py        # Ghostscript, Chromium and LibreOffice are the system's

Each is what its maker writes of two pages of A5 (LibreOffice: A4) with a ground, some text and a line, in CMYK where it
knows that.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import fpdf
import pymupdf
import typst
from reportlab.lib.colors import CMYKColor
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONT = HERE.parents[2] / "styles" / "fonts" / "SourceSans3_400Regular.ttf"
MM = 72 / 25.4
WIDTH, HEIGHT = 148 * MM, 210 * MM
LINES = [f"Line {number} of some words that fill a page" for number in range(1, 19)]


def with_typst() -> None:
    """Typst: its own fonts, colours in CMYK."""
    text = " \\ ".join(LINES)
    page = (
        "#place(top + left, dx: -15mm, dy: -20mm, rect(width: 148mm, height: 40mm, fill: cmyk(60%, 10%, 0%, 0%)))"
        f"#v(40mm) {text} #line(length: 60mm, stroke: 1pt + cmyk(0%, 0%, 0%, 100%))"
    )
    source = (
        "#set page(width: 148mm, height: 210mm, margin: (x: 15mm, y: 20mm))\n"
        "#set text(size: 11pt, fill: cmyk(0%, 0%, 0%, 100%))\n" + page + "\n#pagebreak()\n" + page
    )
    (HERE / "typst.pdf").write_bytes(typst.compile(source.encode()))


def with_reportlab() -> None:
    """ReportLab: fonts that every reader has, not embedded; colours in CMYK."""
    canvas = Canvas(str(HERE / "reportlab.pdf"), (WIDTH, HEIGHT), invariant=True)
    for _ in range(2):
        canvas.setFillColor(CMYKColor(0.6, 0.1, 0, 0))
        canvas.rect(0, HEIGHT - 40 * MM, WIDTH, 40 * MM, stroke=0, fill=1)
        canvas.setFillColor(CMYKColor(0, 0, 0, 1))
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(LINES):
            canvas.drawString(15 * MM, 160 * MM - number * 18, line)
        canvas.setStrokeColor(CMYKColor(0, 0, 0, 1))
        canvas.line(15 * MM, 20 * MM, 75 * MM, 20 * MM)
        canvas.showPage()
    canvas.save()


def with_fpdf() -> None:
    """fpdf2: colours in RGB."""
    pdf = fpdf.FPDF(format=(148, 210))
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    for _ in range(2):
        pdf.add_page()
        pdf.set_fill_color(90, 170, 220)
        pdf.rect(0, 0, 148, 40, style="F")
        pdf.set_font("Helvetica", size=11)
        for number, line in enumerate(LINES):
            pdf.text(15, 55 + number * 7, line)
        pdf.line(15, 190, 75, 190)
    pdf.output(str(HERE / "fpdf2.pdf"))


def with_mupdf() -> None:
    """MuPDF: colours in RGB, its own font embedded."""
    document = pymupdf.open()
    for _ in range(2):
        page = document.new_page(width=WIDTH, height=HEIGHT)
        page.draw_rect((0, 0, WIDTH, 40 * MM), color=None, fill=(0.4, 0.7, 0.9))
        page.insert_text((15 * MM, 55 * MM), LINES, fontsize=11, fontname="F0", fontfile=str(FONT), lineheight=1.6)
        page.draw_line((15 * MM, 190 * MM), (75 * MM, 190 * MM))
    document.subset_fonts()
    document.save(HERE / "mupdf.pdf", deflate=True, garbage=3, no_new_id=True)


PAGE = """
0.6 0.1 0 0 setcmykcolor -9 486 438 120 rectfill 0 0 0 1 setcmykcolor /Helvetica findfont 11 scalefont setfont
{lines} 1 setlinewidth 43 57 moveto 213 57 lineto stroke showpage
"""
PDFX = """%!
[/Title (Some words) /CreationDate (D:20260101000000Z) /ModDate (D:20260101000000Z) /Trapped /False
 /GTS_PDFXVersion (PDF/X-3:2002) /DOCINFO pdfmark
[/_objdef {intent} /type /dict /OBJ pdfmark
[{intent} << /Type /OutputIntent /S /GTS_PDFX /OutputCondition (Offset) /Info (FOGRA39) /OutputConditionIdentifier
 (FOGRA39) /RegistryName (http://www.color.org) >> /PUT pdfmark
[{Catalog} << /OutputIntents [{intent}] >> /PUT pdfmark
<< /PageSize [436.535 612.283] >> setpagedevice 8.504 8.504 translate
"""
BOXES = "[/TrimBox [8.504 8.504 428.031 603.78] /BleedBox [0 0 436.535 612.283] /PAGE pdfmark "


def with_ghostscript() -> None:
    """Ghostscript: PDF/X-3, made of PostScript."""
    lines = "".join(f"43 {450 - number * 18} moveto ({line}) show " for number, line in enumerate(LINES))
    page = BOXES + "gsave" + PAGE.format(lines=lines).replace("showpage", "grestore showpage 8.504 8.504 translate")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.ps"
        source.write_text(PDFX + page * 2, encoding="ascii")
        options = ["-dPDFX", "-sColorConversionStrategy=CMYK", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/prepress"]
        target = HERE / "ghostscript.pdf"
        subprocess.run(["gs", "-q", "-o", target, *options, "-sProcessColorModel=DeviceCMYK", source], check=True)


STYLE = """
@page { size: 148mm 210mm; margin: 0 } @font-face { font-family: F; src: url("FONT") }
body { margin: 0; font: 11pt/18pt F } section { height: 210mm; overflow: hidden; break-after: page }
section:last-child { break-after: auto } div { height: 40mm; margin-bottom: 10mm; background: #5aaadc }
p { margin: 0 15mm } hr { border: 0; border-top: 1pt solid #000; width: 60mm; margin: 10mm 15mm }
"""


def with_chromium() -> None:
    """Chromium: a page of HTML, colours in RGB, tags."""
    page = f"<section><div></div>{''.join(f'<p>{line}</p>' for line in LINES)}<hr></section>"
    style = STYLE.replace("FONT", FONT.as_uri())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(f'<!doctype html><html lang="en"><title>Words</title><style>{style}</style>{page * 2}</html>')
        options = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={HERE / 'chromium.pdf'}"]
        subprocess.run(["chromium", *options, source], check=True)


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": "office", "draw": "drawing", "style": "style", "text": "text", "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
}  # fmt: skip
STYLES = """
<style:style style:name="g" style:family="graphic"><style:graphic-properties draw:stroke="none" draw:fill="solid"
 draw:fill-color="#5aaadc"/></style:style>
<style:style style:name="f" style:family="graphic"><style:graphic-properties draw:stroke="none" draw:fill="none"/>
</style:style>
<style:style style:name="l" style:family="graphic"><style:graphic-properties draw:stroke="solid"
 svg:stroke-width="1pt" svg:stroke-color="#000000"/></style:style>
<style:style style:name="p" style:family="paragraph"><style:text-properties fo:font-size="18pt" fo:color="#000000"/>
</style:style>
"""


def with_libreoffice() -> None:
    """LibreOffice: a drawing, colours in RGB."""
    text = "".join(f'<text:p text:style-name="p">{line}</text:p>' for line in LINES)
    page = (
        '<draw:page draw:master-page-name="m">'
        '<draw:rect draw:style-name="g" svg:x="0" svg:y="0" svg:width="210mm" svg:height="40mm"/>'
        '<draw:frame draw:style-name="f" svg:x="15mm" svg:y="50mm" svg:width="180mm" svg:height="180mm">'
        f"<draw:text-box>{text}</draw:text-box></draw:frame>"
        '<draw:line draw:style-name="l" svg:x1="15mm" svg:y1="260mm" svg:x2="75mm" svg:y2="260mm"/></draw:page>'
    )
    spaces = " ".join(f'xmlns:{name}="{ODF}{of}:1.0"' for name, of in SPACES.items())
    kind = "application/vnd.oasis.opendocument.graphics"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "libreoffice.fodg"
        source.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<office:document {spaces} office:version="1.3" office:mimetype="{kind}">'
            f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
            '<office:master-styles><style:master-page style:name="m"/></office:master-styles>'
            f"<office:body><office:drawing>{page * 2}</office:drawing></office:body></office:document>"
        )
        home = f"-env:UserInstallation=file://{folder}/home"
        subprocess.run(["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", HERE, source], check=True)


if __name__ == "__main__":
    makers = (with_typst, with_reportlab, with_fpdf, with_mupdf, with_ghostscript, with_chromium, with_libreoffice)
    for make in makers:
        make()
