"""A finished PDF taken apart, so that a copy with other pieces and other words is written in a moment.

What no copy changes is one run of bytes, made once. After it come the objects that differ, then where everything lies.
ISO 32000-1, 7.5; compressed objects where the PDF itself had them.
"""

from __future__ import annotations

import hashlib
import io
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import TypeVar

import pikepdf
from pikepdf import Dictionary, Object, Stream

from brochure.engine.redrawing import MARK
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

Made = TypeVar("Made")
_LEVEL = 6
# The level, the size of the window (bytes, as a power of two; less than nothing: no header), and that of the memory.
_QUICK, _NEAR, _SMALL = 3, -12, 6
# So many ways to cut a content stream are remembered packed, and so many to leave objects out.
_CUTS = 8
# What stands for the strings of a copy in an object that is yet to say them.
_SAID = "make-brochure-says-"
_SAYS = compiled(rb"\(make-brochure-says-(\d+)\)")
_IDENTITY = compiled(rb"(DocumentID[^>]*>uuid:)([0-9a-f-]{36})")
_LEFT_OUT = ("/Length", "/Filter", "/DecodeParms")
# What is set apart in the trailer.
_TRAILER = ("/Size", "/Prev", "/XRefStm", "/Index", "/W", "/Type", "/Length", "/Filter", "/DecodeParms", "/ID")


@dataclass(slots=True)
class Content:
    """A content stream in parts: what stands still, and pieces by their numbers; `rest` is its dictionary."""

    still: list[bytes]
    pieces: list[int]
    own: dict[int, bytes]
    rest: bytes
    _packed: dict[frozenset[int], list[tuple[bytes, bytes, int]]] = field(default_factory=dict)

    def written(self, new: Mapping[int, bytes]) -> bytes:
        """Give the stream with some pieces new, packed: what stands still was packed before."""
        cut = frozenset(new) & frozenset(self.pieces)
        check, parts = 1, [b"\x78\x9c"]
        for plain, packed, number in _remembered(self._packed, cut, lambda: list(self._pack(cut))):
            check = zlib.adler32(plain, check)
            parts.append(packed)
            if number >= 0:
                check = zlib.adler32(new[number], check)
                parts.append(_quickly_packed(new[number]))
        data = b"".join((*parts, b"\x03\x00", check.to_bytes(4, "big")))
        return self.rest % len(data) + data + b"\nendstream"

    def _pack(self, cut: frozenset[int]) -> Iterator[tuple[bytes, bytes, int]]:
        """Give runs that stand still, packed, each with the piece that follows it; -1 after the last."""
        run = self.still[0]
        for number, after in zip(self.pieces, self.still[1:], strict=True):
            if number in cut:
                yield run, _packed(run), number
                run = after
            else:
                run += self.own[number] + after
        yield run, _packed(run), -1


def _remembered(known: dict[frozenset[int], Made], key: frozenset[int], make: Callable[[], Made]) -> Made:
    """Give what was made before, or make it: rows of a few kinds change the same pieces and objects."""
    if key not in known:
        if len(known) >= _CUTS:
            known.clear()
        known[key] = make()
    return known[key]


