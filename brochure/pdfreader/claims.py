"""What a PDF says of itself to a print shop: the PDF/X it claims to be, and the printing condition it is made for."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from brochure.pdfreader.facts import Claim, Icc, Intent
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import Said

_PDFX = "http://www.npes.org/pdfx/ns/id/"
_NAMESPACE = compiled(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']+)["']""")
# ICC.1:2022, 7.2 and 7.3: the header has 128 bytes, then come a count and tags of twelve bytes each.
_HEADER, _TAG, _MOST_TAGS = 128, 12, 200


def claim(pdf: pikepdf.Pdf) -> Claim:
    """Tell which PDF/X a document claims to be, and what such a document must say besides."""
    packet, info = _packet(pdf.Root), pdf.trailer.get("/Info")
    info = info if isinstance(info, Dictionary) else Dictionary()
    trapped = str(info.get("/Trapped", "")).lstrip("/")
    return Claim(
        _version(packet),
        str(info.get("/GTS_PDFXVersion", "")).strip(),
        str(info.get("/Title", "")).strip() or _said(packet, "title"),
        trapped or _said(packet, "Trapped"),
        "/ID" in pdf.trailer,
    )


def intents(root: Object) -> Iterator[Intent]:
    """Give the output intents of a document, those that are none left out."""
    listed = root.get("/OutputIntents", Array())
    for described in listed if isinstance(listed, Array) else ():
        if not isinstance(described, Dictionary):
            continue
        named = described.get("/OutputConditionIdentifier", described.get("/OutputCondition", ""))
        profile = described.get("/DestOutputProfile")
        channels = profile.get("/N") if isinstance(profile, Stream) else None
        yield Intent(
            str(described.get("/S", "")).lstrip("/"),
            str(named).strip(),
            _profile(profile) if isinstance(profile, Stream) else None,
            int(channels) if isinstance(channels, int) else None,
            "/DestOutputProfileRef" in described,
        )


def printing(root: Object) -> Iterator[tuple[str, bytes]]:
    """Give the printing conditions of a document that bring a profile for four inks: identifier and profile."""
    listed = root.get("/OutputIntents", Array())
    for described in listed if isinstance(listed, Array) else ():
        profile = described.get("/DestOutputProfile") if isinstance(described, Dictionary) else None
        if isinstance(profile, Stream) and profile.get("/N") == 4:
            with contextlib.suppress(pikepdf.PdfError):
                yield str(described.get("/OutputConditionIdentifier", "")).strip(), profile.read_bytes()


def icc(data: bytes) -> Icc:
    """Read what an ICC profile says of itself."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return Icc(fault=Said("is no ICC profile"))
    if int.from_bytes(data[:4], "big") > len(data):
        return Icc(fault=Said("is cut off"))
    device, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    return Icc(data[8], device, space, " ".join(_name(data).split()))


def _profile(stream: Stream) -> Icc:
    try:
        return icc(stream.read_bytes())
    except pikepdf.PdfError:
        return Icc(fault=Said("cannot be read"))


def _name(data: bytes) -> str:
    """Give what a profile is called: its tag is text of one byte a letter, or of two in several languages (10.15)."""
    count = int.from_bytes(data[_HEADER : _HEADER + 4], "big")
    for at in range(_HEADER + 4, _HEADER + 4 + _TAG * min(count, _MOST_TAGS), _TAG):
        start, length = (int.from_bytes(data[at + skip : at + skip + 4], "big") for skip in (4, 8))
        held = data[start : start + min(length, 20_000)]
        if data[at : at + 4] == b"desc" and held[:4] == b"mluc":
            size, offset = (int.from_bytes(held[at : at + 4], "big") for at in (20, 24))
            return held[offset : offset + size].decode("utf-16-be", "replace")
        if data[at : at + 4] == b"desc":
            return held[12:].split(b"\0")[0].decode("latin-1")
    return ""


def _packet(root: Object) -> str:
    """Give the XMP packet as text; "" where there is none that can be read."""
    stream = root.get("/Metadata")
    with contextlib.suppress(pikepdf.PdfError):
        data = stream.read_bytes() if isinstance(stream, Stream) else b""
        wide = data.startswith((b"\xfe\xff", b"\xff\xfe"))
        return data.decode("utf-16" if wide else "utf-8", "replace")
    return ""


def _version(packet: str) -> str:
    """Give the version in the namespace of PDF/X-4 and later; earlier ones only mirror Info."""
    for prefix, namespace in _NAMESPACE.findall(packet):
        if namespace == _PDFX and (said := _said(packet, "GTS_PDFXVersion", prefix)):
            return said
    return ""


def _said(packet: str, name: str, prefix: str = r"[\w.-]+") -> str:
    """Give a value of the packet, written as an attribute or as an element."""
    attribute = rf"""\s{prefix}:{name}\s*=\s*["']([^"']*)"""
    element = rf"""<({prefix}:{name})\b[^>]*(?<!/)>((?:[^<]|<(?!/\2))*)"""
    found = re.search(f"{attribute}|{element}", packet)
    return re.sub(r"<[^>]*>", "", found[1] or found[3] or "").strip() if found else ""
