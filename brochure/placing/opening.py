"""What a text begins with before its first heading: it opens the brochure, and does not come after all lists."""

from __future__ import annotations

from brochure.load.front_matter import FrontMatter
from brochure.load.text import Source
from brochure.load.yaml.nodes import Scalar
from brochure.placing.values import words_in
from brochure.vocabulary.patterns import compiled

# So many words are an introduction; more are a text of their own.
_MOST = 160
# A paragraph that is a paragraph: no heading, list, quotation, table, code, picture, or anything of a site.
_PLAIN = compiled(
    r"(?![#>|<{:`~!\[=$%]|[-*+] |\d+[.)] |import |export )[^\n]*(?:\n(?![#>|<{:`~=]|[-*+] |-{2,})[^\n]*)*"
)
# What leads to another place of the text.
_LEADS = compiled(r"\[\^|\]\[|\{[%{<#]|<[A-Za-z/!]|^[ \t]+\S|\{\w+\}", 8)
_HEADING = compiled(r"[ ]{0,3}#{1,6}[ \t]+\S")


def opening_of(front: FrontMatter, source: Source) -> tuple[Scalar, FrontMatter] | None:
    """Give the plain paragraphs before the first heading of a text, and the rest; None where it opens otherwise."""
    body = front.body
    start = len(body) - len(body.lstrip())
    blocks = body[start:].split("\n\n")
    count = 0
    while count < len(blocks) and not _HEADING.match(blocks[count]):
        count += 1
    found = "\n\n".join(blocks[:count]).rstrip()
    plain = all(_PLAIN.fullmatch(block.strip("\n")) for block in blocks[:count] if block.strip())
    if not found or not plain or _LEADS.search(found) or words_in(found) > _MOST:
        return None
    begin, end = front.body_offset + start, front.body_offset + start + len(found)
    rest = body[start + len(found) :]
    scalar = Scalar(found, "text", source.place(begin), begin, end)
    return scalar, FrontMatter(front.data, rest, end, front.problems)
