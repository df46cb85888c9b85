"""Why a YAML file does not parse, in plain words and at the cause rather than where the parser gave up."""

from __future__ import annotations

import yaml

from brochure.load.text import Source
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.speech import Said

_QUOTE = Said('put the whole value in quotes: key: "…"')
_ALIGN = Said("begin the keys of one mapping, and the dashes of one list, in the same column")

# What libyaml says, in the order in which it is looked for; our words; a hint; does its context mark show the cause?
_WORDS: tuple[tuple[str, Said, Said, bool], ...] = (
    (
        "found unknown escape",
        Said("in double quotes a backslash needs a second one"),
        Said(r"write \\ or use single quotes"),
        False,
    ),
    (
        "hexdecimal",
        Said("in double quotes a backslash needs a second one"),
        Said(r"write \\ or use single quotes"),
        False,
    ),
    ("mapping values are not allowed", Said("a colon and a space stand inside a value without quotes"), _QUOTE, False),
    ("while scanning an alias", Said("a value without quotes cannot begin with *"), _QUOTE, True),
    ("while scanning an anchor", Said("a value without quotes cannot begin with &"), _QUOTE, True),
    ("while scanning a tag", Said("a value without quotes cannot begin with !"), _QUOTE, True),
    ("undefined tag handle", Said("a value without quotes cannot begin with !"), _QUOTE, True),
    ("mapping keys are not allowed", Said("a value without quotes cannot begin with ?"), _QUOTE, False),
    (
        "while scanning a block scalar",
        Said("after | or > the line must end"),
        Said("begin the text on the next line"),
        False,
    ),
    (
        "while parsing a flow sequence",
        Said("the list that opens here with [ is not closed or lacks a comma"),
        _QUOTE,
        True,
    ),
    (
        "while parsing a flow mapping",
        Said("the mapping that opens here with {{ is not closed or lacks a comma"),
        _QUOTE,
        True,
    ),
    ("while parsing a flow node", Said("a list [ or a mapping {{ is opened and never closed"), _QUOTE, False),
    (
        "could not find expected ':'",
        Said("this line has no colon, so it is no key"),
        Said("write 'key: value' or indent it"),
        True,
    ),
    (
        "block sequence entries are not",
        Said("a list cannot begin on the line of its key"),
        Said("begin it on the next line"),
        False,
    ),
    ("did not find expected '-'", Said("a line of the list does not begin with a dash"), _ALIGN, False),
    ("did not find expected key", Said("this line fits no level of the mapping above it"), _ALIGN, False),
    ("document start", Said("this line begins further left than the first key"), _ALIGN, False),
)


def explain(source: Source, start: int, end: int, error: yaml.YAMLError, quoted: tuple[int, int] | None) -> Problem:
    """Make a problem of the parser's error on `source.text[start:end]`; `quoted` is the last quoted value before it."""
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(source, start, end)
    if not isinstance(error, yaml.MarkedYAMLError):
        return source.problem(
            "yaml-syntax", Severity.ERROR, Said("the YAML cannot be read: {error}", error=error), start
        )
    said = f"{error.context or ''}: {error.problem or ''}"
    at = start + error.problem_mark.index if error.problem_mark else start
    context = start + error.context_mark.index if error.context_mark else at
    return (
        _tab(source, start, at)
        or _quote(source, said, context, at, quoted)
        or _reserved(source, said, at)
        or _astray(source, said, at)
        or _comment(source, said, at)
        or _plain(source, said, context, at)
    )


def _control_character(source: Source, start: int, end: int) -> Problem:
    found = yaml.reader.Reader.NON_PRINTABLE.search(source.text, start, end)
    at, name = (found.start(), f"U+{ord(found.group()):04X}") if found else (start, "")
    return source.problem(
        "yaml-syntax", Severity.ERROR, Said("a control character {name} stands here", name=name), at, Said("delete it")
    )