def _packed(data: bytes) -> bytes:
    """Pack a run on its own, to a whole byte, with more to follow (RFC 1951)."""
    packer = zlib.compressobj(_LEVEL, wbits=-15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def _quickly_packed(data: bytes) -> bytes:
    """Pack a piece that is short, and in one copy alone: what looks less far back has less to set up."""
    packer = zlib.compressobj(_QUICK, zlib.DEFLATED, _NEAR, _SMALL)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


class Prepared:
    """A PDF in which pieces are marked; `changing` are the numbers of objects that copies may write anew."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pikepdf.open(io.BytesIO(pdf))
        self.contents: dict[int, Content] = {}
        self._digest = hashlib.blake2b(MARK.sub(b"", pdf), digest_size=16).digest()
        self._compact = b"/ObjStm" in pdf
        self._header = pdf[: pdf.index(b"\n") + 1] + b"%\xf0\x9f\x96\xa4\n"
        self._fixed: dict[frozenset[int], tuple[bytes, bytes]] = {}
        self._objects = {found.objgen[0]: found for found in self.document.objects if found.objgen[0]}
        for number, found in list(self._objects.items()):
            if isinstance(found, Stream):
                if found.get("/Type") in ("/ObjStm", "/XRef"):
                    del self._objects[number]
                elif (content := _content(found)) is not None:
                    self.contents[number] = content

    @cached_property
    def _holders(self) -> Mapping[int, int]:
        """Tell of pieces by their numbers which content stream holds each."""
        return {piece: number for number, content in self.contents.items() for piece in content.own}

    def own(self, piece: int) -> bytes:
        """Give a piece as it stands in its content stream, empty where it stands in none."""
        number = self._holders.get(piece)
        return b"" if number is None else self.contents[number].own[piece]

    def copy(self, pieces: Mapping[int, bytes], objects: Mapping[int, bytes], row: bytes) -> Halves:
        """Write a copy with new pieces and new objects; `row` tells it from others in its file identifier."""
        drawn = {self._holders[piece] for piece in pieces if piece in self._holders}
        changing = frozenset(drawn | objects.keys())
        fixed, entries = _remembered(self._fixed, changing, lambda: self._fix(changing))
        made, at, table = [], len(fixed), bytearray(entries)
        width = 7 if self._compact else 20
        for number in sorted(changing):
            data = self.contents[number].written(pieces) if number in drawn else objects[number]
            table[number * width : (number + 1) * width] = self._entry(1, at, 0)
            item = b"%d 0 obj\n%b\nendobj\n" % (number, data)
            made.append(item)
            at += len(item)
        identity = hashlib.blake2b(self._digest + row, digest_size=16).hexdigest().encode()
        ends = b"/ID [<%b> <%b>]" % (identity, identity)
        made.append(self._compact_end(table, at, ends) if self._compact else self._plain_end(table, at, ends))
        return Halves(fixed, b"".join(made))

    def _fix(self, changing: frozenset[int]) -> tuple[bytes, bytes]:
        """Give what no copy changes, and where in it everything lies."""
        size = max(self._objects) + (3 if self._compact else 1)
        width = 7 if self._compact else 20
        table = bytearray(self._entry(0, 0, 65535) * size)
        made, at = [self._header], len(self._header)
        packed: list[tuple[int, bytes]] = []

        def put(number: int, data: bytes) -> None:
            nonlocal at
            table[number * width : (number + 1) * width] = self._entry(1, at, 0)
            item = b"%d 0 obj\n%b\nendobj\n" % (number, data)
            made.append(item)
            at += len(item)

        for number, found in self._objects.items():
            if number in changing:
                continue
            if isinstance(found, Stream):
                content = self.contents.get(number)
                put(number, content.written({}) if content is not None else _stream(found))
            elif self._compact:
                packed.append((number, found.unparse(resolved=True)))
            else:
                put(number, found.unparse(resolved=True))
        if self._compact:
            holder = size - 2
            for index, (number, _) in enumerate(packed):
                table[number * width : (number + 1) * width] = self._entry(2, holder, index)
            put(holder, _together(packed))
        return b"".join(made), bytes(table)

    def _entry(self, kind: int, place: int, more: int) -> bytes:
        if self._compact:
            return bytes([kind]) + place.to_bytes(4, "big") + more.to_bytes(2, "big")
        return b"%010d %05d %b \n" % (place, more, b"n" if kind else b"f")

    @cached_property
    def _kept(self) -> bytes:
        """Give what of the trailer stays."""
        trailer = self.document.trailer
        kept = [(key, trailer[key]) for key in trailer.keys() if key not in _TRAILER]  # noqa: SIM118
        return b" ".join(b"%b %d 0 R" % (key.encode(), value.objgen[0]) for key, value in kept)

    def _trailer(self, size: int) -> bytes:
        return b"/Size %d %b" % (size, self._kept)

    def _plain_end(self, table: bytearray, at: int, ends: bytes) -> bytes:
        size = len(table) // 20
        head = b"xref\n0 %d\n" % size
        return b"%b%btrailer\n<< %b %b >>\nstartxref\n%d\n%%%%EOF\n" % (
            head,
            bytes(table),
            self._trailer(size),
            ends,
            at,
        )

    def _compact_end(self, table: bytearray, at: int, ends: bytes) -> bytes:
        size = len(table) // 7
        table[(size - 1) * 7 :] = self._entry(1, at, 0)
        # Packed it would be a kilobyte less, and take longer than all strings of the copy.
        data = bytes(table)
        head = b"/Type /XRef /W [1 4 2] /Length %d" % len(data)
        stream = b"<< %b %b %b >>\nstream\n%b\nendstream" % (head, self._trailer(size), ends, data)
        return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (size - 1, stream, at)


def _content(stream: Object) -> Content | None:
    """Take a content stream apart; None for one without a mark."""
    if stream.get("/Subtype") == "/Image" or stream.get("/Type") == "/Metadata" or "/Length1" in stream:
        return None
    plain = stream.read_bytes()
    if b"/mb" not in plain:
        return None
    parts = MARK.split(plain)
    still, pieces, own = [parts[0]], [], {}
    # Between a mark and the next: its number, whether it ends, and what follows.
    for number, ends, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if ends:
            still.append(after)
        else:
            pieces.append(int(number))
            own[int(number)] = after
    kept = Dictionary({key: value for key, value in stream.items() if key not in _LEFT_OUT})
    rest = kept.unparse(resolved=True).rstrip()
    assert rest.endswith(b">>")
    head = rest[:-2].replace(b"%", b"%%") + b" /Filter /FlateDecode /Length %d >>\nstream\n"
    return Content(still, pieces, own, head)


def _stream(found: Object) -> bytes:
    data = found.read_raw_bytes()
    kept = Dictionary({key: value for key, value in found.items() if key != "/Length"})
    kept.Length = len(data)
    return kept.unparse(resolved=True) + b"\nstream\n" + data + b"\nendstream"


def _together(packed: list[tuple[int, bytes]]) -> bytes:
    """Write objects as one stream (ISO 32000-1, 7.5.7)."""
    places, at = [], 0
    for number, data in packed:
        places.append(b"%d %d" % (number, at))
        at += len(data) + 1
    head = b" ".join(places) + b"\n"
    data = zlib.compress(head + b"\n".join(data for _, data in packed), 9)
    said = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d" % (len(packed), len(head), len(data))
    return b"<< %b >>\nstream\n%b\nendstream" % (said, data)


class Saying:
    """An object that says something else in each copy, at some of its keys: only those are written each time.

    A key may have two parts, as `A/URI`; `Rect` is a rectangle, the others are strings.
    """

    def __init__(self, found: Object, keys: Iterable[str]) -> None:
        self._keys = sorted(keys)
        made = Dictionary(dict(found.items()))
        for number, path in enumerate(self._keys):
            first, _, second = path.partition("/")
            holder, key = made, f"/{first}"
            if second:
                holder = made[key] = Dictionary(dict(made[key].items()))
                key = f"/{second}"
            holder[key] = pikepdf.String(f"{_SAID}{number}")
        self._still = _SAYS.split(made.unparse(resolved=True))
        assert sorted(map(int, self._still[1::2])) == list(range(len(self._keys)))

    def written(self, values: Mapping[str, str | tuple[float, ...]]) -> bytes:
        """Write it with values at all its keys."""
        said = [_unparsed(values[key]) for key in self._keys]
        made = list(self._still)
        made[1::2] = [said[int(number)] for number in self._still[1::2]]
        return b"".join(made)


def _unparsed(value: str | tuple[float, ...]) -> bytes:
    if isinstance(value, str):
        return pikepdf.String(value).unparse()
    return b"[ %b ]" % b" ".join(b"%g" % edge if edge == int(edge) else b"%.6f" % edge for edge in value)


class Packet:
    """The metadata (XMP) of a copy, with another title in it. Raises ValueError where the title is not in there.

    `named` tells that the document has an identifier, which is another for each copy, too.
    """

    def __init__(self, found: Object, title: bytes) -> None:
        data = found.read_bytes()
        self._still = data.split(title)
        if len(self._still) < 2:
            raise ValueError("the title is not there")
        kept = Dictionary({key: value for key, value in found.items() if key not in _LEFT_OUT})
        rest = kept.unparse(resolved=True).rstrip()
        assert rest.endswith(b">>")
        self._head = rest[:-2]
        self.named = _IDENTITY.search(data)

    def written(self, title: bytes, row: bytes) -> bytes:
        """Write it with another title; `row` tells the copy from others."""
        data = title.join(self._still)
        if self.named is not None:
            own = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.named[2].decode()} {row.hex()}")
            data = data.replace(self.named[0], self.named[1] + str(own).encode())
        return b"%b /Length %d >>\nstream\n%b\nendstream" % (self._head, len(data), data)
