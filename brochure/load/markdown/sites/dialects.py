"""Marks of dialects of Markdown: directives, roles, spans, changes of an editor, links of wikis, formulas."""

from __future__ import annotations

from brochure.load.markdown.callouts import opened
from brochure.load.markdown.marks import CONTAINER as CONTAINS
from brochure.load.markdown.sites.elements import given_pairs, said
from brochure.load.markdown.sites.walk import Found, Mark, Read, Walk
from brochure.vocabulary.patterns import compiled


def _note_mark(walk: Walk, found: Found) -> Read:
    if found["note_name"] not in walk.notes:
        walk.tell("note", *found.span())
    return found[0], found.end()


def _edit(walk: Walk, found: Found) -> Read:
    walk.tell("edit", *found.span())
    held, sign = found["edited"], found["edit_sign"]
    if sign == "~~":
        before, _, after = held.partition("~>")
        return f"~~{before}~~ {after}", found.end()
    return {"--": f"~~{held}~~", ">>": ""}.get(sign, held), found.end()


def _container(walk: Walk, found: Found) -> Read:
    if not CONTAINS.match(found[0]):
        return None
    box = opened(found[0])
    if box is None or not box.kind:
        walk.tell("container", *found.span())
    return found[0], found.end()


def _directive(walk: Walk, found: Found) -> Read:
    walk.tell("component", *found.span())
    pairs = given_pairs(found["with"] or found["only"] or "")
    return found["words"] or said(found["directive_name"], pairs), found.end()


def _pressed(walk: Walk, found: Found) -> Read:
    """Name keys to press as they are written on a keyboard; one word alone may be what an editor inserted."""
    names = found["pressed"].split("+")
    if len(names) < 2:
        return None
    return "+".join(f"<kbd>{name.replace('-', ' ').capitalize()}</kbd>" for name in names), found.end()


def _cited(walk: Walk, found: Found) -> Read:
    """Take the signs off the works that a sentence names; `[@name]` may also be the name of an address below."""
    if f"{found[0]}:" in walk.text:
        return None
    walk.tell("citation", *found.span())
    return f"[{_WORK.sub('', found['cited'])}]", found.end()


def _wiki(walk: Walk, found: Found) -> Read:
    page, _, label = found["page"].partition("|")
    if page.strip().isdigit() or walk.text.startswith("(", found.end()):
        return None
    walk.tell("wiki", *found.span())
    if found[0].startswith("!"):
        return f"![{label.strip()}]({page.strip().replace(' ', '%20')})", found.end()
    return label.strip() or page.partition("#")[0].strip() or page.strip("# "), found.end()


# What stands before the name of a work in a citation.
_WORK = compiled(r"(?<![^\s;(])-?@(?=[A-Za-z])")
# Commands that lay out a page, and environments that hold running text.
_LAYOUT = "newpage|pagebreak|clearpage|cleardoublepage|bigskip|medskip|smallskip|hfill|vfill|noindent|maketitle"
_RUNNING = r"center|flush(?:left|right)|quot(?:e|ation)|verse|minipage|multicols|samepage|landscape|small|large"

MARKS = {
    "include": Mark(r"^[ \t]*(?:--8<--[^\n]*|\{![^{}\n]*!\}|<<<[ \t]*\S[^\n]*)$", "include"),
    "note_mark": Mark(r"\[\^(?P<note_name>[^\]\s]{1,100})\](?!:)", left=_note_mark),
    # A note that stands in the line is set in brackets.
    "aside": Mark(r"\^\[(?P<said>[^\[\]\n]{1,1000})\](?![(\[])", left=r" (\g<said>)"),
    # What an editor of notes keeps for itself: comments, names of blocks, of targets.
    "comment": Mark(r"%%(?:[^%]|%(?!%)){0,2000}%%", left=""),
    "block_name": Mark(r"[ \t]+\^(?=[a-z0-9-]*[a-z])[a-z0-9-]{3,}$|^\([a-z0-9][\w-]*\)=[ \t]*$", left=""),
    # Signs of an icon font, by the name of its set; keys to press.
    "set_icon": Mark(r"(?<![\w:]):(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:(?:\{[^{}\n]*\})?", left=""),
    "keys": Mark(r"\+\+(?P<pressed>[a-z0-9]+(?:[-+][a-z0-9]+)*)\+\+(?![+\w])", left=_pressed),
    "citation": Mark(r"\[(?P<cited>(?:[^\[\]\n]{0,200}[\s;(])?-?@[A-Za-z][^\[\]\n]{0,500})\](?![(\[:{])", left=_cited),
    "layout": Mark(
        rf"""^[ \t]*\\(?:(?:{_LAYOUT}|[vh]space\*?\{{[^{{}}\n]*\}}|tableofcontents)
        |(?:begin|end)\{{(?:{_RUNNING})\*?\}}(?:\[[^\]\n]*\])?(?:\{{[^{{}}\n]*\}})*)[ \t]*$""",
        "layout",
    ),
    "edit": Mark(r"\{(?P<edit_sign>\+\+|--|~~|==|>>)(?P<edited>[^{}\n]{1,500})(?:\+\+|--|~~|==|<<)\}", left=_edit),
    "span": Mark(
        r"(?<![!\]\\])\[(?P<held>[^\[\]\n]+)\]\{[ ]*[.\#](?![^{}\n]*[|<>])[^{}\n]*\}(?!\()",
        left=r"\g<held>",
    ),
    "loose": Mark(r"(?:(?<=\S)[ \t]+|(?<=[.!?…]))\{[ ]*[.\#][\w-]+(?:[ ]+[.\#][\w-]+)*[ ]*\}[ \t]*$"),
    "role": Mark(
        r"""\{[a-z][a-z0-9:+_-]*\}(?=`)
        |(?<![\w:]):(?:ref|doc|term|numref|math|file|kbd|abbr|command|option|guilabel):(?=`)""",
        "component",
    ),
    "container": Mark(r"^[ ]{0,3}:{2,}[ \t]*[\[{.A-Za-z][^\n]*", left=_container),
    "directive": Mark(
        r"""(?<![\w:]):{1,2}(?P<directive_name>[a-z][a-z0-9-]*)
        (?:\[(?P<words>[^\[\]\n]*)\](?:\{(?P<with>[^{}\n]*)\})?|\{(?P<only>[^{}\n]*=[^{}\n]*)\})""",
        left=_directive,
    ),
    "toc": Mark(
        r"(?i:^[ \t]*(?:\[toc\]|\[\[_?toc_?\]\]|(?:[*+-]|1\.)[ \t]+\S[^\n]*\n[ \t]*\{:[ \t]*toc\b[^}\n]*\})[ \t]*$)",
        "toc",
    ),
    "wiki": Mark(r"!?\[\[(?P<page>[^\[\]\n]+)\]\]", left=_wiki),
    "formula": Mark(
        r"""(?<![\\$\w])\$\$?(?=[^$\n]{0,200}[\\_^{])[^\s$\d](?:[^$\n]{0,200}[^\s$])?\$\$?(?![\w$])
        |(?<![\\$\w])\$\$(?=[^$\n]{0,200}[\\_^{])[^$\n]{1,200}\$\$(?![\w$])
        |^\$\$[ \t]*\n[^$]{1,2000}\$\$[ \t]*$|^[ \t]*\$\$[^$\n]{1,400}\$\$[ \t]*$|^[ \t]*\\begin\{[a-z]+\*?\}""",
        "formula",
        None,
    ),
}
