"""Preflight of a build and of any PDF: the rules that apply, run over the facts that are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from brochure.engine.placed import Placed
from brochure.pdfreader.facts import Code
from brochure.preflight import laidfacts
from brochure.preflight.demands import Demands
from brochure.preflight.plates import Heavy
from brochure.preflight.rule import Origins, Rule, Subject
from brochure.preflight.rulebook import Verdict, applying, judge, needs_pdf
from brochure.preflight.rules.codes import CODES


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
    laid = laidfacts.facts(placed)
    if not needs_pdf(rules):
        return judge(rules, Subject(laid, wanted, placed, origins), severities, file)
    from brochure.pdfreader.opening import read

    # Paper has no links, and codes are known by the addresses they were drawn for.
    facts = replace(read(pdf, file), links=laid.links, codes=laid.codes)
    subject = Subject(facts, wanted, placed, origins, partial(_scan, pdf), partial(_weigh, pdf))
    return judge(rules, subject, severities, file)


def of_file(codes: Iterable[str], severities: Mapping[str, str], wanted: Demands, pdf: bytes, file: str) -> Verdict:
    """Judge a PDF from anywhere by the rules that it alone can answer.

    Raises BrochureError where it cannot be opened.
    """
    from brochure.pdfreader.opening import read
    from brochure.preflight.scanning import is_drawable

    facts = read(pdf, file)
    rules, skipped = applying(codes, severities), [("all rules", why) for why in facts.unread]
    if not is_drawable(pdf):
        skipped += [(rule.code, "its pages cannot be drawn") for rule in rules if rule.code == CODES.code]
        rules = tuple(rule for rule in rules if rule.code != CODES.code)
    weigh, why = _weighing(rules, wanted, pdf)
    verdict = judge(rules, Subject(facts, wanted, scan=partial(_scan, pdf), weigh=weigh), severities, file)
    return replace(verdict, skipped=(*verdict.skipped, *skipped, *why))


def _weighing(
    rules: Iterable[Rule], wanted: Demands, pdf: bytes
) -> tuple[Callable[[float], tuple[Heavy, ...]] | None, list[tuple[str, str]]]:
    """Draw the inks of a PDF from anywhere; where that fails, say so, and let each thing be judged by itself."""
    if wanted.ink is None or all(rule.code != "ink-limit" for rule in rules):
        return None, []
    try:
        found = _weigh(pdf, wanted.ink)
    except Exception:
        # Whatever a damaged PDF makes of its colour spaces, the other rules still have their say.
        return None, [("ink-limit", "of things that lie over one another: its inks cannot be drawn")]
    return lambda limit: tuple(heavy for heavy in found if heavy.ink > limit), []


def _weigh(pdf: bytes, limit: float) -> tuple[Heavy, ...]:
    from brochure.preflight.plates import heavy

    return heavy(pdf, limit)


def _scan(pdf: bytes, pages: Sequence[int] | None) -> tuple[Code, ...]:
    if pages is not None and not pages:
        return ()
    from brochure.preflight.scanning import scan

    return scan(pdf, pages)
