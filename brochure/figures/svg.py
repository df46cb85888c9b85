"""The few words of SVG that the figures are written in: numbers, documents, filled paths and parts of discs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from math import cos, pi, sin

from brochure.vocabulary.patterns import compiled

_HEAD = r'<svg [^>]*viewBox="(?P<left>[-\d.]+) [-\d.]+ (?P<wide>[\d.]+) [\d.]+"[^>]*>(?:<title>[^<]*</title>)?'
_DRAWING = compiled(f"(?P<head>{_HEAD})(?P<body>.*)</svg>", re.DOTALL)
_TEXT = compiled(r"(<text[^>]*>[^<]*</text>)")


def num(x: float, decimals: int = 3) -> str:
    """Write a number with three decimals at most, without trailing zeros or a minus before zero."""
    text = f"{x:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def document(
    width: float, height: float, body: str, title: str = "", view: Sequence[float] = (), decimals: int = 3
) -> str:
    """Wrap a body into an SVG file of a size in mm; the title is its alternative text.

    `view` is the part of the drawing's own space that is shown; without it, that space is the millimetres of the file.
    """
    w, h, *box = (num(x, decimals) for x in (width, height, *(view or (0, 0, width, height))))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(box)}" width="{w}mm" height="{h}mm">'
    return f"{head}{f'<title>{escape(title)}</title>' if title else ''}{body}</svg>"


def mirrored(drawing: str) -> str:
    """Turn a drawing of ours about its middle; what is written in it stays readable, at the place turned about."""
    found = _DRAWING.fullmatch(drawing)
    if found is None or ("<g" in found["body"] and "<text" in found["body"]):
        return drawing
    left, wide = float(found["left"]), float(found["wide"])
    around = 2 * left + wide
    turned = f'<g transform="translate({num(around)} 0) scale(-1 1)">'
    parts = filter(None, _TEXT.split(found["body"]))
    body = "".join(_turned_text(part, around) if part.startswith("<text") else f"{turned}{part}</g>" for part in parts)
    return f"{found['head']}{body}</svg>"


def _turned_text(text: str, around: float) -> str:
    text = re.sub(r' x="([-\d.]+)"', lambda x: f' x="{num(around - float(x[1]))}"', text, count=1)
    if "text-anchor" not in text:
        return text.replace("<text", '<text text-anchor="end"', 1)
    ends = {"start": "end", "end": "start"}
    return re.sub(r'text-anchor="(start|end)"', lambda end: f'text-anchor="{ends[end[1]]}"', text)


def path(d: str, fill: str) -> str:
    """Fill one path."""
    return f'<path d="{d}" fill="{fill}"/>'


def box(x: float, y: float, width: float, height: float) -> str:
    """Give the path data of a rectangle."""
    return f"M{num(x)} {num(y)}h{num(width)}v{num(height)}h{num(-width)}z"


def circle(x: float, y: float, radius: float) -> str:
    """Give the path data of a full circle, from its leftmost point."""
    r, d = num(radius), num(2 * radius)
    return f"M{num(x - radius)} {num(y)}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0z"


def sector(x: float, y: float, radius: float, share: float) -> str:
    """Give the path data of a part of a disc, clockwise from twelve o'clock; "" for none of it."""
    if share >= 1:
        return circle(x, y, radius)
    if share <= 0:
        return ""
    r, large = num(radius), 1 if share > 0.5 else 0
    end = f"{num(x + radius * sin(2 * pi * share))} {num(y - radius * cos(2 * pi * share))}"
    return f"M{num(x)} {num(y)}V{num(y - radius)}A{r} {r} 0 {large} 1 {end}z"


def words(text: str, x: float, y: float, size: float, fill: str, font: str, anchor: str = "start") -> str:
    """Set one line of text with its baseline at `y`; sizes in millimetres."""
    return (
        f'<text x="{num(x)}" y="{num(y)}" font-family="{escape(font)}" font-size="{num(size)}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
