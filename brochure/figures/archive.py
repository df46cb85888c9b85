"""Reads files of an archive (ZIP) by their names, which are all that it notes of the others.

The library of Python makes an object of every file first: of a set of icons that takes longer than a page of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from struct import Struct
from types import MappingProxyType

# Of the end: how many files there are, and where the first is told of. Of a file there: how it is packed, its checksum
# and size, how long its name and what follows that are, and where it begins. Of a file itself: how long both are there.
_END = Struct("<4s6xH4xL2x")
_TOLD = Struct("<4s6xH4xLL4xHHH8xL")
_ITSELF = Struct("<4s22xHH")
_STORED, _DEFLATED = 0, 8


class Archive:
    """The files of an archive. Raises ValueError for what is none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        end = data.rfind(b"PK\x05\x06")
        if not 0 <= end <= len(data) - _END.size:
            raise ValueError("no archive")
        _, count, begin = _END.unpack_from(data, end)
        self.places: Mapping[str, int] = MappingProxyType(dict(self._places(begin, count)))

    def _places(self, place: int, count: int) -> Iterator[tuple[str, int]]:
        """Give the name of each file, and where it is told of."""
        for _ in range(count):
            begin = place + _TOLD.size
            if self._data[place : place + 4] != b"PK\x01\x02" or begin > len(self._data):
                raise ValueError("a broken archive")
            _, _, _, _, name, extra, comment, _ = _TOLD.unpack_from(self._data, place)
            yield self._data[begin : begin + name].decode("utf-8"), place
            place = begin + name + extra + comment

    def read(self, name: str) -> bytes:
        """Give a file. Raises KeyError for one that is not there, and ValueError for a broken one."""
        _, packed, checksum, size, _, _, _, place = _TOLD.unpack_from(self._data, self.places[name])
        _, named, extra = _ITSELF.unpack_from(self._data, place)
        begin = place + _ITSELF.size + named + extra
        data = self._data[begin : begin + size]
        if packed == _DEFLATED:
            data = zlib.decompress(data, -zlib.MAX_WBITS)
        elif packed != _STORED:
            raise ValueError(f"{name} is packed in another way")
        if zlib.crc32(data) != checksum:
            raise ValueError(f"{name} is broken")
        return data
