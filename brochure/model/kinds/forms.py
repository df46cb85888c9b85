"""Languages, addresses, names of machines, dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeAlias

from brochure.model.kinds.word import Wrong, word
from brochure.model.spec import Kind
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import QR_BYTES

# RFC 5646, clause 2.1: language, script, region, variants.
_TAG = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
_ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/\[\]]+\S*$"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# A name of at least two labels (RFC 1123, 2.1); numbers are addresses, and may be those of a machine inside.
_HOST = r"^(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$"
_NAMES = {
    "french": "fr", "français": "fr", "francais": "fr", "english": "en", "anglais": "en", "german": "de",
    "deutsch": "de", "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "dutch": "nl",
}  # fmt: skip


def _language(tag: str) -> str | Wrong:
    """Read a language tag, also as systems write it (fr_FR); its case is made the usual one (fr-FR)."""
    tag = tag.replace("_", "-")
    if re.match(_TAG, tag):
        head, *rest = tag.split("-")
        parts = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
        return "-".join([head.lower(), *parts])
    guess = _NAMES.get(tag.casefold(), "")
    hint = (
        Said("it is read as '{guess}': write that", guess=guess)
        if guess
        else Said("write a tag such as fr, en or pt-BR")
    )
    return Wrong("language-unknown", Said("is no language tag:"), hint, guess or None)


def _address(text: str) -> str | Wrong:
    if len(text.encode()) > QR_BYTES:
        says = Said("is longer than the {most} bytes that fit a QR code:", most=QR_BYTES)
        return Wrong("address-invalid", says, Said("give a short one"))
    hint = Said("write the whole address, beginning with https://")
    return text if re.match(_ADDRESS, text) else Wrong("address-invalid", Said("is no web address:"), hint)


def _host(text: str) -> str | Wrong:
    hint = Said("write its name alone, such as example.org, without https:// and without a path")
    return text.lower() if re.match(_HOST, text) else Wrong("host-invalid", Said("is no name of a website:"), hint)


def _date(text: str) -> date | Wrong:
    """Read a day written YYYY-MM-DD (ISO 8601)."""
    try:
        if re.match(_DATE, text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    return Wrong("date-invalid", Said("is no date:"), Said("write it as 2026-11-01"))


def _form(name: str, expected: Said, parse: Callable[[str], object | Wrong], pattern: str) -> Kind:
    return word(name, expected, parse, {"type": ["string", "null"], "pattern": pattern})


DATE = _form("date", Said("a date"), _date, _DATE)
LANGUAGE = _form("language", Said("a language tag"), _language, _TAG)
ADDRESS = _form("address", Said("a web address"), _address, _ADDRESS)
Address: TypeAlias = Annotated[str, ADDRESS]
Language: TypeAlias = Annotated[str, LANGUAGE]
Host: TypeAlias = Annotated[str, _form("host", Said("the name of a website"), _host, _HOST)]
