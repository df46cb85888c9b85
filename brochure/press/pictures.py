"""Pictures: in inks or grey, at the resolution that their printed size needs, under the ink limit."""

from __future__ import annotations

import io
import zlib
from itertools import combinations
from math import ceil

import pikepdf
from pikepdf import Name, Stream
from PIL import Image, ImageChops

from brochure.press.colours import NEUTRAL, Converter
from brochure.press.limit import heaviest, hold_picture, levels
from brochure.press.order import FOUR, Glaze, Order, unsupported
from brochure.press.spots import Spots
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

_MODES = {"/DeviceRGB": "RGB", "/DeviceGray": "L", "/DeviceCMYK": "CMYK"}
_SPACES = {"L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}
_QUALITY = 95
# Compression with loss may lift a point over the limit again: then it is held this many samples lower.
_MARGINS = (0, 4, 8, 16, 32)
# Line art is printed in one bit, at 1200 pixels to the inch; with fewer than 800 of them it is grey instead.
_LINE_DPI, _LEAST_LINES = 1200, 0.67
# Less than this is not worth another sampling.
_WORTH = 0.99


@dataclass(slots=True)
class _Placed:
    """A picture as it is wanted; `size` is the most that is needed of it, in pixels."""

    source: Stream
    made: Stream
    glazes: tuple[Glaze, ...]
    grey: bool
    size: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class _Decoded:
    """A picture with its opacity and its source profile; `raw` is its file where it can be kept.

    `tints` are the bands of the order's spot inks, where any has a part in it.
    """

    picture: Image.Image
    tints: tuple[Image.Image, ...] = ()
    alpha: Image.Image | None = None
    icc: bytes | None = None
    raw: bytes | None = None


class Pictures:
    """Gathers the pictures of a document, then converts each of them once."""

    def __init__(self, document: pikepdf.Pdf, order: Order, converter: Converter, spots: Spots) -> None:
        self._document, self._order, self._converter, self._spots = document, order, converter, spots
        self._placed: dict[tuple[tuple[int, int], tuple[Glaze, ...], bool], _Placed] = {}

    def place(self, source: Stream, width: float, height: float, glazes: tuple[Glaze, ...], grey: bool) -> Stream:
        """Take note of a picture drawn at a size in inches; gives the object that will hold it.

        `glazes` are the grounds on which it is to be laid, the innermost first: with its own opacity on the first.
        `grey` asks for its luminosity alone.
        """
        if source.get("/ImageMask", False):
            return source
        key = (source.objgen, glazes, grey)
        if key not in self._placed:
            self._placed[key] = _Placed(source, self._document.make_stream(b""), glazes, grey)
        placed, dpi = self._placed[key], self._order.settings.resolution
        placed.size = (max(placed.size[0], width * dpi), max(placed.size[1], height * dpi))
        return placed.made

    def finished(self, bands: list[Image.Image]) -> Stream:
        """Give an object that holds a picture of which the inks are known: a band each, the four first."""
        made, found = self._document.make_stream(b""), _Decoded(Image.merge("CMYK", bands[:FOUR]), tuple(bands[FOUR:]))
        if any(tint.getbbox() for tint in found.tints):
            self._write_tints(made, found)
            return made
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, Name.DeviceCMYK
        made.Width, made.Height = found.picture.size
        made.BitsPerComponent = 8
        _write_samples(made, hold_picture(found.picture, levels(self._order.limit)))
        return made

    def convert(self) -> None:
        """Convert all pictures. Raises Fault."""
        for placed in self._placed.values():
            self._convert(placed)

    def _convert(self, placed: _Placed) -> None:
        found = decode(placed.source)
        soft = placed.source.get("/SMask")
        if isinstance(soft, Stream):
            found.alpha = decode(soft).picture.convert("L")
        elif not placed.glazes and self._line_art(placed, found.picture):
            return
        _shrink(found, placed.size)
        if placed.grey:
            found.picture, found.raw = found.picture.convert("L"), None
        elif found.picture.mode != "L":
            self._colour(found)
        if placed.glazes:
            _lay(found, placed.glazes)
        if any(tint.getbbox() for tint in found.tints):
            self._write_tints(placed.made, found)
        else:
            self._write(placed, found)

    def _line_art(self, placed: _Placed, picture: Image.Image) -> bool:
        """Keep line art that is fine enough for one bit in one; tell whether it is."""
        made, times = placed.made, _LINE_DPI / self._order.settings.resolution
        wanted = ceil(placed.size[0] * times), ceil(placed.size[1] * times)
        if picture.width < wanted[0] * _LEAST_LINES or picture.height < wanted[1] * _LEAST_LINES:
            return False
        grey = picture.convert("L") if picture.mode == "RGB" and _is_neutral(picture) else picture
        if grey.mode != "L" or any(grey.histogram()[1:255]):
            return False
        if picture.width > wanted[0] or picture.height > wanted[1]:
            grey = grey.resize((min(picture.width, wanted[0]), min(picture.height, wanted[1])), Image.Resampling.BOX)
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        made.Width, made.Height = grey.size
        made.BitsPerComponent = 1
        _write_samples(made, grey.point(lambda level: 255 * (level > 127)).convert("1", dither=Image.Dither.NONE))
        return True

    def _colour(self, found: _Decoded) -> None:
        picture, level = found.picture, levels(self._order.limit)
        if picture.mode == "RGB" and _is_neutral(picture):
            found.picture, found.raw = picture.convert("L"), None
            return
        if toned := self._converter.toned(picture):
            found.picture, found.tints = Image.merge("CMYK", toned[:FOUR]), tuple(toned[FOUR:])
        else:
            found.picture = self._converter.picture(picture, found.icc)
        if found.picture is not picture or heaviest(picture) > level:
            found.raw = None

    def _write(self, placed: _Placed, found: _Decoded) -> None:
        made, picture, level = placed.made, found.picture, levels(self._order.limit)
        lossy = placed.source.get("/Filter") == Name.DCTDecode
        made.Type, made.Subtype = Name.XObject, Name.Image
        made.Width, made.Height = picture.size
        made.ColorSpace, made.BitsPerComponent = _SPACES[picture.mode], 8
        file = found.raw or (_jpeg(picture, level) if lossy else None)
        if file is not None:
            made.write(file, filter=Name.DCTDecode)
            if picture.mode == "CMYK":
                made.Decode = placed.source.get("/Decode", pikepdf.Array([0, 1] * 4)) if found.raw else _INVERTED
        else:
            _write_samples(made, hold_picture(picture, level) if picture.mode == "CMYK" else picture)
        if found.alpha is not None:
            made.SMask = self._alpha(found.alpha)

    def _write_tints(self, made: Stream, found: _Decoded) -> None:
        """Write a picture of spot inks, and of those of the four that have a part in it."""
        picture, level = found.picture, levels(self._order.limit)
        bands = [*hold_picture(picture, level).split(), *found.tints]
        space, values = self._spots.space([tuple(float(band.getbbox() is not None) for band in bands)])
        # The values of such a space are some of the inks: their numbers say which.
        chosen = [bands[round(number)] for number in values(tuple(map(float, range(len(bands)))))]
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, space
        made.Width, made.Height = picture.size
        made.BitsPerComponent = 8
        samples = bytearray(len(chosen) * picture.width * picture.height)
        for at, band in enumerate(chosen):
            samples[at :: len(chosen)] = band.tobytes()
        made.write(zlib.compress(bytes(samples), 9), filter=Name.FlateDecode)
        if found.alpha is not None:
            made.SMask = self._alpha(found.alpha)

    def _alpha(self, alpha: Image.Image) -> Stream:
        made = self._document.make_stream(b"")
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        made.Width, made.Height = alpha.size
        made.BitsPerComponent = 8
        _write_samples(made, alpha)
        return made


# JPEG files of Adobe's kind, which Pillow writes, hold the complement of the inks.
_INVERTED = [1, 0] * 4


def decode(source: Stream) -> _Decoded:
    """Decode an image XObject without its soft mask: mode L, RGB or CMYK, in which 255 is full ink."""
    if source.get("/Filter") == Name.DCTDecode:
        raw = source.read_raw_bytes()
        with Image.open(io.BytesIO(raw)) as picture:
            picture.load()
            icc = picture.info.get("icc_profile")
            # Pillow takes every JPEG of four channels for one of Adobe's, whose samples are complements.
            plain = picture.mode == "CMYK" and "adobe" not in picture.info
            return _Decoded(ImageChops.invert(picture) if plain else picture.copy(), icc=icc, raw=raw)
    mode = _MODES.get(str(source.get("/ColorSpace")))
    if mode and int(source.BitsPerComponent) == 8 and "/Decode" not in source:
        return _Decoded(Image.frombytes(mode, (int(source.Width), int(source.Height)), source.read_bytes()))
    try:
        rare = pikepdf.PdfImage(source).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError) as error:
        raise unsupported(Said("a picture in a rare colour space")) from error
    return _Decoded(rare if rare.mode in ("L", "RGB", "CMYK") else rare.convert("RGB"))


