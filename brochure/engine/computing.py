"""Works out the styles of elements as the engine does, and sooner: it asks for some eighty properties of each.

Most of them no stylesheet sets, so their value is the parent's or the first one; and what a variable comes to is worked
out where the variable is set, not again wherever it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

Working = Callable[[Any, str], Any]
# What is worked out of other properties, too, or is handed down in a way of its own.
_INTRICATE = frozenset(("display", "float", "page", "position"))
_DECORATION = "text_decoration_"
_VARIABLE = "__"
_DIRECTIONS = ("ltr", "rtl")
_SUMS = frozenset(("calc", "max", "min"))
_PLAIN = frozenset(("number", "percentage"))


def hasten() -> None:
    """Have the engine work out at once what no stylesheet sets, and what variables come to but once."""
    css: Any = sys.modules["weasyprint.css"]
    css.ComputedStyle.__missing__ = quick(css.ComputedStyle.__missing__, css)


def quick(careful: Working, css: Any) -> Working:
    """Give what works out a property of a style, `careful` those that are set or that others have a part in."""
    inherited = frozenset(_plain(css.INHERITED))
    first = {name: css.INITIAL_VALUES[name] for name in _plain(css.INITIAL_VALUES) if name not in inherited}
    # What these come to by themselves depends on the style, too.
    reckoned = {name: reckon for name, reckon in css.COMPUTER_FUNCTIONS.items() if name in css.INITIAL_NOT_COMPUTED}
    sides = {
        name: {inline: logical(block="ttb", inline=inline) for inline in _DIRECTIONS}
        for name, logical in css.PHYSICAL_FUNCTIONS.items()
    }
    resolve = css.resolve_math

    def missing(style: Any, name: str) -> Any:
        parent, given = style.parent_style, style.cascaded
        if name in given:
            value = careful(style, name)
            if name[:2] == _VARIABLE and value:
                style[name] = value = worked_out(value, resolve)
            return value
        if name in inherited or name[:2] == _VARIABLE:
            if parent is None:
                return careful(style, name)
            value = style[name] = parent[name]
            return value
        if name not in first or (name in sides and sides[name][style["direction"]] in given):
            return careful(style, name)
        value = first[name]
        if name in reckoned:
            value = reckoned[name](style, name, value)
        style[name] = value
        return value

    return missing


def _plain(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name not in _INTRICATE and not name.startswith(_DECORATION))


def worked_out(value: Sequence[Any], resolve: Callable[[Any], Any]) -> Sequence[Any]:
    """Give what a variable is set to with its sums worked out that depend on nothing, each as a sum of one part."""
    if all(token.type != "function" for token in value):
        return value
    return [_summed(token, resolve) for token in value]


def _summed(token: Any, resolve: Callable[[Any], Any]) -> Any:
    if token.type != "function":
        return token
    if token.lower_name in _SUMS and (result := _resolved(token, resolve)) is not None:
        return type(token)(token.source_line, token.source_column, "calc", [result])
    parts = [_summed(part, resolve) for part in token.arguments]
    if all(part is given for part, given in zip(parts, token.arguments, strict=True)):
        return token
    return type(token)(token.source_line, token.source_column, token.name, parts)


def _resolved(token: Any, resolve: Callable[[Any], Any]) -> Any:
    """Give a number, a percentage or a length in pixels for a sum; None for any other and for what is none.

    What is wrong with a sum is told where it is asked for.
    """
    if token.lower_name == "calc" and len(token.arguments) == 1 and token.arguments[0].type != "function":
        return None
    with suppress(Exception):
        result = resolve(token)
        if result is not None and (result.type in _PLAIN or (result.type == "dimension" and result.unit == "px")):
            return result
    return None
