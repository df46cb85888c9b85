"""The lines for brochure.yaml that say of a page what it becomes by itself, so that its author can change them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.paths import KeyPath
from brochure.placing.account import UNPRINTED, Fate
from brochure.placing.arrange import Arranged, Made
from brochure.placing.claims import OWN
from brochure.placing.fitting import fit
from brochure.placing.form import Form
from brochure.placing.making import Joined
from brochure.placing.tables import Kind, families
from brochure.vocabulary.patterns import compiled

_PLAIN = compiled(r"[^\W\d_][\w.-]*")
_WORDS = compiled(r"[^\W\d_][\w .,'’-]*\w")


def settings_of(page: Arranged, forms: Mapping[str, Form], found: Iterable[Fate], body: str) -> list[str]:
    """Give the lines of the settings: its sections, each with where its words are, and what of it nobody reads."""
    lines = ["sections:"]
    for line in _sections(page, forms, body):
        if line not in lines:
            lines.append(line)
    unread = [quoted(fate.path) for fate in found if fate.why == UNPRINTED]
    return [*lines, *([f"ignore: [{', '.join(unread)}]"] if unread else [])]


def _sections(page: Arranged, forms: Mapping[str, Form], body: str) -> Iterator[str]:
    for one in page.made:
        form = forms[one.order.section]
        if one.claim is not None or form.where != "inside" or (form.name == "body" and (body.strip() or page.opened)):
            yield f"  - {form.name}{_options(one, form, page)}"


def _options(one: Made, form: Form, page: Arranged) -> str:
    """Give where the words of a section are, where that says the same as its name alone."""
    claim = one.claim
    if claim is None or claim.why == OWN or not claim.path or form.where != "inside":
        return ""
    node = KeyPath(claim.path, claim.place).find(page.cut.tree)
    inner = claim.tree.get(form.key)
    title = inner.get("title") if isinstance(inner, nodes.Mapping) else None
    made = title if isinstance(title, Joined) and not title.parts else None
    again = fit(form, families().kinds.get(form.name, Kind(form.name)), node) if node is not None else None
    if again is None or len(again.trees) != 1 or _says(again.trees[0]) != _says(claim.tree, made):
        return ""
    heading = one.order.heading.markdown if one.order.heading is not None else made.text if made is not None else ""
    options = [f"from: {quoted(claim.path)}", *([f"heading: {_said(heading)}"] if heading else [])]
    return f": {{{', '.join(options)}}}"


def _says(node: Node, but: Scalar | None = None) -> object:
    """Give what a node says, wherever it stands; `but` leaves out a value, such as a title that was made of a key."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, nodes.Sequence):
        return [_says(item, but) for item in node.items]
    return tuple((entry.key.text, _says(entry.value, but)) for entry in node.entries if entry.value is not but)


def quoted(path: str) -> str:
    """Write a key path as YAML in braces."""
    return path if _PLAIN.fullmatch(path) else json.dumps(path, ensure_ascii=False)


def _said(text: str) -> str:
    plain = " ".join(text.split())
    return plain if _WORDS.fullmatch(plain) and ", " not in plain else json.dumps(plain, ensure_ascii=False)
