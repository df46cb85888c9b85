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
        return shown, found.end()
    if (literal := _QUOTED.match(inner)) is not None and literal[1]:
        return literal[1], found.end()
    if not inner.startswith(("/*", "!")):
        walk.tell("value", *found.span())
    return (" " if inner.strip("- ").partition(" ")[0] in _BRANCHES else ""), found.end()


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
    return element(walk, "{%", name, given, found.start()), found.end()


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
