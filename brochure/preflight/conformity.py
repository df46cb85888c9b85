"""Hold a PDF to PDF/UA with veraPDF, and put what it says into the author's terms."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from brochure.preflight import verapdf
from brochure.vocabulary.job import Outcome
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, name_of
from brochure.vocabulary.report import Ruling
from brochure.vocabulary.speech import Said

CODE = "pdfua"
# ISO 14289-2, 5: the part stands in the XMP packet, which is not packed; as an element or as an attribute.
_SECOND = compiled(rb"""pdfuaid:part(?:>|\s*=\s*["'])\s*2""")
_OF_CONTENT = Said(
    "Look at your own templates; with those that are shipped this is a fault of make-brochure: please report it."
)
_OF_FILE = Said("Mend the tags in the program that made the PDF, and export it again.")


def lacking() -> Problem | None:
    """Say what keeps the validator from running; None where it can."""
    if not (why := verapdf.lacking()):
        return None
    hint = Said("Install Java 11 or newer, and let `make conformance` of make-brochure's repository fetch veraPDF.")
    return Problem(
        "pdfua-not-checked", Severity.ERROR, Said("nothing was held to PDF/UA: {why}", why=why), Place("--pdfua"), hint
    )


def of_file(ruling: Ruling, problems: tuple[Problem, ...], pdf: bytes, name: str) -> tuple[Ruling, tuple[Problem, ...]]:
    """Add to what preflight says of a PDF from anywhere what veraPDF says of it.

    Raises BrochureError where the validator does not answer.
    """
    if why := verapdf.lacking():
        return replace(ruling, skipped=(*ruling.skipped, (CODE, why))), problems
    return replace(ruling, ran=(*ruling.ran, CODE)), (*problems, *_problems(pdf, name, _OF_FILE, problems))


def of_result(result: Outcome) -> Outcome:
    """Add to what preflight says of a build what veraPDF says of its PDF; only that for the screen is held to PDF/UA.

    Raises BrochureError where the validator does not answer.
    """
    if result.job.preset != "screen" or result.pdf is None:
        return result
    if why := verapdf.lacking():
        return replace(result, skipped=(*result.skipped, (CODE, why)))
    name = name_of(result.job.content)
    problems = (*result.problems, *_problems(result.pdf, name, _OF_CONTENT, result.problems))
    return replace(result, problems=problems, ran=(*result.ran, CODE))


def _problems(pdf: bytes, name: str, hint: Said, known: tuple[Problem, ...]) -> list[Problem]:
    with tempfile.TemporaryDirectory(prefix="make-brochure-") as folder:
        path = Path(folder) / "held.pdf"
        path.write_bytes(pdf)
        try:
            (said,) = verapdf.validate([path], flavour_of(pdf))
        except verapdf.Unusable as error:
            message = Said("the PDF was not held to PDF/UA: {error}", error=error)
            failed = Problem(
                "pdfua-not-checked", Severity.ERROR, message, Place(name), Said("Try again; see that Java runs.")
            )
            raise BrochureError([*known, failed], Exit.MACHINE) from error
    place = Place(name)
    if said.fault:
        return [
            Problem(
                "pdfua-fault",
                Severity.ERROR,
                Said("veraPDF cannot examine the PDF: {fault}", fault=said.fault),
                place,
                hint,
            )
        ]
    told = [_problem(failure, place, hint) for failure in said.failures]
    told.append(
        Problem(
            "pdfua-checked",
            Severity.NOTE,
            Said(
                "veraPDF {version}, {standard}: {rules} rules, {checks} checks, {count} rule failed",
                "veraPDF {version}, {standard}: {rules} rules, {checks} checks, {count} rules failed",
                version=verapdf.VERSION,
                standard=said.standard,
                rules=said.rules,
                checks=said.checks,
                count=len(told),
            ),
            place,
        )
    )
    return told


def flavour_of(pdf: bytes) -> str:
    """Give the part of PDF/UA that a PDF says it keeps, as veraPDF calls it; the first where it says none."""
    return "ua2" if _SECOND.search(pdf) else "ua1"


def _problem(failure: verapdf.Failure, place: Place, hint: Said) -> Problem:
    message = Said(
        "{clause} fails {count} time: {description}",
        "{clause} fails {count} times: {description}",
        clause=failure.clause,
        count=failure.count,
        description=failure.description.rstrip(". "),
    )
    if failure.message:
        message = Said("{message} (first: {first})", message=message, first=failure.message.rstrip(". "))
    return Problem("pdfua-failed", Severity.ERROR, message, place, hint, page=failure.page)
