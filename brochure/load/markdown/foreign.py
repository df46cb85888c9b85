"""What a site generator means for itself: its marks are taken off, and the text they hold stays.

Shortcodes of Hugo, tags and values of Jekyll (Liquid), Nunjucks, GitBook, components and code of MDX, Astro, Vue,
links of wikis, shortcodes of WordPress, marks where a site puts a table of contents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent

from brochure.load.markdown.callouts import opened
from brochure.load.markdown.codespans import CodeSpans
from brochure.load.markdown.marks import ATTRIBUTES, CONTAINER

_GIVEN = r"""[\w:.@-]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s"'{}<>=/]+))?"""
_TOC = r"(?:\[toc\]|\[\[_?toc_?\]\]|(?:[*+-]|1\.)[ \t]+\S[^\n]*\n[ \t]*\{:[ \t]*toc\b[^}\n]*\})"
_MARKS = re.compile(
    rf"""
    (?P<include>^[ \t]*(?:--8<--[^\n]*|\{{![^{{}}\n]*!\}}|<<<[ \t]*\S[^\n]*)$)
   |(?P<kramdown>\{{::(?:comment|nomarkdown|options)\b[^{{}}\n]*\}}|\{{:/(?:comment|nomarkdown)?\}})
   |(?P<note_mark>\[\^(?P<mark>[^\]\s]{{1,100}})\](?!:))
   |\^\[(?P<aside>[^\[\]\n]{{1,1000}})\](?![(\[])
   |\{{(?P<edited>\+\+|--|~~|==|>>)(?P<edit>[^{{}}\n]{{1,500}})(?:\+\+|--|~~|==|<<)\}}
   |(?<![!\]\\])\[(?P<span>[^\[\]\n]+)\]\{{[ ]*[.\#](?![^{{}}\n]*[|<>]) [^{{}}\n]*\}}(?!\()
   |(?P<loose>(?<=\S)[ \t]+\{{[ ]*[.\#][\w-]+(?:[ ]+[.\#][\w-]+)*[ ]*\}}[ \t]*$)
   |(?P<role>\{{[a-z][a-z0-9:+_-]*\}}(?=`)
      |(?<![\w:]):(?:ref|doc|term|numref|math|file|kbd|abbr|command|option|guilabel):(?=`))
   |(?P<container>^[ ]{{0,3}}:{{2,}}[ \t]*[\[{{.A-Za-z][^\n]*)
   |(?<![\w:]):{{1,2}}(?P<directive>[a-z][a-z0-9-]*)
      (?:\[(?P<words>[^\[\]\n]*)\](?:\{{(?P<with>[^{{}}\n]*)\}})?
      |\{{(?P<only>[^{{}}\n]*=[^{{}}\n]*)\}})
   |\{{(?P<literal>"[^"{{}}\n]*"|'[^'{{}}\n]*'|`[^`{{}}]{{0,2000}}`)\}}
   |(?P<toc>(?i:^[ \t]*{_TOC}[ \t]*$))
   |\{{\{{(?P<value>[^{{}}]*)\}}\}}
   |\{{%(?P<tag>[^{{}}]*)%\}}
   |(?P<note>\{{\#(?=\s)|\{{/\*)
   |<(?P<closing>/?)(?P<component>[A-Z][\w.]*|[a-z][a-z0-9]*-[\w-]+)
      (?P<given>(?:\s+(?:{_GIVEN}|\{{\.\.\.[^{{}}]*\}}))*)\s*(?P<alone>/?)>
   |(?P<code>^(?:import\s+(?:[\w*{{}}\s,$]{{1,400}}?\sfrom\s+)?["'][^"'\n]+["'];?[ \t]*$
      |export\s+(?:default|const|let|var|function|async|class|type|interface)\s[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*))
   |!?\[\[(?P<wiki>[^\[\]\n]+)\]\]
   |\[(?P<ends>/?)(?P<bracket>[a-z][a-z0-9_-]{{2,30}})
      (?P<pairs>(?:\s+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]"'=]+))*)\s*/?\](?![(\[:])
   |(?P<fragment></?>)
   |(?<=[\w-])(?P<computed>=\{{[^{{}}\n]{{0,200}}\}})
   |(?P<expression>\{{(?=[A-Za-z_$]))
   |(?P<frame><(?:iframe|video|audio|object|embed|canvas|svg|math)\b)
   |(?P<formula>(?<![\\$\w])\$\$?(?=[^$\n]{{0,200}}[\\_^{{])[^\s$\d](?:[^$\n]{{0,200}}[^\s$])?\$\$?(?![\w$])
      |^\$\$[ \t]*\n[^$]{{1,2000}}\$\$[ \t]*$)
    """,
    re.MULTILINE | re.VERBOSE,
)
_ANY = re.compile(
    r"""\{[ {%#./:A-Za-z$!+~=>"'`-]|<[A-Z/>iavoecsm]|\[\^"""
    r"""|\^\[|(?<![\w:]):[a-z]+[\[{:]|--8<|^[ \t]*<<<|</?[a-z]+-"""
    r"""|\[\[|\[/?[a-zT]|^(?:import|export)\s|^ {0,3}::|\$|=\{""",
    re.MULTILINE,
)
# The groups that tell what was found.
_GROUPS = (
    "include", "kramdown", "note_mark", "aside", "edit", "span", "loose", "role", "directive", "literal",
    "toc", "value", "tag", "note", "component", "code", "wiki", "bracket", "fragment", "computed", "expression",
    "container", "frame", "formula",
)  # fmt: skip

