"""Compiles the selectors of the tool's own styles once on a machine: the engine does so in every process anew.

The engine makes a function of each selector, which takes it longer than to lay out a line.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, Iterable
from types import CodeType, FunctionType
from typing import Any

from brochure.store.kept import Kept
from brochure.vocabulary.shipped import STYLES

Compiling = Callable[..., list[Any]]
# What is told of a compiled selector beside the function that it is.
_TOLD = (
    "never_matches",
    "specificity",
    "pseudo_element",
    "id",
    "class_name",
    "local_name",
    "lower_local_name",
    "namespace",
    "requires_lang_attr",
)


def hasten() -> None:
    """Have the engine find the selectors of the shipped styles compiled."""
    validation = _module("weasyprint.css.validation")
    validation.compile_selector_list = quick(validation.compile_selector_list, _kept(validation.compile_selector_list))


def quick(careful: Compiling, known: dict[str, bytes]) -> Compiling:
    """Give what compiles the selectors before a rule, by `careful` those that are not `known`."""
    css, made = _module("tinycss2"), _module("cssselect2.compiler")

    def compiling(prelude: Iterable[Any]) -> list[Any]:
        data = known.get(css.serialize(prelude).strip())
        return careful(prelude) if data is None else [_selector(one, made) for one in marshal.loads(data)]

    return compiling


def compiled(styles: str, compiling: Compiling) -> dict[str, bytes]:
    """Give the selectors before the rules of a stylesheet, as they are written there, compiled; wrong ones lack."""
    found, css, wrong = {}, _module("tinycss2"), _module("cssselect2").SelectorError
    for rule in css.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            try:
                made = compiling(rule.prelude)
            except wrong:
                continue
            told = [(_bare(one.test.__code__), [getattr(one, name) for name in _TOLD]) for one in made]
            found[css.serialize(rule.prelude).strip()] = marshal.dumps(told)
    return found


def _bare(code: CodeType) -> CodeType:
    """Leave out where it stood in the text that it was made from, which is half of it."""
    inner = tuple(_bare(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_consts=inner, co_filename="", co_linetable=b"")


def _selector(told: tuple[CodeType, list[Any]], made: Any) -> Any:
    code, values = told
    selector = made.CompiledSelector.__new__(made.CompiledSelector)
    vars(selector).update(zip(_TOLD, values, strict=True), test=FunctionType(code, vars(made)))
    return selector


def _kept(compiling: Compiling) -> dict[str, bytes]:
    """Give what was compiled of the styles as they are now; nothing where nothing can be kept."""
    files = sorted(STYLES.rglob("*.css"))
    seen = [(str(file.relative_to(STYLES)), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    told = repr((sys.version, *(_module(name).__version__ for name in ("tinycss2", "cssselect2")), seen))
    kept, name = Kept("engine"), f"selectors-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    known = kept.get(name)
    if known is None and kept.open:
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        known = marshal.dumps(compiled(text, compiling))
        kept.put(name, known)
    return marshal.loads(known) if known is not None else {}


def _module(name: str) -> Any:
    """Give a module that the engine has loaded."""
    return sys.modules[name]
