"""Make brochures from Markdown: `build`, `check`, `merge`, `schema`. Nothing is loaded before it is used."""

from __future__ import annotations

from brochure.vocabulary.version import VERSION as __version__

# Checkers of types take it for true; typing itself would take a tenth of the time of the first answer to load.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from brochure.api import Copied, Result, build, check, merge, schema
    from brochure.vocabulary.job import Output
    from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity

__all__ = [
    "BrochureError",
    "Copied",
    "Exit",
    "Output",
    "Place",
    "Problem",
    "Result",
    "Severity",
    "__version__",
    "build",
    "check",
    "merge",
    "schema",
]


def __getattr__(name: str) -> object:
    """Give a name of the public face, which is loaded now. Raises ImportError where the tool does not run at all."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from brochure.vocabulary.machine import unsupported

    if said := unsupported():
        raise ImportError(said)
    return getattr(import_module("brochure.api"), name)


def __dir__() -> list[str]:
    return __all__
