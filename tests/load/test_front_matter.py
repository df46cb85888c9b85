"""Front matter in any of its languages is told apart, split off, and read with the place of every key and value."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.load.front_matter import front_matter
from brochure.load.text import Source, read_text
from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.problems import BrochureError, Problem

TOML = """+++
# The timetable.
title = "Ferry"
fares = [1_000, 2.50, { child = true, from = 2026-05-01 }]
"the crew".captain.'first name' = 'Ada'
[[phases]]
name = "Trial"
[[phases]]
name = '''
Service
'''
[phases.boat]
seats = 12
+++
Body
"""
TWICE = "the key 'a' is written twice: first on line 2, again here"
JSON = """{
  "title": "Ferry",
  "fares": [1000, 2.50, {"child": true, "from": null}],
  "say": "a \\"quote\\" \\ud83d\\ude80"
}

Body
"""


def plain(node: Node) -> object:
    """Each value with its kind, keys with it after a colon."""
    if isinstance(node, Scalar):
        return node.text if node.kind == "text" else (node.text, node.kind)
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def places(node: Node, source: Source, path: str = "") -> dict[str, str]:
    """What stands in the file where the keys and the single values are said to stand."""
    found: dict[str, str] = {}
    if isinstance(node, Scalar):
        return {path: source.text[node.start : node.end]}
    pairs = (
        [(str(n), item) for n, item in enumerate(node.items)]
        if isinstance(node, Sequence)
        else [(entry.key.text, entry.value) for entry in node.entries]
    )
    if isinstance(node, Mapping):
        for entry in node.entries:
            assert entry.key.text.split()[0] in source.text[entry.key.start :].split("\n")[0]
            assert source.place(entry.key.start) == entry.key.place
    for name, value in pairs:
        found |= places(value, source, f"{path}/{name}")
    return found


def faults(text: str, limits: Limits | None = None) -> list[tuple[str, str, str]]:
    source = Source("c.md", text)
    problems: tuple[Problem, ...]
    try:
        problems = front_matter(source, limits or Limits()).problems
    except BrochureError as error:
        problems = error.problems
    return [(str(p.place).removeprefix("c.md:"), p.code, p.message) for p in problems]


def test_front_matter_is_split_with_right_places() -> None:
    """Lines count from the top of the file; the body begins after the closing fence."""
    source = Source("c.md", "\n---\ntitle: A\n---\nBody\n---\nmore\n")
    front = front_matter(source)
    assert str(front.data.entries[0].key.place) == "c.md:3:1"
    assert front.body == "Body\n---\nmore\n"
    assert source.text[front.body_offset :] == front.body


@pytest.mark.parametrize(
    ("text", "body"),
    [("---\n---\n", ""), ("---\n---", ""), ("---\n# x\n---\nb", "b"), ("+++\n+++\nb", "b"), ("{}\nb", "b")],
)
def test_front_matter_may_be_empty(text: str, body: str) -> None:
    """No keys between the fences is no syntax error."""
    front = front_matter(Source("c.md", text))
    assert (front.data.entries, front.body) == ((), body)


@pytest.mark.parametrize(
    "text",
    ["# Title\n", "\n\nText\n", "---\n\nText below a rule\n", "---", "...\ntitle: x\n", "{{< figure >}}\n", "{% x %}\n",
     "{: .lead}\n", "Note: this is no key\n", "Title without a colon\n\ntext", " {\"a\": 1}\n"],
)  # fmt: skip
def test_front_matter_may_be_absent(text: str) -> None:
    """The whole file is the text; a rule, a shortcode and a sentence with a colon are no front matter."""
    front = front_matter(Source("c.md", text))
    assert (front.data.entries, front.body, front.body_offset) == ((), text, 0)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("----\ntitle: x\n----\n", "1:1", "the file has no front matter"),
        ("  ---\ntitle: x\n---\n", "1:3", "the file has no front matter"),
        ("---js\n{title: 'x'}\n---\n", "1:1", "the file has no front matter"),
        ("---\ntitle: x\n", "1:1", "the front matter that opens here is never closed"),
        ("---\ntitle: x\n ---\n", "1:1", "the front matter that opens here is never closed"),
        ("+++\ntitle = 'x'\n", "1:1", "the front matter that opens here is never closed"),
        (";;;\n'title': 'x'\n", "1:1", "the front matter that opens here is never closed"),
        ('\n{"title": "x"\n\nText', "2:1", "the front matter that opens here is never closed"),
    ],
)
def test_tells_front_matter_that_is_none(text: str, place: str, message: str) -> None:
    """Keys that would be printed as if they were text are refused at the line that does not open or close them."""
    assert faults(text) == [(place, "no-front-matter", message)]


@pytest.mark.parametrize("file", [
    b"---\ntitle: A\n...\nBody\n---\n",
    b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nBody\r\n---\r\n",
    b"\n \n--- \t\ntitle: A\n... \nBody\n---\n",
])  # fmt: skip
def test_front_matter_as_editors_save_it(tmp_path: Path, file: bytes) -> None:
    """A document end closes it; a byte order mark, line ends of Windows and blanks at the fences are passed over."""
    path = tmp_path / "c.md"
    path.write_bytes(file)
    source = read_text(path, "c.md")
    front = front_matter(source)
    title = front.data.get("title")
    assert isinstance(title, Scalar)
    assert source.text[title.start : title.end] == title.text == "A"
    assert source.text[front.body_offset :] == front.body == "Body\n---\n"


def test_a_front_matter_that_is_no_mapping_is_told() -> None:
    """A key without a space after its colon is none."""
    with pytest.raises(BrochureError) as caught:
        front_matter(Source("c.md", "---\ntitle:A\n---\n"))
    assert caught.value.problems[0].message == "the front matter holds no keys"


@pytest.mark.parametrize("text", ["---\n- a\n- b\n---\nBody", "---\n\nSome words: here.\n\n---\n", "---\nWords.\n---"])
def test_prose_between_two_rules_is_text(text: str) -> None:
    """Rules are no fences where no line between them has a key."""
    found = front_matter(Source("c.md", text))
    assert (found.body, found.data.entries) == (text, ())


@pytest.mark.parametrize(
    ("text", "keys", "body"),
    [
        ("<!-- licence -->\n---\ntitle: Ferry\n---\nBody", {"title": "Ferry"}, "Body"),
        ("<!-- a -->\n\n<!-- b\nc -->\n+++\ntitle = 'Ferry'\n+++\nBody", {"title": "Ferry"}, "Body"),
        ("--- yaml\ntitle: Ferry\n---\nBody", {"title": "Ferry"}, "Body"),
        ("% Ferry\n  of the lake\n% Ann Lee; Bo Roe\n% May 2026\n\nBody",
         {"title": "Ferry of the lake", "author": "Ann Lee; Bo Roe", "date": "May 2026"}, "Body"),
        ("% Ferry\n\nBody", {"title": "Ferry"}, "Body"),
        ("%Ferry\n%\n\nBody", {"title": "Ferry"}, "Body"),
        ("Title: Ferry\nDesc: Boats that go\n    daily\n\nBody",
         {"title": "Ferry", "desc": "Boats that go daily"}, "Body"),
        ("---\nboats:\n\u00a0\u00a0- name: Tern\n\u3000\u3000\u00a0 length: 9\n---\nBody",
         {"boats": [{"name": "Tern", "length": "9"}]}, "Body"),
    ],
)  # fmt: skip
def test_front_matter_as_others_begin_it(text: str, keys: object, body: str) -> None:
    """After comments, behind per cent signs, on lines that go on below, with wide spaces for a margin."""
    found = front_matter(Source("c.md", text))
    assert {key.lower(): value for key, value in values(found.data).items()} == keys
    assert found.body.strip() == body


def values(node: Node) -> Any:
    """Give a node as it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [values(item) for item in node.items]
    return {entry.key.text: values(entry.value) for entry in node.entries}


