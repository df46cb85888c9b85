"""Raster pictures: are they whole, how large are they, and how does the engine take them without loss?

Whole JPEG and PNG files are judged by their own structure (ISO/IEC 10918-1, annex B; ISO/IEC 15948, clause 5)
without decoding a pixel; Pillow decodes only pictures that must be turned, shrunk or converted.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageChops, ImageFile

from brochure.pictures.flaws import Unusable
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.shipped import PROFILES
from brochure.vocabulary.speech import Said


class Faded(NamedTuple):
    """Three colours "#rrggbb", and the share of its height from which, on down, a picture is all in the first."""

    dark: str
    light: str
    middle: str
    foot: float


Tones = tuple[str, str] | Faded
"""Two colours "#rrggbb", or three of a picture that fades."""

# Over which share of its height a picture fades, and how much of it: what is black anyway stays.
_FADING, _FADED = 0.26, 0.97
# Which greys are dark, middle and light, of 255; a hundredth at either end is taken for black and white.
_LEVELS = {"blackpoint": 18, "midpoint": 150, "whitepoint": 245}
_CUT = 1

_PNG = b"\x89PNG\r\n\x1a\n"
_QUALITY, _FINEST, _SHOWN = 95, 98, 88
# The longest edge, in pixels, worth keeping: 300 to the inch over a foot.
EDGE = 3600
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
_AVIF = (b"avif", b"avis")
# Start-of-frame markers of JPEG: C0 to CF without the tables C4 (Huffman), C8 (reserved) and CC (arithmetic).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROFILE = b"ICC_PROFILE\0"
# For the press, line art is worth four times the pixels along an edge: 1200 to the inch.
_LINES = 4
# A tag of EXIF, and what undoes each of its values.
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture ready for the engine: `kind` is "jpeg" or "png", sizes are in pixels, as displayed."""

    kind: str
    width: int
    height: int
    data: bytes


