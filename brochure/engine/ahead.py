"""What the engine would make anew of its own files in each process, made once: declarations of C, a stylesheet."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib.resources
import io
import marshal
import pickle
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import FunctionType
from typing import Any

import _cffi_backend
import cffi
from cffi import FFI

from brochure.store.kept import Kept

# Whose objects a parsed stylesheet is made of.
_MAKERS = ("weasyprint", "tinycss2", "cssselect2")


def _kept(kind: str, *sources: str) -> tuple[Kept, str]:
    """Give where a thing is kept, and the name that says what it was made from."""
    return Kept("engine"), f"{kind}-{hashlib.sha256(repr((sys.version, sources)).encode()).hexdigest()[:16]}"


class Types(_cffi_backend.FFI):
    """Stands for cffi.FFI: what is declared is compiled, so that no type is parsed when it is asked for."""

    def __init__(self) -> None:
        """Declare nothing yet."""

    def cdef(self, text: str) -> None:
        """Declare types and functions."""
        kept, name = _kept("types", cffi.__version__, text)
        data = kept.get(name)
        if data is None:
            data = marshal.dumps(_compiled(text))
            kept.put(name, data)
        super().__init__("weasyprint", **marshal.loads(data))


def _compiled(text: str) -> dict[str, Any]:
    """Compile declarations into what `_cffi_backend.FFI` takes."""
    parsed = FFI()
    parsed.cdef(text)
    parsed.set_source("weasyprint", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "types.py")
        with contextlib.redirect_stdout(io.StringIO()):
            parsed.emit_python_code(str(path))
        made = ast.parse(path.read_text(encoding="utf-8")).body[-1]
    assert isinstance(made, ast.Assign)
    assert isinstance(made.value, ast.Call)
    return {str(word.arg): ast.literal_eval(word.value) for word in made.value.keywords}


@contextlib.contextmanager
def at_hand() -> Iterator[None]:
    """Let the engine be imported with its types compiled and its stylesheet parsed."""
    types, finder = cffi.FFI, _Finder()
    cffi.FFI = Types
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        cffi.FFI = types
        sys.meta_path.remove(finder)
        _Loader.blank = False
    _dress(sys.modules["weasyprint.html"])


class _Finder(MetaPathFinder):
    """Finds the folder of the engine's stylesheets, so that it is loaded without them."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        """Find it where it is a folder of files, and nothing else."""
        if name != "weasyprint.css":
            return None
        found = PathFinder.find_spec(name, path)
        if found is not None and isinstance(found.loader, SourceFileLoader):
            found.loader = _Loader(found.loader.name, found.loader.path)
        return found


class _Loader(SourceFileLoader):
    """Loads what it has found; while it is `blank`, its stylesheets say nothing."""

    blank = True

    def get_resource_reader(self, name: str | None = None) -> Any:
        """Give what reads the files beside the module."""
        return _Blank() if self.blank else super().get_resource_reader(name)


class _Blank:
    """Stands for the engine's stylesheets; those of forms and presentational hints are never wanted."""

    def files(self) -> _Blank:
        """Give itself for the folder of them."""
        return self

    def __truediv__(self, name: str) -> _Blank:
        return self

    def read_text(self, encoding: str) -> str:
        """Give a stylesheet of no rules."""
        return "/**/"


def _dress(html: Any) -> None:
    """Give the engine the stylesheet of all documents, which it was imported without."""
    text = importlib.resources.files("weasyprint.css").joinpath("html5_ua.css").read_text("utf-8")
    kept, name = _kept("sheet", *(sys.modules[maker].__version__ for maker in _MAKERS), text)
    data = kept.get(name)
    if data is None:
        sheet, counters = html.UA_STYLESHEET, html.UA_COUNTER_STYLE
        sheet.__init__(string=text, counter_style=counters)
        written = io.BytesIO()
        _Pickler(written, pickle.HIGHEST_PROTOCOL).dump((vars(sheet), dict(counters)))
        kept.put(name, written.getvalue())
        return
    parsed, counters = pickle.loads(data)
    vars(html.UA_STYLESHEET).update(parsed)
    html.UA_COUNTER_STYLE.update(counters)


class _Pickler(pickle.Pickler):
    """Writes selectors, too, which are functions that the engine has compiled."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, FunctionType) and value.__name__ == "<lambda>":
            return _selector, (marshal.dumps(value.__code__),)
        return NotImplemented


def _selector(code: bytes) -> FunctionType:
    return FunctionType(marshal.loads(code), vars(sys.modules["cssselect2.compiler"]))
