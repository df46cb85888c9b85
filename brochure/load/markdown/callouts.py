"""Boxes beside the text, as dialects open them: `!!! note`, `??? note`, `:::note`, `[!NOTE]`, `{note}`, `=== "tab"`."""

from __future__ import annotations

import re
from dataclasses import replace

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

# What a box says by the words that open it; the kinds are those of GitHub.
_KINDS = {
    "note": "note info abstract summary tldr todo seealso question faq help example quote cite memo hint-info",
    "tip": "tip hint success check done",
    "important": "important attention",
    "warning": "warning warn",
    "caution": "caution danger error bug failure fail",
    "details": "details spoiler collapse expand dropdown toggle",
}
KINDS = frozenset(_KINDS)
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
# Boxes that are called so say only what they are by a word that follows.
_PLAIN = frozenset({"admonition", "alert", "aside", "callout", "custom-block", "notice"})
_NAME = compiled(
    r"(?P<mark>!!!|\?\?\?\+?|:{2,}|) {0,99}(?:(?P<brace>\{) {0,99})?"
    r"\.?(?:callout-)?(?P<name>[A-Za-z][\w-]*)(?P<rest>.*)$"
)
_ID = compiled(r"\{ *#[\w:.-]+ *(?=[.}]|[\w-]+=)")
_NAMELESS = compiled(r":{3,} *\{ *#[\w:.-]+ *\}")
_TAB = compiled(r"""===[!+]* *(?:"(?P<double>.*)"|'(?P<single>.*)')\s*$""")
_GIVEN = compiled(r"""(?<![\w-])(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'}]+))""")
_BRACKETS = compiled(r"\[(?P<title>.*)\](?:\{[^{}]*\})?$")
_PROPERTY = compiled(r" *(?P<key>[A-Za-z][\w-]*): *(?P<value>.*\S)")
_SLOT = compiled(r"^ {0,3}#[a-z][\w-]*\s*$")
_QUOTED = compiled(r" {0,3}\[!(?P<name>[A-Za-z][\w-]*)(?:\|[^\]]*)?\][+-]? *(?P<title>.*)$")


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: its kind, "" for one that is none but holds its text together, and the title that the author gave it."""

    kind: str
    title: str


def opened(line: str) -> Callout | None:
    """Read the line that opens a box; None where it opens none."""
    if tab := _TAB.match(line.strip()):
        return Callout("", tab["double"] or tab["single"] or "")
    found = _NAME.match(_ID.sub("{", line.strip()))
    if found is None:
        return Callout("", "") if _NAMELESS.fullmatch(line.strip()) else None
    rest = found["rest"].strip()
    given = {pair["key"]: pair["double"] or pair["single"] or pair["bare"] or "" for pair in _GIVEN.finditer(rest)}
    name = found["name"].lower()
    told = (given.get("type") or given.get("kind") or "").lower()
    if told in _KIND_OF:
        name = told
    elif name in _PLAIN and not found["brace"]:
        word, _, after = rest.partition(" ")
        name = word.strip("\"'}]{[").lower() or "note"
        rest = after.strip(" \"'") if name in _KIND_OF and not found["mark"].startswith(("!", "?")) else rest
    elif name in _PLAIN:
        name = "note"
    title = given.get("title") or given.get("label") or ""
    if not title and not given:
        title = _title(rest, found["mark"], bool(found["brace"]))
    kind = _KIND_OF.get(name, "")
    if not kind and found["mark"][:1] in ("!", "?"):
        kind, title = "note", title or found["name"].capitalize()
    return Callout(kind, title)


def _title(rest: str, mark: str, braced: bool) -> str:
    """Give the title that stands after the name, as each dialect has it."""
    if mark[:1] in ("!", "?"):
        quotes = re.search(r'"([^"]*)"', rest)
        return quotes[1] if quotes else ""
    if braced:
        return rest.partition("}")[2].strip()
    brackets = _BRACKETS.match(rest)
    return brackets["title"] if brackets else rest.strip(" :")


def given(callout: Callout, content: list[str]) -> tuple[Callout, list[str]]:
    """Read what a component is given in lines of YAML above its text, and part its slots (MDC): `#title`."""
    lines = [_SLOT.sub("", line) for line in content]
    if (lines[0].strip() if lines else "") != "---" or "---" not in map(str.strip, lines[1:]):
        return callout, lines
    end = 1 + [line.strip() for line in lines[1:]].index("---")
    pairs = [_PROPERTY.match(line) for line in lines[1:end]]
    told = {pair["key"].lower(): pair["value"].strip("\"'") for pair in pairs if pair is not None}
    texts = [told[key] for key in ("description", "text", "content") if key in told]
    title = callout.title or told.get("title", "") or told.get("label", "")
    return replace(callout, title=title), [line for text in texts for line in (text, "")] + lines[end + 1 :]


def quoted(content: list[str]) -> Callout | None:
    """Read the mark of a box in the first line of a quote, which is taken out; None where there is none."""
    for at, line in enumerate(content):
        found = _QUOTED.match(line)
        if found is not None:
            content[at] = ""
            name = found["name"].lower()
            if name in ("quote", "cite") and not found["title"].strip():
                return None
            kind, title = _KIND_OF.get(name, "note"), found["title"].strip()
            return Callout(kind, title or ("" if name in _KIND_OF else found["name"].capitalize()))
        if line.strip():
            return None
    return None