def test_what_a_site_fills_in_must_be_quoted() -> None:
    """One message says so, whatever stands in the braces."""
    assert faults("---\ntitle: {{ page.title }}\n---\n") == [
        ("2:8", "yaml-syntax", "what a site fills in must stand in quotes: {{ page.title }}")
    ]


def test_toml_keeps_values_and_places() -> None:
    """Kinds as `tomllib` has them, numbers and dates as written; keys and values where they stand."""
    source = Source("c.md", TOML)
    front = front_matter(source)
    assert plain(front.data) == {
        "title": "Ferry",
        "fares": [
            ("1_000", "number"),
            ("2.50", "number"),
            {"child": ("true", "boolean"), "from": ("2026-05-01", "date")},
        ],
        "the crew": {"captain": {"first name": "Ada"}},
        "phases": [{"name": "Trial"}, {"name": "Service\n", "boat": {"seats": ("12", "number")}}],
    }
    found = places(front.data, source)
    assert found["/title"] == '"Ferry"'
    assert found["/fares/2/from"] == "2026-05-01"
    assert found["/the crew/captain/first name"] == "'Ada'"
    assert found["/phases/1/name"] == "'''\nService\n'''"
    assert (found["/phases/1/boat/seats"], front.body) == ("12", "Body\n")


