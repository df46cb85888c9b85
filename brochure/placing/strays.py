"""What a page holds and no section asks for: pictures under any name, works that it rests on, an address of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.placing.claims import NAME, OWN, Claim
from brochure.placing.form import described, picture
from brochure.placing.making import heading_of, joined, mapping, with_entry
from brochure.placing.names import folded, parts
from brochure.placing.tables import families, silent
from brochure.placing.values import has_words, leaves, sort
from brochure.vocabulary.patterns import compiled

_ABROAD = compiled(r"(?:https?:)?//\S+|www\.\S+")
# More than so many are those of a catalogue, not of a page.
_MOST = 12
# A path or an address alone may be that of anything.
_OTHER = frozenset(
    ("file", "src", "url", "path", "filename", "source", "chemin", "ruta", "percorso", "pfad", "caminho", "image_path")
)
# What these keys hold is for others than the readers of a page.
_QUIET = frozenset(("search_engines", "site_wide", "bylines", "accounts", "menus", "routing"))


def is_abroad(node: Node | None) -> bool:
    """Tell whether a value is an address that leads anywhere from paper: one with its host."""
    return isinstance(node, Scalar) and _ABROAD.fullmatch(node.text.strip()) is not None


def with_pictures(front: nodes.Mapping, claims: list[Claim], key: str) -> list[Claim]:
    """Give the claims with a gallery of the pictures that none of them shows, whatever their keys are called."""
    covers = sorted((one for one in claims if one.section == "cover"), key=lambda one: (one.why != OWN, one.rank))
    first = next((one for one in covers if any(sort(leaf) == "picture" for leaf in leaves(one.tree))), None)
    shown = {
        leaf.text.strip()
        for claim in claims
        if claim.section != "cover" or claim is first
        for leaf in leaves(claim.tree)
        if sort(leaf) == "picture"
    }
    found: list[Node] = []
    for node in _pictures(front):
        file = next(leaf.text.strip() for leaf in leaves(node) if sort(leaf) == "picture")
        if file not in shown:
            shown.add(file)
            found.append(node)
    if not 0 < len(found) <= _MOST:
        return claims
    place = found[0].place
    mine = next((claim for claim in claims if claim.section == "gallery" and not claim.run), None)
    there = mine.tree.get(key) if mine is not None else None
    listed = there.get("list") if isinstance(there, nodes.Mapping) else None
    if mine is not None and isinstance(there, nodes.Mapping) and isinstance(listed, nodes.Sequence):
        whole = with_entry(there, "list", nodes.Sequence((*listed.items, *found), listed.place))
        again = replace(mine, tree=with_entry(mine.tree, key, whole))
        return [again if claim is mine else claim for claim in claims]
    tree = mapping([(key, mapping([("list", nodes.Sequence(tuple(found), place))], place))], place)
    return [*claims, Claim("gallery", tree, "", place, NAME)]


def inner_picture(node: Node) -> Node | None:
    """Give the picture that lies in a mapping of how something looks, however deep."""
    return next(_pictures(node), None) if isinstance(node, nodes.Mapping) else None


def _pictures(node: Node) -> Iterator[Node]:
    """Give the pictures below a node that are called so, each with what is said of it."""
    if isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _pictures(item)
    if not isinstance(node, nodes.Mapping):
        return
    beside = {folded(entry.key.text): entry.value for entry in node.entries}
    for entry in node.entries:
        key, value = entry.key.text, entry.value
        if _is_quiet(key):
            continue
        shown = picture(value) if _names_picture(key) and not isinstance(value, nodes.Sequence) else None
        if shown is None:
            yield from _pictures(value)
        else:
            yield described(shown, folded(key), beside)[0]


def _is_quiet(key: str) -> bool:
    """Tell whether what a key holds is for others than the readers of a page, or stands for a picture alone."""
    words = {*parts(key), folded(key)}
    return silent().reason(key, 0) in _QUIET or not words.isdisjoint(families().lists["no_pictures"])


def _names_picture(key: str) -> bool:
    """Tell whether a key says that it holds a picture: `image2`, `full_image`, `fotoPortada`."""
    return any(word.rstrip("0123456789") in _words() for word in (*parts(key), folded(key)))


@cache
def _words() -> frozenset[str]:
    known = families()
    named = (*known.kinds["cover"].names, *known.kinds["gallery"].names, *known.kinds["features"].item["photo"])
    return frozenset(map(folded, (*named, *known.lists["files"]))) - _OTHER


def references(entry: Entry, language: str) -> nodes.Mapping | None:
    """Read a list of works and pages that a page rests on as a text with its heading; None for any other list."""
    node = entry.value
    if not families().listed("references", entry.key.text) or not isinstance(node, nodes.Sequence):
        return None
    lines = [line for item in node.items if (line := _reference(item)) is not None]
    if not lines or len(lines) < len(node.items):
        return None
    text = joined([line.text for line in lines], lines, "\n")
    return mapping([("title", heading_of(entry, language)), ("text", text)], node.place)


def _reference(node: Node) -> Scalar | None:
    if isinstance(node, Scalar):
        return joined([f"- {node.text.strip()}"], [node]) if has_words(node) else None
    entries = node.entries if isinstance(node, nodes.Mapping) else ()
    told = [entry.value for entry in entries if isinstance(entry.value, Scalar)]
    address = next((value for value in told if is_abroad(value)), None)
    words = [value for value in told if has_words(value)]
    if not words or (address is None and len(entries) > 1):
        return None
    title, *more = words
    line = f"[{title.text.strip()}]({address.text.strip()})" if address is not None else title.text.strip()
    said = ", ".join([line, *(one.text.strip() for one in more)])
    return joined([f"- {' '.join(said.split())}"], [*words, *([address] if address is not None else [])])


def with_address(front: nodes.Mapping, claims: list[Claim], key: str) -> list[Claim]:
    """Give the claims with the address of a page of its own where they say how to reach somebody."""
    found = next(
        (one for one in front.entries if families().listed("websites", one.key.text) and is_abroad(one.value)), None
    )
    mine = next((claim for claim in claims if claim.section == "contact"), None)
    there = mine.tree.get(key) if mine is not None else None
    if found is None or mine is None or not isinstance(there, nodes.Mapping) or there.get("link") is not None:
        return claims
    if any(leaf is found.value for claim in claims for leaf in claim.scalars()):
        return claims
    again = replace(mine, tree=with_entry(mine.tree, key, with_entry(there, "link", found.value)))
    return [again if claim is mine else claim for claim in claims]
