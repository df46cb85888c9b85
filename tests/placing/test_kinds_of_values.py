"""No kind of value under any key stops a brochure: what can be read is, and the rest is told at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.model.spec import Items, Keys, Spec
from brochure.project.discover import jobs
from brochure.project.sources import Read, read
from brochure.sections.registry import shipped
from brochure.vocabulary.problems import Severity

# Every kind of value that YAML has, as front matter writes it.
VALUES = {
    "null": "~", "true": "true", "number": "5", "part": "2.5", "nothing": ".nan", "large": "12345678901234567890123",
    "date": "2025-03-04", "moment": "2025-03-04T10:00:00Z", "hour": "12:30", "empty": '""',
    "text": "Some words that stand here for all of us to read", "word": "house", "address": "https://example.org/x",
    "mail": "a@example.org", "value": "{{ page.title }}", "none": "[]", "no-keys": "{}", "blank": '[~, ""]',
    "texts": "[A house, B garden]", "words": "[spring, winter]", "numbers": "[1, 2]",
    "mixed": "[A house by the sea, 5, {title: B garden}, [c, d]]", "lists": "[[A house, B garden], [C wood]]",
    "deep": "[[[A house]]]", "mapping": "{name: A house of ours, value: 5}",
    "mappings": "{a: {title: One house, text: It is old}, b: {title: Two gardens, text: It is new}}",
    "nested": "{a: {b: {c: A word that is deep}}}",
}  # fmt: skip
# What is written for sites: files, addresses, and the words of their buttons.
_OF_SITES = (
    "icon", "logo", "link", "mail", "url", "btnTitle", "btnUrl", "brochure", "image", "photo", "gallery", "file",
    "focus",
)  # fmt: skip


def paths(spec: Spec, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(spec, Keys):
        for name, inner in spec.keys.items():
            yield from paths(inner, (*path, name))
    elif isinstance(spec, Items):
        yield from paths(spec.item, (*path, ""))


def written(path: tuple[str, ...], value: str) -> str:
    for name in reversed(path):
        value = f"{{{name}: {value}}}" if name else f"[{value}]"
    return value


def page(folder: Path, path: tuple[str, ...], value: str) -> Read:
    file = folder / "content" / "a.md"
    file.parent.mkdir(exist_ok=True)
    title = "" if path[0] == "title" else "title: Here\n"
    file.write_text(f"---\n{title}{path[0]}: {written(path[1:], value)}\n---\nThe body.\n", encoding="utf-8")
    (job,) = jobs([file], ["screen"], folder / "out")
    return read(job)


def words_lost(seen: Read, value: str) -> list[str]:
    texts = [text.markdown for _, texts in seen.registry.owed(seen.brochure, seen.project) for text in texts]
    there = " ".join((*texts, seen.brochure.title.markdown))
    words = re.findall(r"[a-z]{3,}(?![a-z]*:)", re.sub(r"\{\{.*?\}\}|\S*[@/]\S*|\d\S*|~|\.nan|true", "", value.lower()))
    return [word for word in words if word not in there.lower()]


@pytest.mark.parametrize("key", shipped().keys.keys)
def test_no_kind_of_value_stops_a_brochure_or_is_lost(key: str, tmp_path: Path) -> None:
    """Under every key that is declared, at every depth; the words of each are printed, or a warning tells of them."""
    faults = []
    for path in paths(shipped().keys.keys[key], (key,)):
        for kind, value in VALUES.items():
            seen = page(tmp_path, path, value)
            grave = [problem.code for problem in seen.problems if problem.severity is Severity.ERROR]
            told = [problem for problem in seen.problems if problem.severity is Severity.WARNING]
            lost = [] if told or path[-1] in _OF_SITES or key in _OF_SITES else words_lost(seen, value)
            if grave or lost:
                faults.append((".".join(path), kind, grave, lost))
    assert faults == []


@pytest.mark.parametrize(
    ("front", "texts", "told"),
    [
        ("title: [A, house]", ["A, house"], ["2:8"]),
        ("title: T\nquote: 5", ["T"], ["3:8"]),
        ("title: T\nthen: Then you teach others.", ["T", "Then you teach others."], ["3:7"]),
        ("title: T\nhow: {desc: D e, tiles: [One, Two]}", ["T", "D e\n\n- One\n- Two"], []),
        ("title: T\npeople: {list: Ann Miller}", ["T", "Ann Miller"], ["3:16"]),
        ("title: T\nfacts: {place: {a: {b: Hall}}}", ["T", "Hall"], ["3:16"]),
        ("title: T\ndate: 2025-10-03T19:00:00+02:00\nlocation: The hall", ["T", "2025-10-03 19:00", "The hall"], []),
        ("title: T\ndate: 2025-10-03T19:00:00Z\nlocation: The hall", ["T", "2025-10-03T19:00:00Z", "The hall"], []),
        ("title: T\nlang: [en]", ["T"], ["3:7"]),
        ("title: T\nprices: {list: {name: Entry, price: 5, includes: Tea}}", ["T", "Entry", "5", "Tea"], []),
    ],
)
def test_what_is_plain_is_read_as_what_is_meant(front: str, texts: list[str], told: list[str], tmp_path: Path) -> None:
    """A list of texts is one text, a text alone an item or the text of its section; each is told at its place."""
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "a.md"
    file.write_text(f"---\n{front}\n---\n", encoding="utf-8")
    (job,) = jobs([file], ["screen"], tmp_path / "out")
    seen = read(job)
    owed = [text.markdown for _, texts in seen.registry.owed(seen.brochure, seen.project) for text in texts]
    assert list(dict.fromkeys((seen.brochure.title.markdown, *owed))) == texts
    wrong = [problem for problem in seen.problems if problem.code == "wrong-type"]
    assert [f"{problem.place.line}:{problem.place.column}" for problem in wrong] == told
    assert {problem.severity for problem in wrong} <= {Severity.WARNING}
