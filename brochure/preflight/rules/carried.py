"""Rules about what a PDF carries besides its print: locks, forms, notes, stand-ins, orders to the device, layers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from brochure.pdfreader.facts import Extra, Kind
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import NOTHING, Said, pages_named

_ANSWERS = {
    Kind.FIELD: Said("form fields, which do not print as they are seen: flatten the form"),
    Kind.SCRIPT: Said("scripts or actions (JavaScript), which no press runs: export it without them"),
    Kind.FILE: Said("attached files, which nobody prints: leave them out"),
}
_STANDS = {
    Kind.OPI: Said("a picture that stands for another one at the printer's (OPI): place the picture itself"),
    Kind.ALTERNATE: Said("a picture with another one in its place (an alternate): place the one that is to print"),
    Kind.REFERENCE: Said("a drawing that stands for a page of another file: place the page itself"),
}
_ORDERS = {
    Kind.TRANSFER: Said("a transfer function, which changes colours as they print: export it without one"),
    Kind.HALFTONE: Said("a screen of its own (a halftone): leave screening to the press"),
    Kind.POSTSCRIPT: Said("PostScript in it, which may do anything: export the drawing as PDF"),
}
_HAVE = Said("{pages} has {what}", "{pages} have {what}")
_NOTED = Said(
    "{pages} has {what}, which may print or be lost: take it out",
    "{pages} have {what}, which may print or be lost: take it out",
)
_LINKED = Said(
    "{pages} has links, which lead nowhere on paper and have no place in PDF/X: export it without links",
    "{pages} have links, which lead nowhere on paper and have no place in PDF/X: export it without links",
)
# What comments are called in PDF (ISO 32000-1, table 169), in the words of authors.
_NOTES = {
    "Text": Said("a sticky note"),
    "FreeText": Said("a typed comment"),
    "Highlight": Said("highlighted words"),
    "Stamp": Said("a stamp"),
    "Underline": Said("underlined words"),
    "StrikeOut": Said("struck words"),
    "Ink": Said("a scribble"),
    "Sound": Said("a sound"),
    "Movie": Said("a film"),
    "Screen": Said("a film"),
    "RichMedia": Said("a film"),
    "3D": Said("a model in three dimensions"),
}


def locked(subject: Subject) -> Iterator[Finding]:
    """Encryption, which no print shop's program takes even where it asks for no password."""
    if any(extra.kind == Kind.LOCK for extra in subject.facts.extras):
        yield Finding(Said("the PDF is protected (encrypted), and a press cannot take it: save it without protection"))


def interactive(subject: Subject) -> Iterator[Finding]:
    """What answers to a reader: forms, scripts, files."""
    yield from _told(subject.facts.extras, _ANSWERS)


def stand_in(subject: Subject) -> Iterator[Finding]:
    """Pictures that are not the ones to be printed."""
    yield from _told(subject.facts.extras, _STANDS)


def device_order(subject: Subject) -> Iterator[Finding]:
    """What commands a device that the author does not know."""
    yield from _told(subject.facts.extras, _ORDERS)


def _told(found: Iterable[Extra], words: Mapping[Kind, Said]) -> Iterator[Finding]:
    """Tell each kind once, with the pages that have it."""
    by_kind: defaultdict[Kind, list[Extra]] = defaultdict(list)
    for extra in found:
        if extra.kind in words:
            by_kind[extra.kind].append(extra)
    for kind, told in by_kind.items():
        pages = sorted({extra.page for extra in told if extra.page is not None})
        first = next((extra for extra in told if extra.page == pages[0]), told[0]) if pages else told[0]
        yield Finding(
            _HAVE.of(pages=pages_named(pages), count=len(pages), what=words[kind])
            if pages
            else Said("the PDF has {what}", what=words[kind]),
            first.page,
            first.box,
        )


def note_on_page(subject: Subject) -> Iterator[Finding]:
    """Comments and links on the page or its bleed."""
    notes: defaultdict[Said, list[Extra]] = defaultdict(list)
    for extra in subject.facts.extras:
        if extra.kind in (Kind.NOTE, Kind.LINK):
            other = Said("a note ({kind})", kind=extra.detail)
            notes[_NOTES.get(extra.detail, other) if extra.kind == Kind.NOTE else NOTHING].append(extra)
    for what, found in notes.items():
        pages = sorted({extra.page for extra in found if extra.page is not None})
        first, having = found[0], {"pages": pages_named(pages), "count": len(pages)}
        if what:
            message = _NOTED.of(what=what, **having)
            yield Finding(message, first.page, first.box)
        else:
            yield Finding(_LINKED.of(**having), first.page, first.box, severity=Severity.WARNING)


def layer_off(subject: Subject) -> Iterator[Finding]:
    """Layers: what is off may print or not, as the press pleases; PDF/X-1a and PDF/X-3 have none."""
    facts = subject.facts
    if (facts.claim.flat or subject.wanted.standard == "x-1a") and any(one.kind == Kind.LAYERS for one in facts.extras):
        message = Said(
            "the PDF has layers, which {version} does not know: merge them", version=facts.claim.version or "PDF/X-1a"
        )
        yield Finding(message, severity=Severity.ERROR)
    hidden: defaultdict[str, list[int]] = defaultdict(list)
    for extra in facts.extras:
        if extra.kind == Kind.LAYER and extra.page is not None:
            hidden[extra.detail].append(extra.page)
    for name, pages in hidden.items():
        message = Said(
            "the layer '{name}' is off on {pages}, and may print or not: delete it, or switch it on",
            name=name,
            pages=pages_named(pages),
        )
        yield Finding(message, pages[0])
