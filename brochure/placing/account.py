"""What became of every word of a page: where it is printed, or why it is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.model.values import Text
from brochure.placing.arrange import Arranged
from brochure.placing.claims import folded_words
from brochure.placing.form import Form
from brochure.placing.landmarks import places_of
from brochure.placing.names import snake
from brochure.placing.prose import is_link, silence
from brochure.placing.reads import values_of
from brochure.placing.strays import is_abroad
from brochure.placing.tables import silent
from brochure.placing.values import has_words, is_name, leaves, sort, words_in
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.speech import Said

_INDEX = compiled(r"\[\d+\]")
PRINTED, UNPRINTED, LEFT, PASSED = "printed", "unprinted", "left off", "passed"
# Keys that are silent for what they are, and yet may say something of somebody.
_OF_PEOPLE = frozenset(("accounts",))
_CALLS = ("_cta", "_cta_text", "_cta_label")
# Why a value is not printed, in words; nobody is told of these, but every report lists them.
REASONS: Mapping[str, Said] = {
    "ignored": Said("ignored by the settings"),
    "off": Said("switched off"),
    "language": Said("in another language"),
    "start": Said("names the start page of a site"),
    "slip": Said("a slip of a key"),
    "settings": Said("settings"),
    "machine": Said("no words"),
    "silent": Said("not for readers"),
    "same": Said("printed already"),
    "replaced": Said("another heading stands there"),
    LEFT: Said("not among the sections"),
    UNPRINTED: Said("no section reads it"),
    PASSED: Said("no section reads it"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of the values below a key path: `made` numbers the section that prints them, from 0.

    `place` is where the key stands, `words` is how many it holds.
    """

    path: str
    words: int
    why: str
    place: Place
    made: int | None = None


def fates(
    page: Arranged, forms: Mapping[str, Form], owed: Sequence[Iterable[Text]], body: str, told: Collection[Place]
) -> tuple[Fate, ...]:
    """Give what becomes of every key of a page, in its order; keys that share their fate are one, by what holds them.

    `owed` are the texts that each of its sections prints, `body` is the text under the keys; keys and values at the
    places `told` are known to be wrong.
    """
    book = _Book(page, forms, [{(text.place, text.markdown) for text in texts} for texts in owed], body, told)
    return tuple(fate for entry in page.front.entries for fate in book.entry(entry))


class _Spot(NamedTuple):
    """Where a value stands: `quiet` under a key that is not for readers, `wrong` under one that is known to be so."""

    path: str
    quiet: bool = False
    wrong: bool = False


