"""No word of front matter is lost unseen, whatever its shape: it is printed, or told, or stands under a silent key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brochure.pipeline import build
from brochure.placing.prose import is_link
from brochure.placing.tables import families, silent
from brochure.sections.registry import shipped
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Problem
from tests.placing.pages import page

# What websites call things, what they do not, and what is silent; so often that lists meet the fields of their kind.
NAMES = sorted({name for kind in families().kinds.values() for name in kind.names} | set(families().lists["builders"]))
FIELDS = sorted(
    {field for kind in families().kinds.values() for row in kind.item.values() for field in row if field.isidentifier()}
)
ODD = [
    "harbour",
    "quay_note",
    "Deckhands",
    "ship's log",
    "tide.table",
    "données",
    "x1",
    "cargo",
    "seo",
    "tags",
    "button",
    "hero",
]
# What stands at the page itself: facts, an address, a person, blocks by the beginning of their names.
FLAT = sorted(
    {name for kind in families().kinds.values() for row in kind.flat.values() for name in row if name.isidentifier()}
    | {"first_name", "last_name", "name", "role", "job_title", "bio", "photo", "photo_alt", "image_alt", "quote"}
    | {f"tide_{end}" for end in ("title", "subtitle", "text", "image", "image_alt", "intro")}
    | {f"crew_{number}_{end}" for number in (1, 2) for end in ("title", "text", "conclusion")}
)
KEYS = st.sampled_from(NAMES) | st.sampled_from(ODD) | st.sampled_from(FLAT)
WORD = "Quill{}ford"


def words_of(count: int) -> st.SearchStrategy[str]:
    return st.just(" ".join(["{}"] * count))


TEXT = st.integers(1, 12).flatmap(words_of)
OTHER = st.sampled_from(
    [True, 7, "2026-05-04", "img/a.svg", "https://example.org/a", "a@example.org", None, "fa-ship", "#123456"]
)
FIELD = st.dictionaries(st.sampled_from(FIELDS), TEXT | TEXT | OTHER, min_size=1, max_size=4)


def rows(names: list[str]) -> st.SearchStrategy[Any]:
    return st.lists(st.fixed_dictionaries(dict.fromkeys(names, TEXT | OTHER)), min_size=2, max_size=5)


GRID = st.lists(st.sampled_from([*ODD, *FIELDS]), min_size=3, max_size=5, unique=True).flatmap(rows)


def shapes(depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return TEXT | OTHER
    inner = shapes(depth - 1)
    return st.one_of(
        TEXT,
        st.lists(TEXT, min_size=1, max_size=3),
        st.lists(FIELD, min_size=1, max_size=4),
        GRID,
        st.dictionaries(KEYS | st.sampled_from(FIELDS), inner, min_size=1, max_size=4),
        st.lists(
            st.dictionaries(st.sampled_from(FIELDS) | st.just("type"), inner, min_size=1, max_size=3),
            min_size=1,
            max_size=3,
        ),
    )


FRONT = st.dictionaries(KEYS, shapes(3), min_size=1, max_size=6)


class Worded:
    """Front matter in which every word is met once; `paths` are the keys above each."""

    def __init__(self, front: dict[str, Any]) -> None:
        self.paths: dict[str, tuple[str | int, ...]] = {}
        self.front = {"title": "Harbour", **{key: self._value(value, (key,)) for key, value in front.items()}}

    def _value(self, value: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {key: self._value(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._value(inner, (*path, number)) for number, inner in enumerate(value)]
        if not isinstance(value, str) or "{}" not in value:
            return value
        return re.sub(r"\{\}", lambda _: self._word(path), value)

    def _word(self, path: tuple[str | int, ...]) -> str:
        number = len(self.paths)
        word = WORD.format("".join("abcdefghijklmnopqrstuvwxyz"[number // 26**place % 26] for place in (2, 1, 0)))
        self.paths[word] = path
        return word

    @property
    def text(self) -> str:
        # JSON is YAML, too, and says exactly what is meant.
        return json.dumps(self.front, ensure_ascii=False)

    def at(self, path: tuple[str | int, ...]) -> Any:
        value: Any = self.front
        for step in path:
            value = value[step]
        return value


def named(problems: tuple[Problem, ...]) -> list[str]:
    """Give the key paths that are told, as unprinted or as wrong."""
    told = [problem.message for problem in problems if problem.code in ("content-unprinted", "unknown-key")]
    return [path for message in told for path in re.findall(r"'((?:[^']|'(?=\w))+)'(?: \(|: did)", message)]


def written(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def lost(worded: Worded, printed: str, problems: tuple[Problem, ...]) -> Iterator[tuple[str, str]]:
    """Give the words that are neither printed nor told nor under a silent key."""
    told = named(problems)
    for word, path in worded.paths.items():
        within = [written(path[: number + 1]) for number in range(len(path))]
        if word in printed or any(name in told for name in within):
            continue
        if not any(is_silent(worded, path, number) for number in range(len(path))):
            yield word, written(path)


def is_silent(worded: Worded, path: tuple[str | int, ...], number: int) -> bool:
    step = path[number]
    value = worded.at(path[: number + 1])
    count = len(re.findall(r"\w+", json.dumps(value, ensure_ascii=False)))
    return (isinstance(step, str) and silent().reason(step, count) is not None) or is_address(value)


def is_address(value: Any) -> bool:
    """A mapping that is an address and what to press: the same rule, on plain values."""
    from brochure.load.text import Source
    from brochure.load.yaml.document import yaml_mapping

    if not isinstance(value, dict) or not value:
        return False
    node = yaml_mapping(Source("a", json.dumps({"a": value}, ensure_ascii=False))).get("a")
    return node is not None and is_link(node)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(front=FRONT)
def test_every_word_is_printed_or_told(tmp_path: Path, front: dict[str, Any]) -> None:
    """Of front matter of every shape; what is printed is what the sections say that they owe."""
    worded = Worded(front)
    seen = page(tmp_path, worded.text)
    brochure, project = seen.read.brochure, seen.read.project
    texts = [text.markdown for row in shipped().texts(brochure, project).values() for text in row]
    # Alternative texts are kept for those who do not see the picture.
    alts = re.findall(r"alt=Text\(markdown='([^']*)'", repr((brochure.contents, brochure.parts)))
    assert list(lost(worded, " ".join([*texts, *alts]), seen.read.problems)) == []
    assert [problem for problem in seen.read.problems if problem.severity == "error"] == []


@settings(
    max_examples=2, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(front=FRONT)
def test_every_word_is_in_the_pdf_or_told(tmp_path: Path, front: dict[str, Any]) -> None:
    """The same through whole builds."""
    worded = Worded(front)
    page(tmp_path, worded.text)
    (tmp_path / "img").mkdir(exist_ok=True)
    result = build(Job(tmp_path / "content/a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert result.output is not None
    document = pypdfium2.PdfDocument(result.output.path)
    printed = " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\x02", "")
    document.close()
    alts = re.findall(r"Quill\w+ford", worded.text) if '"alt' in worded.text else []
    assert [one for one in lost(worded, printed, result.problems) if one[0] not in alts] == []


def test_a_word_that_is_lost_is_found(tmp_path: Path) -> None:
    """Broken on purpose: nothing printed and nothing told."""
    worded = Worded({"harbour": ["{}"]})
    assert [path for _, path in lost(worded, "", ())] == ["harbour[0]"]
