"""What a run says of a file: the report, and the words of a problem."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from brochure.vocabulary.job import KeyRow, Output
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Exit, Place, Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said, listed, spoken
from brochure.vocabulary.units import MM


def excerpt_with_caret(problem: Problem) -> str:
    """Show the line of a problem and, below it, a caret under its column; empty where there is no line.

    Tabs stay tabs before the caret, so that it stands right in any terminal; a long line is cut around the column.
    """
    if not problem.excerpt:
        return ""
    column = problem.place.column or 1
    start = max(0, column - 61) if len(problem.excerpt) > 100 else 0
    shown = problem.excerpt[start : start + 100]
    lead = "".join("\t" if character == "\t" else " " for character in shown[: column - 1 - start])
    return f"{shown}\n{lead}^"


# Controls but the tab, and what turns the reading direction.
_CONTROLS = compiled("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


NAMES = {Severity.ERROR: Said("error"), Severity.WARNING: Said("warning"), Severity.NOTE: Said("note")}
_TINTS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The preflight rules that judged a preset's PDF, and those that could not, with why."""

    preset: str
    ran: tuple[str, ...]
    skipped: tuple[tuple[str, Said], ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one content file, over all presets asked for; `sentences` say what was done.

    `keys` is what became of its keys in the first of them.
    """

    content: Path
    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()
    sentences: tuple[Said, ...] = ()
    exit_code: Exit = Exit.BUILT
    rulings: tuple[Ruling, ...] = ()
    keys: tuple[KeyRow, ...] = ()


def problem_text(problem: Problem, colour: bool = False, language: str = "en") -> str:
    """Write a problem as `file:line:column: severity[code]: message`, the line with a caret, and the hint."""
    label = f"{spoken(NAMES[problem.severity], language)}[{problem.code}]"
    if colour:
        label = f"\033[{_TINTS[problem.severity]}m{label}\033[0m"
    told = problem.page is None or re.search(r"\bpages? \d", problem.message)
    message = problem.message if told else Said("{message} (page {page})", message=problem.message, page=problem.page)
    parts = [f"{_harmless(str(problem.place))}: {label}: {_harmless(spoken(message, language))}"]
    parts += [f"    {_harmless(line)}" for line in excerpt_with_caret(problem).split("\n") if line]
    if problem.hint:
        parts.append(f"  {_harmless(spoken(Said('hint: {hint}', hint=problem.hint), language))}")
    return "\n".join(parts)


def summary(problems: Iterable[Problem]) -> Said:
    """Count the findings in words."""
    found = [problem.severity for problem in problems]
    errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
    counts = (
        Said("{count} error", "{count} errors", count=errors) if errors else NOTHING,
        Said("{count} warning", "{count} warnings", count=warnings) if warnings else NOTHING,
    )
    return listed(filter(None, counts)) if any(counts) else Said("no findings")


def key_table(rows: Iterable[KeyRow], language: str = "en") -> str:
    """Set what became of the keys of a content file as lines: key, words, section and page, or why it is left out."""
    heads = (Said("key"), Said("words"), Said("section"), Said("page"))
    cells = [tuple(spoken(head, language) for head in heads)]
    for row in rows:
        page = "–" if row.page is None else str(row.page)
        section = row.section or spoken(Said("left out: {why}", why=row.why), language)
        cells.append((_harmless(row.key), str(row.words), section, page))
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    lines = (
        f"  {key:<{widths[0]}}  {words:>{widths[1]}}  {section:<{widths[2]}}  {page}"
        for key, words, section, page in cells
    )
    return "\n".join(line.rstrip() for line in lines)


def key_data(row: KeyRow) -> dict[str, Any]:
    """Give what became of a key as the JSON report names its parts; of `section` and `left_out`, one is null."""
    return {
        "key": row.key,
        "line": row.line,
        "words": row.words,
        "section": row.section or None,
        "page": row.page,
        "left_out": str(row.why) or None,
    }


def problem_data(problem: Problem) -> dict[str, Any]:
    """Give a problem as the JSON report names its parts; `box` is left, top, right, bottom in mm from the trim."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "page": problem.page,
        "box": [round(value / MM, 1) for value in problem.box] if problem.box else None,
        "message": str(problem.message),
        "hint": str(problem.hint),
        "clause": problem.clause,
    }


def problem_record(problem: Problem) -> dict[str, Any]:
    """Give a problem in no language, as it is written down to be told again."""
    parts = {"message": problem.message.parts, "hint": problem.hint.parts}
    return problem_data(problem) | parts | {"excerpt": problem.excerpt}


def problem_of(data: Mapping[str, Any]) -> Problem:
    """Give the problem that `problem_record` wrote down. Raises KeyError, TypeError, ValueError."""
    place = Place(data["file"], data["line"], data["column"])
    severity = Severity(data["severity"])
    box = tuple(value * MM for value in data["box"]) if data["box"] else None
    said = (
        Said.made(data["message"]),
        place,
        Said.made(data["hint"]),
        data["excerpt"],
        data["page"],
        box,
        data["clause"],
    )
    return Problem(data["code"], severity, *said)


def _harmless(text: str) -> str:
    """Replace what would move the cursor, colour the terminal or turn the reading direction."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def worst(codes: Iterable[Exit]) -> Exit:
    """Give the exit code that a run of several files ends with: the gravest one."""
    order = (
        Exit.BUILT,
        Exit.STRICT,
        Exit.DIFFERENT,
        Exit.INVALID,
        Exit.USAGE,
        Exit.ENGINE,
        Exit.MACHINE,
        Exit.INTERRUPTED,
    )
    return max(codes, key=order.index, default=Exit.BUILT)


def as_json(data: dict[str, Any]) -> str:
    """Write data for a machine; what is no UTF-8 in the name of a file stands there as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
