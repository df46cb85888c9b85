"""Commands and options whose help is said in the language of the messages."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import cleandoc

import click

from brochure.vocabulary.speech import LANGUAGES, Said


@contextmanager
def _spoken(one: click.Command | click.Option) -> Iterator[None]:
    """Let the help of a command or an option be in that language for as long as it is written.

    It is looked up as the library looks up its own words: there is nothing to be filled in.
    """
    said = one.help
    if said:
        one.help = gettext.gettext(cleandoc(said))
    try:
        yield
    finally:
        one.help = said


class Option(click.Option):
    """An option."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give its names and its help."""
        with _spoken(self):
            return super().get_help_record(ctx)


class Command(click.Command):
    """A command; its help is the text below its name in the code."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give its help as the list of commands has it."""
        with _spoken(self):
            return super().get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write its help."""
        with _spoken(self):
            super().format_help_text(ctx, formatter)


MESSAGES = Option(
    ["--messages"],
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=Said("The language of the messages [default: the system's, or English]."),
)
