"""What the tool says to people: written in English, and told in their language where it has a catalogue of it.

A message keeps the template that it was made of, and what stands in it. So it passes from process to process and is
kept on disk in no language; whoever prints it has it `spoken`. Catalogues are gettext's: `make messages`.
"""

from __future__ import annotations

import os
import re

from brochure.vocabulary.patterns import compiled

# Checkers of types take it for true; see brochure.store.freshness.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

# The languages that the tool speaks, beside the English of its code.
LANGUAGES = ("en", "fr")
CATALOGUES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "catalogues")
DOMAIN = "make-brochure"
# A process that is not trusted may send a template: what stands in one is a name, and how a number is written.
_SLOT = compiled(r"\{\{|\}\}|\{(\w+)(?::([,.\dA-Za-z]{1,3}))?\}")


class Said(str):
    """A message: its English text, and the template and fields from which it can be said in other languages.

    In a template `{name}` stands for the field of that name, `{name:.1f}` for a number of one decimal, and a brace is
    written twice. A template that counts is given for one thing and for several, and has the field `count`.
    """

    __slots__ = ("fields", "several", "template")
    template: str
    several: str
    fields: Mapping[str, str | int | float]

    def __new__(cls, template: str, several: str = "", **fields: object) -> Said:
        """Fill the template; a field that is missing stays open."""
        plain = {name: _plain(value) for name, value in fields.items()}
        made = str.__new__(cls, _filled(several if several and plain.get("count") != 1 else template, plain))
        made.template, made.several, made.fields = template, several, plain
        return made

    def of(self, **fields: object) -> Said:
        """Put fields into a template that was written without them."""
        return Said(self.template, self.several, **{**self.fields, **fields})

    @property
    def parts(self) -> list[Any]:
        """Give template and fields as plain data of JSON."""
        fields = {name: value.parts if isinstance(value, Said) else value for name, value in self.fields.items()}
        return [self.template, self.several, fields]

    @classmethod
    def made(cls, parts: Sequence[Any]) -> Said:
        """Make the message of its parts. Raises TypeError and ValueError for what are none."""
        template, several, fields = parts
        if not isinstance(template, str) or not isinstance(several, str):
            raise TypeError("no message")
        whole = {name: cls.made(value) if isinstance(value, list) else value for name, value in fields.items()}
        return cls(template, several, **whole)

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, Any]]:
        return (self.template, self.several), dict(self.fields)


def _plain(value: object) -> str | int | float:
    return value if type(value) in (Said, str, int, float) else str(value)  # type: ignore[return-value]


def _filled(template: str, fields: Mapping[str, str | int | float], language: str = "en") -> str:
    def slot(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        if (value := fields.get(found[1])) is None:
            return found[0]
        if isinstance(value, str):
            return spoken(value, language)
        text = format(value, found[2] or "")
        return text.translate(_NUMBERS) if language == "fr" else text

    return _SLOT.sub(slot, template)


# A decimal comma, and a narrow space between thousands.
_NUMBERS = {ord("."): ",", ord(","): "\u202f"}


def spoken(text: str, language: str) -> str:
    """Say a message in a language; what is no message stays as it is."""
    if not text or not isinstance(text, Said) or language == "en":
        return str(text)
    words = _catalogue(language)
    count = text.fields.get("count")
    if text.several and isinstance(count, int):
        return _filled(words.ngettext(text.template, text.several, count), text.fields, language)
    return _filled(words.gettext(text.template), text.fields, language)


# What is said where there is nothing to say.
NOTHING = Said("")


_open: dict[str, Any] = {}


def _catalogue(language: str) -> Any:
    if language not in _open:
        import gettext

        _open[language] = gettext.translation(DOMAIN, CATALOGUES, [language], fallback=True)
    return _open[language]


def speaker(language: str) -> Callable[..., str]:
    """Give what templates of pages for people say their words with: a template and fields, or a message."""

    def speak(text: str, several: str = "", **fields: object) -> str:
        return spoken(text if isinstance(text, Said) else Said(text, several, **fields), language)

    return speak


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Give the language in which the tool speaks: that of the option --messages, else that of the system.

    English where it does not speak the system's (POSIX, 8.2).
    """
    asked = [arguments[at + 1] for at, word in enumerate(arguments[:-1]) if word == "--messages"]
    asked += [word.partition("=")[2] for word in arguments if word.startswith("--messages=")]
    local = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = asked[-1] if asked else re.split("[_.@-]", local.lower())[0]
    return language if language in LANGUAGES else "en"


def said(error: BaseException) -> Said:
    """Give what an error was raised with."""
    return error.args[0] if error.args and isinstance(error.args[0], Said) else Said("{error}", error=error)


def quoted(text: str, most: int = 40) -> Said:
    """Quote the beginning of a text."""
    plain = " ".join(text.split())
    return Said("'{text}'", text=plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…")


def lines_named(text: str, number: int) -> Said:
    """Name a number of lines by the text of the first."""
    if number == 1:
        return quoted(text)
    return Said("{text} and {count} more line", "{text} and {count} more lines", text=quoted(text), count=number - 1)


def joined(between: str, parts: Iterable[str]) -> Said:
    """Set messages one after the other."""
    fields = {f"part{at}": part for at, part in enumerate(parts)}
    return Said(between.join(f"{{{name}}}" for name in fields), **fields)


def listed(things: Iterable[str]) -> Said:
    """Name several things: a; a and b; a, b and c."""
    *first, last = list(things) or [NOTHING]
    return Said("{first} and {last}", first=joined(", ", first), last=last) if first else joined("", [last])


def either(things: Iterable[str]) -> Said:
    """Name things of which one is meant: a or b or c."""
    *first, last = things
    return Said("{first} or {last}", first=either(first), last=last) if first else joined("", [last])


def pages_named(pages: Iterable[int]) -> Said:
    """Name pages: page 3, pages 1 to 8, pages 2, 4 and 7."""
    numbers = sorted(set(pages))
    if len(numbers) == 1:
        return Said("page {page}", page=numbers[0])
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return Said("pages {first} to {last}", first=numbers[0], last=numbers[-1])
    return Said("pages {first} and {last}", first=", ".join(map(str, numbers[:-1])), last=numbers[-1])
