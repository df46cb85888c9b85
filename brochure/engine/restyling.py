"""Gives a document that is laid out again its styles without seeking anew which rules concern which elements.

Between two settings of a document nothing differs but the last stylesheet, which speaks of the root and of pages alone.
Import it after `loading.load()`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from brochure.engine import boxes

# What a rule sets of the root: values, and how much they weigh.
Cascaded = Mapping[str, tuple[Any, Any]]


def restyled(known: Any, styles: Mapping[Any, Any], html: Any, sheets: Sequence[Any], targets: Any) -> Any:
    """Give the styles of a document with other `sheets`; None where more than the last one may differ.

    `known` are those of an earlier layout, `styles` what that had of elements before pages were made. `targets` hears
    of the anchors, as the engine has it.
    """
    *before, (last, origin, strength) = boxes.sheets_of(known)
    if [sheet for sheet, *_ in before[1 - len(sheets) :]] != [*sheets[:-1]] or strength is not None:
        return None
    root = html.etree_element, None
    given = _cascaded(styles[root].cascaded, _of_root(last, html), _of_root(sheets[-1], html), origin)
    if given is None:
        return None
    made = boxes.unstyled(known, [*before, (sheets[-1], origin, strength)])
    _compute(styles, given, made, targets)
    return made


def _compute(styles: Mapping[Any, Any], given: Cascaded, made: Any, targets: Any) -> None:
    """Make the styles anew, with what is `given` to the root; those that were one stay one."""
    first = next(iter(styles.values()))
    root = boxes.style_of(first, None, given, boxes.InitialStyle(made.font_config), made)
    anew: dict[int, Any] = {id(first): root}
    for key, style in styles.items():
        if id(style) not in anew:
            anew[id(style)] = boxes.style_of(style, anew[id(style.parent_style)], style.cascaded, root, made)
            if style["anchor"]:
                targets.collect_anchor(style["anchor"])
        made.get_computed_styles()[key] = anew[id(style)]


def _of_root(sheet: Any, html: Any) -> list[tuple[Any, list[Any]]] | None:
    """Give what a stylesheet declares of the root, each with its specificity; None where it speaks of others, too."""
    found = sheet.matcher.match(html.wrapper_element)
    if len(found) != sheet.matcher.order or any(pseudo or layer for _, _, pseudo, (_, layer) in found):
        return None
    return [(specificity, declarations) for specificity, _, _, (declarations, _) in found]


def _cascaded(known: Cascaded, before: Any, after: Any, origin: str) -> Cascaded | None:
    """Give what the rules set of the root where the last of them are others; None where these leave anything to them.

    What they have both set weighed as much before.
    """
    if before is None or after is None:
        return None
    names, others = ({name for _, rules in told for name, *_ in rules} for told in (before, after))
    if not names <= others:
        return None
    given = dict(known)
    for specificity, declarations in after:
        for name, values, importance in declarations:
            weight = boxes.declaration_precedence(origin, importance), inf, specificity
            if name not in given or given[name][1] <= weight:
                given[name] = values, weight
    return given
