"""Rules about what a PDF says of itself: the PDF/X that it is, and the printing condition that it is made for."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.pdfreader.facts import Icc, Intent
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.conditions import profiled
from brochure.vocabulary.problems import Severity

_NAMES = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a"}
_KNOWN = ("PDF/X-1:", "PDF/X-1a", "PDF/X-2", "PDF/X-3", "PDF/X-4", "PDF/X-5", "PDF/X-6")
_TRAPPED = ("True", "False")
_PRINT, _ARCHIVE = "GTS_PDFX", "GTS_PDFA"
# The newest ICC profiles that PDF 1.4, on which PDF/X-1a stands, can hold (ISO 15930-4, 6.2).
_FLAT_ICC = 2


def pdfx(subject: Subject) -> Iterator[Finding]:
    """The PDF/X that a file says it is, and what each must say besides."""
    claim, asked = subject.facts.claim, subject.wanted.standard
    wanted = _NAMES.get(asked, "")
    if not claim.version:
        if wanted:
            yield Finding(f"the PDF does not say that it is {wanted}: export it as {wanted}")
        else:
            message = "the PDF does not say which PDF/X it is: export it as PDF/X-4, by which print shops check"
            yield Finding(message, severity=Severity.WARNING)
        return
    if not claim.version.startswith(_KNOWN):
        yield Finding(
            f"the PDF says that it is '{claim.version}', which is no PDF/X: export it as {wanted or 'PDF/X-4'}"
        )
    elif wanted and not claim.version.startswith(wanted):
        yield Finding(f"the PDF says that it is {claim.version}; {wanted} is asked for: export it as {wanted}")
    if claim.packet and claim.info and claim.packet != claim.info:
        message = f"the PDF says that it is {claim.packet} in one place and {claim.info} in another: export it again"
        yield Finding(message)
    elif claim.info.startswith("PDF/X-4") and not claim.packet:
        yield Finding("the PDF says that it is PDF/X-4 where only older standards are named: export it again")
    yield from _besides(subject)


def _besides(subject: Subject) -> Iterator[Finding]:
    claim, name = subject.facts.claim, subject.facts.claim.version
    if claim.trapped not in _TRAPPED:
        said = f"'{claim.trapped}'" if claim.trapped else "nothing"
        message = f"whether colours are trapped must be True or False in {name}; the PDF says {said}: export it again"
        yield Finding(message, clause="ISO 15930-7, 6.9 (PDF/X-1a: ISO 15930-4, 6.6)")
    if not claim.title:
        yield Finding(f"the PDF has no title, which {name} asks for: give it one", clause="ISO 15930-7, 6.10")
    if not claim.identified:
        message = f"the PDF has no identifier (ID), which {name} asks for: export it again"
        yield Finding(message, clause="ISO 15930-7, 6.1")


def output_intent(subject: Subject) -> Iterator[Finding]:
    """The printing condition that the colours are meant for (ISO 32000-1, 14.11.5)."""
    if not subject.wanted.cmyk:
        return
    found = [intent for intent in subject.facts.intents if intent.kind == _PRINT]
    if not found:
        if any(intent.kind.startswith(_ARCHIVE) for intent in subject.facts.intents):
            why = "the PDF names a condition for archives alone (PDF/A), none for printing"
        else:
            why = "the PDF names no printing condition (output intent)"
        yield Finding(f"{why}: export it as PDF/X")
    elif len(found) > 1:
        yield Finding(f"the PDF names {len(found)} printing conditions: export it with one")
    else:
        yield from _fit(subject, found[0])


def _fit(subject: Subject, intent: Intent) -> Iterator[Finding]:
    """Hold the one condition to its profile, and both to what the project asks for."""
    asked, named = subject.wanted.condition, intent.condition
    if not named:
        yield Finding("the printing condition (output intent) has no name: export the PDF with one, such as FOGRA39")
    elif asked and _plain(named) != _plain(asked):
        yield Finding(f"the PDF is made for the printing condition {named}; {asked} is asked for: export it for that")
    if intent.profile is None:
        yield from _absent(subject, intent)
        return
    told = f"the profile of the printing condition {named}".rstrip()
    if why := _unfit(intent.profile, intent.channels, subject.facts.claim.flat or subject.wanted.standard == "x-1a"):
        yield Finding(f"{told} {why}: export the PDF with that of the press")
        return
    other = profiled(intent.profile.name)
    if other and named and profiled(named) and profiled(named) != other:
        message = f"{told} is one for {other} ('{intent.profile.name[:60]}'): export the PDF with that of {named}"
        yield Finding(message)


def _absent(subject: Subject, intent: Intent) -> Iterator[Finding]:
    """Tell of a profile that is not there; PDF/X up to 3 may name a registered condition alone."""
    if subject.facts.claim.flat and profiled(intent.condition):
        return
    why = "is only referred to" if intent.elsewhere else "is missing"
    yield Finding(f"the profile of the printing condition {intent.condition or '(no name)'} {why}: embed it")


def _unfit(profile: Icc, channels: int | None, flat: bool) -> str:
    if profile.fault:
        return profile.fault
    if (profile.device, profile.space) != ("prtr", "CMYK"):
        return f"is not one of a press with four inks (its class is '{profile.device}', its colours '{profile.space}')"
    if channels != 4:
        return f"is declared with {channels if channels is not None else 'no'} inks, and has 4"
    if flat and profile.version > _FLAT_ICC:
        return f"has version {profile.version} of ICC; PDF/X before 4 takes version 2"
    return ""


def _plain(name: str) -> str:
    return "".join(name.split()).casefold().removesuffix("l")
