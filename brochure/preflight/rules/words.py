"""Rules about text: fonts, sizes, room, and addresses that paper cannot follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from brochure.pdfreader.facts import Run
from brochure.preflight.demands import Demands
from brochure.preflight.legibility import Faint
from brochure.preflight.rule import Finding, Subject
from brochure.preflight.rules.edges import cut_text
from brochure.vocabulary.colour import luminance
from brochure.vocabulary.english import counted, quoted
from brochure.vocabulary.units import around, overlap

_WHERE = {
    "wide": "is wider than its column",
    "off-page": "runs off the page",
    "margin": "runs into the margin",
    "tall": "is taller than its frame",
    "lost": "is not printed at all",
    "footnote": "is a note on another page than its call",
}

# On a ground that is lighter than this, black stands out more than white.
_HALF_LIGHT = 0.18


def font_not_embedded(subject: Subject) -> Iterator[Finding]:
    """Fonts travel with the PDF (PDF/X, every part of ISO 15930)."""
    for font in subject.facts.fonts:
        if not font.embedded:
            message = f"the font '{font.name}' on page {font.page} is not embedded: export the PDF with its fonts"
            yield Finding(message, font.page)


def small_text(subject: Subject) -> Iterator[Finding]:
    """Text too small to read, or to keep the inks in register."""
    wanted = subject.wanted
    found: defaultdict[tuple[int, float, bool], list[Run]] = defaultdict(list)
    for run in subject.facts.runs:
        several = run.paint is not None and run.paint.plates > 1
        least = wanted.text_in_several_inks if several else wanted.text
        if run.size < least - 0.05:
            found[run.page, round(run.size, 1), several and run.size >= wanted.text - 0.05].append(run)
    for (page, size, several), runs in sorted(found.items()):
        least = wanted.text_in_several_inks if several else wanted.text
        inks = f" in {runs[0].paint.plates} inks" if several and runs[0].paint else ""
        more = f" and {counted(len(runs) - 1, 'more line')}" if len(runs) > 1 else ""
        message = (
            f"{quoted(runs[0].text)}{more} {'are' if more else 'is'} set in {size:g} pt{inks} on page {page}; "
            f"{least:g} pt is the least: set it larger{' or in black alone' if several else ''}"
        )
        yield Finding(message, page, around([run.box for run in runs]), subject.place_of(runs[0].text))


def text_contrast(subject: Subject) -> Iterator[Finding]:
    """Text that does not stand out from what it lies on (WCAG 2.2, 1.4.3; under 9 pt 1.4.6)."""
    wanted = subject.wanted
    found: defaultdict[tuple[int, str, str, bool, float], list[Faint]] = defaultdict(list)
    # Of what is painted with a pattern nobody can tell one colour.
    patterned = [run for run in subject.facts.runs if run.paint is not None and not run.paint.space]
    for line in subject.dim(wanted.least_contrast):
        if any(run.page == line.page and overlap(run.box, line.box) for run in patterned):
            continue
        found[line.page, line.colour, line.ground, line.plain, line.least].append(line)
    for (page, colour, ground, plain, least), lines in found.items():
        worst, small = min(lines, key=lambda line: line.ratio), least > wanted.contrast
        asked = wanted.contrast_small if small else wanted.contrast
        more = f" and {counted(len(lines) - 1, 'more line')}" if len(lines) > 1 else ""
        lies = "on" if plain else "over a picture, in places on"
        message = (
            f"{quoted(worst.text)}{more} {'are' if more else 'is'} {colour} {lies} {ground} on page {page}, a contrast "
            f"of {int(worst.ratio * 100) / 100:g}:1; {asked:g}:1 is the least"
            f"{f' of {worst.size:.3g} pt' if small else ''}: {_mended(worst, wanted)}"
        )
        yield Finding(message, page, around([line.box for line in lines]), subject.place_of(worst.text))


def _mended(line: Faint, wanted: Demands) -> str:
    """Say what to do with a line that does not stand out."""
    if not line.plain:
        return "lay a plain ground under it, or move it off the picture"
    darker = "darken" if luminance(line.ground) > _HALF_LIGHT else "lighten"
    larger = ", or set it in 9 pt" if line.ratio >= wanted.contrast else ""
    return f"{darker} the text, or take another colour for its ground{larger}"


def text_overset(subject: Subject) -> Iterator[Finding]:
    """Text without room: in a build as the layout tells it, else as the finished page shows it."""
    if subject.placed is not None:
        for over in subject.placed.overset:
            message = f"{quoted(over.text)} {_WHERE[over.kind]} on page {over.page}: shorten the text"
            yield Finding(message, over.page, None, subject.place_of(over.text))
        return
    for run, edge in cut_text(subject.facts.runs, subject.facts.pages):
        message = f"{quoted(run.text)} is cut off by {edge} on page {run.page}: give it room"
        yield Finding(message, run.page, run.box)


def link_not_printed(subject: Subject) -> Iterator[Finding]:
    """A link that is not also printed, or carried by a QR code, leads nowhere on paper."""
    text = "".join(subject.facts.text.values()).casefold()
    codes = {_bare(code.address) for code in (*subject.facts.codes, *(subject.scanned or ()))}
    told: set[str] = set()
    for link in subject.facts.links:
        bare = _bare(link.address)
        if not bare or bare in told or bare in codes or "".join(bare.split()).casefold() in text:
            continue
        told.add(bare)
        message = (
            f"the address {link.address} is a link on page {link.page} and printed nowhere: print it beside its words"
        )
        yield Finding(message, link.page, link.box, subject.place_of(link.address))


def _bare(address: str) -> str:
    """Give an address as people write it: without scheme, www., and a final slash; "" for one inside the file."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "mailto", "tel"):
        return ""
    rest = address.partition(":")[2].lstrip("/").removeprefix("www.")
    return rest.rstrip("/")
