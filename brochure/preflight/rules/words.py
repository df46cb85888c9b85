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
from brochure.vocabulary.speech import Said, lines_named, quoted
from brochure.vocabulary.units import around, overlap

_WHERE = {
    "wide": Said("is wider than its column"),
    "off-page": Said("runs off the page"),
    "margin": Said("runs into the margin"),
    "tall": Said("is taller than its frame"),
    "lost": Said("is not printed at all"),
    "footnote": Said("is a note on another page than its call"),
}

# On a ground that is lighter than this, black stands out more than white.
_HALF_LIGHT = 0.18


def font_not_embedded(subject: Subject) -> Iterator[Finding]:
    """Fonts travel with the PDF (PDF/X, every part of ISO 15930)."""
    for font in subject.facts.fonts:
        if not font.embedded:
            message = Said(
                "the font '{name}' on page {page} is not embedded: export the PDF with its fonts",
                name=font.name,
                page=font.page,
            )
            yield Finding(message, font.page)


_SMALL = Said(
    "{lines} is set in {size:g} pt on page {page}; {least:g} pt is the least: set it larger",
    "{lines} are set in {size:g} pt on page {page}; {least:g} pt is the least: set it larger",
)
_SMALL_IN_INKS = Said(
    "{lines} is set in {size:g} pt in {inks} inks on page {page}; {least:g} pt is the least: "
    "set it larger or in black alone",
    "{lines} are set in {size:g} pt in {inks} inks on page {page}; {least:g} pt is the least: "
    "set it larger or in black alone",
)


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
        inks = runs[0].paint.plates if runs[0].paint is not None else 0
        lines = lines_named(runs[0].text, len(runs))
        message = (_SMALL_IN_INKS if several else _SMALL).of(
            lines=lines, count=len(runs), size=size, inks=inks, page=page, least=least
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
        message = Said(
            "{lines} is {colour} {lies} on page {page}, a contrast of {ratio:g}:1; {asked}: {mended}",
            "{lines} are {colour} {lies} on page {page}, a contrast of {ratio:g}:1; {asked}: {mended}",
            lines=lines_named(worst.text, len(lines)),
            count=len(lines),
            colour=colour,
            lies=(Said("on {ground}") if plain else Said("over a picture, in places on {ground}")).of(ground=ground),
            page=page,
            ratio=int(worst.ratio * 100) / 100,
            asked=(Said("{asked:g}:1 is the least of {size:.3g} pt") if small else Said("{asked:g}:1 is the least")).of(
                asked=asked, size=worst.size
            ),
            mended=_mended(worst, wanted),
        )
        yield Finding(message, page, around([line.box for line in lines]), subject.place_of(worst.text))


def _mended(line: Faint, wanted: Demands) -> Said:
    """Say what to do with a line that does not stand out."""
    if not line.plain:
        return Said("lay a plain ground under it, or move it off the picture")
    darken = luminance(line.ground) > _HALF_LIGHT
    if line.ratio >= wanted.contrast:
        return (
            Said("darken the text, or take another colour for its ground, or set it in 9 pt")
            if darken
            else Said("lighten the text, or take another colour for its ground, or set it in 9 pt")
        )
    return (
        Said("darken the text, or take another colour for its ground")
        if darken
        else Said("lighten the text, or take another colour for its ground")
    )


def text_overset(subject: Subject) -> Iterator[Finding]:
    """Text without room: in a build as the layout tells it, else as the finished page shows it."""
    if subject.placed is not None:
        for over in subject.placed.overset:
            message = Said(
                "{text} {where} on page {page}: shorten the text",
                text=quoted(over.text),
                where=_WHERE[over.kind],
                page=over.page,
            )
            yield Finding(message, over.page, None, subject.place_of(over.text))
        return
    for run, edge in cut_text(subject.facts.runs, subject.facts.pages):
        message = Said(
            "{text} is cut off by {edge} on page {page}: give it room", text=quoted(run.text), edge=edge, page=run.page
        )
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
        message = Said(
            "the address {address} is a link on page {page} and printed nowhere: print it beside its words",
            address=link.address,
            page=link.page,
        )
        yield Finding(message, link.page, link.box, subject.place_of(link.address))


def _bare(address: str) -> str:
    """Give an address as people write it: without scheme, www., and a final slash; "" for one inside the file."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "mailto", "tel"):
        return ""
    rest = address.partition(":")[2].lstrip("/").removeprefix("www.")
    return rest.rstrip("/")
