"""The blocks of a Markdown text, as people write them: CommonMark's containers, and those of well-known dialects.

A list, a quote or a box is found with all that stands in it before any of that is read, so that code with a blank line
inside a list is one block. What stands outside containers is left to the block processors of Python-Markdown and its
extensions: tables, footnotes, rules, references.
"""

from __future__ import annotations

import re
from textwrap import dedent
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, blockprocessors
from markdown.blockparser import BlockParser
from markdown.util import AtomicString, code_escape

from brochure.load.markdown import gather, marks
from brochure.load.markdown.callouts import Callout, given, opened, quoted
from brochure.vocabulary.patterns import compiled

# A line so deep is code, or belongs to the note above it.
_DEEP = 4
_CLOSING = compiled(r"(?:^|(?<=\s))#+\s*$")
_PIPE = compiled(r"(?<!\\)\|")
_CODE = compiled(r"(?<!`)(`+)(?!`)[^`]*\1(?!`)")
_WANTED = compiled(r"\smarkdown(?:=[\"']?(?:1|block|span|true)[\"']?)?(?=[\s>]|$)")
_MARKED = compiled(rf" *<(?P<tag>[A-Za-z][\w-]*)(?P<rest>[^<>]*?{_WANTED.pattern}[^<>]*)>")
# An element on a line of its own: what follows it where Markdown is wanted is no part of it.
_LONE = compiled(r"^( *<(\w+)[^<>\n]*>[^\n]*</\2> *)\n(?=[^\n])", re.MULTILINE)
_TAGS = compiled(r"<(?P<closes>/?)(?P<tag>[A-Za-z][\w-]*)[^<>]*>")
# Elements that are always closed, and hold blocks.
_HOLDERS = frozenset(
    {
        "article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset", "figure", "footer", "form",
        "header", "main", "nav", "ol", "section", "table", "ul",
    }
)  # fmt: skip


