"""The title of a Markdown text that has one heading of the first level."""

from __future__ import annotations

import re

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_LINES = compiled(
    r"(?P<fence>^ {0,3}(?P<mark>`{3,}|~{3,})[^\n]*(?:\n(?! {0,3}(?P=mark))[^\n]*)*(?:\n[^\n]*)?)"
    r"|(?P<comment><!--(?:(?!-->)[\s\S])*(?:-->|\Z))"
    r"|^ {0,3}\#[ \t]+(?P<hash>[^\n]*)$"
    r"|^(?<![^\n]\n) {0,3}(?P<lines>[^\s\#>|=*+<-][^\n]*(?:\n[ \t]*[^\s=][^\n]*){1,3})\n {0,3}=+[ \t]*$"
    r"|^ {0,3}(?P<under>[^\s\#>|=*+-][^\n]*)\n {0,3}=+[ \t]*$"
    r"|<h1\b[^<>]*>\s*(?P<html>(?:(?!</?h1\b)[\s\S])*)</h1\s*>",
    re.MULTILINE | re.IGNORECASE,
)
# What may close a heading: attributes, number signs.
_CLOSING = compiled(r"(?<![\s\#])(?:[ \t]+\#+)?(?:[ \t]*\{:?[ \t]*[\#.][^{}\n]*\})?\s*$")
# A heading that is a picture, or a link with one in it.
_ONLY_PICTURE = compiled(
    r"(?:<a\b[^<>]*>\s*|\[)?(?:!\[(?P<alt>[^\]\n]*)\](?:\([^()\n]*\)|\[[^\]\n]*\])"
    r"|<img\b(?=[^<>]*\balt=[\"'](?P<html>[^\"'<>]*)[\"'])[^<>]*>)(?:\s*</a>|\](?:\([^()\n]*\)|\[[^\]\n]*\]))?"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its Markdown, where that begins and ends, and the text without the heading."""

    markdown: str
    start: int
    end: int
    rest: str


def only_heading(text: str) -> Heading | None:
    """Give the one heading of the first level, None where there are none or several; one in code is none."""
    found = [match for match in _LINES.finditer(text) if match["fence"] is None and match["comment"] is None]
    if len(found) != 1:
        return None
    name = next(name for name in ("hash", "lines", "under", "html") if found[0][name] is not None)
    markdown = _CLOSING.sub("", found[0][name]).strip()
    before, after = text[: found[0].start()], text[found[0].end() :]
    if shown := _ONLY_PICTURE.fullmatch(markdown):
        # A picture that says the title stays where it is.
        said = " ".join((shown["alt"] or shown["html"] or "").split())
        return Heading(said, *found[0].span(name), f"{before}{markdown}{after}") if said else None
    return Heading(markdown, *found[0].span(name), before + after) if markdown else None
