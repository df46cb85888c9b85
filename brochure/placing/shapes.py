"""What a list or a mapping is by its fields, whatever its key: the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.placing.form import picture
from brochure.placing.names import folded
from brochure.placing.tables import Kind, families
from brochure.placing.values import has_figure, has_words, leaves, maps, sort, words_in
from brochure.vocabulary.patterns import compiled

Fields = Mapping[str, Node]
# So many items at most, and so many words each, are features; what is more or longer is a text with headings.
_MOST, _LONGEST = 12, 80
_LINKS = frozenset(("url", "link", "href", "to", "path", "file", "slug"))
_MARKED = compiled(r"^[«“\"„'‘]|[»”\"]$")
_TIME = compiled(r"\d{1,2}\s*[:h.]\s*\d{2}|\d{1,2}\s*(?:am|pm|h|uhr)\b", re.IGNORECASE)
# A year, two of them, a month or a day in figures.
_POINT = compiled(r"\D{0,8}\d{4}s?(?:\s?[–—/-]\s?(?:\d{2,4})?)?\D{0,8}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_SPANS = frozenset(
    ("start", "startdate", "end", "enddate", "begin", "debut", "fin", "beginn", "ende", "inicio", "step", "phase")
)
_WHOSE = frozenset(("rating", "client", "stars", "company", "testimonial", "review"))
_WHO = frozenset(("name", "author", "person", "user"))


def shape_of(node: Node, kinds: tuple[Kind, ...]) -> Kind | None:
    """Give the kind that the items of a list, of the list in a mapping, or a mapping itself have by their fields."""
    return _kind_of(_items(node), kinds) or _kind_of(_grouped(node), kinds)


def is_grouped(node: Node, kind: Kind) -> bool:
    """Tell whether what a kind reads stands one level deeper in a list: in lists that each have their heading."""
    return _kind_of(_items(node), (kind,)) is None and _kind_of(_grouped(node), (kind,)) is not None


def _kind_of(items: tuple[nodes.Mapping, ...], kinds: tuple[Kind, ...]) -> Kind | None:
    known = {kind.name: kind for kind in kinds}
    rows = [{folded(entry.key.text): entry.value for entry in item.entries} for item in items]
    if not rows or _are_links(rows):
        return None
    for name, fits in _RULES:
        kind = known.get(name)
        if kind is not None and _fit(rows, lambda row, kind=kind, fits=fits: _sure(kind, row) and fits(row, rows)):  # type: ignore[misc]
            return kind
    return None


def is_chronicle(kind: Kind, node: Node) -> bool:
    """Tell whether every item of phases is at a point of time, most often a year, and none says how long it takes."""
    rows = [{folded(entry.key.text): entry.value for entry in item.entries} for item in _items(node)]
    dates, lengths = ({folded(name) for name in kind.item[target]} for target in ("dates", "duration"))

    def at_a_point(row: Fields) -> bool:
        told = [value for name, value in row.items() if name in dates]
        return len(told) == 1 and isinstance(told[0], Scalar) and _POINT.fullmatch(told[0].text.strip()) is not None

    return len(rows) > 1 and all(at_a_point(row) and not (lengths | _SPANS) & set(row) for row in rows)


def _items(node: Node) -> tuple[nodes.Mapping, ...]:
    if isinstance(node, nodes.Sequence):
        return maps(node) if 2 * len(maps(node)) >= len(node.items) else ()
    if not isinstance(node, nodes.Mapping):
        return ()
    lists = [entry.value for entry in node.entries if maps(entry.value)]
    if len(lists) == 1:
        return maps(lists[0])
    return (node,) if not lists else ()


def _grouped(node: Node) -> tuple[nodes.Mapping, ...]:
    """Give the items of all lists in a list of lists, each with its heading; none of any other."""
    groups = maps(node)
    lists = [[entry.value for entry in group.entries if maps(entry.value)] for group in groups]
    return tuple(item for one in lists for item in maps(one[0])) if all(len(one) == 1 for one in lists) else ()


def _fit(rows: list[dict[str, Node]], fits: Callable[[Fields], bool]) -> bool:
    """Tell whether at least half of the rows fit."""
    return 2 * sum(map(fits, rows)) >= len(rows)


def _sure(kind: Kind, row: Fields) -> bool:
    """Tell whether a row has a field of each group, of which words or a figure stand in it."""
    return bool(kind.sure) and all(any(_filled(row.get(name)) for name in group) for group in kind.sure)


def _filled(node: Node | None) -> bool:
    return node is not None and any(sort(leaf) not in ("nothing", "switch") for leaf in leaves(node))


def _are_links(rows: list[dict[str, Node]]) -> bool:
    """Tell whether items are a title and an address, and no other words: navigation."""

    def link(row: Fields) -> bool:
        words = [name for name, value in row.items() if any(has_words(leaf) for leaf in leaves(value))]
        return (
            len(words) <= 1
            and any(name in _LINKS for name in row)
            and not any(
                isinstance(value, Scalar) and sort(value) in ("picture", "number", "date") for value in row.values()
            )
        )

    return all(link(row) for row in rows)


def _any(row: Fields, rows: list[dict[str, Node]]) -> bool:
    return True


def _quoted(row: Fields, rows: list[dict[str, Node]]) -> bool:
    return any(any(name in _WHO for name in one) for one in rows) or len(rows) > 1


def _said(row: Fields, rows: list[dict[str, Node]]) -> bool:
    """Tell whether a text with a name is what somebody says: it has marks of quotation, or is rated."""
    text = next((row[name] for name in ("text", "message", "content", "body") if name in row), None)
    if not isinstance(text, Scalar) or not any(name in _WHO for name in row):
        return False
    return _MARKED.search(text.text.strip()) is not None or any(name in _WHOSE for name in row)


def _figures(row: Fields, rows: list[dict[str, Node]]) -> bool:
    """Tell whether a row is a figure: 2 to 8 of them, with short labels, that do not count 1, 2, 3."""
    value = _value(row)
    if not _mostly_figures(rows) or {"title", "count"} <= set(row):
        return False
    if not 2 <= len(rows) <= 8 or not isinstance(value, Scalar) or not has_figure(value) or words_in(value.text) > 6:
        return False
    values = [_value(one) for one in rows]
    counted = [one.text.strip().lstrip("0") for one in values if isinstance(one, Scalar)]
    labels = [leaf for name, one in row.items() for leaf in leaves(one) if name in ("label", "title", "name")]
    short = all(words_in(label.text) <= 12 for label in labels)
    return counted != [str(number) for number in range(1, len(rows) + 1)] and short and "percent" not in row


def _mostly_figures(rows: list[dict[str, Node]]) -> bool:
    return 2 * sum(has_figure(_value(row)) for row in rows) > len(rows)


def _value(row: Fields) -> Node | None:
    names = families().kinds["numbers"].sure[0]
    return next((value for name, value in row.items() if name in names), None)


def _timed(row: Fields, rows: list[dict[str, Node]]) -> bool:
    """Tell whether a row is at a time of the day, or its rows within one week."""
    if "cron" in row:
        return False
    times = [value for name, value in row.items() if name in ("time", "start", "starttime", "hour", "date", "day")]
    if any(isinstance(time, Scalar) and _TIME.search(time.text) for time in times):
        return True
    days = [one["date"].text for one in rows if isinstance(one.get("date"), Scalar)]  # type: ignore[union-attr]
    return len(days) == len(rows) > 1 and len({day[:7] for day in days}) == 1 and len(set(days)) < 8


def _stepped(row: Fields, rows: list[dict[str, Node]]) -> bool:
    return len(rows) > 1 and not any(name in _LINKS for name in row)


def _paired(row: Fields, rows: list[dict[str, Node]]) -> bool:
    """Tell whether a row is a label and a short value."""
    values = [leaf for name in ("value", "info") if name in row for leaf in leaves(row[name])]
    form = {"type", "required", "options", "placeholder"}
    return len(rows) > 1 and all(words_in(value.text) <= 8 for value in values) and not form & set(row)


def _logos(row: Fields, rows: list[dict[str, Node]]) -> bool:
    return len(rows) > 1


def _shown(row: Fields, rows: list[dict[str, Node]]) -> bool:
    """Tell whether a row is a picture and what is said of it."""
    allowed = {
        "alt",
        "caption",
        "title",
        "width",
        "height",
        "url",
        "desc",
        "description",
        "credit",
        "imagealt",
        "thumb",
    }
    names = families().kinds["gallery"].sure[0]
    found = any(picture(value) is not None for name, value in row.items() if name in names)
    return len(rows) > 1 and found and set(row) <= allowed | set(names)


def _told(row: Fields, rows: list[dict[str, Node]]) -> bool:
    """Tell whether a row is a title and a text: 2 to 12 of them, and not too long."""
    texts = [leaf for value in row.values() for leaf in leaves(value)]
    return 2 <= len(rows) <= _MOST and sum(words_in(text.text) for text in texts) <= _LONGEST


def _reached(row: Fields, rows: list[dict[str, Node]]) -> bool:
    return (
        any(sort(leaf) == "mail" for value in row.values() for leaf in leaves(value))
        or "phone" in row
        or "address" in row
    )


_RULES: tuple[tuple[str, Callable[[Fields, list[dict[str, Node]]], bool]], ...] = (
    ("questions", _any),
    ("quotes", _quoted),
    ("quote", _any),
    ("prices", lambda row, rows: len(rows) > 1),
    ("agenda", _timed),
    ("people", lambda row, rows: not _said(row, rows)),
    ("numbers", _figures),
    ("phases", _stepped),
    ("partners", _logos),
    ("gallery", _shown),
    ("facts", _paired),
    ("contact", _reached),
    ("features", _told),
)
