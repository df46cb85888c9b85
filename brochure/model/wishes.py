"""`sections:` of the settings: which sections a brochure has, in what order, and where they find their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TypeVar

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.kinds.picture import ICON, PICTURE
from brochure.model.kinds.plain import LINE, TEXT
from brochure.model.kinds.word import SWITCH
from brochure.model.paths import KEY_PATH, KeyPath
from brochure.model.reading import Reading
from brochure.model.spec import Json, Keys, Kind, Value
from brochure.model.values import Text
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

Option = TypeVar("Option")
_NONE = "none"
_EXAMPLE = Said("write a list, each item of it the name of a section: - phases")
_ONE = Said("write one section an item, its options indented below it: '- phases:', then '    from: roadmap'")


@dataclass(frozen=True, slots=True)
class Wish:
    """A section that is asked for, by its name at `place`; `off` where it is written `none`.

    `source` is where its content is; None says its own key. `fields` gives for keys of the section where they are in
    that content. `nodes` are the options that become part of its content: picture, focus, duotone and icon, as written;
    `bare` asks for no pictures, with its `word` as written.
    """

    name: str
    place: Place
    off: bool = False
    source: KeyPath | None = None
    fields: Mapping[str, KeyPath] = field(default_factory=dict)
    heading: Text | None = None
    way: KeyPath | None = None
    nodes: Mapping[str, Node] = field(default_factory=dict)
    bare: bool = False
    word: Node | None = None

    @property
    def plain(self) -> bool:
        """Tell whether nothing is said of it but its name."""
        said = (self.source, self.heading, self.way)
        return not (self.off or self.bare or self.fields or self.nodes or any(value is not None for value in said))


def _picture(reading: Reading, node: Node, key: str) -> object | None:
    """Read a picture, or the word `none`."""
    bare = isinstance(node, Scalar) and node.text.strip().lower() == _NONE
    return _NONE if bare else ICON.read(reading, node, key)


_WAY = Kind("line", lambda reading, node, key: _word(reading, node, key), LINE.schema)


def _word(reading: Reading, node: Node, key: str) -> KeyPath | None:
    scalar = reading.scalar(node, key, Said("a word"))
    return KeyPath(scalar.text.strip(), scalar.place) if scalar is not None and scalar.text.strip() else None


# What others call the options.
_CALLED = {
    name: right
    for right, names in {
        "heading": "title label name",
        "from": "source path key data",
        "way": "layout style variant as display",
        "picture": "image photo",
        "fields": "map rename keys",
        "focus": "crop position",
    }.items()
    for name in names.split()
}


OPTIONS = Keys(
    "How a section of the list is made.",
    {
        "from": Value(
            "Where its content is, a key path.", KEY_PATH, ("team.members", "blocks[2]", "blocks[type=hero]")
        ),
        "fields": Keys(
            "The section's keys, each with where it is in that content.",
            {},
            lambda values, _: MappingProxyType(values),
            others=Value("A key path, from the content or the item on.", KEY_PATH, ("name",)),
        ),
        "heading": Value("Its heading, stronger than any other.", TEXT, ("Who we are",)),
        "way": Value("The way to set it that is tried first.", _WAY, ("grid",)),
        "picture": Value(
            "Its picture, or `none` for no pictures; of the cover a file, a drawing or `none`.",
            Kind("picture", _picture, ICON.schema),
            ("none",),
        ),
        "focus": PICTURE.keys["focus"],
        "duotone": Value("Whether its pictures are printed in the brand's ink and paper.", SWITCH, (True,)),
        "icon": Value("Its icon: a file, or the name of one of lucide.dev.", ICON, ("leaf",)),
    },
    closed=True,
    elsewhere=_CALLED,
)


def _wishes(reading: Reading, node: Node, key: str) -> tuple[Wish, ...] | None:
    if not isinstance(node, nodes.Sequence):
        reading.wrong_type(node, key, Said("a list of sections"), _EXAMPLE)
        return None
    return tuple(_each(reading, node, key)) or None


def _each(reading: Reading, node: nodes.Sequence, key: str) -> Iterator[Wish]:
    for number, item in enumerate(node.items):
        path = f"{key}[{number}]"
        if isinstance(item, Scalar) and item.kind == "text" and item.text.strip():
            yield Wish(item.text.strip(), item.place)
        elif isinstance(item, nodes.Mapping) and len(item.entries) == 1:
            yield from _wish(reading, item.entries[0], path)
        elif isinstance(item, nodes.Mapping) and item.entries:
            reading.report(
                "wrong-type", Said("'{path}' must name one section", path=path), item.entries[1].key.place, _ONE
            )
        else:
            reading.wrong_type(item, path, Said("the name of a section"), _EXAMPLE)


def _wish(reading: Reading, entry: nodes.Entry, path: str) -> Iterator[Wish]:
    name, place, node = entry.key.text.strip(), entry.key.place, entry.value
    if isinstance(node, Scalar) and node.text.strip().lower() == _NONE:
        yield Wish(name, place, off=True)
        return
    if isinstance(node, Scalar) and node.kind != "null" and node.text.strip():
        hint = Said(
            "write its options as keys: {name}: {{from: {path}}}, or none to leave it off",
            name=name,
            path=node.text.strip().split()[0],
        )
        reading.wrong_type(node, f"{path}.{name}", Said("options, or none"), hint)
        return
    read = OPTIONS.read(reading, node, f"{path}.{name}")
    yield _made(name, place, node, read if isinstance(read, dict) else {})


def _made(name: str, place: Place, node: Node, said: dict[str, object]) -> Wish:
    def given(option: str, kind: type[Option]) -> Option | None:
        found = said.get(option)
        return found if isinstance(found, kind) else None

    written = node.entries if isinstance(node, nodes.Mapping) else ()
    bare = said.get("picture") == _NONE
    word = next((entry.value for entry in written if entry.key.text.casefold() == "picture"), None) if bare else None
    inner = ("focus", "duotone", "icon", *(() if bare else ("picture",)))
    kept = {entry.key.text.casefold(): entry.value for entry in written if entry.key.text.casefold() in said}
    fields = said.get("fields")
    renames = fields.items() if isinstance(fields, Mapping) else ()
    return Wish(
        name,
        place,
        source=given("from", KeyPath),
        fields=MappingProxyType({name: path for name, path in renames if isinstance(path, KeyPath)}),
        heading=given("heading", Text),
        way=given("way", KeyPath),
        nodes=MappingProxyType({option: kept[option] for option in inner if option in kept}),
        bare=bare,
        word=word,
    )


_OFF: Json = {"enum": [_NONE], "description": "Not in the brochure."}
_NAMED: Json = {"type": "string", "pattern": r"\S", "description": "The name of a section."}
_TOLD: Json = {
    "type": "object",
    "description": "A section and its options.",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": {"anyOf": [OPTIONS.schema(), _OFF]},
}
_EACH: Json = {"description": "A section.", "anyOf": [_NAMED, _TOLD]}
SECTIONS = Kind("sections", _wishes, {"type": ["array", "null"], "items": _EACH})