def sniff(data: bytes) -> str | None:
    """Name the type of a raster file by its first bytes; None for anything else."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and (data[8:12] in _AVIF or any(brand in data[16:64] for brand in _AVIF)):
        return "avif"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    return "bmp" if data[:2] == b"BM" else None


def prepare(
    name: str, data: bytes, limits: Limits, edge: int = EDGE, tones: Tones | None = None, own: bool = False
) -> Raster:
    """Check a picture and give it in the form that the engine embeds as it is, no edge longer than `edge` pixels.

    Of a picture in two `tones`, black becomes the first, white the second, and grey what lies between them. For the
    screen a picture with a profile is converted to sRGB; it keeps its `own` colours and their profile for the press.
    Raises Unusable `picture-broken` or `picture-too-large`.
    """
    kind = sniff(data)
    if kind == "png":
        width, height, plain = _inspect_png(name, data)
        turn = 1
    elif kind == "jpeg":
        width, height, turn, data, icc, inks = _inspect_jpeg(name, data)
        plain = own or (not inks if not icc else is_srgb(icc))
    else:
        return _convert(name, data, limits, edge, tones, own)
    _admit(name, width, height, limits)
    if plain and turn == 1 and max(width, height) <= edge and tones is None:
        _open(name, data)
        return Raster(kind, width, height, data)
    return _convert(name, data, limits, edge, tones, own, turn)


def _admit(name: str, width: int, height: int, limits: Limits) -> None:
    if width * height > limits.pixels * 1_000_000:
        message = Said(
            "the picture '{name}' has {width} x {height} pixels; at most {limit} are taken",
            name=name,
            width=width,
            height=height,
            limit=told(limits, "pixels"),
        )
        advice = Said("save it at the size at which it is printed, 300 pixels to the inch")
        raise Unusable("picture-too-large", message, hint("pixels", advice))
    if not width or not height:
        raise _broken(name, Said("has no pixels"))


def _broken(name: str, what: Said) -> Unusable:
    return Unusable(
        "picture-broken",
        Said("the picture '{name}' {what}", name=name, what=what),
        Said("export it again from its source"),
    )


def _inspect_png(name: str, data: bytes) -> tuple[int, int, bool]:
    """Walk the chunks, checking each CRC; gives the size, and whether the engine takes the pixels as they are."""
    position, ended, pixels, plain = len(_PNG), False, False, True
    header = data[16:29]
    while not ended:
        if position + 12 > len(data):
            raise _broken(name, Said("is cut off"))
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise _broken(name, Said("is cut off"))
        if zlib.crc32(memoryview(data)[position + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            raise _broken(name, Said("is damaged"))
        pixels = pixels or kind == b"IDAT"
        plain = plain and kind not in (b"iCCP", b"eXIf")
        ended = kind == b"IEND"
        position = end
    if not pixels or data[12:16] != b"IHDR":
        raise _broken(name, Said("is damaged"))
    width, height, depth, colour = struct.unpack_from(">IIBB", header)
    return width, height, depth == 8 and colour in (0, 2, 3, 4, 6) and plain


def _inspect_jpeg(name: str, data: bytes) -> tuple[int, int, int, bytes, bytes, bool]:
    """Walk the segments up to the scan; gives the size, the EXIF orientation, the file without its EXIF, its profile.

    At last it tells whether the picture is in four inks. The engine compresses a JPEG with EXIF anew, with loss.
    """
    position, size, turn, kept, icc, inks = 2, None, 1, [data[:2]], b"", False
    while True:
        if position + 4 > len(data) or data[position] != 0xFF:
            raise _broken(name, Said("is damaged"))
        marker, length = data[position + 1], struct.unpack_from(">H", data, position + 2)[0]
        segment = data[position : position + 2 + length]
        if marker == 0xFF:
            position += 1
            continue
        if marker in _FRAMES and length >= 8:
            size = struct.unpack_from(">HH", segment, 5)
            inks = segment[9:10] == b"\x04"
        if marker == 0xE1:
            turn = _orientation(segment) or turn
        else:
            kept.append(segment)
        if marker == 0xE2 and segment[4:16] == _PROFILE:
            # A profile may come in several parts, each with its number and their count (ICC.1:2022, B.4).
            icc += segment[18:]
        position += 2 + length
        if marker == 0xDA:
            break
    if b"\xff\xd9" not in data[max(position, len(data) - 1024) :]:
        raise _broken(name, Said("is cut off"))
    if size is None:
        raise _broken(name, Said("is damaged"))
    height, width = size
    return width, height, turn, b"".join([*kept, data[position:]]), icc, inks


def _orientation(segment: bytes) -> int | None:
    """Read the orientation in the first directory of an EXIF segment (CIPA DC-008, 4.6.4); None where there is none."""
    tiff = segment[10:]
    if segment[4:10] != b"Exif\0\0" or tiff[:2] not in (b"II", b"MM"):
        return None
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for entry in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _open(name: str, data: bytes) -> None:
    """Let Pillow read the header, as leniently as the engine will."""
    try:
        with _leniency(True), Image.open(io.BytesIO(data), formats=_FORMATS):
            return
    except Exception as error:
        raise _broken(name, Said("cannot be read as a picture")) from error


def _convert(
    name: str, data: bytes, limits: Limits, edge: int, tones: Tones | None, own: bool, turn: int = 1
) -> Raster:
    """Decode, turn upright, shrink to the longest edge, and encode: photographs as JPEG, the rest as PNG."""
    try:
        with _leniency(False), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _admit(name, *image.size, limits)
                icc = image.info.get("icc_profile")
                upright = _upright(image, turn, edge * _LINES if own and image.mode == "1" else edge)
                if upright.mode == "CMYK" and not icc and not own and not tones:
                    # Inks of which nobody says which are those of an offset press on coated paper.
                    icc = _coated()
                if tones:
                    toned = _toned(to_srgb(upright, icc), tones)
                    return _encode(toned, image.format or "", image.info, subsampling=0)
                if own and icc and upright.mode in ("RGB", "CMYK") and not is_srgb(icc):
                    return _with_profile(upright, image.format or "", icc)
                return _encode(to_srgb(upright, icc), image.format or "", image.info)
    except Image.DecompressionBombError as error:
        message = Said(
            "the picture '{name}' has far too many pixels; at most {limit} are taken",
            name=name,
            limit=told(limits, "pixels"),
        )
        raise Unusable("picture-too-large", message, Said("save it smaller")) from error
    except Unusable:
        raise
    # Decoders fail on broken files in as many ways as there are files.
    except Exception as error:
        raise _broken(name, Said("cannot be read as a picture")) from error


@contextmanager
def _leniency(lenient: bool) -> Iterator[None]:
    """Let Pillow take files that are cut off, or not; the engine's import allows it for the whole process."""
    theirs = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = theirs


