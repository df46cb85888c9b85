"""Hold a PDF to PDF/UA-1 with veraPDF, and put what it says into the author's terms."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from brochure.preflight import verapdf
from brochure.vocabulary.english import counted
from brochure.vocabulary.job import Outcome
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, name_of
from brochure.vocabulary.report import Ruling

CODE = "pdfua"
_OF_CONTENT = (
    "Look at your own templates; with those that are shipped this is a fault of make-brochure: please report it."
)
_OF_FILE = "Mend the tags in the program that made the PDF, and export it again."


def lacking() -> Problem | None:
    """Say what keeps the validator from running; None where it can."""
    if not (why := verapdf.lacking()):
        return None
    hint = "Install Java 11 or newer, and let `make conformance` of make-brochure's repository fetch veraPDF."
    return Problem("pdfua-not-checked", Severity.ERROR, f"nothing was held to PDF/UA: {why}", Place("--pdfua"), hint)


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


def _problems(pdf: bytes, name: str, hint: str, known: tuple[Problem, ...]) -> list[Problem]:
    with tempfile.TemporaryDirectory(prefix="make-brochure-") as folder:
        path = Path(folder) / "held.pdf"
        path.write_bytes(pdf)
        try:
            (said,) = verapdf.validate([path], "ua1")
        except verapdf.Unusable as error:
            message = f"the PDF was not held to PDF/UA: {error}"
            failed = Problem(
                "pdfua-not-checked", Severity.ERROR, message, Place(name), "Try again; see that Java runs."
            )
            raise BrochureError([*known, failed], Exit.MACHINE) from error
    place = Place(name)
    if said.fault:
        return [Problem("pdfua-fault", Severity.ERROR, f"veraPDF cannot examine the PDF: {said.fault}", place, hint)]
    told = [_problem(failure, place, hint) for failure in said.failures]
    counts = f"{said.rules} rules, {said.checks} checks, {counted(len(told), 'rule')} failed"
    told.append(
        Problem("pdfua-checked", Severity.NOTE, f"veraPDF {verapdf.VERSION}, {said.standard}: {counts}", place, "")
    )
    return told


def _problem(failure: verapdf.Failure, place: Place, hint: str) -> Problem:
    message = f"{failure.clause} fails {counted(failure.count, 'time')}: {failure.description.rstrip('. ')}"
    if failure.message:
        message += f" (first: {failure.message.rstrip('. ')})"
    return Problem("pdfua-failed", Severity.ERROR, message, place, hint, page=failure.page)
