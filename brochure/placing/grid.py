"""Items that all say the same few short things, of no kind that has a page of its own: rows of a table."""

from __future__ import annotations

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.placing.fitting import Fit, is_off
from brochure.placing.form import Form
from brochure.placing.making import mapping, named, sequence
from brochure.placing.names import folded
from brochure.placing.said import title_of
from brochure.placing.tables import silent
from brochure.placing.values import has_figure, has_words, leaves, maps, sort, words_in

# Fewer things said of each item are no columns; more words are no cell.
_LEAST, _LONGEST = 3, 8


def grid(form: Form, node: Node, heading: Scalar | None = None) -> Fit | None:
    """Read a list, or the one thing that a mapping says, as a table; None where its items are no rows."""
    if isinstance(node, nodes.Mapping):
        lists = [entry for entry in node.entries if maps(entry.value)]
        rest = [entry for entry in node.entries if entry not in lists and _is_told(entry)]
        return grid(form, lists[0].value, heading) if len(lists) == 1 and not rest else None
    rows = [item for item in maps(node) if not is_off(item)]
    columns = _columns(rows) if isinstance(node, nodes.Sequence) and len(maps(node)) == len(node.items) else {}
    if len(rows) < 2 or len(columns) < _LEAST:
        return None
    cells = [sequence([_cell(row, name) for name in columns], row.place) for row in rows]
    names = sequence([named(title_of(key.text, form.language), key.place) for key in columns.values()], node.place)
    titled = [("title", heading)] if heading is not None else []
    inner = mapping([*titled, ("columns", names), ("list", sequence(cells, node.place))], node.place)
    return Fit((mapping([(form.key, inner)], node.place),))


def _columns(rows: list[nodes.Mapping]) -> dict[str, Scalar]:
    """Give the columns by their folded names, each with its key in the first row; none where an item says otherwise."""
    fields = [{folded(entry.key.text): entry for entry in row.entries if _is_told(entry)} for row in rows]
    if not fields or any(set(field) != set(fields[0]) for field in fields):
        return {}
    values = [entry.value for field in fields for entry in field.values()]
    short = all(isinstance(value, Scalar) and words_in(value.text) <= _LONGEST for value in values)
    return {name: entry.key for name, entry in fields[0].items()} if short and any(map(has_words, values)) else {}


def _is_told(entry: Entry) -> bool:
    """Tell whether a field is for readers: none for machines is, by its key or its value; words with a figure are."""
    value = entry.value
    quiet = silent().reason(entry.key.text, sum(words_in(leaf.text) for leaf in leaves(value))) is not None
    if not isinstance(value, Scalar):
        return not quiet and any(map(has_words, leaves(value)))
    if has_words(value):
        return not quiet or has_figure(value)
    return not quiet and (sort(value) in ("number", "date", "nothing") or _is_name(value.text.strip()))


def _is_name(text: str) -> bool:
    """Tell whether a word is one of a language, or a sign such as A1, and none of a machine."""
    return text.isalpha() or (text.isalnum() and text[:1].isupper())


def _cell(row: nodes.Mapping, name: str) -> Node:
    return next(entry.value for entry in row.entries if folded(entry.key.text) == name)
