"""Marks of templates: shortcodes of Hugo and WordPress, tags and values of Liquid and Nunjucks, kramdown's own."""

from __future__ import annotations

import re

from brochure.load.markdown.sites.elements import closed, element
from brochure.load.markdown.sites.walk import Found, Mark, Read, Walk
from brochure.vocabulary.patterns import compiled

_BRANCHES = frozenset({"else", "elsif", "elseif", "elif", "when"})
_PICTURES = frozenset({"asset_img", "img", "image"})
_PICTURE = compiled(
    r"\s*(?:[\w-]+\s+)*?(?P<file>[^\s\"']+\.(?:jpe?g|png|svg|webp|gif|avif))(?:\s+\d+)*\s*(?P<title>[^\n]*)",
    re.IGNORECASE,
)
_QUOTED = compiled(r"""["']([^"']*)["']""")
# What a template runs and nobody reads: a value that begins so, or a tag, leaves no gap in its sentence.
_RUN = frozenset(
    {
        "assign", "block", "break", "call", "capture", "case", "comment", "continue", "cycle", "decrement", "define",
        "do", "elif", "else", "elseif", "elsif", "end", "extends", "filter", "for", "from", "if", "import", "increment",
        "layout", "load", "macro", "paginate", "range", "raw", "set", "tablerow", "unless", "when", "with",
    }
)  # fmt: skip
# Signs, anchors, room: nothing is missing from a sentence without them.
_SIGN = compiled(r"(?:.*[-_/])?(?:icons?|emoji|fa[bsr]?|svg|anchor|br|hr|clear|spacer?|rawhtml|toc|more)(?:[-_/].*)?$")
# A text or a number that a template gives a name, and where it is asked for.
_GIVEN = compiled(
    r"""(?P<name>\$?\w+)\s*:?=\s*(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<number>\d[\d.]*))\s*$"""
)
_ASKED = compiled(r"(?P<name>\$?\w+)(?:\s*\|\s*(?:safe|escape|e|raw|strip))*$")
# Tags that hold what is not looked into, and what is shown of it.
_HELD = {"raw": "{}", "comment": "", "highlight": "\n```\n{}\n```\n"}


def _value(walk: Walk, found: Found) -> Read:
    inner = found["given_value"].strip()
    if inner[:1] in ("<", "%"):
        if inner[1:3] == "/*":
            # How a page on shortcodes shows one.
            return found[0].replace("/*", "", 1).replace("*/", "", 1).replace("<", "&lt;"), found.end()
        walk.tell("shortcode", *found.span())
        inner = inner[1:].rstrip("/>% \n").strip()
        name, _, given = inner.lstrip("/ ").partition(" ")
        shown = closed(walk, name) if inner.startswith("/") else element(walk, "{{", name, given, found.start())
        return shown or _missing(walk, "{{", name, found), found.end()
    if (literal := _QUOTED.match(inner)) is not None and literal[1]:
        return literal[1], found.end()
    inner = inner.strip("- \n")
    if (asked := _ASKED.match(inner)) is not None and (known := walk.constants.get(asked["name"])):
        return known, found.end()
    is_note = inner.startswith(("/*", "!"))
    if not is_note:
        walk.tell("value", *found.span())
    name = inner.partition(" ")[0]
    if name in _BRANCHES:
        return " ", found.end()
    return ("" if is_note or _keep(walk, inner) else _missing(walk, "{{", name, found)), found.end()


def _keep(walk: Walk, given: str) -> bool:
    """Keep what a template calls a text; a name that is given two is no certain one. Tell whether it was a name."""
    pair = _GIVEN.match(given)
    if pair is not None:
        said = pair["double"] or pair["single"] or pair["number"] or ""
        walk.constants[pair["name"]] = said if walk.constants.get(pair["name"], said) == said else ""
    return pair is not None or ":=" in given


def _missing(walk: Walk, sign: str, name: str, found: Found) -> str:
    """Give what stands for a mark that leaves nothing, where a reader would have met something in the sentence."""
    is_read = not (name.startswith(("/", "end")) or name in _RUN or _SIGN.match(name))
    return walk.gap(*found.span()) if is_read and not walk.closes(sign + name, found.start()) else ""


def _tag(walk: Walk, found: Found) -> Read:
    name, _, given = found["given_tag"].strip(" -\n\t").partition(" ")
    if name in _HELD and (end := walk.find(f"end{name}", found.end())) >= 0:
        held = walk.text[found.end() : walk.text.rfind("{%", 0, end)]
        closing = walk.text.find("%}", end)
        shown = _HELD[name].format(held if name == "raw" else held.strip("\n"))
        return shown, closing + 2 if closing >= 0 else end
    walk.tell("tag", *found.span())
    if walk.text.endswith("(", 0, found.start()):
        return given.strip().strip("\"'").partition(" ")[0], found.end()
    if name in _BRANCHES:
        return " ", found.end()
    if name in _PICTURES and (seen := _PICTURE.match(given)) is not None:
        return f"![{seen['title'].strip(chr(34))}]({seen['file']})", found.end()
    if name in ("blockquote", "pullquote") and given.strip() and walk.closes("{%" + name, found.start()):
        walk.open[name].append(f"\n\n{given.strip()}\n\n</blockquote>\n\n")
        return '\n<blockquote markdown="1">\n', found.end()
    if name.startswith("end"):
        return closed(walk, name.removeprefix("end")), found.end()
    if name in ("set", "assign"):
        _keep(walk, given.strip(" -\n\t"))
    return element(walk, "{%", name, given, found.start()) or _missing(walk, "{%", name, found), found.end()


def _note(walk: Walk, found: Found) -> Read:
    closing = "#}" if found[0].startswith("{#") else "*/}"
    end = walk.find(closing, found.end())
    return ("", end + len(closing)) if end >= 0 else None


def _kramdown(walk: Walk, found: Found) -> Read:
    end = walk.find("{:/", found.end()) if found[0].startswith("{::comment") else -1
    closing = walk.text.find("}", end) if end >= 0 else -1
    return "", closing + 1 if closing >= 0 else found.end()


def _bracket(walk: Walk, found: Found) -> Read:
    name, start = found["bracket_name"], found.start()
    if not (found["ends"] or found["pairs"] or walk.closes(f"[/{name}", start)):
        return None
    if found["ends"] and not -1 < walk.named.get(f"[{name}", (-1, 0))[0] < start:
        return None
    walk.tell("shortcode", *found.span())
    return closed(walk, name) if found["ends"] else element(walk, "[/", name, found["pairs"], start), found.end()


MARKS = {
    "kramdown": Mark(r"\{::(?:comment|nomarkdown|options)\b[^{}\n]*\}|\{:/(?:comment|nomarkdown)?\}", left=_kramdown),
    "value": Mark(r"\{\{(?P<given_value>[^{}]*)\}\}", left=_value),
    "tag": Mark(r"\{%(?P<given_tag>[^{}]*)%\}", left=_tag),
    "note": Mark(r"\{\#(?=\s)|\{/\*", left=_note),
    "bracket": Mark(
        r"""\[(?P<ends>/?)(?P<bracket_name>[a-z][a-z0-9_-]{2,30})
        (?P<pairs>(?:\s+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]"'=]+))*)\s*/?\](?![(\[:])""",
        left=_bracket,
    ),
}
