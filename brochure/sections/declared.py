"""Sections that are declared in YAML, shipped or in a project: `sections/NAME.yaml` to a section like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Literal, TypeVar

from brochure.figures.covers.facts import Facts
from brochure.load.front_matter import yaml_document
from brochure.load.text import Source
from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.kinds.picture import ICON, SHOWN
from brochure.model.kinds.plain import LINE, TEXT
from brochure.model.kinds.word import SWITCH
from brochure.model.reading import Reading
from brochure.model.spec import Items, Keys, Kind, Listed, Spec, Value
from brochure.model.values import Picture, Text
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.record import NO_ICON, Record
from brochure.render.section import Section, Texts
from brochure.render.shown import ALL, Field, printed, seen
from brochure.vocabulary.keys import key
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

NAME = compiled("[a-z][a-z0-9-]{0,39}")
_KEY = compiled("[A-Za-z][A-Za-z0-9_-]{0,39}")
KINDS: Mapping[str, Kind] = {
    "text": TEXT, "line": TEXT, "number": TEXT, "date": TEXT, "duration": TEXT,
    "picture": SHOWN, "icon": ICON, "address": LINE, "switch": SWITCH,
}  # fmt: skip
Spoken = TypeVar("Spoken")
# How deep lists and mappings of a declaration may stand in each other.
_DEEPEST = 4
_LAST = "body"


def _tree(reading: Reading, node: Node, key: str) -> tuple[Field, ...] | None:
    """Read the names of keys, each with its kind, a list of one thing, or a mapping."""
    if isinstance(node, nodes.Mapping):
        return tuple(_fields(reading, node, key, 1))
    reading.wrong_type(
        node, key, Said("a mapping of names"), Said("write each key on a line of its own: 'title: line'")
    )
    return None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A section, declared."""

    about: str = key("What it is, in a sentence.", "", examples=("What it costs.",))
    after: str = key("The section that it follows.", _LAST, examples=("then",))
    heading: Mapping[str, str] | None = key("Its heading by language.", examples=("Prices",))
    words: Mapping[str, Mapping[str, str]] | None = key("Its words around the content, by language.")
    ways: tuple[str, ...] = key("The ways to set it on one page, tried in turn.", (), examples=("cards",))
    shares: bool = key("Whether it may share a page with another where both are short.", False)
    ground: Literal["", "ink", "signal"] = key("The colour on which it closes a page that it shares.", "")
    atoms: str = key("The list between whose items a leaflet may part it.", "", examples=("list",))
    keys: Annotated[tuple[Field, ...], Kind("keys", _tree, {"type": "object"})] = key(
        "What may be written, each key with its kind.", ()
    )


View = Callable[[Desk, Mapping[str, object]], Mapping[str, object]]


