"""The few words of SVG 1.1 that the figures are written in; the same values give the same characters, always."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, sin

POINT = 25.4 / 72
"""One typographic point in mm."""


def number(value: float) -> str:
    """Write a number with three decimals at most and no zeros that say nothing."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escape(text: str) -> str:
    """Write text so that it may stand in an element or in a quoted attribute (XML 1.0, 2.4)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, content: str | Iterable[str] = "", /, **attributes: str | float | None) -> str:
    """Write an element; `content` is finished SVG, text of it escaped by the caller.

    Attributes keep their order; an underscore stands for a hyphen, None leaves an attribute out.
    """
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = content if isinstance(content, str) else "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def document(
    width_mm: float, height_mm: float, body: str | Iterable[str], title: str, font_family: str | None = None
) -> str:
    """Write a file of its own: user units are mm, `title` is the alternative text, `font_family` holds for all text."""
    head = element("title", escape(title))
    inner = body if isinstance(body, str) else "".join(body)
    width, height = number(width_mm), number(height_mm)
    return element(
        "svg",
        head + inner,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=f"{width}mm",
        height=f"{height}mm",
        font_family=font_family,
    )


def points(*values: float) -> str:
    """Write coordinates for path data, parted by spaces."""
    return " ".join(map(number, values))


def on_circle(cx: float, cy: float, radius: float, turn: float) -> tuple[float, float]:
    """Give the point at a share of a turn, clockwise from twelve o'clock (y grows downwards)."""
    angle = 2 * pi * turn
    return cx + radius * sin(angle), cy - radius * cos(angle)


def arc(cx: float, cy: float, radius: float, start: float, end: float) -> str:
    """Give path data along a circle, clockwise, from one share of a turn to another; a whole turn is two arcs.

    An arc whose ends meet draws nothing (SVG 1.1, F.6.2), hence the halves.
    """
    if end - start >= 1:
        middle = start + 0.5
        return f"{arc(cx, cy, radius, start, middle)}{_onward(cx, cy, radius, middle, start + 1)}"
    return f"M{points(*on_circle(cx, cy, radius, start))}{_onward(cx, cy, radius, start, end)}"


def _onward(cx: float, cy: float, radius: float, start: float, end: float) -> str:
    large = int(end - start > 0.5)
    return f"A{points(radius, radius)} 0 {large} 1 {points(*on_circle(cx, cy, radius, end))}"


def label(
    x: float, y: float, size: float, text: str, fill: str, anchor: str = "start", weight: int | None = None
) -> str:
    """Write a line of text: `y` is its baseline, `size` in mm; `anchor` is "start", "middle" or "end"."""
    return element(
        "text",
        escape(text),
        x=x,
        y=y,
        font_size=size,
        font_weight=None if weight is None else str(weight),
        text_anchor=None if anchor == "start" else anchor,
        fill=fill,
    )


def mix(first: str, second: str, share: float) -> str:
    """Mix two colours "#rrggbb" in sRGB; `share` is how much of the second, 0 to 1."""
    pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