def test_json_keeps_values_and_places() -> None:
    """Kinds as JSON has them, numbers as written, escapes undone; keys and values where they stand."""
    source = Source("c.md", JSON)
    front = front_matter(source)
    assert plain(front.data) == {
        "title": "Ferry",
        "fares": [("1000", "number"), ("2.50", "number"), {"child": ("true", "boolean"), "from": ("null", "null")}],
        "say": 'a "quote" \U0001f680',
    }
    found = places(front.data, source)
    assert (found["/title"], found["/fares/2/child"], front.body) == ('"Ferry"', "true", "\nBody\n")


@pytest.mark.parametrize(
    "text",
    ["---toml\na = 'b'\n---\nB", '---json\n{"a": "b"}\n---\nB', "---yaml\na: b\n...\nB", ';;;\n"a": "b"\n;;;\nB',
     ';;;\n{"a": "b"}\n;;;\nB', '{"a":\n"b"}\nB', '{"a": "b"} B', "+++\r\na = 'b'\r\n+++\r\nB",
     '{ "a" : "b" , "title": "{ }" }\nB'],
)  # fmt: skip
def test_each_way_to_write_it(text: str) -> None:
    """The fences of other tools, and braces alone; a brace in a text closes nothing."""
    front = front_matter(Source("c.md", text.replace("\r", "")))
    first = front.data.entries[0]
    assert (first.key.text, plain(first.value), front.body) == ("a", "b", "B")


def test_plain_lines_are_front_matter_where_they_hold_a_title() -> None:
    """As Pelican and MultiMarkdown have it; values are texts, whatever is in them."""
    source = Source("c.md", "Title: A: ferry #1\nTags:\nDate: 2026-05-01\n\nText: here\n")
    front = front_matter(source)
    assert plain(front.data) == {"Title": "A: ferry #1", "Date": "2026-05-01"}
    assert (places(front.data, source)["/Title"], front.body) == ("A: ferry #1", "\nText: here\n")


