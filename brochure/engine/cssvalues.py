"""Work out, once, what a stylesheet leaves to be worked out anew for every element.

The engine solves `var()` and `calc()` for each property of each element of each layout: a third of the time of a fit.
Variables that are declared once, on the root, are put in their places here, and sums of plain lengths are added up;
whatever else stands in the stylesheet stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from brochure.vocabulary.patterns import compiled

_COMMENT = compiled(r"/\*.*?\*/", re.DOTALL)
# What stands before is looked at last: signs that are always there are found at once.
_SET = compiled(r"--(?<![\w-]--)([\w-]+)\s*:")
_DECLARATION = compiled(r"--(?<![\w-]--)([\w-]+)\s*:\s*([^;{}]+)")
_ROOT_RULE = compiled(r"(?::root|html)\s*\{([^{}]*)\}")
_VARIABLE = compiled(r"var\(\s*--([\w-]+)\s*\)")
_PARENTHESIS = compiled(r"[()]")
_PLAIN = compiled(r"(?:[\d.\s+*/()-]|mm\b|pt\b|px\b)+")
_TOKEN = compiled(r"\s*(?:((?:(?<=[(\s*/])[+-](?=[\d.]))?(?:\d+\.?\d*|\.\d+))(mm|pt|px)?|([-+*/()]))")
_NESTING = 8

Quantity = tuple[float, str]


def resolve(css: str, elsewhere: Collection[str] = ()) -> str:
    """Give the stylesheet with its constant variables and plain sums worked out; it looks the same on every page.

    What stays keeps its line.

    A variable counts as constant where one declaration of it stands there, on `:root` or `html`, and neither it nor
    any of the variables that it refers to is set `elsewhere`: by the document that the stylesheet is for.
    """
    css = _COMMENT.sub(_lines, css)
    constants = {name: " ".join(value.split()) for name, value in _constants(css, elsewhere).items()}
    for _ in range(_NESTING):
        resolved = _added_up(_VARIABLE.sub(lambda found: constants.get(found[1], found[0]), css))
        if resolved == css:
            break
        css = resolved
    return css


def set_in(text: str) -> frozenset[str]:
    """Give the variables that a stylesheet, a document or its template sets, on an element or by a rule."""
    return frozenset(_SET.findall(text))


def on_root(css: str) -> dict[str, str]:
    """Give the variables that are declared once in the stylesheet, and that on the root."""
    css = _COMMENT.sub("", css)
    times = Counter(found[1] for found in _DECLARATION.finditer(css))
    declared = (found for rule in _root_rules(css) for found in _DECLARATION.finditer(rule))
    return {found[1]: found[2].strip() for found in declared if times[found[1]] == 1}


def _root_rules(css: str) -> Iterator[str]:
    """Give what rules of the root hold that stand by themselves, each after another rule or on a line of its own."""
    for rule in _ROOT_RULE.finditer(css):
        before = css[: rule.start()].rstrip()
        if not before or before[-1] in "{};" or "\n" in css[len(before) : rule.start()]:
            yield rule[1]


def scales(css: str) -> dict[str, str]:
    """Give the variables of the root that follow the size of the text, as expressions of `--size`, once resolved."""
    return {name: value for name, value in on_root(css).items() if {"size"} == set(_VARIABLE.findall(value))}


def at_size(expressions: Mapping[str, str], size: float) -> str:
    """Give declarations of the variables that `scales` found, worked out for a size from 0 to 1."""
    made = ""
    for name, expression in expressions.items():
        value = _added_up(_VARIABLE.sub(f"{size:g}", expression))
        made += f"--{name}:{value};" if value != expression else ""
    return made


def _lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _constants(css: str, elsewhere: Collection[str]) -> dict[str, str]:
    """Give the variables that depend on nothing else."""
    left = {name: value for name, value in on_root(css).items() if name not in elsewhere}
    while bound := [name for name, value in left.items() if not set(_VARIABLE.findall(value)) <= left.keys()]:
        for name in bound:
            del left[name]
    return {name: value for name, value in left.items() if "var(" not in _VARIABLE.sub("", value)}


def _added_up(css: str) -> str:
    """Work out every calc() that holds plain numbers and lengths."""
    parts, done = [], 0
    for found in re.finditer(r"calc(?=\()", css):
        if found.start() < done:
            continue
        end = _closing(css, found.end())
        value = _worked_out(css[found.end() : end].replace("calc(", "("))
        if value is not None:
            parts += [css[done : found.start()], value, "\n" * css.count("\n", found.start(), end)]
            done = end
    return "".join([*parts, css[done:]])


def _closing(css: str, opening: int) -> int:
    """Give the offset after the parenthesis that closes the one at `opening`."""
    depth = 0
    for found in _PARENTHESIS.finditer(css, opening):
        depth += 1 if found[0] == "(" else -1
        if not depth:
            return found.end()
    return len(css)


@lru_cache(maxsize=1024)
def _worked_out(expression: str) -> str | None:
    """Give the value of a sum of numbers and lengths of one unit, None where that cannot be told."""
    if not _PLAIN.fullmatch(expression):
        return None
    tokens = [found.groups() for found in _TOKEN.finditer(expression)]
    try:
        value, unit = _sum(tokens)
    except (IndexError, ValueError, ZeroDivisionError):
        return None
    return None if tokens else f"{round(value, 9) + 0.0:.12g}{unit}" if abs(value) < 1e5 else None


def _sum(tokens: list[tuple[str | None, ...]]) -> Quantity:
    value, unit = _product(tokens)
    while tokens and (sign := tokens[0][2]) is not None and sign in "+-":
        del tokens[0]
        more, its = _product(tokens)
        if its != unit:
            raise ValueError(its)
        value += more if sign == "+" else -more
    return value, unit


def _product(tokens: list[tuple[str | None, ...]]) -> Quantity:
    value, unit = _single(tokens)
    while tokens and (sign := tokens[0][2]) is not None and sign in "*/":
        del tokens[0]
        more, its = _single(tokens)
        if its and (unit or sign == "/"):
            raise ValueError(its)
        value, unit = value * more if sign == "*" else value / more, unit or its
    return value, unit


def _single(tokens: list[tuple[str | None, ...]]) -> Quantity:
    number, unit, sign = tokens.pop(0)
    if number is not None:
        return float(number), unit or ""
    if sign != "(":
        raise ValueError(sign)
    inner = _sum(tokens)
    if tokens.pop(0)[2] != ")":
        raise ValueError(sign)
    return inner