def no_view(_: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Derive nothing."""
    return {}


Whole = Callable[[Desk, Mapping[str, object]], Mapping[str, object]]


def as_written(_: Desk, values: Mapping[str, object]) -> Mapping[str, object]:
    """Leave values as they are written."""
    return values


Tells = Callable[[Desk, Mapping[str, object]], Facts]


def no_facts(_: Desk, values: Mapping[str, object]) -> Facts:
    """Tell nothing that a cover could be drawn from."""
    return Facts()


def declare(
    source: Source, name: str, own: bool, view: View = no_view, tells: Tells = no_facts, whole: Whole = as_written
) -> tuple[Section | None, Reading]:
    """Make a section of its declaration; None where that cannot be.

    `view` derives values of those that are seen, `tells` what a cover can be drawn from of those that are written;
    `whole` settles what all items have in common, before any of them is set.

    Gives what was read of the file with its problems. Raises BrochureError where it is no YAML.
    """
    document = yaml_document(source)
    reading = Reading(source, document.problems)
    read = replace(keys_of(Declaration), closed=True).read(reading, document.data, "")
    said = read if isinstance(read, Declaration) else Declaration()
    _check(reading, document.data, name, said)
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        return None, reading
    made = _Declared(name, said, view, tells, whole)
    section = Section(
        name,
        said.about,
        made.groups,
        made.atoms,
        made.texts,
        tells=made.facts,
        keys={name: made.spec},
        after=said.after,
    )
    if own:
        section = replace(section, source=source, place=_place(document.data, "after", source))
    if said.words:
        section = replace(section, words=frozenset(name for spoken in said.words.values() for name in spoken))
    return section, reading


def _check(reading: Reading, tree: nodes.Mapping, name: str, said: Declaration) -> None:
    """Report what a declaration cannot do without, and a list that it has not."""
    if not NAME.fullmatch(name):
        message, hint = (
            Said("'{name}' is no name of a section", name=name),
            Said("take small letters, figures and hyphens: prices.yaml"),
        )
        reading.report("section-invalid", message, Place(reading.source.name), hint)
    if not said.keys:
        hint = Said("say under 'keys:' what may be written, such as 'text: text'")
        reading.report("section-invalid", Said("the section has no keys"), _place(tree, "keys", reading.source), hint)
    elif said.atoms and not any(field.name == said.atoms and field.many for field in said.keys):
        message, hint = (
            Said("'atoms' names no list of the section: \"{atoms}\"", atoms=said.atoms),
            Said("name a key that is a list"),
        )
        reading.report("section-invalid", message, _place(tree, "atoms", reading.source), hint)


def _place(tree: nodes.Mapping, key: str, source: Source) -> Place:
    found = tree.get(key)
    return found.place if found is not None else Place(source.name)


def _fields(reading: Reading, node: nodes.Mapping, path: str, depth: int) -> Iterator[Field]:
    for entry in node.entries:
        name, key = entry.key.text, f"{path}.{entry.key.text}"
        if not _KEY.fullmatch(name):
            hint = Said("take letters, figures, hyphens and low lines, a letter first")
            reading.report("section-invalid", Said("'{key}' is no name of a key", key=key), entry.key.place, hint)
        elif (field := _field(reading, name, entry.value, key, depth)) is not None:
            yield field


def _field(reading: Reading, name: str, node: Node, key: str, depth: int) -> Field | None:
    many = isinstance(node, nodes.Sequence)
    if isinstance(node, nodes.Sequence):
        if len(node.items) != 1:
            hint = Said("write one item, which says what each of them is: '- name: line'")
            reading.report("section-invalid", Said("'{key}' must hold one item", key=key), node.place, hint)
            return None
        node = node.items[0]
    if depth > _DEEPEST and (many or isinstance(node, nodes.Mapping)):
        hint = Said("{most} levels are enough for what can be read on paper", most=_DEEPEST)
        reading.report("section-invalid", Said("'{key}' is nested too deep", key=key), node.place, hint)
        return None
    if isinstance(node, nodes.Mapping):
        return Field(name, "", many, tuple(_fields(reading, node, key, depth + 1)))
    if isinstance(node, Scalar) and node.text in KINDS:
        return Field(name, node.text, many)
    meant = did_you_mean(node.text, KINDS) if isinstance(node, Scalar) else None
    hint = (
        Said("did you mean '{meant}'?", meant=meant) if meant else Said("write one of {known}", known=", ".join(KINDS))
    )
    told = Said('"{text}"', text=node.text) if isinstance(node, Scalar) else Said("a list in a list")
    reading.report(
        "section-invalid", Said("'{key}' has no kind of value: {told}", key=key, told=told), node.place, hint
    )
    return None


@dataclass(frozen=True, slots=True)
class _Declared:
    """A declaration, and what the house asks of a section."""

    name: str
    said: Declaration
    view: View
    tells: Tells
    whole: Whole

    @property
    def spec(self) -> Spec:
        """Give the spec of its key; what is a list alone is its `list`, what is a text alone its `text`."""
        made = _mapping(self.said.keys, f"The section {self.name}.")
        alone = any(
            (field.name == "list" and field.many) or (field.name, field.kind) == ("text", "text")
            for field in self.said.keys
        )
        return Listed(made.about, made.keys) if alone else made

    def groups(self, desk: Desk) -> Iterable[Group]:
        """Give its one group."""
        desk = self._worded(desk)
        for written in self._found(desk.brochure):
            values = self.whole(desk, written)
            ways = (*((way, 1) for way in self.said.ways), ("flow", None))
            heading, shown = self._heading(desk, values), self._values(desk, values)
            part = desk.part(self.name, heading, shown, self.said.ground) if self.said.shares else None
            yield Group(self.name, desk.ways(self.name, ways, heading, shown), part=part)

    def atoms(self, desk: Desk) -> Iterable[Atom]:
        """Give it as one piece, or the items of its parted list, the first and last with what stands beside them."""
        desk = self._worded(desk)
        for written in self._found(desk.brochure):
            for number, (part, heading) in enumerate(self._parts(desk, self.whole(desk, written))):
                place = next(texts_of(self.said.keys, part), desk.brochure.title).place
                html = desk.fragment(self.name, "leaflet", heading, self._values(desk, part))
                key = f"{self.name}.{self.said.atoms}[{number}]" if self.said.atoms else self.name
                yield Atom(self.name, f"{self.name}-{number}", key, place, html)

    def _parts(self, desk: Desk, values: Mapping[str, object]) -> Iterator[tuple[Mapping[str, object], object]]:
        items, heading = values.get(self.said.atoms), self._heading(desk, values)
        if not isinstance(items, tuple) or len(items) < 2:
            yield values, heading
            return
        shown = seen(desk, self.said.keys, {self.said.atoms: items}).get(self.said.atoms)
        if any(getattr(one, "icon", None) is NO_ICON for one in (shown if isinstance(shown, list) else ())):
            # All of a group have an icon, or none: each is set by itself here.
            items = tuple({key: value for key, value in item.items() if key != "icon"} for item in items)
        names = [field.name for field in self.said.keys]
        after = names[names.index(self.said.atoms) + 1 :]
        for number, item in enumerate(items, 1):
            beside = [name for name in values if number == (len(items) if name in after else 1)]
            part = {name: values[name] for name in beside} | {self.said.atoms: (item,)}
            yield part, heading if number == 1 else ""

    def texts(self, brochure: Brochure, *_: object) -> Texts:
        """Give its values in the order of its keys."""
        for values in self._found(brochure):
            yield from texts_of(self.said.keys, values)

    def facts(self, desk: Desk) -> Facts:
        """Give what a cover can be drawn from."""
        return next((self.tells(desk, values) for values in self._found(desk.brochure)), Facts())

    def _worded(self, desk: Desk) -> Desk:
        """Give the desk with the words of the section on it; those of brochure.yaml are stronger."""
        own = _spoken(self.said.words, desk.language) or {}
        return replace(desk, common={**desk.common, "words": {**desk.words, **own, **desk.project.words}})

    def _found(self, brochure: Brochure) -> tuple[Mapping[str, object], ...]:
        values = brochure.content(self.name, dict)
        return (values,) if values else ()

    def _heading(self, desk: Desk, values: Mapping[str, object]) -> object:
        title = values.get("title")
        if desk.asked or (isinstance(title, Text) and title):
            return desk.heading(self.name, desk.text(title) if isinstance(title, Text) else "")
        own = _spoken(self.said.heading, desk.language)
        return desk.project.words.get(self.name) or own or desk.words.get(self.name, "")

    def _values(self, desk: Desk, values: Mapping[str, object]) -> dict[str, object]:
        found = seen(desk, self.said.keys, values)
        return found | dict(self.view(desk, found)) | {ALL: printed(self.said.keys, Record(found))}


def _spoken(words: Mapping[str, Spoken] | None, language: str) -> Spoken | None:
    """Give what is said in a language, in English or in any where nothing is."""
    words = words or {}
    return words.get(language) or words.get(language[:2]) or words.get("en") or next(iter(words.values()), None)


def _mapping(fields: tuple[Field, ...], about: str) -> Keys:
    return Keys(about, {field.name: _spec(field) for field in fields})


def _spec(field: Field) -> Spec:
    about = f"{field.kind.capitalize()}." if field.kind else f"The {field.name}."
    one = Value(about, KINDS[field.kind]) if field.kind else _mapping(field.fields, about)
    return Items(about, one) if field.many else one


def texts_of(fields: tuple[Field, ...], values: Mapping[str, object]) -> Iterator[Text]:
    """Give the texts among values, in the order of the fields."""
    for field in fields:
        value = values.get(field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Text):
                yield one
            elif isinstance(one, Picture) and one.caption:
                yield one.caption
            elif isinstance(one, dict):
                yield from texts_of(field.fields, one)
