"""What `new` asks on a terminal, and how it judges what the options say: by the model itself."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping

import click

from brochure.cli import terminal
from brochure.load.text import Source
from brochure.model.validate import read_project
from brochure.project.proposal import Proposal, Scheme, colour_of, propose
from brochure.project.starter import LANGUAGES, Answers
from brochure.vocabulary.problems import BrochureError
from brochure.vocabulary.speech import NOTHING, Said, said

Check = Callable[[str], str]


def answers(given: Mapping[str, str | None], folder: str, asked: bool) -> Answers:
    """Complete what the options of `new` say, by questions where they are `asked`, else by defaults.

    Raises click.UsageError for an option that cannot be taken.
    """
    if asked:
        terminal.say(Said("Enter takes what stands in brackets; everything can be changed later in brochure.yaml."))
    name = _answer(given, "name", Said("Name of the organisation"), folder, _line, asked)
    site = _answer(given, "site", Said("Its website (Enter for none)"), "", _site, asked)
    language = _answer(given, "language", Said("Language, fr or en"), _language(), _known_language, asked)
    size = _answer(
        given, "size", Said("Format: a5, a4, letter, square, leaflet, or such as 210x240"), "a5", _size, asked
    )
    return Answers(name, site, language, size, _palette(given, asked))


def _answer(given: Mapping[str, str | None], key: str, question: Said, default: str, check: Check, asked: bool) -> str:
    value = given[key]
    if value is not None:
        try:
            return check(value)
        except ValueError as error:
            option = "format" if key == "size" else key
            fault = Said("--{option}: {error}", option=option, error=said(error))
            raise click.UsageError(terminal.words(fault)) from None
    return _ask(question, default, check) if asked else default


def _ask(question: Said, default: str, check: Check) -> str:
    """Ask until the answer can be taken; a fault is told each time."""
    while True:
        try:
            return check(click.prompt(terminal.words(question), default, show_default=bool(default), err=True))
        except ValueError as fault:
            terminal.say(Said("  {fault}", fault=said(fault)))


def _palette(given: Mapping[str, str | None], asked: bool) -> Scheme:
    """Take the colours of the options, and ask for them where neither is told."""
    ink = _answer(given, "ink", NOTHING, "", _colour, False)
    signal = _answer(given, "signal", NOTHING, "", _colour, False)
    if ink or signal or not asked:
        proposal = propose(ink or None, signal or None)
        if proposal.why:
            options = f"--ink '{proposal.palette.ink}' --signal '{proposal.palette.signal}'"
            fault = Said("{why} These can be read: {options}", why=_sentence(proposal.why), options=options)
            raise click.UsageError(terminal.words(fault))
        return proposal.palette
    while True:
        proposal = _asked_colours()
        if not proposal.why:
            return proposal.palette
        palette = proposal.palette
        terminal.show(f"  {_sentence(proposal.why)}")
        proposed = {"ink": palette.ink, "signal": palette.signal}
        terminal.say(Said("  Proposed: {ink} for text and dark grounds, {signal} as accent.", **proposed))
        if click.confirm(terminal.words(Said("Take these")), default=True, err=True):
            return palette


def _asked_colours() -> Proposal:
    shipped = propose(None, None).palette
    signal = _ask(Said("Your colour, in hexadecimal or by its CSS name"), shipped.signal, _colour)
    own = shipped.ink if signal == shipped.signal else propose(None, signal).palette.ink
    ink = _ask(Said("A dark colour beside it, for text and grounds"), own, _colour)
    return propose(ink, signal)


def _sentence(message: Said) -> str:
    text = terminal.words(message)
    return f"{text[0].upper()}{text[1:]}."


def _line(text: str) -> str:
    return " ".join(text.split())


def _colour(text: str) -> str:
    colour = colour_of(text)
    if colour is None:
        raise ValueError(
            Said(
                "'{text}' is no colour: write it in hexadecimal, such as ff5a3c, or as CSS does, such as crimson",
                text=text,
            )
        )
    return colour


def _site(text: str) -> str:
    """Take an address; https:// is added to a bare name such as example.org."""
    address = text.strip()
    if address and "://" not in address and "." in address:
        address = f"https://{address}"
    return _judged({"organisation": {"site": address}}, address)


def _size(text: str) -> str:
    return _judged({"format": text.strip().lower()}, text.strip().lower())


def _known_language(text: str) -> str:
    language = text.strip().lower()
    if language not in LANGUAGES:
        raise ValueError(
            Said("there is no starter text in '{text}': take fr or en, and write your own words over it", text=text)
        )
    return language


def _language() -> str:
    """Propose the language of the system, English where it has another; that of every project where it has none."""
    local = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = re.split(r"[_.@-]", local.lower())[0]
    if language in ("", "c", "posix"):
        return "fr"
    return language if language in LANGUAGES else "en"


def _judged(settings: object, value: str) -> str:
    """Let the model judge a value. Raises ValueError in its words."""
    try:
        read_project(Source("brochure.yaml", json.dumps(settings, ensure_ascii=False)))
    except BrochureError as error:
        problem = error.problems[0]
        raise ValueError(Said("{message}; {hint}", message=problem.message, hint=problem.hint)) from None
    return value