def _upright(image: Any, turn: int, edge: int) -> Any:
    if image.format == "JPEG":
        image.draft(image.mode, (edge, edge))
    image.load()
    # Pillow turns a TIFF itself; of a JPEG the tag was read before.
    if image.format in ("PNG", "WEBP", "AVIF"):
        turn = image.getexif().get(_ORIENTATION, 1)
    upright = image.transpose(_TURNS[turn]) if turn in _TURNS else image
    if image.format == "JPEG" and upright.mode == "CMYK" and "adobe" not in image.info:
        # Pillow takes every JPEG of four channels for one of Adobe's, whose samples are complements.
        upright = ImageChops.invert(upright)
    if "transparency" in image.info:
        upright = upright.convert("RGBA")
    elif upright.mode.startswith("I") or upright.mode == "F":
        upright = upright.point(lambda level: level / 257).convert("L")
    elif upright.mode == "1":
        upright = upright.convert("L")
    elif upright.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        upright = upright.convert("RGBA" if "A" in upright.mode or "a" in upright.mode else "RGB")
    if max(upright.size) > edge:
        upright.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return upright


def _toned(image: Any, tones: Tones) -> Any:
    """Print a picture in two colours; what is clear in it is as white."""
    from PIL import ImageOps

    whole = image.convert("RGBA") if image.mode in ("LA", "RGBA") else image.convert("RGB")
    if whole.mode == "RGBA":
        whole = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole)
    if isinstance(tones, Faded):
        grey = ImageOps.autocontrast(whole.convert("L"), cutoff=_CUT)
        black = Image.new("L", grey.size, 0)
        faded = Image.composite(black, grey, _fade(grey.size, tones.foot))
        return ImageOps.colorize(faded, tones.dark, tones.light, tones.middle, **_LEVELS)
    return ImageOps.colorize(whole.convert("L"), *tones)


def _fade(size: tuple[int, int], foot: float) -> Image.Image:
    """Give how much of a picture is taken away, row by row: nothing at its head, nearly all from `foot` on."""
    steps = [(row / size[1] - foot) / _FADING + 1 for row in range(size[1])]
    column = Image.new("L", (1, size[1]))
    column.putdata([round(255 * max(0.0, min(_FADED, step))) for step in steps])
    return column.resize(size)


def _encode(image: Any, source: str, info: dict[Any, Any], **options: int) -> Raster:
    """Encode without metadata; a picture that was compressed with loss stays a JPEG where it can."""
    lossy = source in ("JPEG", "MPO") or source == "AVIF" or (source == "WEBP" and not info.get("lossless"))
    kind = "jpeg" if image.mode == "CMYK" or (lossy and image.mode in ("RGB", "L")) else "png"
    for key in list(image.info):
        del image.info[key]
    file = io.BytesIO()
    if kind == "jpeg":
        image.save(file, "JPEG", quality=_QUALITY, **options)
    else:
        image.save(file, "PNG")
    return Raster(kind, image.width, image.height, file.getvalue())


def _with_profile(image: Any, source: str, icc: bytes) -> Raster:
    """Encode with its profile, which of all that the engine embeds a JPEG alone can hold."""
    lossy = source in ("JPEG", "MPO", "WEBP", "AVIF")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY if lossy else _FINEST, subsampling=0, icc_profile=icc)
    return Raster("jpeg", image.width, image.height, file.getvalue())


def smaller(data: bytes, width: int, height: int) -> bytes:
    """Give a picture that is ready for the engine in fewer pixels, in the same form and colours."""
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        kind = image.format or "PNG"
        if kind == "JPEG":
            image.draft(image.mode, (width, height))
        small = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info.clear()
    file = io.BytesIO()
    if kind == "JPEG":
        small.save(file, kind, quality=_SHOWN, optimize=True)
    else:
        small.save(file, kind, optimize=True)
    return file.getvalue()


def is_srgb(icc: bytes) -> bool:
    """Tell whether a profile is that of sRGB, by its name."""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (OSError, ImageCms.PyCMSError):
        return False
    return "srgb" in (profile.profile.profile_description or "").lower()


def _coated() -> bytes:
    return (PROFILES / "FOGRA39L_coated.icc").read_bytes()


def to_srgb(image: Any, icc: bytes | None) -> Any:
    """Convert a picture of mode RGB, RGBA or CMYK from its own ICC profile to sRGB; opacity stays.

    Any other mode, no profile, sRGB itself, and a profile that cannot be used leave the picture as it is.
    """
    if not icc or image.mode not in ("RGB", "RGBA", "CMYK") or is_srgb(icc):
        return image
    from PIL import ImageCms

    try:
        profile, srgb = ImageCms.ImageCmsProfile(io.BytesIO(icc)), ImageCms.createProfile("sRGB")
        source = image.convert("RGB") if image.mode == "RGBA" else image
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        made = ImageCms.profileToProfile(source, profile, srgb, intent, outputMode="RGB", flags=flags)
    except (OSError, ImageCms.PyCMSError):
        return image
    return Image.merge("RGBA", [*made.split(), image.getchannel("A")]) if image.mode == "RGBA" and made else made