class _Book:
    def __init__(
        self,
        page: Arranged,
        forms: Mapping[str, Form],
        owed: Sequence[set[tuple[Place, str]]],
        body: str,
        told: Collection[Place],
    ) -> None:
        self._told = told
        keys = {key.casefold(): spec for form in forms.values() for key, spec in form.keys.items()}
        self._alone = {key for key, spec in keys.items() if isinstance(spec, Value)}
        self._declared = {path for key, spec in keys.items() for path in _paths(spec, key)}
        self._printed: dict[int, int] = {}
        self._read: set[int] = set()
        for number, one in enumerate(page.made):
            for leaf, is_text in values_of(forms[one.order.section], one.order.tree):
                self._read |= set() if is_text else {id(scalar) for scalar in leaf.origins()}
                if (leaf.place, leaf.text) in owed[number] or (owed[number] and not is_text):
                    for scalar in leaf.origins():
                        self._printed.setdefault(id(scalar), number)
            heading = one.claim.heading if one.claim is not None and one.order.heading is not None else None
            for scalar in heading.origins() if heading is not None else ():
                self._printed.setdefault(id(scalar), number)
        self._top = {id(title) for title in page.titles}
        self._cover = next((n for n, one in enumerate(page.made) if forms[one.order.section].where == "front"), None)
        # The places of a page stand on its cover.
        for scalar in places_of(page.front) if self._cover is not None else ():
            self._printed.setdefault(id(scalar), self._cover or 0)
        self._left = {id(scalar) for claim in page.left for scalar in claim.scalars()}
        titled = [one.claim for one in page.made if one.claim is not None and one.order.heading is not None]
        self._replaced = {id(scalar) for claim in titled for scalar in claim.scalars()}
        self._taken = {id(leaf): reason for node, reason in page.cut.taken for leaf in leaves(node)}
        self._slips = {id(leaf) for entry in page.slips for leaf in leaves(entry.value)}
        printed = (
            leaf.text
            for entry in page.front.entries
            for leaf in leaves(entry.value)
            if self._is_printed(leaf) or (leaf is entry.value and entry.key.text.casefold() == "title")
        )
        self._there = " ".join(map(folded_words, (*printed, body)))
        self._words = frozenset(self._there.split())

    def _is_printed(self, leaf: Scalar) -> bool:
        return id(leaf) in self._printed or id(leaf) in self._top

    def entry(self, entry: nodes.Entry) -> Iterator[Fate]:
        """Give the fates of what stands under a key of the page."""
        yield from self._node(*self._under(entry, _Spot("")))

    def _node(self, node: Node, spot: _Spot, place: Place) -> Iterator[Fate]:
        found = list(self._leaves(node, spot))
        telling = {fate for _, fate in found if fate[0] != "machine"}
        if (UNPRINTED, None) in telling:
            # What stands beside words that are told is told with them.
            found = [(leaf, ("machine", None) if fate[0] == PASSED else fate) for leaf, fate in found]
            telling.discard((PASSED, None))
        if len(telling) < 2 or isinstance(node, Scalar):
            why, made = next(iter(telling), ("machine", None))
            words = sum(words_in(leaf.text) for leaf, fate in found if fate[0] != "machine" and _counts(leaf))
            if found:
                yield Fate(spot.path, words, why, place, made)
        else:
            for part in self._inside(node, spot):
                yield from self._node(*part)

    def _leaves(self, node: Node, spot: _Spot) -> Iterator[tuple[Scalar, tuple[str, int | None]]]:
        if isinstance(node, Scalar):
            if sort(node) != "nothing":
                yield node, self._fate(node, spot)
            return
        for inner, under, _ in self._inside(node, spot):
            yield from self._leaves(inner, under)

    def _inside(self, node: nodes.Sequence | nodes.Mapping, spot: _Spot) -> Iterator[tuple[Node, _Spot, Place]]:
        if isinstance(node, nodes.Mapping):
            yield from (self._under(entry, spot) for entry in node.entries)
        else:
            for number, item in enumerate(node.items):
                wrong = spot.wrong or item.place in self._told
                yield item, spot._replace(path=f"{spot.path}[{number}]", wrong=wrong), item.place

    def _under(self, entry: nodes.Entry, spot: _Spot) -> tuple[Node, _Spot, Place]:
        key, node = entry.key, entry.value
        path = f"{spot.path}.{key.text}" if spot.path else key.text
        quiet = spot.quiet or is_link(node) or silence(entry) is not None
        wrong = spot.wrong or key.place in self._told or node.place in self._told
        return node, _Spot(path, quiet, wrong), key.place

    def _fate(self, leaf: Scalar, spot: _Spot) -> tuple[str, int | None]:
        path = spot.path.casefold()
        key = path.partition(".")[0].partition("[")[0]
        if id(leaf) in self._printed:
            return PRINTED, self._printed[id(leaf)]
        if id(leaf) in self._taken:
            return self._taken[id(leaf)], None
        if id(leaf) in self._top or key == "title":
            return (PRINTED, self._cover) if self._cover is not None else (LEFT, None)
        if path in ("lang", "url") or (key == "brochure" and path != key):
            return "settings", None
        return self._unprinted(leaf, spot), None

    def _unprinted(self, leaf: Scalar, spot: _Spot) -> str:
        if id(leaf) in self._left:
            return LEFT
        if spot.wrong or id(leaf) in self._slips:
            return "slip"
        said = folded_words(leaf.text)
        same = self._words.issuperset(said.split()) and said in self._there
        if not has_words(leaf):
            # A section was asked for by its own key, and is not there.
            path = spot.path.casefold()
            asked = _INDEX.sub("", path) in self._declared and path not in self._alone
            told = asked and not spot.quiet and not same and id(leaf) not in self._read
            if told and is_name(leaf):
                return UNPRINTED
            return PASSED if not same and id(leaf) not in self._read and _is_fact(leaf, spot) else "machine"
        if spot.quiet:
            return "same" if same else PASSED if _is_fact(leaf, spot) else "silent"
        if same:
            return "same"
        return "replaced" if id(leaf) in self._replaced else UNPRINTED


def _is_fact(leaf: Scalar, spot: _Spot) -> bool:
    """Tell whether a value that no section reads may be one for readers: a number, a day, an address, an account."""
    key = _INDEX.sub("", spot.path).rpartition(".")[2]
    if snake(key).endswith(_CALLS):
        return has_words(leaf) and words_in(leaf.text) > 2
    if silent().reason(key, 0) in _OF_PEOPLE:
        return sort(leaf) in ("machine", "words", "address")
    return not spot.quiet and (sort(leaf) in ("number", "date", "mail") or is_abroad(leaf))


def _paths(spec: Spec, path: str) -> Iterator[str]:
    """Give the key paths below a key, without the places in lists."""
    yield path
    if isinstance(spec, Items):
        yield from _paths(spec.item, path)
    elif isinstance(spec, Keys):
        for name, inner in spec.keys.items():
            yield from _paths(inner, f"{path}.{name.casefold()}")


def _counts(leaf: Scalar) -> bool:
    return sort(leaf) in ("words", "number", "date", "machine")