@pytest.mark.parametrize(
    ("text", "place", "code", "message"),
    [
        ("+++\ntitle = Ferry\n+++\n", "2:9", "toml-syntax", "the TOML cannot be read: invalid value"),
        ("+++\na = 1\nb = 2\na = 3\n+++", "4:1", "duplicate-key", TWICE),
        ("+++\n[a]\n[b]\n[a]\n+++", "4:2", "duplicate-key", TWICE),
        ("+++\na = \"b\n+++", "2:7", "toml-syntax", "the TOML cannot be read: illegal character '\\n'"),
        ('{"a": 1, "a": 2}', "1:10", "duplicate-key", TWICE.replace("2", "1")),
        ('{"a": 1,\n}', "1:8", "json-syntax", "a comma stands after the last value"),
        ('{"a": 1\n "b": 2}', "2:2", "json-syntax", "a comma is missing before this"),
        ('{"a": 1, b: 2}', "1:10", "json-syntax", "a key in double quotes is missing here"),
        ('{"a" 1}', "1:6", "json-syntax", "the key 'a' has no colon"),
        ('{"a": \'b\'}', "1:7", "json-syntax", "this is no value of JSON"),
        ('{"a": "b\\q"}', "1:9", "json-syntax", "a backslash stands before a sign that it does not go with"),
        (';;;\n{"a": 1} 2\n;;;', "2:10", "json-syntax", "the JSON ends here, but the front matter goes on"),
        (';;;\n{"a": [1, 2\n;;;', "3:1", "json-syntax", "a ] is missing at the end of the front matter"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(text: str, place: str, code: str, message: str) -> None:
    """In plain words, with line and column."""
    assert faults(text) == [(place, code, message)]


@pytest.mark.parametrize("text", [
    "+++\na = " + "[" * 60 + "]" * 60 + "\n+++",
    "+++\n" + ".".join("a" * 60) + " = 1\n+++",
    "+++\n[" + ".".join("a" * 60) + "]\n+++",
    "+++\n" + ".".join(["a"] * 50_000) + " = 1\n+++",
    '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    '{"a":' * 100_000 + "1" + "}" * 100_000,
])  # fmt: skip
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    """At once, however deep it is."""
    assert [code for _, code, _ in faults(text)] == ["yaml-too-deep"]


@pytest.mark.parametrize("text", ["+++\na = [{values}]\n+++", '{{"a": [{values}]}}', "---\na: [{values}]\n---"])
def test_what_holds_too_many_values_is_refused(text: str) -> None:
    """The limit counts values, whatever they are written in."""
    limits = Limits(yaml_values=100)
    assert [code for _, code, _ in faults(text.format(values=", ".join("1" * 101)), limits)] == ["yaml-too-large"]
    assert faults(text.format(values=", ".join("1" * 90)), limits) == []


_PIECES = st.sampled_from(
    ["a", "title", "= ", ": ", '"', "'", '"""', "[", "]", "[[", "]]", "{", "}", ",", ".", "\n", "#", "1", "1979-05-27",
     "true", "\\", " ", "é", "\t", "null", "-", "+"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["+++\n", "{", ";;;\n", "---toml\n", ""]), st.lists(_PIECES, max_size=30))
def test_any_text_gives_keys_or_problems_within_the_text(opening: str, pieces: list[str]) -> None:
    """Nothing but BrochureError comes out, and every place lies in the file; a body is what stands in the file."""
    closing = {"{": "}\n", "---toml\n": "\n---\n"}.get(opening, f"\n{opening}")
    source = Source("c.md", f"{opening}{''.join(pieces)}{closing}Body")
    try:
        front = front_matter(source)
        places(front.data, source)
        assert source.text[front.body_offset :] == front.body
    except BrochureError as error:
        for problem in error.problems:
            assert problem.place.line is not None
            assert problem.place.column is not None
            assert problem.place.column <= len(source.lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize("sign", list("\"'[]{}#=.,:-+;~ \n\ta1\\"))
@pytest.mark.parametrize("opening", ["---\n", "+++\n", ";;;\n", "{", "Title: x\n", '{"a": ', "+++\na = "])
def test_long_runs_of_a_sign_are_read_at_once(opening: str, sign: str) -> None:
    """100,000 of any sign take no more than a moment."""
    closing = {"{": "}\n", '{"a": ': "}\n", "+++\na = ": "\n+++\n"}.get(opening, f"\n{opening}")
    started = time.process_time()
    faults(f"{opening}{sign * 100_000}{closing}")
    assert time.process_time() - started < 1.5
