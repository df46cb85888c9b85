"""The rule about QR codes: large and dark enough, and saying what they ought to."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.pdfreader.facts import Code
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import Said

# Symbol contrast of grade C in ISO/IEC 15415: below it many readers fail in poor light.
_LEAST_CONTRAST = 0.4


def qr_code(subject: Subject) -> Iterator[Finding]:
    """Judge the codes that the layout knows and, where pages are rendered, those that are read from them."""
    expected, scanned = subject.facts.codes, subject.scanned
    for code in expected if scanned is None else scanned:
        yield from _small(code, subject)
        yield from _pale(code)
    for code in expected if scanned is not None else ():
        said = {found.address for found in scanned or () if found.page == code.page}
        if code.address not in said:
            yield _unreadable(code, said)


def _small(code: Code, subject: Subject) -> Iterator[Finding]:
    module = code.width / code.modules
    if code.width < subject.wanted.code - 0.1 or module < subject.wanted.module - 0.01:
        least = max(subject.wanted.code, subject.wanted.module * code.modules)
        message = Said(
            "the QR code for {address} is {width:.1f} mm wide on page {page}, its modules "
            "{module:.2f} mm: print it {least:.0f} mm wide at least",
            address=code.address,
            width=code.width,
            page=code.page,
            module=module,
            least=least,
        )
        yield Finding(message, code.page, code.box, severity=Severity.WARNING)


def _pale(code: Code) -> Iterator[Finding]:
    if code.contrast is not None and code.contrast < _LEAST_CONTRAST:
        message = Said(
            "the QR code for {address} on page {page} is too pale to scan well "
            "(contrast {contrast:.0f} %, {least:.0f} % is the least): "
            "print it dark on light",
            address=code.address,
            page=code.page,
            contrast=100 * code.contrast,
            least=100 * _LEAST_CONTRAST,
        )
        yield Finding(message, code.page, code.box)


def _unreadable(code: Code, said: set[str]) -> Finding:
    if said:
        message = Said(
            "the QR code on page {page} says {said}, not {address}",
            page=code.page,
            said=", ".join(sorted(said)),
            address=code.address,
        )
    else:
        message = Said(
            "the QR code for {address} cannot be read from page {page}: print it larger, dark on light, "
            "with a clear edge around it",
            address=code.address,
            page=code.page,
        )
    return Finding(message, code.page, code.box)
