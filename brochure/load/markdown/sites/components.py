"""Marks of pages that hold code: components, imports and expressions of MDX, Astro and Vue."""

from __future__ import annotations

import re

from brochure.load.markdown.marks import ATTRIBUTES
from brochure.load.markdown.sites.elements import closed, element
from brochure.load.markdown.sites.walk import Found, Mark, Read, Walk
from brochure.vocabulary.patterns import compiled

_GIVEN = r"""[\w:.@-]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s"'{}<>=/]+))?"""
_CONSTANT = compiled(r"""^export\s+const\s+(\w+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\d[\d.]*))\s*;?\s*$""", re.MULTILINE)
_LITERAL = compiled(r"""["'`]([^"'`]*)["'`]""")
# What can be nothing but code, wherever it stands: a member, a call, a sum, a choice, a function.
_WORKED = compiled(
    r"""[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[[^\[\]]*\]|\([^()]*\))+$|[A-Za-z_$][\w$.]*\([\s\S]*\)$
    |\d+(?:\s*[+*/]\s*\d+)+$|[^?]*\S\s+\?\s+[^:]*\s:\s|[\s\S]*(?:&&|\|\||=>)""",
    re.VERBOSE,
)
# A name, a member or a call is read where it stands; what is chosen or gone through may be nothing.
_READ = compiled(r"[A-Za-z_$][\w$.]*(?:\([^()]*\))?$")
_BRACES = compiled(r"[{}]")
_HELD = compiled(r"\{[^{}]*\}")
# Characters of code that are looked through for where it ends.
_LONGEST = 2000


def _component(walk: Walk, found: Found) -> Read:
    name, closing = found["component_name"], bool(found["closing"])
    if name.isupper():
        # HTML as it was once written.
        return None
    walk.tell("component", *found.span())
    walk.is_code = walk.is_code or name[0].isupper()
    walk.settle(-1 if closing else 0 if found["alone"] else 1)
    walk.done.append(closed(walk, name) if closing else element(walk, "</", name, found["given"], found.start()))
    return "", found.end()


def _code(walk: Walk, found: Found) -> Read:
    walk.tell("code", *found.span())
    walk.is_code = True
    walk.constants |= {constant[1]: constant[constant.lastindex or 0] for constant in _CONSTANT.finditer(found[0])}
    return "", found.end()


def _computed(walk: Walk, found: Found) -> Read:
    """Keep of an attribute that code gives to an element the text in it, a picture's file above all."""
    before = walk.before(found.start())
    if before.rfind("<") <= before.rfind(">"):
        return None
    walk.tell("component", *found.span())
    literal = _LITERAL.search(found[0])
    return f'="{literal[1] if literal else ""}"', found.end()


def _expression(walk: Walk, found: Found) -> Read:
    """Leave out what code works out, but for a constant, and for the elements in it."""
    start = found.start()
    if ATTRIBUTES.match(walk.text, start) or not (end := _balanced(walk.text, start)):
        return None
    held = walk.text[start + 1 : end - 1]
    if not (walk.is_code or _WORKED.match(held.strip())):
        return None
    if known := walk.constants.get(held.strip(), ""):
        return known, end
    elements = held[held.find("<") : held.rfind(">") + 1] if "<" in held else ""
    walk.tell("component" if elements else "value", start, end)
    return _HELD.sub("", elements) or (walk.gap(start, end) if _READ.match(held.strip()) else ""), end


def _balanced(text: str, start: int) -> int:
    """Give the end of what stands in braces, 0 where it is far or nowhere."""
    depth = 0
    for brace in _BRACES.finditer(text, start, start + _LONGEST):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return 0


def _literal(walk: Walk, found: Found) -> Read:
    """Take a text that code gives for what it is."""
    held = found["given_literal"]
    if held[0] == "`" and not walk.is_code:
        return None
    shown = held[1:-1].replace("&", "&amp;").replace("<", "&lt;")
    return (f"\n```\n{held[1:-1].strip(chr(10))}\n```\n" if "\n" in shown else shown), found.end()


MARKS = {
    "literal": Mark(r"""\{(?P<given_literal>"[^"{}\n]*"|'[^'{}\n]*'|`[^`{}]{0,2000}`)\}""", left=_literal),
    "component": Mark(
        rf"""<(?P<closing>/?)(?P<component_name>[A-Z][\w.]*|[a-z][a-z0-9]*-[\w-]+)
        (?P<given>(?:\s+(?:{_GIVEN}|\{{\.\.\.[^{{}}]*\}}))*)\s*(?P<alone>/?)>""",
        left=_component,
    ),
    "code": Mark(
        r"""^(?:import\s+(?:[\w*{}\s,$]{1,400}?\sfrom\s+)?["'][^"'\n]+["'];?[ \t]*$
        |export\s+(?:default|const|let|var|function|async|class|type|interface)\s[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*)""",
        left=_code,
    ),
    "fragment": Mark(r"</?>", left=lambda walk, found: ("", found.end()) if walk.is_code else None),
    "computed": Mark(r"(?<=[\w-])=\{[^{}\n]{0,200}\}", left=_computed),
    "expression": Mark(r"(?<![\w^}\\$])\{(?=[A-Za-z_$\d(])", left=_expression),
    "frame": Mark(r"<(?:iframe|video|audio|object|embed|canvas|svg|math)\b", "frame", None),
}
