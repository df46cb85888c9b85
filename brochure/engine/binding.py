"""Binds laid-out sections into one PDF whose bytes depend on nothing but its content.

What the engine leaves to do for PDF/A-2a (ISO 19005-2) in the same file as PDF/UA-1 is done here, too, and for PDF/A-4f
(ISO 19005-4) in that of PDF/UA-2.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydyf

from brochure.engine.boxes import is_content, packed_once
from brochure.engine.laid import About, Laid
from brochure.engine.tags import tagging
from brochure.render.direction import is_rtl
from brochure.vocabulary.conditions import PROFILES
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.shipped import PROFILES as FOLDER

if TYPE_CHECKING:
    from brochure.engine.redrawing import Pieces

# What is said of a file beside the standard that the engine names: ISO 19005-2, 6.6.2.3: properties that are not of the
# XMP specification are described in the file itself; the property is that of ISO 14289-1, 5. ISO 14289-2, 5.
# Well-Tagged PDF 1.0, for reuse and for accessibility, is declared as its annex asks (PDF Declarations, 2019).
_BESIDE = {"pdf/a-2a": ("pdfua",), "pdf/ua-2": ("wtpdf",), "pdf/a-4f": ("pdfua2", "wtpdf")}
_ARCHIVES = {("a-2a", 1), ("a-4f", 2)}
_END = b"</rdf:RDF>"
# What a drawing may come to whose numbers are beyond measure: to be looked for in a whole stream, and in an operator.
_SIGNS = compiled(rb"\d{10}\d*[ .\]]|nan|inf")
_BEYOND = compiled(rb"(?:(?<=[\s\[])|^)-?(?:nan|inf|\d{10,}(?:\.\d*)?)(?=[\s\]]|$)")
_MOST = 1e9


def bind(sections: Sequence[Laid], about: About, tagged: bool, pieces: Pieces | None = None) -> bytes:
    """Write all pages, in order, as one PDF.

    `tagged` makes it PDF/UA-1 (ISO 14289-1) or PDF/UA-2 (ISO 14289-2), and PDF/A as well where `about` asks for it.
    `pieces` keeps track of what is drawn where.
    """
    first = sections[0].document
    assert first is not None
    document = first.copy([page for laid in sections for page in laid.pages])
    _describe(document.metadata, about)
    folios = [fact.number for laid in sections for fact in laid.facts]

    def finish(_: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = _page_labels(folios)
        pdf.catalog["ViewerPreferences"] = _preferences(about.language)
        hold_numbers(pdf)
        pdf.catalog["Lang"] = pydyf.String(about.language)
        if archived:
            conform(pdf)
        if archived and about.archive == "a-4f":
            _carry(pdf, *about.source)
        for name in _BESIDE.get(variant or "", ()):
            _add_to_packet(pdf, Path(__file__).parent / f"{name}.xmp")
        around.enter_context(packed_once())

    archived = (about.archive, about.accessibility) in _ARCHIVES
    variant = f"pdf/{about.archive if archived else f'ua-{about.accessibility}'}" if tagged else None
    with contextlib.ExitStack() as around:
        keep = pieces.keep if pieces is not None else None
        around.enter_context(tagging(about.language, keep, about.accessibility))
        if pieces is not None:
            around.enter_context(pieces.drawing(document))
        return document.write_pdf(pdf_variant=variant, pdf_tags=tagged, pdf_identifier=True, finisher=finish)


def hold_numbers(pdf: Any) -> None:
    """Put nought in the place of what is no number of a PDF (ISO 32000-1, 7.3.3), or beyond what readers take."""
    for thing in pdf.objects:
        if is_content(thing) and _SIGNS.search(b"\n".join(piece for piece in thing.stream if type(piece) is bytes)):
            thing.stream[:] = [_BEYOND.sub(b"0", one) if type(one) is bytes else one for one in thing.stream]
        for value in (getattr(thing, "extra", None) or (thing if isinstance(thing, dict) else {})).values():
            if isinstance(value, list):
                # What is no number is not less than any, either.
                value[:] = [0 if isinstance(one, float) and not abs(one) < _MOST else one for one in value]


def _preferences(language: str) -> Any:
    """Ask viewers to show the title, and to turn the pages as the language is read (ISO 32000-1, 12.2)."""
    return pydyf.Dictionary({"DisplayDocTitle": "true", **({"Direction": "/R2L"} if is_rtl(language) else {})})


def _describe(metadata: Any, about: About) -> None:
    metadata.title = about.title
    metadata.lang = about.language
    metadata.authors = [about.author] if about.author else []
    metadata.description, metadata.keywords = None, []
    metadata.created = metadata.modified = about.date
    metadata.generator = about.generator or None


def _page_labels(folios: Sequence[int]) -> Any:
    """Number the pages as they are printed (ISO 32000-1, 12.4.2): a range starts where the count leaps."""
    ranges = pydyf.Array()
    for index, folio in enumerate(folios):
        if index == 0 or folio != folios[index - 1] + 1:
            ranges.extend([index, pydyf.Dictionary({"S": "/D", "St": folio})])
    return pydyf.Dictionary({"Nums": ranges})


def conform(pdf: Any) -> None:
    """Mend the pictures of a PDF that the engine made as PDF/A.

    ISO 19005-2, 6.2.8: Interpolate shall be false; 6.2.4.3: inks need a profile that says what colours they are.
    """
    inks: Any = None
    for thing in list(pdf.objects):
        extra = getattr(thing, "extra", None)
        if extra is None:
            continue
        extra.pop("Interpolate", None)
        if extra.get("ColorSpace") == "/DeviceCMYK":
            inks = inks or _profile(pdf)
            extra["ColorSpace"] = pydyf.Array(["/ICCBased", inks.reference])


def _carry(pdf: Any, name: str, text: str) -> None:
    """Attach what the PDF was made from, as ISO 19005-4, 6.9 asks of PDF/A-4f."""
    extra = {"Type": "/EmbeddedFile", "Subtype": "/text#2fmarkdown"}
    data = pydyf.Stream([text.encode()], extra, compress=True)
    pdf.add_object(data)
    called = {"F": pydyf.String(name), "UF": pydyf.String(name), "Desc": pydyf.String(name)}
    held = pydyf.Dictionary({"F": data.reference, "UF": data.reference})
    about = {"Type": "/Filespec", **called, "EF": held, "AFRelationship": "/Source"}
    file = pydyf.Dictionary(about)
    pdf.add_object(file)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(name), file.reference])})
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names
    pdf.catalog["AF"] = pydyf.Array([file.reference])


def _add_to_packet(pdf: Any, file: Path) -> None:
    """Add properties to the XMP packet, at its end."""
    for thing in pdf.objects:
        if getattr(thing, "extra", {}).get("Type") == "/Metadata":
            packet = thing.stream[0]
            assert _END in packet
            thing.stream[0] = packet.replace(_END, file.read_bytes().strip() + b"\n" + _END, 1)


def _profile(pdf: Any) -> Any:
    """Add the profile of coated paper, the condition that inks without a profile are most often meant for."""
    data = (FOLDER / PROFILES["FOGRA39"]).read_bytes()
    stream = pydyf.Stream([data], {"N": 4, "Alternate": "/DeviceCMYK"}, compress=True)
    pdf.add_object(stream)
    return stream