def _tab(source: Source, start: int, at: int) -> Problem | None:
    line = source.text.rfind("\n", start, at) + 1 or start
    margin = compiled(r"[ \t-]*").match(source.text, line)
    tab = at if source.text[at : at + 1] == "\t" else source.text.find("\t", line, margin.end() if margin else line)
    if tab < 0:
        return None
    message = Said("a tab stands in the margin, where YAML wants spaces")
    return source.problem("yaml-tab", Severity.ERROR, message, tab, Said("replace the tab by two spaces a level"))


def _quote(source: Source, said: str, context: int, at: int, quoted: tuple[int, int] | None) -> Problem | None:
    if "quoted scalar" in said and "end of stream" in said:
        return _unclosed(source, context)
    if quoted is None or "did not find expected" not in said or source.text[quoted[1] : at].strip(" ,]}"):
        return None
    opening, closing = quoted
    if "\n" in source.text[opening:closing]:
        return _unclosed(source, opening)
    if "\n" in source.text[closing:at]:
        return None
    mark = source.text[opening]
    message = Said(
        "the quote {mark} that opens here is closed at column {column}, before the end",
        mark=mark,
        column=source.place(closing - 1).column,
    )
    hint = (
        Said("write '' for an apostrophe inside single quotes")
        if mark == "'"
        else Said('write \\" for a quote inside the text')
    )
    return source.problem("yaml-unclosed-quote", Severity.ERROR, message, opening, hint)


def _unclosed(source: Source, opening: int) -> Problem:
    mark = source.text[opening]
    message = Said("the quote {mark} that opens here is never closed", mark=mark)
    return source.problem(
        "yaml-unclosed-quote", Severity.ERROR, message, opening, Said("put {mark} at the end of the value", mark=mark)
    )


def _reserved(source: Source, said: str, at: int) -> Problem | None:
    if "cannot start any token" not in said:
        return None
    message = Said("a value without quotes cannot begin with {text}", text=source.text[at : at + 1])
    return source.problem("yaml-syntax", Severity.ERROR, message, at, _QUOTE)


def _astray(source: Source, said: str, at: int) -> Problem | None:
    line = source.text.rfind("\n", 0, at) + 1
    if "mapping values are not allowed" in said and ": " not in source.text[line:at]:
        message = Said("'{key}:' looks like a key, but belongs to the value above it", key=source.text[line:at].strip())
        hint = Said("begin it in the column of the other keys, and see that the line above has a colon of its own")
        first = line + len(source.text[line:at]) - len(source.text[line:at].lstrip())
        return source.problem("yaml-syntax", Severity.ERROR, message, first, hint)
    if "did not find expected" in said and source.text[line:at].rstrip()[-1:] in ("]", "}"):
        message = Said("the value ends here with {mark}, but the line goes on", mark=source.text[line:at].rstrip()[-1])
        return source.problem("yaml-syntax", Severity.ERROR, message, at, _QUOTE)
    return None


def _comment(source: Source, said: str, at: int) -> Problem | None:
    """Find the # that cut off the text which the line at fault goes on with."""
    line = source.text.rfind("\n", 0, max(0, source.text.rfind("\n", 0, at))) + 1
    found = compiled(r"[^\n]*?:[ \t]+[^\s\"'#|>][^\n]*?[ \t](#[^\n]*)").match(source.text, line)
    if found is None or "did not find expected" not in said:
        return None
    message = Said("'{mark}' begins a comment here, and the text goes on below it", mark=found[1].split()[0])
    return source.problem("yaml-syntax", Severity.ERROR, message, found.start(1), _QUOTE)


def _plain(source: Source, said: str, context: int, at: int) -> Problem:
    for clue, message, hint, opens in _WORDS:
        if clue in said:
            return source.problem("yaml-syntax", Severity.ERROR, message, context if opens else at, hint)
    return source.problem(
        "yaml-syntax", Severity.ERROR, Said("the YAML cannot be read: {error}", error=said.strip(": ")), at
    )
