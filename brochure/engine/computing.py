"""Works out the styles of elements as the engine does, and sooner: it asks for some eighty properties of each.

Most of them no stylesheet sets, so their value is the parent's or the first one; what a variable comes to is worked
out where the variable is set, not again wherever it is asked for; and what a declaration comes to that asks for
variables, once for all elements for which these are the same.
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
_KEYWORDS = frozenset(("inherit", "initial"))
_PLAIN = frozenset(("number", "percentage"))
# What is known of a declaration, and of what variables are set to, is let go when it is more.
_SETTLED, _VALUES = 16, 2048


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
    settled, reckon, is_sum = Settled(css), css.COMPUTER_FUNCTIONS, css.check_math

    def declared(style: Any, name: str, given: dict[str, tuple[Any, Any]]) -> Any:
        told, weight = given[name]
        if (name in sides and sides[name][style["direction"]] in given) or name[: len(_DECORATION)] == _DECORATION:
            return careful(style, name)
        value = settled.value(style, name, told) if hasattr(told, "solve") else told
        if value is None:
            return careful(style, name)
        if name not in _INTRICATE and not is_sum(value) and not (type(value) is str and value in _KEYWORDS):
            style[name] = value = reckon[name](style, name, value) if name in reckon else value
            return value
        given[name] = value, weight
        try:
            return careful(style, name)
        finally:
            given[name] = told, weight

    def missing(style: Any, name: str) -> Any:
        parent, given = style.parent_style, style.cascaded
        if name in given:
            value = declared(style, name, given)
            if name[:2] == _VARIABLE and value:
                style[name] = value = settled.summed(value)
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


class Settled:
    """What declarations with variables come to, as long as the variables are set to the very same."""

    def __init__(self, css: Any) -> None:
        """Take the engine's own ways from the module of its styles."""
        self._resolved_in, self._sum = css.resolve_var, css.resolve_math
        self._is_sum, self._checked = css.check_math, css.validate_non_shorthand
        self._sums: dict[int, tuple[Sequence[Any], Sequence[Any]]] = {}

    def value(self, style: Any, name: str, declared: Any) -> Any:
        """Give the value of a property, or None where the engine has to look for it, or to tell what is wrong."""
        asked, known = self._asked(declared)
        if asked is None:
            return None
        # A variable that is asked for meanwhile by those that it asks for is none.
        style[name] = None
        try:
            values = [style[variable] for variable in asked]
            key = (style.base_url, *map(id, values))
            if (found := known.get(key)) is None:
                if len(known) >= _SETTLED:
                    known.clear()
                found = known[key] = {}, values
            solved: dict[str, Any] = found[0]
            if name not in solved:
                self._solve(style, name, declared, solved)
        finally:
            del style[name]
        return solved[name]

    def summed(self, value: Sequence[Any]) -> Sequence[Any]:
        """Give what a variable is set to with its sums worked out, the same for the same."""
        if (found := self._sums.get(id(value))) is None:
            if len(self._sums) >= _VALUES:
                self._sums.clear()
            found = self._sums[id(value)] = value, worked_out(value, self._sum)
        return found[1]

    def _asked(self, declared: Any) -> tuple[tuple[str, ...] | None, dict[Any, Any]]:
        """Give the variables of a declaration, None where one may be missed, and what is known of it."""
        met: tuple[tuple[str, ...] | None, dict[Any, Any]] | None = getattr(declared, "settled", None)
        if met is None:
            met = declared.settled = _variables(declared.tokens), {}
        return met

    def _solve(self, style: Any, name: str, declared: Any, solved: dict[str, Any]) -> None:
        """Note what a property comes to, None for what is wrong; with it what else the same declaration sets."""
        tokens: list[Any] = []
        for token in declared.tokens:
            found = self._resolved_in(style, token, style.parent_style)
            tokens.extend((token,) if found is None else found)
        with suppress(ValueError, KeyError):
            for wanted, value in self._validated(declared, tokens, name.replace("_", "-"), style.base_url):
                solved.setdefault(wanted.replace("-", "_"), self._plainly(value, wanted))
        solved.setdefault(name, None)

    def _validated(
        self, declared: Any, tokens: list[Any], name: str, base_url: str | None
    ) -> Iterator[tuple[str, Any]]:
        if tokens and (expand := getattr(declared, "validator", None)) is not None:
            whole = expand.keywords["name"]
            yield from ((f"{whole}{key}" if key.startswith("-") else key, value) for key, value in expand(tokens))
        elif tokens:
            yield name, declared.validate(tokens, name, base_url)

    def _plainly(self, value: Any, wanted: str) -> Any:
        """Give a value with its sums worked out, itself where they depend on the size of text or of what is around."""
        if not self._is_sum(value):
            return value
        with suppress(Exception):
            parts = value if type(value) is tuple else (value,)
            tokens = [self._sum(part) if self._is_sum(part) else part for part in parts]
            if None not in tokens:
                return self._checked(tokens, wanted)[0][1]
        return value


def _variables(tokens: Iterable[Any]) -> tuple[str, ...] | None:
    """Give the variables that are asked for; None where one is no name, or something stands in for it."""
    names: list[str] = []
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        if token.type == "() block":
            waiting.extend(token.content)
        elif token.type == "function" and token.lower_name == "var":
            parts = [part for part in token.arguments if part.type not in ("whitespace", "comment")]
            if len(parts) != 1 or parts[0].type != "ident" or not parts[0].value.startswith("--"):
                return None
            names.append(parts[0].value.replace("-", "_"))
        elif token.type == "function":
            waiting.extend(token.arguments)
    return tuple(dict.fromkeys(names))


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
