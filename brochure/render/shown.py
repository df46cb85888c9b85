"""Values of a declared section as its template sees them: every key is there, also where nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import escape

from brochure.load import quantity
from brochure.model.values import Picture, Text
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.prose import absolute, printed_address
from brochure.render.record import NO_PICTURE, Read, Record
from brochure.render.tools import astray
from brochure.vocabulary.records import NamedTuple

# Under this a template finds all values in turn; no key can have the name.
ALL = "*"


# What a sign or a face takes of the width beside words that are said, in mm on A5.
_SIGN = 23.1


class Field(NamedTuple):
    """A declared key: its kind, or the fields of the mapping that it is; `many` for a list of such."""

    name: str
    kind: str
    many: bool = False
    fields: tuple[Field, ...] = ()


class Printed(NamedTuple):
    """A value for the plain template, which knows no names: its kind, and what is in it."""

    kind: str
    value: object


def seen(desk: Desk, fields: tuple[Field, ...], values: Mapping[str, object]) -> dict[str, object]:
    """Give what a template sees of values, by the names of their fields."""
    return {field.name: _shown(desk, field, values.get(field.name)) for field in fields}


def _shown(desk: Desk, field: Field, value: object) -> object:
    if field.many:
        items = value if isinstance(value, tuple) else ()
        return [_one(desk, field, item) for item in items]
    return _one(desk, field, value)


def _one(desk: Desk, field: Field, value: object) -> object:
    if not field.kind:
        return Record(seen(desk, field.fields, value if isinstance(value, dict) else {}))
    if field.kind == "icon":
        return desk.icon(value) if isinstance(value, Picture) else NO_PICTURE
    if field.kind == "picture":
        return _picture(desk, field, value) if isinstance(value, Picture) else NO_PICTURE
    if field.kind == "address":
        return _address(desk, value if isinstance(value, str) else "")
    if field.kind == "switch":
        return value is True
    return _text(desk, field, value if isinstance(value, Text) else None)


def _picture(desk: Desk, field: Field, picture: Picture) -> Record:
    """Give a picture; one of an item is left out where it is missing: no drawing is anybody's face, sign or product."""
    if not field.many and picture.caption is None and not desk.shelf.own(picture):
        return NO_PICTURE
    return desk.picture(picture, "tile")


def _address(desk: Desk, written: str) -> Read:
    """Give an address as it is printed; its `url` is where it leads (RFC 3986, 3.1).

    A path is left out, and told, where its site is not known; what is no path stays as it was written.
    """
    mail = "@" in written and ":" not in written and "/" not in written
    address = f"mailto:{written}" if mail else absolute(written, desk.project.organisation.site) if written else ""
    url = address if ":" in address.partition("/")[0] else ""
    if not url and written.startswith(("/", "./", "../", "#", "?")):
        if not written.startswith("#"):
            astray(desk.shelf, written)
        return Read.of("", None, "")
    return Read.of(escape(printed_address(address) or written), url or None, url)


def _text(desk: Desk, field: Field, text: Text | None) -> object:
    if field.kind == "text":
        html = desk.reader.blocks(text) if text else ""
        return desk.said(html, _SIGN * desk.unit) if field.name == "quote" else safe(html)
    if field.kind == "line":
        return desk.titled(text) if field.name == "title" else desk.dated(text)
    return Read.of(
        desk.dated(text) if field.kind == "date" else desk.text(text), _value(desk, field.kind, desk.plain(text))
    )


def _value(desk: Desk, kind: str, text: str) -> object:
    """Read what a text means; None where that is not certain."""
    if kind == "number":
        return quantity.read_number(text, desk.language)
    if kind == "duration":
        return quantity.read_duration(text, desk.language)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def printed(fields: tuple[Field, ...], record: Record) -> list[Printed]:
    """Give the values of a record for the plain template, in the order of the fields; what is empty is left out."""
    found = []
    for field in fields:
        value = getattr(record, field.name)
        for one in value if field.many else [value]:
            if one:
                kind = field.kind or "mapping"
                found.append(Printed(kind, one if field.kind else printed(field.fields, one)))
    return found
