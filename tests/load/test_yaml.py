"""YAML is read with the place of every value; what does not parse is told at its cause, in plain words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.load.text import Source
from brochure.load.yaml.document import yaml_document
from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.vocabulary.problems import BrochureError, Problem

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node | None) -> Plain:
    assert node is not None
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def read(text: str) -> Mapping:
    document = yaml_document(Source("f.yaml", text))
    assert document.problems == ()
    return document.data


def faults(text: str) -> tuple[Problem, ...]:
    try:
        return yaml_document(Source("f.yaml", text)).problems
    except BrochureError as error:
        return error.problems


def told(text: str) -> list[tuple[str, str, str]]:
    return [(str(p.place).removeprefix("f.yaml:"), p.code, p.message) for p in faults(text)]


def test_values_keep_their_raw_text_and_tell_their_kind() -> None:
    """Nothing is converted: a leading zero, a yes, a date stay as written, quotes undone."""
    text = "a: 007\nb: yes\nc: 2024-01-01\nd: ~\ne: '206'\nf: 1.50\ng: !!str 12\nh: bonjour\ni:\nj: 10:30\n"
    values = [entry.value for entry in read(text).entries]
    assert [(value.text, value.kind) for value in values if isinstance(value, Scalar)] == [
        ("007", "number"), ("yes", "boolean"), ("2024-01-01", "date"), ("~", "null"), ("206", "text"),
        ("1.50", "number"), ("12", "text"), ("bonjour", "text"), ("", "null"), ("10:30", "number"),
    ]  # fmt: skip


def test_values_know_their_place() -> None:
    """Line, column and offsets of a value frame it in the file, also after characters beyond the basic plane."""
    text = 'é: 😀\nlist:\n  - x: >-\n      one\n      two\n    y: "q"\n'
    items = read(text).get("list")
    assert isinstance(items, Sequence)
    assert isinstance(items.items[0], Mapping)
    folded, quoted = (entry.value for entry in items.items[0].entries)
    assert isinstance(folded, Scalar)
    assert isinstance(quoted, Scalar)
    assert (folded.text, str(folded.place)) == ("one two", "f.yaml:3:8")
    assert text[folded.start : folded.end].split() == [">-", "one", "two"]
    assert (str(quoted.place), text[quoted.start : quoted.end]) == ("f.yaml:6:8", '"q"')


def test_merge_keys_and_aliases_work() -> None:
    """Own keys win over merged ones, the first of a list of merged mappings over the next."""
    text = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 0}\nd: *b\n'<<': kept\n"
    assert plain(read(text)) == {
        "a": {"x": "1", "y": "2"}, "b": {"y": "3", "z": "4"},
        "c": {"x": "0", "y": "2", "z": "4"}, "d": {"y": "3", "z": "4"}, "<<": "kept",
    }  # fmt: skip


def test_a_file_of_comments_is_an_empty_mapping() -> None:
    """An empty brochure.yaml means defaults."""
    assert read("# nothing yet\n").entries == ()


@pytest.mark.parametrize(
    ("text", "place", "code", "message"),
    [
        ("a:\n\tb: c\n", "2:1", "yaml-tab", "a tab stands in the margin, where YAML wants spaces"),
        ("a: 1\n  \tb: c\n", "2:3", "yaml-tab", "a tab stands in the margin, where YAML wants spaces"),
        ("a: >\n  x\n\ty\n", "3:1", "yaml-tab", "a tab stands in the margin, where YAML wants spaces"),
        ('a: 1\nb: "x\nc: d\n', "2:4", "yaml-unclosed-quote", 'the quote " that opens here is never closed'),
        ('a: "x\nb: "y"\nc: d\n', "1:4", "yaml-unclosed-quote", 'the quote " that opens here is never closed'),
        ('a:\n  - "x\n  - "y"\n', "2:5", "yaml-unclosed-quote", 'the quote " that opens here is never closed'),
        ("a: 'l'idée'\n", "1:4", "yaml-unclosed-quote",
         "the quote ' that opens here is closed at column 6, before the end"),
        ("a: b\tc: d\n", "1:7", "yaml-syntax", "a colon and a space stand inside a value without quotes"),
        ("a: b: c\n", "1:5", "yaml-syntax", "a colon and a space stand inside a value without quotes"),
        ("a b\nc: d\n", "2:1", "yaml-syntax", "'c:' looks like a key, but belongs to the value above it"),
        ("a: **60%** x\n", "1:4", "yaml-syntax", "a value without quotes cannot begin with *"),
        ("a: *bold* x\n", "1:4", "yaml-syntax", "a value without quotes cannot begin with *"),
        ("a: & b\n", "1:4", "yaml-syntax", "a value without quotes cannot begin with &"),
        ("a: !no!x y\n", "1:4", "yaml-syntax", "a value without quotes cannot begin with !"),
        ("a: @x\n", "1:4", "yaml-syntax", "a value without quotes cannot begin with @"),
        ("a: [link](u) x\n", "1:10", "yaml-syntax", "the value ends here with ], but the line goes on"),
        ("a: [1, 2\nb: c\n", "1:4", "yaml-syntax", "the list that opens here with [ is not closed or lacks a comma"),
        ("a: {b: 1\nc: 2\n", "1:4", "yaml-syntax",
         "the mapping that opens here with { is not closed or lacks a comma"),
        ("a: {", "1:5", "yaml-syntax", "a list [ or a mapping { is opened and never closed"),
        ("a: b\nxx\nc: d\n", "2:1", "yaml-syntax", "this line has no colon, so it is no key"),
        ("a: - b\n", "1:4", "yaml-syntax", "a list cannot begin on the line of its key"),
        ("a:\n  b: c\n d: e\n", "3:2", "yaml-syntax", "this line fits no level of the mapping above it"),
        ("- a\nb: c\n", "2:1", "yaml-syntax", "a line of the list does not begin with a dash"),
        ("  a: b\nc: d\n", "2:1", "yaml-syntax", "this line begins further left than the first key"),
        ("a: |x\n  y\n", "1:5", "yaml-syntax", "after | or > the line must end"),
        (r'a: "\q"', "1:5", "yaml-syntax", "in double quotes a backslash needs a second one"),
        ("a: é\x07\n", "1:5", "yaml-syntax", "a control character U+0007 stands here"),
        ("a: b\n---\nc: d\n", "2:1", "yaml-syntax", "a second YAML document begins here"),
        ("a: *x\n", "1:4", "yaml-syntax", "nothing is named 'x', so '*x' means nothing"),
        ("a: &x [*x]\n", "1:8", "yaml-syntax", "'*x' stands inside what it names"),
        ("? [a]\n: b\n", "1:3", "yaml-syntax", "a key must be a single text, not a list or a mapping"),
        ("a: {<<: 3}\n", "1:9", "yaml-syntax", "the merge key '<<' takes a mapping or a list of mappings"),
        ("- a\n", "1:1", "yaml-not-mapping", "the file holds no keys"),
        ("bonjour\n", "1:1", "yaml-not-mapping", "the file holds no keys"),
        ("a: !!python/object/apply:os.system [ls]\n", "1:4", "yaml-tag",
         "the tag '!!python/object/apply:os.system' is not allowed"),
        ("[" * 100_000, "1:52", "yaml-too-deep", "the lists and mappings are nested more than 50 levels deep"),
        ("- " * 100_000, "1:103", "yaml-too-deep", "the lists and mappings are nested more than 50 levels deep"),
    ],
)  # fmt: skip
def test_tells_the_cause(text: str, place: str, code: str, message: str) -> None:
    """Each mistake has one problem, at the line and column where the author must look."""
    assert told(text) == [(place, code, message)]


def test_every_duplicate_key_is_told_with_its_first_line() -> None:
    """Duplicates do not stop the reading: all are reported, and the first value stands."""
    text = "a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n"
    message = "the key '{}' is written twice: first on line {}, again here"
    assert told(text) == [
        ("2:11", "duplicate-key", message.format("c", 2)),
        ("3:1", "duplicate-key", message.format("a", 1)),
        ("4:1", "duplicate-key", message.format("a", 1)),
    ]
    assert plain(yaml_document(Source("f", text)).data) == {"a": "1", "b": {"c": "1"}}


def test_alias_bombs_are_refused() -> None:
    """References that unfold to billions of values, or to gigabytes of text, stop at the limit."""
    names = "abcdefghi"
    bomb = "a: &a [1]\n" + "".join(f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n" for old, new in pairwise(names))
    message = "the file holds more than 20,000 values once its references (*name) are followed"
    assert told(bomb) == [("5:40", "yaml-too-large", message)]
    texts = f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 100)}]\n"
    assert [problem.code for problem in faults(texts)] == ["yaml-too-large"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab:-\n\t \"'[]{}#&*!|>%@`,?~<é😀\x85\u2028", max_size=40))
def test_any_text_gives_nodes_or_problems_within_the_text(text: str) -> None:
    """Nothing but BrochureError comes out, and every place lies in the file."""
    source = Source("f.yaml", text)
    for problem in faults(text):
        assert problem.place.line is not None
        assert problem.place.column is not None
        assert problem.place.column <= len(source.lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("{num: 4,7/5, desc: n}", {"num": "4,7/5", "desc": "n"}),
        ("{desc: n, num: 12,3 %}", {"desc": "n", "num": "12,3 %"}),
        ("{num: 1,234,567}", {"num": "1,234,567"}),
        ("{num: € 12,-, desc: n}", {"num": "€ 12,-", "desc": "n"}),
        ("{num: 4, 7/5}", {"num": "4, 7/5"}),
        ("{num: 4 ,\n  7/5}", {"num": "4 , 7/5"}),
        ("{day: May 3, 2024, time: 9 h}", {"day": "May 3, 2024", "time": "9 h"}),
        ("{num: 12, or 13}", {"num": "12, or 13"}),
        ("[{num: &n 4,7/5}, {num: *n}]", [{"num": "4,7/5"}, {"num": "4,7/5"}]),
        # A key without its value, a value in quotes, a list of two, keys that have values, a text without a number.
        ("{num: 12, desc}", {"num": "12"}),
        ("{num: '4',7/5}", {"num": "4", "7/5": ""}),
        ("[1,5]", ["1", "5"]),
        ("{a: 4,7: b}", {"a": "4", "7": "b"}),
        ("{a: It slows, and stops}", {"a": "It slows"}),
    ],
)
def test_a_number_is_read_over_the_comma_that_parts_it(flow: str, expected: Plain) -> None:
    """What follows the comma stays a part of the value; what may be meant otherwise stays as YAML has it."""
    value = read(f"a: {flow}\n").get("a")
    assert plain(value) == expected
    written = [value] if isinstance(value, Mapping) else []
    for scalar in (entry.value for node in written for entry in node.entries):
        assert isinstance(scalar, Scalar)
        assert scalar.joined is None or f"a: {flow}"[scalar.joined] == ","


def test_a_row_of_numbers_is_read_on_so_far() -> None:
    """However many there are: what is more is cut off, and told as any other text that a comma ends."""
    value = read("a: {n: " + ",".join(["12"] * 2000) + "}\n").get("a")
    assert isinstance(value, Mapping)
    (entry,) = value.entries
    assert isinstance(entry.value, Scalar)
    assert 400 <= len(entry.value.text) < 410
    assert entry.value.cut is not None
    assert entry.value.joined is not None
