"""Load WeasyPrint: quickly, without the fonts of the machine, and with plain words where a library is missing.

This module must run before any other import of WeasyPrint in the process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import os
import re
import shlex
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from brochure.engine import computing, markup, paths, running, splitting
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.vocabulary.shipped import FONTS
from brochure.vocabulary.speech import Said

APT = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_SELDOM = (
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.ttLib.ttFont",
    "fontTools.ttLib.woff2",
    "fontTools.varLib",
    "fontTools.varLib.instancer",
    "PIL.ImageCms",
    "ssl",
    "uuid",
)
# Modules whose packages have other names.
_PACKAGES = {"pil": "pillow", "_cffi_backend": "cffi"}
_notes: list[Problem] = []


def load() -> ModuleType:
    """Import WeasyPrint once; later calls cost nothing.

    Raises BrochureError `engine-missing` (Exit.ENGINE) with the line that installs what lacks.
    """
    if (loaded := sys.modules.get("weasyprint.document")) is not None:
        return loaded
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    try:
        return _import()
    except (OSError, ImportError) as error:
        raise BrochureError((_missing(error),), Exit.ENGINE) from error


def _missing(error: OSError | ImportError) -> Problem:
    """Tell a package of Python that lacks, or is broken, from a library of the system."""
    message, cure = (
        Said("the layout engine cannot be loaded: {error}", error=_first_line(error)),
        Said("install its libraries with: {line}", line=APT),
    )
    if isinstance(error, ImportError) and error.name:
        name = error.name.partition(".")[0].lower()
        package = shlex.quote(_wanted(_PACKAGES.get(name, name)))
        cure = Said(
            "install its packages with: {python} -m pip install --force-reinstall {package}",
            python=shlex.quote(sys.executable),
            package=package,
        )
    return Problem("engine-missing", Severity.ERROR, message, Place("make-brochure"), cure)


def _wanted(package: str) -> str:
    """Give the name of a package as pip takes it, with the versions that are asked for where that is known."""
    from importlib import metadata

    try:
        known = [requirement.partition(";")[0].strip() for requirement in metadata.requires("make-brochure") or ()]
    except metadata.PackageNotFoundError:
        known = []
    return next((found for found in known if re.split(r"[^\w.-]", found.lower())[0] == package), package)


def notes() -> tuple[Problem, ...]:
    """Give what loading the engine had to say: at present only that a library for small, quick fonts is missing."""
    return tuple(_notes)


def _import() -> ModuleType:
    """Import with what was made ahead; the engine's own way, which seeks libraries longer, where that fails."""
    with _collector_off(), _heard():
        try:
            from brochure.engine.ahead import at_hand

            with _put_off(), at_hand():
                document = _document()
            from brochure.engine import selecting

            paths.hasten()
            computing.hasten()
            markup.hasten()
            selecting.hasten()
            return document
        except OSError:
            _forget()
            return _document()


def _document() -> ModuleType:
    document = importlib.import_module("weasyprint.document")
    splitting.mend()
    running.mend()
    return document


class _Later(ModuleType):
    """Stands for a module; it is imported when a function in it is called, or one of its constants is asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lent: dict[str, object] = {}

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if (part := sys.modules.get(f"{self.__name__}.{name}")) is not None:
            return part
        if name.isupper():
            return self._repaid()[name]

        def call(*values: Any, **options: Any) -> Any:
            return self._repaid()[name](*values, **options)

        return self._lent.setdefault(name, call)

    def _repaid(self) -> dict[str, Any]:
        """Import the module, and let it be in the place of what stood for it; give what is in it."""
        real = vars(importlib.import_module(self.__name__))
        vars(self).update({name: value for name, value in real.items() if not name.startswith("__")})
        lent = {id(call): name for name, call in self._lent.items()}
        for module in [module for name, module in sys.modules.items() if name.startswith("weasyprint.")]:
            vars(module).update({name: real[lent[id(one)]] for name, one in vars(module).items() if id(one) in lent})
        return real


@contextlib.contextmanager
def _put_off() -> Iterator[None]:
    """Put off what WeasyPrint 70 imports for variable and packed fonts, for profiles of colours, for want of
    libharfbuzz-subset, for PDF/X-4, and for fetching from the web.

    A third of the import otherwise; static fonts never need it where that library is there.
    """
    names = [name for name in _SELDOM if name not in sys.modules]
    sys.modules.update((name, _Later(name)) for name in names)
    with _types_of_the_machine_unread():
        try:
            yield
        finally:
            for name in names:
                del sys.modules[name]


@contextlib.contextmanager
def _types_of_the_machine_unread() -> Iterator[None]:
    """Let the lists of kinds of files that a machine has be unread: the engine makes a table of those of Python alone.

    `mimetypes.inited` says that they have been read; who asks for them later finds them unread, and reads them.
    """
    import mimetypes

    before, mimetypes.inited = mimetypes.inited, True
    try:
        yield
    finally:
        mimetypes.inited = before


@contextlib.contextmanager
def _collector_off() -> Iterator[None]:
    """Pause the collection of cyclic garbage: an import makes many objects and hardly any garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    """Keep what the import prints or warns off the terminal; note a missing libharfbuzz-subset."""
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("always")
        yield
    if any("HarfBuzz-Subset" in str(warning.message) for warning in caught):
        _notes[:] = [
            Problem(
                "subset-missing",
                Severity.NOTE,
                Said("libharfbuzz-subset is not installed: fonts are cut by slower means"),
                Place("make-brochure"),
                Said("install it with: {line}", line=APT),
            )
        ]


def _forget() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