class Blocks(BlockParser):
    """The parser of blocks that stands in for Python-Markdown's."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        register = self.blockprocessors.register
        register(blockprocessors.EmptyBlockProcessor(self), "empty", 100)
        register(blockprocessors.CodeBlockProcessor(self), "code", 80)

        register(blockprocessors.ReferenceProcessor(self), "reference", 15)
        register(blockprocessors.ParagraphProcessor(self), "paragraph", 10)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:
        """Read blocks into an element; all are taken from the list."""
        lines = "\n\n".join(blocks).split("\n")
        blocks.clear()
        _Reader(self, parent, lines).read()

    def leaves(self, parent: Element, text: str) -> None:
        """Read what holds no container."""
        super().parseBlocks(parent, text.split("\n\n"))


class _Reader:
    """Reads the lines of one container. What begins nothing of its own waits in `text` for the next that does."""

    def __init__(self, parser: Blocks, parent: Element, lines: list[str]) -> None:
        self.parser = parser
        self.parent = parent
        self.lines = lines
        self.at = 0
        self.text: list[str] = []
        self._in_note = False
        self._open_tags = 0

    def read(self) -> None:
        takers = (
            self._fence, self._heading, self._rule, self._quote, self._callout, self._list, self._meaning, self._lines,
            self._html,
        )  # fmt: skip
        while self.at < len(self.lines):
            line = self.lines[self.at]
            begins = line.lstrip(" ")[:1] in marks.SIGNS and not self._is_inside(line)
            if not (begins and any(take(line) for take in takers)):
                self._take(line)
        self._flush()

    def _is_inside(self, line: str) -> bool:
        """Tell whether a line is code, or goes on with the note above it, whatever it begins with."""
        if marks.indent(line) < _DEEP or self._open_tags:
            return False
        return self._in_note or not self._in_paragraph()

    def _in_paragraph(self) -> bool:
        return bool(self.text and self.text[-1].strip())

    def _take(self, line: str) -> None:
        """Let a line wait for what follows it."""
        self.at += 1
        if not self._in_paragraph() and marks.ATTRIBUTES.fullmatch(line.strip()):
            return
        if line.strip() and marks.indent(line) < _DEEP:
            self._in_note = marks.NOTE.match(line) is not None or (self._in_note and self._in_paragraph())
            if "|" in line and self._heads_table():
                self._table()
                return
        if marks.ABBREVIATION.match(line):
            self.text += ["", line, ""]
            return
        self.text.append(line.lstrip() if self._open_tags else line)

    def _flush(self) -> None:
        text = "\n".join(self.text).strip("\n")
        self.text, self._in_note = [], False
        if text.strip():
            self.parser.leaves(self.parent, text)

    def _within(self, element: Element, lines: list[str]) -> None:
        self.parser.parseBlocks(element, ["\n".join(lines)])

    def _heads_table(self) -> bool:
        """Tell whether a line that has been taken is the head of a table."""
        below = self.lines[self.at] if self.at < len(self.lines) else ""
        return "|" in below and marks.TABLE.match(below) is not None

    def _table(self) -> None:
        """Part a table from the text above it, and make its head as wide as its widest row, which would lose cells."""
        start, end = self.at - 1, self.at + 1
        while end < len(self.lines) and (row := self.lines[end].strip()) and not marks.ATTRIBUTES.fullmatch(row):
            end += 1
        rows = [row.strip() for row in self.lines[start:end]]
        widths = [len(_PIPE.findall(_CODE.sub("", row.strip("|")))) for row in rows]
        more = max(widths) - widths[0]
        if more > 0:
            rows[:2] = (f"{row.strip('|')}{more * mark}|" for row, mark in zip(rows, ("| ", "|-"), strict=False))
        self.text += ["", *rows, ""]
        self.at = end

    def _fence(self, line: str) -> bool:
        found = marks.FENCE.match(line)
        if found is None:
            return False
        self._flush()
        content, self.at = gather.code(self.lines, self.at)
        if (callout := opened(found["info"])) is not None and found["info"].startswith("{"):
            self._box(callout, content)
        elif any(row.strip() for row in content):
            code = SubElement(SubElement(self.parent, "pre"), "code")
            code.text = AtomicString(code_escape("\n".join(content)) + "\n")
        return True

    def _heading(self, line: str) -> bool:
        found = marks.HEADING.match(line)
        if found is None:
            return False
        self._flush()
        heading = SubElement(self.parent, f"h{len(found['level'])}")
        heading.text = _CLOSING.sub("", (found["text"] or "").strip()).strip()
        self.at += 1
        return True

    def _rule(self, line: str) -> bool:
        """Read a rule, or the line under a heading."""
        found = marks.UNDERLINE.match(line)
        if found is not None and self._in_paragraph():
            above: list[str] = []
            while self._in_paragraph():
                above.append(self.text.pop().strip())
            self._flush()
            SubElement(self.parent, "h1" if found["mark"][0] == "=" else "h2").text = "\n".join(reversed(above))
        elif marks.RULE.match(line):
            self._flush()
            SubElement(self.parent, "hr")
        else:
            return False
        self.at += 1
        return True

    def _quote(self, line: str) -> bool:
        if marks.QUOTE.match(line) is None:
            return False
        self._flush()
        content, self.at = gather.quote(self.lines, self.at)
        callout = quoted(content)
        if callout is None:
            self._within(SubElement(self.parent, "blockquote"), content)
        else:
            self._box(callout, content)
        return True

    def _callout(self, line: str) -> bool:
        indented, fenced = marks.CALLOUT.match(line), marks.CONTAINER.match(line)
        callout = opened(line) if indented or fenced else None
        if callout is None:
            return False
        self._flush()
        content, self.at = (gather.indented if indented else gather.fenced)(self.lines, self.at)
        self._box(*(callout, content) if indented else given(callout, content))
        return True

    def _box(self, callout: Callout, content: list[str]) -> None:
        box = SubElement(self.parent, "div")
        if callout.kind:
            box.set("data-callout", callout.kind)
        if callout.title:
            title = SubElement(box, "p")
            title.set("data-title", "")
            title.text = callout.title
        self._within(box, content)

    def _list(self, line: str) -> bool:
        found = marks.ITEM.match(line)
        if found is None or marks.RULE.match(line) or (self._in_paragraph() and not marks.interrupts(found)):
            return False
        self._flush()
        content, self.at = gather.items(self.lines, self.at)
        ordered = found["mark"][0].isdigit()
        parent = SubElement(self.parent, "ol" if ordered else "ul")
        if ordered and int(found["mark"][:-1]) != 1:
            parent.set("start", str(int(found["mark"][:-1])))
        for lines in content:
            self._within(SubElement(parent, "li"), lines)
        return True

    def _meaning(self, line: str) -> bool:
        """Read what a word means; the words are the lines above it."""
        found = marks.DEFINITION.match(line)
        if found is None:
            return False
        words: list[str] = []
        while self.text and not self.text[-1].strip() and not words:
            self.text.pop()
        while self._in_paragraph():
            words.append(self.text.pop().strip())
        self._flush()
        last = self.parent[-1] if len(self.parent) else None
        if not words and (last is None or last.tag != "dl"):
            return False
        listed = last if last is not None and last.tag == "dl" else SubElement(self.parent, "dl")
        for word in reversed(words):
            SubElement(listed, "dt").text = word
        content, self.at = gather.item(self.lines, self.at, found)
        self._within(SubElement(listed, "dd"), content)
        return True

    def _lines(self, line: str) -> bool:
        """Read lines that end where they end: a poem, an address."""
        found: list[re.Match[str]] = []
        for below in self.lines[self.at :]:
            if (mark := marks.LINE.match(below)) is None:
                break
            found.append(mark)
        after = self.lines[self.at + len(found)] if self.at + len(found) < len(self.lines) else ""
        if len(found) < 2 or self._in_paragraph() or marks.TABLE.match(after):
            return False
        self._flush()
        self.at += len(found)
        SubElement(self.parent, "p").text = "  \n".join((mark["text"] or "").strip() for mark in found)
        return True

    def _html(self, line: str) -> bool:
        """Set HTML aside that stands for a block."""
        for take in (self._aside, self._marked, self._raw):
            if take(line):
                return True
        if not (marks.is_block_tag(line) or (marks.LONE_TAG.match(line) and not self._in_paragraph())):
            return False
        end = self.at
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
            if end < len(self.lines) and (inner := _MARKED.match(self.lines[end])) and inner["tag"].lower() in _HOLDERS:
                break
        self._set_aside(self.at, end)
        return True

    def _aside(self, line: str) -> bool:
        """Pass over a comment or an instruction, which nobody reads."""
        found = marks.ASIDE.match(line)
        if found is None:
            return False
        self._flush()
        ends = marks.ASIDE_ENDS.get(found["opens"], ">")
        start = found.end()
        while self.at < len(self.lines) and (at := self.lines[self.at].find(ends, start)) < 0:
            self.at, start = self.at + 1, 0
        if self.at < len(self.lines):
            self.lines[self.at] = self.lines[self.at][at + len(ends) :]
        return True

    def _raw(self, line: str) -> bool:
        found = marks.RAW.match(line)
        if found is None:
            return False
        closing, end = f"</{found['tag'].lower()}", self.at
        while end < len(self.lines) and closing not in self.lines[end].lower():
            end += 1
        self._set_aside(self.at, min(end + 1, len(self.lines)))
        return True

    def _marked(self, line: str) -> bool:
        """Read an element in which Markdown is wanted: its tags are set aside, what stands between them is read."""
        found = _MARKED.match(line)
        if found is None or not marks.is_block_tag(line):
            return False
        self._flush()
        content, self.at = gather.element(self.lines, self.at, found)
        self._store(f"<{found['tag']}{_WANTED.sub('', found['rest'])}>")
        self._within(self.parent, _LONE.sub(r"\1\n\n", dedent("\n".join(content))).split("\n"))
        self._store(f"</{found['tag']}>")
        return True

    def _set_aside(self, start: int, end: int) -> None:
        self._flush()
        self.at = end
        html = "\n".join(self.lines[start:end])
        for tag in _TAGS.finditer(html):
            if tag["tag"].lower() in _HOLDERS:
                self._open_tags = max(0, self._open_tags + (-1 if tag["closes"] else 1))
        self._store(html)

    def _store(self, html: str) -> None:
        SubElement(self.parent, "p").text = self.parser.md.htmlStash.store(html)
