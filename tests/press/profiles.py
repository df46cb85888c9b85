"""ICC profiles of wide spaces, made by their numbers (ICC.1:2001-04, 6.5: three primaries and a gamma)."""

from __future__ import annotations

from collections.abc import Sequence

# Red, green and blue in CIE XYZ of D50.
ADOBE_RGB = (2.19921875, (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = (2.2, (0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))


def _fixed(value: float) -> bytes:
    return round(value * 65536).to_bytes(4, "big", signed=True)


def matrix(name: str, gamma: float, *primaries: Sequence[float]) -> bytes:
    """Write a profile."""
    said = name.encode("ascii") + b"\0"
    xyz = [b"XYZ \0\0\0\0" + b"".join(map(_fixed, values)) for values in ((0.9642, 1.0, 0.8249), *primaries)]
    curve = b"curv\0\0\0\0\0\0\0\1" + round(gamma * 256).to_bytes(2, "big") + b"\0\0"
    desc = b"desc\0\0\0\0" + len(said).to_bytes(4, "big") + said + bytes(78)
    text = b"text\0\0\0\0none\0"
    bodies = [desc, text, *xyz, curve, curve, curve]
    names = [b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"]
    at, table, data = 128 + 4 + 12 * len(names), len(names).to_bytes(4, "big"), b""
    for tag, body in zip(names, bodies, strict=True):
        padded = body + bytes(-len(body) % 4)
        table += tag + (at + len(data)).to_bytes(4, "big") + len(body).to_bytes(4, "big")
        data += padded
    head = (at + len(data)).to_bytes(4, "big") + bytes(4) + b"\x02\x10\0\0mntrRGB XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + b"".join(map(_fixed, (0.9642, 1.0, 0.8249)))
    return head.ljust(128, b"\0") + table + data
