"""The command line as the manual shows it, from what the command itself knows."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from brochure.cli.commands import command
from brochure.vocabulary.problems import Exit

EXITS = {
    Exit.BUILT: "All was built; there may be warnings.",
    Exit.INVALID: "The content or the project has errors, or preflight found one. That preset's last good PDF stays.",
    Exit.USAGE: "The command was called in a wrong way.",
    Exit.STRICT: "All was built, but warnings remain and `--strict` was asked for.",
    Exit.ENGINE: "The layout engine or the tool itself failed; the message says what to report.",
    Exit.DIFFERENT: "`compare` found differences.",
    Exit.MACHINE: "The machine failed: the disk is full, a folder cannot be written, no port is free.",
    Exit.INTERRUPTED: "Ctrl-C.",
}


# What click adds to the help of an option.
_SET = re.compile(r"\.? *\[((?:default: |\d+<=x<=).*?)\]$")
_RANGE = re.compile(r"(\d+)<=x<=(\d+)")


def commands() -> str:
    """Give a section for each command, with its arguments and options."""
    return "\n\n".join(_command(name, inner) for name, inner in command.commands.items())


def exits() -> str:
    """Give the table of the exit codes."""
    return "\n".join(["| code | means |", "|---|---|", *(f"| {int(code)} | {EXITS[code]} |" for code in Exit)])


def _command(name: str, inner: click.Command) -> str:
    context = click.Context(inner, info_name=f"make-brochure {name}")
    usage = inner.get_usage(context).removeprefix("Usage: ").replace("\n", " ")
    lines = "\n".join(_options(inner, context))
    table = f"\n\n| option | does |\n|---|---|\n{lines}" if lines else ""
    return f"## {name}\n\n    {' '.join(usage.split())}\n\n{_help(inner)}{table}"


def _options(inner: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in inner.params:
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None:
            name = record[0].replace("|", "/").replace("INTEGER RANGE", "N")
            yield f"| `{name}` | {_SET.sub(_told, record[1].rstrip('.')).removeprefix('; ')}. |"


def _help(inner: click.Command) -> str:
    return inspect.cleandoc(inner.help or "")


def _told(found: re.Match[str]) -> str:
    """Say in words what click tells of an option in brackets: its default and its range."""
    parts = [part.strip() for part in found[1].split(";")]
    defaults = [part.removeprefix("default: ") for part in parts if part.startswith("default: ")]
    words = [f"by default {default if ' ' in default else f'`{default}`'}" for default in defaults]
    words += [f"from {limits[1]} to {limits[2]}" for part in parts if (limits := _RANGE.fullmatch(part))]
    return f"; {', '.join(words)}" if words else found[0]
