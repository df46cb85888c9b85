"""Binds laid-out sections into one PDF whose bytes depend on nothing but its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from brochure.engine import archive
from brochure.engine.laid import About, Laid
from brochure.engine.tags import tagging


def bind(sections: Sequence[Laid], about: About, tagged: bool) -> bytes:
    """Write all pages, in order, as one PDF.

    `tagged` makes it PDF/UA-1 (ISO 14289-1), and PDF/A-2a (ISO 19005-2) as well where `about` asks for it.
    """
    first = sections[0].document
    assert first is not None
    document = first.copy([page for laid in sections for page in laid.pages])
    _describe(document.metadata, about)
    folios = [fact.number for laid in sections for fact in laid.facts]

    def finish(_: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = _page_labels(folios)
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["Lang"] = pydyf.String(about.language)
        if archived:
            archive.conform(pdf)

    archived = tagged and about.archive
    variant = ("pdf/a-2a" if archived else "pdf/ua-1") if tagged else None
    with tagging(about.language):
        return document.write_pdf(pdf_variant=variant, pdf_identifier=True, finisher=finish)


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
