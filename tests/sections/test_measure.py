"""Long texts in every kind of section have lines that are read with ease, and do not end in one short word."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import yaml

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.seen import Pages, lines

# Signs in the longest line of a text, spaces counted.
MEASURE = 68
SENTENCE = "Bring what is broken and we look at it together on two evenings a week, with tools of all kinds."
# The last words of texts.
ENDS = ("me.", "kinds.")
LONG = " ".join([SENTENCE] * 3)


def items(count: int, *keys: str, **more: Any) -> list[dict[str, Any]]:
    """Give items of which each key says something long."""
    return [dict.fromkeys(keys, f"{LONG} It is me.") | more for _ in range(count)]


# Few of each kind, which are set large, and many, which flow.
FEW = {
    "features": items(2, "text", title="Tools"),
    "people": {"text": LONG, "list": items(2, "text", name="Ada")},
    "prices": {"list": items(2, "note", name="A day", price="40"), "text": LONG},
    "agenda": {"text": LONG, "list": items(2, "text", time="9:00", title="Talk"), "note": LONG},
    "questions": {"list": items(2, "answer", question="Why?"), "text": LONG},
    "quotes": {"title": "Heard", "list": items(2, "quote", name="Ada"), "text": LONG},
    "text": {"title": "Lending", "text": LONG, "list": items(2, "text", title="Part")},
    "table": {"text": LONG, "caption": LONG, "list": [["Kind", 2024], ["Hire", 11]]},
    "facts": {"date": "14 March 2026", "list": items(1, "note", label="Who"), "text": LONG},
    "contact": {"phone": "0123 456", "text": LONG, "address": LONG},
    "call": {"title": "Come", "text": LONG, "link": "https://a.example"},
}
MANY = {
    "features": {"text": LONG, "list": items(9, "text", title="Tools")},
    "people": {"text": LONG, "list": items(9, "text", name="Ada")},
    "prices": {"list": items(6, "note", name="A day", price="40"), "text": LONG},
    "agenda": {"days": [{"date": f"{day} March 2026", "list": items(4, "text", time="9:00")} for day in (12, 13)]},
    "questions": {"list": items(24, "answer", question="Why?"), "text": LONG},
    "quotes": {"title": "Heard", "list": items(6, "quote", name="Ada"), "text": LONG},
    "text": {"title": "Lending", "text": "\n\n".join([LONG] * 14)},
    "contact": {"list": items(4, "text", name="Ada")},
}
CONTENTS = {"few": FEW, "many": MANY}


@cache
def pages(name: str, size: str) -> Pages:
    folder = Path(mkdtemp())
    content, settings = folder / "a.md", folder / "brochure.yaml"
    content.write_text(f"---\n{yaml.safe_dump({'title': 'T', 'lang': 'en', **CONTENTS[name]}, sort_keys=False)}---\n")
    settings.write_text(f"language: en\nformat: {size}\n")
    outcome = build(Job(content, folder, settings, folder / "out"))
    assert outcome.output is not None
    return Pages(outcome.output.path)


def inside(name: str, size: str) -> list[str]:
    """Give the lines of all pages but the cover and the back."""
    found = pages(name, size)
    return [line for number in range(1, len(found) - 1) for line in lines(found.runs(number))]


each = pytest.mark.parametrize(("name", "size"), [(name, size) for name in CONTENTS for size in ("a5", "a4", "square")])


@each
def test_no_line_is_longer_than_can_be_read(name: str, size: str) -> None:
    """Also above and below the items of a section, and where it flows over more pages than one."""
    longest = max(inside(name, size), key=len)
    assert 40 < len(longest) <= MEASURE, longest


@each
def test_no_text_ends_in_one_short_word(name: str, size: str) -> None:
    """Its last two words stay together."""
    assert [line for line in inside(name, size) if line in ENDS] == []