# What is told of each kind.
ABOUT = {
    "shortcode": "a shortcode of a site generator: only the text in it is printed",
    "tag": "a tag of a site's templates: only the text in it is printed",
    "value": "a value that a site fills in: nothing is printed for it",
    "component": "a component of a site: only the text in it is printed",
    "code": "code of a site: nothing is printed for it",
    "wiki": "a link of a wiki: its words are printed",
    "toc": "where a site puts a table of contents: nothing is printed for it",
    "container": "a box of a site's own: only the text in it is printed",
    "frame": "something that a page shows in a frame: it is not printed",
    "include": "where a site puts another file: nothing of it is printed",
    "edit": "a change that an editor marked (CriticMarkup): it is printed as it would be read",
    "note": "the mark of a footnote that is nowhere: it is printed as it is written",
    "formula": "a formula: it is printed as it is written",
}
# Values under these keys are read on the site; the first ones as a title.
_TITLES = ("title", "heading", "label", "summary")
_READ = (*_TITLES, "caption", "text", "subtitle", "description", "quote", "cite")
# What is called so has a title in its name, or as its one literal.
_NAMED = frozenset({"accordion", "collapse", "details", "expand", "panel", "section", "step", "tab", "tabitem"})
_SPEAKERS = ("author", "attribution", "by", "name")
_QUOTES = frozenset({"blockquote", "pullquote", "quote"})
_BRANCHES = frozenset({"else", "elsif", "elseif", "elif", "when"})
_PICTURES = frozenset({"figure", "img", "image", "picture", "staticimage", "nuxtimg"})
_PAIR = re.compile(r"""(?<![\w-])(?P<key>[\w-]+)\s*[=:]\s*\{?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_LITERAL = re.compile(r"""(?<![=:\s])\s+(?:"([^"]*)"|'([^']*)')|^\s*(?:"([^"]*)"|'([^']*)')""")
_CONSTANT = re.compile(r"""export\s+const\s+(\w+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\d[\d.]*))\s*;?\s*$""")
# How far back a line is looked at for whether anything stands before a mark.
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Foreign:
    """Markup that means nothing here: its kind (a key of ABOUT), and where it stands."""

    kind: str
    start: int
    end: int


def unwrap(text: str) -> str:
    """Take the marks off a Markdown text."""
    return _Unwrapper(text).run() if _ANY.search(text) else text


def foreign(text: str) -> list[Foreign]:
    """List what is foreign in a Markdown text."""
    if not _ANY.search(text):
        return []
    unwrapper = _Unwrapper(text)
    unwrapper.run()
    return unwrapper.found


