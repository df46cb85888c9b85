"""Rules about what a PDF says of itself: the PDF/X that it is, and the printing condition that it is made for."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.pdfreader.facts import Icc, Intent
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.conditions import profiled
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import NOTHING, Said, quoted

_NAMES = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a"}
_KNOWN = ("PDF/X-1:", "PDF/X-1a", "PDF/X-2", "PDF/X-3", "PDF/X-4", "PDF/X-5", "PDF/X-6")
_TRAPPED = ("True", "False")
_PRINT, _ARCHIVE = "GTS_PDFX", "GTS_PDFA"
# The newest ICC profiles that PDF 1.4, on which PDF/X-1a stands, can hold (ISO 15930-4, 6.2).
_FLAT_ICC = 2
_PROFILE = Said("the profile of the printing condition {named}")


def pdfx(subject: Subject) -> Iterator[Finding]:
    """The PDF/X that a file says it is, and what each must say besides."""
    claim, asked = subject.facts.claim, subject.wanted.standard
    wanted = _NAMES.get(asked, "")
    if not claim.version:
        if wanted:
            yield Finding(Said("the PDF does not say that it is {wanted}: export it as {wanted}", wanted=wanted))
        else:
            message = Said("the PDF does not say which PDF/X it is: export it as PDF/X-4, by which print shops check")
            yield Finding(message, severity=Severity.WARNING)
        return
    if not claim.version.startswith(_KNOWN):
        yield Finding(
            Said(
                "the PDF says that it is '{version}', which is no PDF/X: export it as {wanted}",
                version=claim.version,
                wanted=wanted or "PDF/X-4",
            )
        )
    elif wanted and not claim.version.startswith(wanted):
        yield Finding(
            Said(
                "the PDF says that it is {version}; {wanted} is asked for: export it as {wanted}",
                version=claim.version,
                wanted=wanted,
            )
        )
    if claim.packet and claim.info and claim.packet != claim.info:
        message = Said(
            "the PDF says that it is {packet} in one place and {info} in another: export it again",
            packet=claim.packet,
            info=claim.info,
        )
        yield Finding(message)
    elif claim.info.startswith("PDF/X-4") and not claim.packet:
        yield Finding(Said("the PDF says that it is PDF/X-4 where only older standards are named: export it again"))
    yield from _besides(subject)


def _besides(subject: Subject) -> Iterator[Finding]:
    claim, name = subject.facts.claim, subject.facts.claim.version
    if claim.trapped not in _TRAPPED:
        said = quoted(claim.trapped) if claim.trapped else Said("nothing")
        message = Said(
            "whether colours are trapped must be True or False in {name}; the PDF says {said}: export it again",
            name=name,
            said=said,
        )
        yield Finding(message, clause="ISO 15930-7, 6.9 (PDF/X-1a: ISO 15930-4, 6.6)")
    if not claim.title:
        yield Finding(
            Said("the PDF has no title, which {name} asks for: give it one", name=name), clause="ISO 15930-7, 6.10"
        )
    if not claim.identified:
        message = Said("the PDF has no identifier (ID), which {name} asks for: export it again", name=name)
        yield Finding(message, clause="ISO 15930-7, 6.1")


def output_intent(subject: Subject) -> Iterator[Finding]:
    """The printing condition that the colours are meant for (ISO 32000-1, 14.11.5)."""
    if not subject.wanted.cmyk:
        return
    found = [intent for intent in subject.facts.intents if intent.kind == _PRINT]
    if not found:
        if any(intent.kind.startswith(_ARCHIVE) for intent in subject.facts.intents):
            why = Said("the PDF names a condition for archives alone (PDF/A), none for printing")
        else:
            why = Said("the PDF names no printing condition (output intent)")
        yield Finding(Said("{why}: export it as PDF/X", why=why))
    elif len(found) > 1:
        yield Finding(Said("the PDF names {number} printing conditions: export it with one", number=len(found)))
    else:
        yield from _fit(subject, found[0])


def _fit(subject: Subject, intent: Intent) -> Iterator[Finding]:
    """Hold the one condition to its profile, and both to what the project asks for."""
    asked, named = subject.wanted.condition, intent.condition
    if not named:
        yield Finding(
            Said("the printing condition (output intent) has no name: export the PDF with one, such as FOGRA39")
        )
    elif asked and _plain(named) != _plain(asked):
        yield Finding(
            Said(
                "the PDF is made for the printing condition {named}; {asked} is asked for: export it for that",
                named=named,
                asked=asked,
            )
        )
    if intent.profile is None:
        yield from _absent(subject, intent)
        return
    told = _PROFILE.of(named=named) if named else Said("the profile of the printing condition")
    if why := _unfit(intent.profile, intent.channels, subject.facts.claim.flat or subject.wanted.standard == "x-1a"):
        yield Finding(Said("{told} {why}: export the PDF with that of the press", told=told, why=why))
        return
    other = profiled(intent.profile.name)
    if other and named and profiled(named) and profiled(named) != other:
        message = Said(
            "{told} is one for {other} ('{name}'): export the PDF with that of {named}",
            told=told,
            other=other,
            name=intent.profile.name[:60],
            named=named,
        )
        yield Finding(message)


def _absent(subject: Subject, intent: Intent) -> Iterator[Finding]:
    """Tell of a profile that is not there; PDF/X up to 3 may name a registered condition alone."""
    if subject.facts.claim.flat and profiled(intent.condition):
        return
    why = Said("is only referred to") if intent.elsewhere else Said("is missing")
    yield Finding(
        Said(
            "{told} {why}: embed it",
            told=_PROFILE.of(named=intent.condition or Said("(no name)")),
            why=why,
        )
    )


def _unfit(profile: Icc, channels: int | None, flat: bool) -> Said:
    if profile.fault:
        return profile.fault
    if (profile.device, profile.space) != ("prtr", "CMYK"):
        return Said(
            "is not one of a press with four inks (its class is '{device}', its colours '{space}')",
            device=profile.device,
            space=profile.space,
        )
    if channels != 4:
        return (
            Said("is declared with no inks, and has 4")
            if channels is None
            else Said("is declared with {channels} inks, and has 4", channels=channels)
        )
    if flat and profile.version > _FLAT_ICC:
        return Said("has version {version} of ICC; PDF/X before 4 takes version 2", version=profile.version)
    return NOTHING


def _plain(name: str) -> str:
    return "".join(name.split()).casefold().removesuffix("l")
