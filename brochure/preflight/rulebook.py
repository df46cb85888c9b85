"""All rules, as their table has them, and the run of those that apply.

A rule is a row of rules/table.csv, in the order in which print shops meet such faults, and the function that is called
as its code is. One without a function has its findings made while pictures are read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from brochure.preflight.rule import Finding, Need, Rule, Subject
from brochure.preflight.rules import carried, codes, edges, inks, pages, pictures, standards, words
from brochure.vocabulary.presets import Preset
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

_ABOUT = (carried, codes, edges, inks, pages, pictures, standards, words)
_LOOKS = {name: look for module in _ABOUT for name, look in vars(module).items()}
with (Path(__file__).parent / "rules/table.csv").open(encoding="utf-8", newline="") as _table:
    RULES = tuple(
        Rule(code, Severity(severity), Need[needs.upper()], finds, clause, _LOOKS.get(code.replace("-", "_")))
        for code, severity, needs, finds, clause in list(csv.reader(_table))[1:]
    )
BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
OFF = "off"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What preflight says: the problems in the order of the rules, the rules that ran, and those that could not.

    `drawable` tells whether the pages can be shown.
    """

    problems: tuple[Problem, ...]
    ran: tuple[str, ...]
    skipped: tuple[tuple[str, Said], ...] = ()
    drawable: bool = True


def applying(codes: Iterable[str], severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Give the rules of these codes that are not switched off, in their order."""
    wanted = set(codes)
    return tuple(rule for rule in RULES if rule.code in wanted and severities.get(rule.code) != OFF)


def needs_pdf(rules: Iterable[Rule]) -> bool:
    """Tell whether one of the rules asks for the finished PDF."""
    return any(rule.need is Need.PDF for rule in rules)


def judge(rules: Iterable[Rule], subject: Subject, severities: Mapping[str, str], file: str) -> Verdict:
    """Run the rules; `file` is what a problem without a place of its own is told of."""
    problems, ran, skipped = [], [], []
    for rule in rules:
        if rule.need is Need.BUILD and subject.placed is None:
            skipped.append((rule.code, Said("it needs the content and its layout, which a PDF does not hold")))
            continue
        ran.append(rule.code)
        found = list(rule.look(subject)) if rule.look is not None else []
        problems += [_problem(rule, finding, subject, severities, file) for finding in found]
    return Verdict(tuple(problems), tuple(ran), tuple(skipped))


def table(presets: Iterable[Preset]) -> str:
    """Give the table of the rules in Markdown, as the manual shows it."""
    named = list(presets)
    lines = ["| rule | at most | presets | finds | held to |", "|---|---|---|---|---|"]
    for rule in RULES:
        held = ", ".join(preset.name for preset in named if rule.code in preset.rules)
        lines.append(f"| `{rule.code}` | {rule.severity} | {held} | {rule.about} | {rule.clause} |")
    return "\n".join(lines)


def settle(problems: Iterable[Problem], severities: Mapping[str, str]) -> list[Problem]:
    """Give problems that were found before preflight, of rules that the project weighs otherwise, that weight."""
    settled = []
    for problem in problems:
        choice = severities.get(problem.code) if problem.code in BY_CODE else None
        if choice != OFF:
            settled.append(replace(problem, severity=Severity(choice)) if choice else problem)
    return settled


def _problem(rule: Rule, finding: Finding, subject: Subject, severities: Mapping[str, str], file: str) -> Problem:
    choice = severities.get(rule.code)
    severity = Severity(choice) if choice else finding.severity or rule.severity
    place = finding.place or Place(file)
    source = subject.origins.source
    if source is not None and source.name == place.file:
        problem = source.problem(rule.code, severity, finding.message, place)
    else:
        problem = Problem(rule.code, severity, finding.message, place)
    box = tuple(round(value, 2) for value in finding.box) if finding.box else None
    return replace(
        problem,
        page=finding.page,
        box=(box[0], box[1], box[2], box[3]) if box else None,
        clause=finding.clause or rule.clause,
    )
