"""Values that are one word or number of a certain form, and those that are one of a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from brochure.load.yaml.nodes import Node, Sequence
from brochure.model.reading import Reading
from brochure.model.spec import Json, Kind
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value: `says` stands between the name of its key and the value.

    Where it is plain what is `meant`, that is read, and what is wrong is a warning.
    """

    code: str
    says: Said
    hint: Said
    meant: object = None


def word(name: str, expected: Said, parse: Callable[[str], object | Wrong], schema: Json) -> Kind:
    """Give the kind of a value of a certain form: `parse` makes of its text what it means, or tells what is wrong."""

    def read(reading: Reading, node: Node, key: str) -> object | None:
        scalar = reading.scalar(node, key, expected)
        if scalar is None or not scalar.text.strip():
            return None
        text = scalar.text.strip()
        found = parse(text)
        if not isinstance(found, Wrong):
            return found
        message = Said("'{key}' {says} \"{text}\"", key=key, says=found.says, text=text)
        severity = "error" if found.meant is None else "warning"
        reading.report(found.code, message, scalar.place, found.hint, severity)
        return found.meant

    return Kind(name, read, schema)


def choice(words: Iterable[str], *, also: tuple[object, ...] = ()) -> Kind:
    """Give the kind of value that is one of a few words; `also` is what its schema takes besides."""
    known = {word.lower(): word for word in words}

    def parse(text: str) -> str | Wrong:
        found = known.get(text.lower())
        return found or Wrong(
            "value-unknown", Said("has no value"), meant(text.lower(), known.values(), Said("write one of {known}"))
        )

    return word(
        "choice",
        Said("one of {known}", known=", ".join(known.values())),
        parse,
        {"enum": [*known.values(), *also, None]},
    )


def several(words: tuple[str, ...], about: str) -> Kind:
    """Give the kind of a list of a few words, of which each is what `about` tells; an empty one says none."""
    one = choice(words)

    def read(reading: Reading, node: Node, key: str) -> tuple[object, ...] | None:
        if not isinstance(node, Sequence):
            reading.wrong_type(
                node, key, Said("a list"), Said("write [{words}], or [] for none", words=", ".join(words))
            )
            return None
        found = (one.read(reading, item, f"{key}[{number}]") for number, item in enumerate(node.items))
        return tuple(item for item in found if item is not None)

    return Kind("several", read, {"type": ["array", "null"], "items": {"description": about, "enum": [*words]}})


def meant(word: str, known: Iterable[str], write: Said) -> Said:
    """Give a hint: the known word that was meant, or all of them, in what is said to `write`."""
    words = tuple(known)
    guess = did_you_mean(word, words)
    return Said("did you mean '{guess}'?", guess=guess) if guess else write.of(known=", ".join(words))


def _switch(text: str) -> bool | Wrong:
    found = _SWITCH.get(text.lower())
    return (
        Wrong("value-unknown", Said("must be true or false, not"), Said("write true or false"))
        if found is None
        else found
    )


def optional(words: tuple[str, ...]) -> Kind:
    """Give the kind of value that is one of a few words, of which `true` is the first, and `false` none, ""."""

    def parse(text: str) -> str | Wrong:
        switched = _SWITCH.get(text.lower())
        if switched is not None:
            return words[0] if switched else ""
        found = next((word for word in words if word == text.lower()), None)
        known = (*words, "true", "false")
        says = Said("has no value")
        return found or Wrong("value-unknown", says, meant(text.lower(), known, Said("write one of {known}")))

    expected = Said("one of {known}", known=", ".join(words))
    return word("optional", expected, parse, {"enum": [*words, True, False, None]})


SWITCH = word("switch", Said("true or false"), _switch, {"type": ["boolean", "null"]})