class _Unwrapper:
    """Goes through a text once. What has been read waits in `parts` until a component begins or ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Foreign] = []
        self._spans = CodeSpans(text)
        self._done: list[str] = []
        self._parts: list[str] = []
        self._depth = 0
        self._is_code = False
        self._boxes: list[tuple[str, str]] = []
        self._links: list[str] = []
        self._notes: frozenset[str] | None = None
        self._constants: dict[str, str] = {}
        self._next: dict[str, int] = {}
        self._first: dict[str, int] = {}

    def run(self) -> str:
        at = 0
        while (mark := _MARKS.search(self.text, at)) is not None:
            start = mark.start()
            if inside := self._spans.end(start):
                self._parts.append(self.text[at:inside])
                at = inside
                continue
            self._parts.append(self.text[at:start])
            group = next(name for name in _GROUPS if mark[name] is not None)
            told: tuple[str, int] | None = getattr(self, f"_{group}")(mark)
            new, at = (self.text[start], start + 1) if told is None else told
            self._parts.append(new)
        self._parts.append(self.text[at:])
        self._settle()
        return "".join(self._done)

    def _settle(self) -> None:
        """Move what stands in a component to the margin, where no one would take it for code."""
        held = "".join(self._parts)
        self._done.append(dedent(held) if self._depth else held)
        self._parts = []

    def _tell(self, kind: str, mark: re.Match[str]) -> None:
        self.found.append(Foreign(kind, *mark.span()))

    def _find(self, needle: str, at: int) -> int:
        """Find a text after an offset, -1 where it is nowhere; no part of the text is looked through twice."""
        known = self._next.get(needle)
        if known is None or -1 < known < at:
            known = self._next[needle] = self.text.find(needle, at)
        return known

    def _is_block(self, start: int) -> bool:
        line = self.text[max(0, start - _NEAR) : start].rpartition("\n")[2]
        return not line.strip()

    def _toc(self, mark: re.Match[str]) -> tuple[str, int]:
        self._tell("toc", mark)
        return "", mark.end()

    def _value(self, mark: re.Match[str]) -> tuple[str, int]:
        inner = mark["value"].strip()
        if inner[:1] in ("<", "%"):
            if inner[1:3] == "/*":
                # How a page on shortcodes shows one.
                return mark[0].replace("/*", "", 1).replace("*/", "", 1).replace("<", "&lt;"), mark.end()
            self._tell("shortcode", mark)
            inner = inner[1:].rstrip("/>% \n").strip()
            name, _, given = inner.lstrip("/ ").partition(" ")
            return self._element(name, given, inner.startswith("/"), f"{{{{< /{name}", mark.start()), mark.end()
        if not inner.startswith(("/*", "!")):
            self._tell("value", mark)
        if inner.strip("- ").partition(" ")[0] in _BRANCHES:
            return " ", mark.end()
        literal = re.match(r"""["']([^"']*)["']""", inner)
        return literal[1] if literal else "", mark.end()

    def _tag(self, mark: re.Match[str]) -> tuple[str, int]:
        inner = mark["tag"].strip(" -\n\t")
        name, _, given = inner.partition(" ")
        literal = {"raw": "endraw", "comment": "endcomment", "highlight": "endhighlight"}.get(name)
        if literal is not None and (end := self._find(literal, mark.end())) >= 0:
            opening, closing = self.text.rfind("{%", 0, end), self.text.find("%}", end)
            held = self.text[mark.end() : opening]
            shown = {"raw": held, "comment": "", "highlight": f"\n```\n{held.strip(chr(10))}\n```\n"}[name]
            return shown, closing + 2 if closing >= 0 else end
        self._tell("tag", mark)
        if self.text.endswith("(", 0, mark.start()):
            return given.strip().strip("\"'").partition(" ")[0], mark.end()
        if name in _BRANCHES:
            return " ", mark.end()
        ends = name.startswith("end")
        return self._element(name.removeprefix("end"), given, ends, f"end{name}", mark.start()), mark.end()

    def _note(self, mark: re.Match[str]) -> tuple[str, int] | None:
        closing = "#}" if mark[0].startswith("{#") else "*/}"
        end = self._find(closing, mark.end())
        return ("", end + len(closing)) if end >= 0 else None

    def _component(self, mark: re.Match[str]) -> tuple[str, int] | None:
        name = mark["component"]
        if name.isupper():
            # HTML as it was once written.
            return None
        self._tell("component", mark)
        self._is_code = self._is_code or name[0].isupper()
        self._settle()
        closing, alone = bool(mark["closing"]), bool(mark["alone"])
        self._depth = max(0, self._depth - closing + (not closing and not alone))
        self._done.append(self._element(name, mark["given"], closing, f"</{name}", mark.start()))
        return "", mark.end()

    def _element(self, name: str, given: str, closing: bool, closed_by: str, start: int) -> str:
        """Give what stands for an element: a picture, a link, a box, or the texts that are given to it."""
        if closing:
            if self._boxes and self._boxes[-1][0] == name:
                return self._boxes.pop()[1]
            if self._links and self._links[-1] == name:
                self._links.pop()
                return "</a>"
            return ""
        pairs = {pair["key"].lower(): pair["double"] or pair["single"] or "" for pair in _PAIR.finditer(given)}
        source, target = pairs.get("src"), pairs.get("href") or pairs.get("to") or pairs.get("url")
        if source and name.lower() in _PICTURES:
            shown = f"![{pairs.get('alt', '')}]({source.replace(' ', '%20')})"
            title = f"**{pairs['title']}**" if name == "figure" and pairs.get("title") else ""
            below = [text for text in (title, pairs.get("caption")) if text]
            return "\n\n".join([shown, *below]) + "\n" * bool(below)
        is_held = self._find(closed_by, start) >= 0
        if target and is_held and not any(key in pairs for key in _TITLES):
            self._links.append(name)
            return f'<a href="{target}">'
        is_block = self._is_block(start)
        if is_held and is_block and name.lower() in _QUOTES:
            by = next((pairs[key] for key in _SPEAKERS if pairs.get(key)), "")
            self._boxes.append((name, f"\n\n{by}\n\n</blockquote>\n\n"))
            return '\n<blockquote markdown="1">\n'
        box = opened(f"{name.lower()} {given.replace('style=', 'type=')}") if is_held and is_block else None
        if box is not None and box.kind:
            self._boxes.append((name, "\n:::\n"))
            return f"\n:::{box.kind}[{box.title}]\n"
        return _said(name, pairs, given, is_block)

    def _code(self, mark: re.Match[str]) -> tuple[str, int]:
        self._tell("code", mark)
        self._is_code = True
        for line in mark[0].split("\n"):
            if (found := _CONSTANT.match(line)) is not None:
                self._constants[found[1]] = found[2] or found[3] or found[4] or ""
        return "", mark.end()

    def _wiki(self, mark: re.Match[str]) -> tuple[str, int] | None:
        page, _, label = mark["wiki"].partition("|")
        if page.strip().isdigit() or self.text.startswith("(", mark.end()):
            return None
        self._tell("wiki", mark)
        if mark[0].startswith("!"):
            return f"![{label.strip()}]({page.strip().replace(' ', '%20')})", mark.end()
        return label.strip() or page.partition("#")[0].strip() or page.strip("# "), mark.end()

    def _bracket(self, mark: re.Match[str]) -> tuple[str, int] | None:
        name = mark["bracket"]
        is_pair = self._find(f"[/{name}]", mark.start()) >= 0
        if not (mark["ends"] or mark["pairs"] or is_pair):
            return None
        first = self._first.setdefault(name, self.text.find(f"[{name}"))
        if mark["ends"] and not -1 < first < mark.start():
            return None
        self._tell("shortcode", mark)
        return self._element(name, mark["pairs"], bool(mark["ends"]), f"[/{name}]", mark.start()), mark.end()

    def _fragment(self, mark: re.Match[str]) -> tuple[str, int] | None:
        return ("", mark.end()) if self._is_code else None

    def _computed(self, mark: re.Match[str]) -> tuple[str, int] | None:
        """Keep of an attribute that code gives to an element the text in it, a picture's file above all."""
        before = self.text[max(0, mark.start() - _NEAR) : mark.start()]
        if before.rfind("<") <= before.rfind(">"):
            return None
        self._tell("component", mark)
        literal = re.search(r"""["']([^"']*)["']""", mark[0])
        return f'="{literal[1] if literal else ""}"', mark.end()

    def _expression(self, mark: re.Match[str]) -> tuple[str, int] | None:
        """Leave out what code works out, but for a constant, and for the elements in it."""
        start = mark.start()
        if not self._is_code or ATTRIBUTES.match(self.text, start) or not (end := _balanced(self.text, start)):
            return None
        self.found.append(Foreign("value", start, end))
        held = self.text[start + 1 : end - 1]
        elements = (
            held[held.find("<") : held.rfind(">") + 1] if "<" in held and held.find("<") < held.rfind(">") else ""
        )
        return self._constants.get(held.strip(), "") or re.sub(r"\{[^{}]*\}", "", elements), end

    def _container(self, mark: re.Match[str]) -> tuple[str, int] | None:
        if not CONTAINER.match(mark[0]):
            return None
        box = opened(mark[0])
        if box is None or not box.kind:
            self._tell("container", mark)
        return mark[0], mark.end()

    def _include(self, mark: re.Match[str]) -> tuple[str, int]:
        self._tell("include", mark)
        return "", mark.end()

    def _kramdown(self, mark: re.Match[str]) -> tuple[str, int]:
        end = self._find("{:/", mark.end()) if mark[0].startswith("{::comment") else -1
        closed = self.text.find("}", end) if end >= 0 else -1
        return "", closed + 1 if closed >= 0 else mark.end()

    def _note_mark(self, mark: re.Match[str]) -> tuple[str, int]:
        if self._notes is None:
            self._notes = frozenset(re.findall(r"\[\^([^\]\s]{1,100})\]:", self.text))
        if mark["mark"] not in self._notes:
            self._tell("note", mark)
        return mark[0], mark.end()

    def _aside(self, mark: re.Match[str]) -> tuple[str, int]:
        """Set a note that stands in the line in brackets."""
        return f" ({mark['aside']})", mark.end()

    def _edit(self, mark: re.Match[str]) -> tuple[str, int]:
        self._tell("edit", mark)
        held, sign = mark["edit"], mark["edited"]
        if sign == "~~":
            before, _, after = held.partition("~>")
            return f"~~{before}~~ {after}", mark.end()
        return {"--": f"~~{held}~~", ">>": ""}.get(sign, held), mark.end()

    def _span(self, mark: re.Match[str]) -> tuple[str, int]:
        return mark["span"], mark.end()

    def _loose(self, mark: re.Match[str]) -> tuple[str, int]:
        return "", mark.end()

    def _role(self, mark: re.Match[str]) -> tuple[str, int]:
        self._tell("component", mark)
        return "", mark.end()

    def _directive(self, mark: re.Match[str]) -> tuple[str, int]:
        self._tell("component", mark)
        given = mark["with"] or mark["only"] or ""
        pairs = {pair["key"].lower(): pair["double"] or pair["single"] or "" for pair in _PAIR.finditer(given)}
        return mark["words"] or _said(mark["directive"], pairs, "", False), mark.end()

    def _literal(self, mark: re.Match[str]) -> tuple[str, int] | None:
        """Take a text that code gives for what it is."""
        held = mark["literal"]
        if held[0] == "`" and not self._is_code:
            return None
        shown = held[1:-1].replace("&", "&amp;").replace("<", "&lt;")
        return (f"\n```\n{held[1:-1].strip(chr(10))}\n```\n" if "\n" in shown else shown), mark.end()

    def _frame(self, mark: re.Match[str]) -> None:
        self._tell("frame", mark)

    def _formula(self, mark: re.Match[str]) -> None:
        self._tell("formula", mark)


# Characters of code that are looked through for where it ends.
_LONGEST = 2000


def _balanced(text: str, start: int) -> int:
    """Give the end of what stands in braces, 0 where it is far or nowhere."""
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, start, start + _LONGEST):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return 0


def _said(name: str, pairs: dict[str, str], given: str, is_block: bool) -> str:
    """Give the texts among what is given to an element: those under telling keys, and sentences without a key."""
    if name.lower().replace("-", "") in _NAMED and not any(pairs.get(key) for key in _TITLES):
        literal = _LITERAL.search(given)
        title = pairs.get("name") or pairs.get("header") or ("".join(filter(None, literal.groups())) if literal else "")
        pairs, given = {**pairs, "title": title}, ""
    texts = [f"**{pairs[key]}**" if key in _TITLES else pairs[key] for key in _READ if pairs.get(key, "").strip()]
    loose = ("".join(filter(None, found.groups())) for found in _LITERAL.finditer(given))
    texts += [text for text in loose if " " in text.strip() and "/" not in text]
    if not texts:
        return ""
    return "\n\n".join(["", *texts, ""]) if is_block else " ".join(["", *texts, ""])
