"""The words that a brochure owes its author: of every text value that is printed, section by section, in source order.

The reading is the tests' own, simpler than the package's: marks of Markdown are taken away, all that is left is owed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.values import Text
from brochure.sections.registry import shipped

# In turn: pictures with their alternative texts, targets of links, calls of footnotes, tags, addresses, numbers of
# lists, rules of tables.
_TAKEN = (
    (r"!\[[^\]]*\]\([^)]*\)", " "),
    (r"\]\([^)]*\)", " "),
    (r"\[\^\w+\](?!:)", ""),
    (r"<[^>]*>", " "),
    (r"(?m)^[ >]*\d+[.)] ", " "),
    (r"(?m)^\|[ :|-]+$", " "),
    (r"[*`]+", ""),
)


def words(text: str) -> list[str]:
    """Give the words: runs of letters and figures, whatever stands between them."""
    return re.findall(r"[^\W_]+", text.replace("\u00ad", ""))


def owed(brochure: Brochure, project: Project) -> dict[str, list[str]]:
    """Give the words that each section owes, in the order of its page; none for sections that owe nothing.

    Which values those are, the sections say themselves; that they name all is proven in tests/sections.
    """
    sections = shipped().texts(brochure, project)
    found = {name: list(_words_of(texts)) for name, texts in sections.items()}
    return {name: row for name, row in found.items() if row}


def notes(brochure: Brochure, project: Project) -> list[list[str]]:
    """Give the words of each footnote; its place on the page is its own."""
    texts = [text for row in shipped().texts(brochure, project).values() for text in row]
    return [words(_plain(note)) for text in texts for note in _NOTE.findall(text.markdown)]


def missing(wanted: list[str], there: list[str]) -> list[str]:
    """Give the words that do not follow in turn in what is there; none where all of them do."""
    lost, at = [], 0
    for word in wanted:
        try:
            at = there.index(word, at) + 1
        except ValueError:
            lost.append(word)
    return lost


_NOTE = re.compile(r"(?m)^\[\^\w+\]: (.*)$")


def _words_of(texts: tuple[Text | None, ...]) -> Iterator[str]:
    for text in texts:
        if text:
            yield from words(_plain(_NOTE.sub("", text.markdown)))


def _plain(markdown: str) -> str:
    for pattern, instead in _TAKEN:
        markdown = re.sub(pattern, instead, markdown)
    return markdown
