"""How jobs and results pass from process to process: as plain data, so that reading them runs nothing.

A frame is the length of a JSON text, that text, and the bytes values of it in turn. What is no plain value of JSON
stands in it as an object of one entry, whose key says what it is; a record is one of the classes that are known here.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job, KeyRow, Outcome, Output
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.problems import Exit, Place, Problem, Severity
from brochure.vocabulary.report import FileReport, Ruling
from brochure.vocabulary.speech import Said

_RECORDS = (Job, KeyRow, Outcome, Output, Limits, Place, Problem, FileReport, Ruling)
_WORDS = (Severity, Exit)
_KNOWN: dict[str, type] = {kind.__name__: kind for kind in _RECORDS}
_ENUMS = {kind.__name__: kind for kind in _WORDS}
_PLAIN: dict[str, tuple[type, ...]] = {
    **{
        "str": (str,),
        "Said": (Said,),
        "int": (int,),
        "bool": (bool,),
        "float": (float, int),
        "bytes": (bytes,),
        "None": (type(None),),
    },
    **{"tuple": (tuple,), "Path": (Path,), "date": (date,), **{kind.__name__: (kind,) for kind in _RECORDS + _WORDS}},
}
_HEAD = struct.Struct("!II")
# More than any PDF of a brochure has, in bytes.
LARGEST = 1_000_000_000
# What a caller says in the middle of some work that is no longer wanted.
STOP = ("stop",)


class Garbled(Exception):
    """What came is no frame that a worker of this version sends."""


class Heads:
    """What many bodies begin with, as they pass: each such beginning goes once, before the first body that has it."""

    def __init__(self) -> None:
        self._heads: list[bytes] = []
        self._numbers: dict[int, int] = {}

    def said(self, name: str, body: Halves) -> Iterator[tuple[object, ...]]:
        """Give the messages that a body passes as."""
        number = self._numbers.get(id(body.head))
        if number is None:
            # It is kept, so that no other has its address.
            self._heads.append(body.head)
            number = self._numbers[id(body.head)] = len(self._heads) - 1
            yield "head", body.head
        yield "share", name, number, body.tail

    def heard(self, message: tuple[object, ...]) -> tuple[str, Halves] | None:
        """Give the body that a message brings, and its name; None where others follow. Raises Garbled."""
        match message:
            case ("head", bytes() as head):
                self._heads.append(head)
                return None
            case ("share", str() as name, int() as number, bytes() as tail) if 0 <= number < len(self._heads):
                return name, Halves(self._heads[number], tail)
        raise Garbled(str(message)[:99])


def learn(names: Mapping[str, tuple[type, ...]], *records: type) -> None:
    """Let further records pass; `names` are what types that they declare are called, and mean."""
    _PLAIN.update(names)
    for kind in records:
        _KNOWN[kind.__name__] = kind
        _PLAIN[kind.__name__] = (kind,)


def pack(value: object) -> bytes:
    """Write a value as a frame. Raises TypeError for what is none of the kinds that pass."""
    blobs: list[bytes] = []
    text = json.dumps(_plain(value, blobs), separators=(",", ":")).encode("ascii")
    sizes = json.dumps([len(blob) for blob in blobs]).encode("ascii")
    body = sizes + b"\n" + text
    return b"".join((_HEAD.pack(len(body), sum(map(len, blobs))), body, *blobs))


def unpacked(buffer: bytearray) -> Iterator[object]:
    """Take the whole frames from the front of a buffer, and give what they say. Raises Garbled."""
    while len(buffer) >= _HEAD.size:
        body, blobs = _HEAD.unpack_from(buffer)
        if body + blobs > LARGEST:
            raise Garbled("too large")
        end = _HEAD.size + body + blobs
        if len(buffer) < end:
            return
        frame = bytes(memoryview(buffer)[_HEAD.size : end])
        del buffer[:end]
        yield _read(frame, body)


def _read(frame: bytes, body: int) -> object:
    try:
        sizes, _, text = frame[:body].partition(b"\n")
        blobs, at = [], body
        for size in json.loads(sizes):
            blobs.append(frame[at : at + size])
            at += size
        return _value(json.loads(text), blobs)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Garbled(str(error)) from error


def _plain(value: object, blobs: list[bytes]) -> object:
    if isinstance(value, Said):
        return {"said": value.parts}
    if value is None or (isinstance(value, (bool, str, int, float)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, (bytes, bytearray)):
        blobs.append(bytes(value))
        return {"bytes": len(blobs) - 1}
    if isinstance(value, (tuple, list, frozenset)):
        return [_plain(part, blobs) for part in value]
    if isinstance(value, Path):
        return {"path": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if type(value).__name__ in _ENUMS and isinstance(value, Enum):
        return {type(value).__name__: value.value}
    if (kind := _KNOWN.get(type(value).__name__)) is not None:
        return {kind.__name__: [_plain(getattr(value, one.name), blobs) for one in _fields(kind)]}
    if isinstance(value, Mapping):
        return {"map": [[_plain(key, blobs), _plain(one, blobs)] for key, one in value.items()]}
    raise TypeError(f"{type(value).__name__} does not pass")


def _value(data: Any, blobs: list[bytes]) -> Any:
    if isinstance(data, list):
        return tuple(_value(part, blobs) for part in data)
    if not isinstance(data, dict):
        return data
    ((kind, body),) = data.items()
    if kind == "bytes":
        return blobs[body]
    if kind == "said":
        return Said.made(body)
    if kind == "path":
        return Path(body)
    if kind == "date":
        return date.fromisoformat(body)
    if kind == "map":
        return {_value(key, blobs): _value(one, blobs) for key, one in body}
    if kind in _ENUMS:
        return _ENUMS[kind](body)
    return _record(_KNOWN[kind], [_value(part, blobs) for part in body])


def _record(kind: type, values: list[object]) -> object:
    """Make a record of values that are of the kinds it declares, as far as the outermost one."""
    for one, value in zip(_fields(kind), values, strict=True):
        if not isinstance(value, _kinds(str(one.type))):
            raise TypeError(f"{kind.__name__}.{one.name}")
    return kind(*values)


@cache
def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)


@cache
def _kinds(declared: str) -> tuple[type, ...]:
    outermost = re.sub(r"\[.*\]", "", declared)
    return tuple(kind for name in outermost.split("|") for kind in _PLAIN[name.strip()])
