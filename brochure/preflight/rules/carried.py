"""Rules about what a PDF carries besides its print: locks, forms, notes, stand-ins, orders to the device, layers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from brochure.pdfreader.facts import Extra, Kind
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.english import pages_named
from brochure.vocabulary.problems import Severity

_ANSWERS = {
    Kind.FIELD: "form fields, which do not print as they are seen: flatten the form",
    Kind.SCRIPT: "scripts or actions (JavaScript), which no press runs: export it without them",
    Kind.FILE: "attached files, which nobody prints: leave them out",
}
_STANDS = {
    Kind.OPI: "a picture that stands for another one at the printer's (OPI): place the picture itself",
    Kind.ALTERNATE: "a picture with another one in its place (an alternate): place the one that is to print",
    Kind.REFERENCE: "a drawing that stands for a page of another file: place the page itself",
}
_ORDERS = {
    Kind.TRANSFER: "a transfer function, which changes colours as they print: export it without one",
    Kind.HALFTONE: "a screen of its own (a halftone): leave screening to the press",
    Kind.POSTSCRIPT: "PostScript in it, which may do anything: export the drawing as PDF",
}
# What comments are called in PDF (ISO 32000-1, table 169), in the words of authors.
_NOTES = {
    "Text": "a sticky note", "FreeText": "a typed comment", "Highlight": "highlighted words", "Stamp": "a stamp",
    "Underline": "underlined words", "StrikeOut": "struck words", "Ink": "a scribble", "Sound": "a sound",
    "Movie": "a film", "Screen": "a film", "RichMedia": "a film", "3D": "a model in three dimensions",
}  # fmt: skip


def locked(subject: Subject) -> Iterator[Finding]:
    """Encryption, which no print shop's program takes even where it asks for no password."""
    if any(extra.kind == Kind.LOCK for extra in subject.facts.extras):
        yield Finding("the PDF is protected (encrypted), and a press cannot take it: save it without protection")


def interactive(subject: Subject) -> Iterator[Finding]:
    """What answers to a reader: forms, scripts, files."""
    yield from _told(subject.facts.extras, _ANSWERS, "the PDF")


def stand_in(subject: Subject) -> Iterator[Finding]:
    """Pictures that are not the ones to be printed."""
    yield from _told(subject.facts.extras, _STANDS, "the PDF")


def device_order(subject: Subject) -> Iterator[Finding]:
    """What commands a device that the author does not know."""
    yield from _told(subject.facts.extras, _ORDERS, "the PDF")


def _told(found: Iterable[Extra], words: Mapping[Kind, str], whole: str) -> Iterator[Finding]:
    """Tell each kind once, with the pages that have it."""
    by_kind: defaultdict[Kind, list[Extra]] = defaultdict(list)
    for extra in found:
        if extra.kind in words:
            by_kind[extra.kind].append(extra)
    for kind, told in by_kind.items():
        pages = sorted({extra.page for extra in told if extra.page is not None})
        holder = f"{pages_named(pages)} {'has' if len(pages) == 1 else 'have'}" if pages else f"{whole} has"
        first = next((extra for extra in told if extra.page == pages[0]), told[0]) if pages else told[0]
        yield Finding(f"{holder} {words[kind]}", first.page, first.box)


def note_on_page(subject: Subject) -> Iterator[Finding]:
    """Comments and links on the page or its bleed."""
    notes: defaultdict[str, list[Extra]] = defaultdict(list)
    for extra in subject.facts.extras:
        if extra.kind in (Kind.NOTE, Kind.LINK):
            notes[_NOTES.get(extra.detail, f"a note ({extra.detail})") if extra.kind == Kind.NOTE else ""].append(extra)
    for what, found in notes.items():
        pages = sorted({extra.page for extra in found if extra.page is not None})
        holder, first = f"{pages_named(pages)} {'has' if len(pages) == 1 else 'have'}", found[0]
        if what:
            message = f"{holder} {what}, which may print or be lost: take it out"
            yield Finding(message, first.page, first.box)
        else:
            message = f"{holder} links, which lead nowhere on paper and have no place in PDF/X: export it without links"
            yield Finding(message, first.page, first.box, severity=Severity.WARNING)


def layer_off(subject: Subject) -> Iterator[Finding]:
    """Layers: what is off may print or not, as the press pleases; PDF/X-1a and PDF/X-3 have none."""
    facts = subject.facts
    if (facts.claim.flat or subject.wanted.standard == "x-1a") and any(one.kind == Kind.LAYERS for one in facts.extras):
        message = f"the PDF has layers, which {facts.claim.version or 'PDF/X-1a'} does not know: merge them"
        yield Finding(message, severity=Severity.ERROR)
    hidden: defaultdict[str, list[int]] = defaultdict(list)
    for extra in facts.extras:
        if extra.kind == Kind.LAYER and extra.page is not None:
            hidden[extra.detail].append(extra.page)
    for name, pages in hidden.items():
        message = f"the layer '{name}' is off on {pages_named(pages)}, and may print or not: delete it, or switch it on"
        yield Finding(message, pages[0])
