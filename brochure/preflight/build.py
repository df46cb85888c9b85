"""Preflight of a build and of any PDF: the rules that apply, run over the facts that are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from brochure.engine.laid import Placed, PlacedPicture
from brochure.figures import qr
from brochure.pdfreader.facts import Code, Facts, Page, Picture
from brochure.preflight.demands import Demands
from brochure.preflight.legibility import faint
from brochure.preflight.rule import Origins, Rule, Subject
from brochure.preflight.rulebook import Verdict, applying, judge, needs_pdf
from brochure.preflight.scanning import is_drawable, scan
from brochure.vocabulary.problems import Place, Problem
from brochure.vocabulary.speech import Said

if TYPE_CHECKING:
    from brochure.pdfreader.plates import Heavy

Asked = TypeVar("Asked")
Found = TypeVar("Found")
# What cannot be judged of pages that cannot be drawn.
_DRAWN = ("qr-code", "text-contrast")


def of_build(
    codes: Iterable[str],
    severities: Mapping[str, str],
    wanted: Demands,
    placed: Placed,
    origins: Origins,
    pdf: bytes,
    file: str,
) -> Verdict:
    """Judge what was built; the PDF is opened only where one of the rules needs it."""
    rules = applying(codes, severities)
    laid = laid_facts(placed)
    if not needs_pdf(rules):
        return judge(rules, Subject(laid, wanted, placed, origins, dim=partial(faint, pdf)), severities, file)
    from brochure.pdfreader.opening import read
    from brochure.pdfreader.plates import heavy

    # Paper has no links, and codes are known by the addresses they were drawn for.
    facts = replace(read(pdf, file), links=laid.links, codes=laid.codes)
    weigh = partial(heavy, pdf, spots=wanted.spots)
    subject = Subject(facts, wanted, placed, origins, partial(scan, pdf), weigh, partial(faint, pdf))
    return judge(rules, subject, severities, file)


def of_file(codes: Iterable[str], severities: Mapping[str, str], wanted: Demands, pdf: bytes, file: str) -> Verdict:
    """Judge a PDF from anywhere by the rules that it alone can answer.

    Raises BrochureError where it cannot be opened.
    """
    from brochure.pdfreader.opening import read

    facts = read(pdf, file)
    rules, skipped = applying(codes, severities), [("all rules", why) for why in facts.unread]
    drawable = not facts.endless and is_drawable(pdf)
    if not drawable:
        skipped += [(rule.code, Said("its pages cannot be drawn")) for rule in rules if rule.code in _DRAWN]
        rules = tuple(rule for rule in rules if rule.code not in _DRAWN)
    weigh, why = _weighing(rules, wanted, pdf) if drawable else (None, [])
    read_codes = _careful(partial(scan, pdf), "qr-code", (), why) if drawable else None
    dim = _careful(partial(faint, pdf), "text-contrast", (), why)
    wanted = replace(wanted, rtl=facts.rtl)
    verdict = judge(rules, Subject(facts, wanted, scan=read_codes, weigh=weigh, dim=dim), severities, file)
    return replace(verdict, skipped=(*verdict.skipped, *skipped, *why), drawable=drawable)


def _careful(
    draw: Callable[[Asked], tuple[Found, ...]], code: str, none: tuple[Found, ...], failed: list[tuple[str, Said]]
) -> Callable[[Asked], tuple[Found, ...]]:
    """Draw pages of a PDF from anywhere; where that fails, say so in `failed` and find nothing."""

    def careful(asked: Asked) -> tuple[Found, ...]:
        try:
            return draw(asked)
        except Exception:
            # Whatever a damaged PDF makes of the program that draws it, the other rules still have their say.
            failed.append((code, Said("its pages cannot be drawn")))
            return none

    return careful


def _weighing(
    rules: Iterable[Rule], wanted: Demands, pdf: bytes
) -> tuple[Callable[[float], tuple[Heavy, ...]] | None, list[tuple[str, Said]]]:
    """Draw the inks of a PDF from anywhere; where that fails, say so, and let each thing be judged by itself."""
    if wanted.ink is None or all(rule.code != "ink-limit" for rule in rules):
        return None, []
    from brochure.pdfreader.plates import heavy

    try:
        found = heavy(pdf, wanted.ink, wanted.spots)
    except Exception:
        # Whatever a damaged PDF makes of its colour spaces, the other rules still have their say.
        return None, [("ink-limit", Said("of things that lie over one another: its inks cannot be drawn"))]
    return lambda limit: tuple(part for part in found if part.ink > limit), []


def on_pages(
    problems: Iterable[Problem], placed: Placed, pictures: Mapping[str, tuple[str, Place]]
) -> tuple[Problem, ...]:
    """Say of what is told of a picture on which page and where it stands, in points from the top left of the trim."""
    stands = {pictures[one.url][1]: one for one in reversed(placed.pictures) if one.url in pictures}
    return tuple(
        replace(problem, page=one.page, box=one.box)
        if problem.page is None and (one := stands.get(problem.place))
        else problem
        for problem in problems
    )


def laid_facts(placed: Placed) -> Facts:
    """Tell the facts that laid-out boxes hold: pictures, text, links and codes; no colours and no fonts."""
    pages = tuple(Page(number, (0.0, 0.0, page.width, page.height)) for number, page in enumerate(placed.pages, 1))
    pictures = tuple(
        Picture(picture.page, picture.box, picture.size, picture.pixels, url=picture.url)
        for picture in placed.pictures
        if picture.pixels is not None
    )
    return Facts(pages, pictures, placed.runs, links=placed.links, codes=codes(placed))


def codes(placed: Placed) -> tuple[Code, ...]:
    """Give the QR codes that the layout draws, quiet zone left out."""
    return tuple(_code(picture) for picture in placed.pictures if picture.code)


def _code(picture: PlacedPicture) -> Code:
    modules = qr.modules(picture.code)
    quiet = picture.size[0] * qr.QUIET / modules
    x0, y0, x1, y1 = picture.box
    box = (x0 + quiet, y0 + quiet, x1 - quiet, y1 - quiet)
    return Code(picture.page, box, picture.code, modules - 2 * qr.QUIET)
