"""What is wrong with a YAML text, in an author's words instead of a parser's."""

from __future__ import annotations

import re
from typing import Any

import yaml

from brochure.load.text import Source
from brochure.problems import Problem, Severity

_KEY = re.compile(r"\s*(?:- +)*[\w.-]+:(?:\s|$)")
_OPEN_QUOTE = re.compile(r"""\s*(?:- +)*(?:[\w.-]+:\s+)?(?P<quote>["'])""")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w.-]+:\s+)?")
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NESTING = re.compile(r"[\[{]|(?<=[-?:] )[-?] ")


def too_deep(text: str, limit: int) -> int:
    """Give the offset where a text nests deeper than `limit`, or 0; looks closely only at texts that could.

    libyaml's composer calls itself for every level and would overflow the stack, so the parser's events are
    counted first.
    """
    if len(_NESTING.findall(text)) <= limit:
        return 0
    depth = 0
    try:
        events: Any = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for event in events:
            depth += isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent))
            depth -= isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent))
            if depth > limit:
                return max(1, int(event.start_mark.index))
    except yaml.YAMLError:
        return 0
    return 0


def explain(error: Any, source: Source, start: int, end: int) -> Problem:
    """Make a problem of a parser's error in `source.text[start:end]`."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _unprintable(error, source, start, end)
    at = start + int(mark.index)
    context = getattr(error, "context_mark", None)
    opened = start + int(context.index) if context is not None else at
    problem, doing = str(error.problem), str(error.context)
    if ("end of stream" in problem and "quoted" in doing) or "document indicator" in problem:
        return _unclosed(source, opened)
    tab = _tab(source, start, at)
    if tab is not None:
        hint = "Indent with spaces only."
        return source.problem("yaml-tab", Severity.ERROR, "a tab stands where YAML wants spaces", tab, hint)
    quote = _swallowed(source, start, at)
    if quote is not None:
        return _unclosed(source, quote)
    return _syntax(source, problem, doing, at, opened)


def _unclosed(source: Source, at: int) -> Problem:
    quote = source.text[at : at + 1]
    message = f"the quote {quote} that opens here is not closed"
    hint = f"End the value with {quote}, on this line or indented on the next ones."
    return source.problem("yaml-unclosed-quote", Severity.ERROR, message, at, hint)


def _tab(source: Source, start: int, at: int) -> int | None:
    """Find a tab at the error or in the indentation of its line or the one before."""
    if source.text[at : at + 1] == "\t":
        return at
    line = source.text.rfind("\n", start, at) + 1 or start
    for first in (line, max(start, source.text.rfind("\n", start, max(start, line - 1)) + 1)):
        last = source.text.find("\n", first)
        row = source.text[first : last if last >= 0 else len(source.text)]
        indent = row[: len(row) - len(row.lstrip())]
        if "\t" in indent:
            return first + indent.index("\t")
    return None


def _swallowed(source: Source, start: int, at: int) -> int | None:
    """Find a quote that was left open, so that it ran on to the next quote of another key's value."""
    offset = start
    lines = source.text[start:at].split("\n")
    for number, line in enumerate(lines):
        found = _OPEN_QUOTE.match(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if found and line.count(found["quote"], found.start("quote")) % 2 and _KEY.match(following):
            return offset + found.start("quote")
        offset += len(line) + 1
    return None


def _syntax(source: Source, problem: str, doing: str, at: int, opened: int) -> Problem:
    line = source.place(at).line or 1
    row = source.lines[line - 1]
    begin = _VALUE.match(row)
    first = row[begin.end() : begin.end() + 1] if begin else ""
    message, hint = "this line does not fit the lines around it", "Check its indentation, its quotes and its colon."
    if "flow" in doing and ("expected ',' or" in problem or "end of stream" in problem):
        mark = source.text[opened : opened + 1]
        at, message = opened, f"the '{mark}' that opens here is not closed"
        hint = f"Close it with '{']' if mark == '[' else '}'}', or put the whole value in quotes."
    elif "mapping values are not allowed" in problem:
        message, hint = "a second ': ' stands in this value", "Put the whole value in quotes."
    elif "unknown escape" in problem:
        message = f"'\\{source.text[at : at + 1].removeprefix(chr(92)) or source.text[at + 1 : at + 2]}' has no meaning"
        message, hint = f"{message} inside double quotes", "Write two backslashes, or use single quotes."
    elif "single document" in str(doing):
        message, hint = "a second document begins here", "Remove the line '---'."
    elif first and first in "*&%@`!|>[{,":
        at += row.find(first, begin.end() if begin else 0) + 1 - (source.place(at).column or 1)
        message, hint = f"a value cannot begin with '{first}' like this", "Put the whole value in quotes."
    return source.problem("yaml-syntax", Severity.ERROR, message, at, hint)


def _unprintable(error: Any, source: Source, start: int, end: int) -> Problem:
    found = _NOT_PRINTABLE.search(source.text, start, end)
    if found is None:
        message = f"the YAML cannot be read: {str(error).splitlines()[0]}"
        return source.problem("yaml-syntax", Severity.ERROR, message, start, "Check the lines of the file.")
    message = f"the control character U+{ord(found.group()):04X} is not allowed"
    return source.problem("yaml-syntax", Severity.ERROR, message, found.start(), "Remove the character.")