def _shrink(found: _Decoded, size: tuple[float, float]) -> None:
    """Sample a picture down where it has more pixels than its printed size needs; its opacity goes with it."""
    picture = found.picture
    scale = max(size[0] / picture.width, size[1] / picture.height)
    if scale >= _WORTH:
        return
    small = (max(1, ceil(picture.width * scale)), max(1, ceil(picture.height * scale)))
    if found.alpha is None or picture.mode == "CMYK":
        found.picture = picture.resize(small, Image.Resampling.LANCZOS)
        found.alpha = found.alpha and found.alpha.resize(small, Image.Resampling.LANCZOS)
    else:
        # Together, so that the colour of what cannot be seen does not spread into what can.
        bands = [*picture.split(), found.alpha.resize(picture.size)]
        both = Image.merge("RGBA" if picture.mode == "RGB" else "LA", bands).resize(small, Image.Resampling.LANCZOS)
        found.picture, found.alpha = both.convert(picture.mode), both.getchannel("A")
    found.raw = None


def _is_neutral(picture: Image.Image) -> bool:
    pairs = combinations(picture.split(), 2)
    return not any(sum(ImageChops.difference(*pair).histogram()[NEUTRAL + 1 :]) for pair in pairs)


def _lay(found: _Decoded, glazes: tuple[Glaze, ...]) -> None:
    """Lay a picture on its grounds."""
    picture = _in_black(found.picture) if found.picture.mode == "L" else found.picture
    bands = [*picture.split(), *found.tints]
    alpha = found.alpha
    for glaze in glazes:
        whole = Image.new("L", picture.size, 255) if alpha is None else alpha.resize(picture.size)
        seen = whole.point([round(value * glaze.alpha) for value in range(256)])
        alpha = None
        bands += [Image.new("L", picture.size, 0)] * (len(glaze.ground) - len(bands))
        grounds = (*glaze.ground, *[0.0] * (len(bands) - len(glaze.ground)))
        bands = [
            Image.composite(band, Image.new("L", picture.size, round(255 * ink)), seen)
            for band, ink in zip(bands, grounds, strict=True)
        ]
    found.picture, found.tints = Image.merge("CMYK", bands[:FOUR]), tuple(bands[FOUR:])
    found.alpha = found.raw = None


def _in_black(grey: Image.Image) -> Image.Image:
    """Give a grey picture in four inks, of which black alone prints."""
    none = Image.new("L", grey.size, 0)
    return Image.merge("CMYK", [none, none, none, ImageChops.invert(grey)])


def _jpeg(picture: Image.Image, level: int) -> bytes | None:
    """Encode as JPEG so that the decoded picture keeps the ink limit; None where that cannot be had."""
    for margin in _MARGINS if picture.mode == "CMYK" else (0,):
        file = io.BytesIO()
        held = hold_picture(picture, level - margin) if picture.mode == "CMYK" else picture
        held.save(file, "JPEG", quality=_QUALITY, subsampling=0)
        if picture.mode != "CMYK":
            return file.getvalue()
        with Image.open(io.BytesIO(file.getvalue())) as again:
            if heaviest(again) <= level:
                return file.getvalue()
    return None


def _write_samples(made: Stream, picture: Image.Image) -> None:
    made.write(zlib.compress(picture.tobytes(), 9), filter=Name.FlateDecode)
