"""The template engine: strict about names, escaping by default, the project's own templates first."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from markupsafe import Markup

from brochure.load.text import read_text
from brochure.store.kept import Kept
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.vocabulary.shipped import TEMPLATES
from brochure.vocabulary.speech import Said


class Shop:
    """Where templates are filled: the project's own come before the shipped ones."""

    def __init__(self, own: Path | None) -> None:
        """Open the shop; `own` is the project's templates folder, None where it is not to be used."""
        # In a checkout of the tool the project's templates are the shipped ones.
        self._own = None if own is None or Path(os.path.realpath(own)) == TEMPLATES else own
        self._environment = environment(self._own)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Fill a template. Raises BrochureError `template-broken` where it is the project's own and fails."""
        with blaming(self._own):
            return safe(self._environment.get_template(f"{name}.html.j2").render(values))

    def has_own(self, name: str) -> bool:
        """Tell whether a template, or a folder of them, is the project's own."""
        return self._own is not None and any((self._own / f"{name}{end}").exists() for end in (".html.j2", ""))

    def has(self, name: str) -> bool:
        """Tell whether there is a template, the project's own or a shipped one."""
        return self.has_own(name) or (TEMPLATES / f"{name}.html.j2").is_file()


def environment(own: Path | None) -> Environment:
    """Make the environment; `own` is the project's templates folder, None where it is not to be used."""
    loaders = [_loader(own)] if own is not None else []
    return Environment(
        loader=ChoiceLoader([*loaders, FileSystemLoader(TEMPLATES)]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Bytecode(Kept("templates")),
        auto_reload=False,
    )


def _loader(own: Path) -> FunctionLoader:
    """Load templates of the project as every file of it is read: through no link that leads out of it."""

    def load(name: str) -> tuple[str, str, None] | None:
        path = own.joinpath(*split_template_path(name))
        if not path.exists():
            return None
        return read_text(path, _named(str(path)), within=own.parent, blank=True).text, str(path), None

    return FunctionLoader(load)


@contextlib.contextmanager
def blaming(own: Path | None) -> Iterator[None]:
    """Raise BrochureError `template-broken` for what fails in a template of the project's own folder.

    What fails in a shipped one is a fault of the tool, and passes.
    """
    try:
        yield
    except BrochureError:
        raise
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if own and _within(own, frame.filename)]
        if not frames:
            raise
        file, line, excerpt = frames[-1].filename, frames[-1].lineno, frames[-1].line or ""
        hint = Said("mend the template, or remove it: the shipped one takes its place")
        message = Said("the template fails: {error}", error=error)
        problem = Problem("template-broken", Severity.ERROR, message, Place(_named(file), line), hint, excerpt)
        raise BrochureError([problem], Exit.INVALID) from error


def _within(folder: Path, file: str) -> bool:
    return Path(file).absolute().is_relative_to(folder.absolute())


def _named(file: str) -> str:
    path, here = Path(file).absolute(), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def safe(html: str) -> Markup:
    """Mark HTML that the Markdown room has cleaned as fit for a template."""
    return Markup(html)


# The templates of this process as they were loaded last, by their keys: of what text each is compiled, and into what.
_LOADED: dict[str, tuple[str, CodeType]] = {}


class _Bytecode(BytecodeCache):
    """Compiled templates in the user's cache."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template where the file is there and whole."""
        text, code = _LOADED.get(bucket.key, ("", None))
        if code is not None and text == bucket.checksum:
            bucket.code = code
            return
        with contextlib.suppress(EOFError, ValueError, TypeError):
            if (data := self._kept.get(bucket.key)) is not None:
                bucket.bytecode_from_string(data)
                self._know(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template."""
        self._kept.put(bucket.key, bucket.bytecode_to_string())
        self._know(bucket)

    def _know(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            _LOADED[bucket.key] = bucket.checksum, bucket.code


def prime() -> None:
    """Keep every shipped template compiled."""
    kept = Kept("templates")
    if kept.open:
        names = sorted(name for name in environment(None).list_templates() if name.endswith(".j2"))
        stamps = [(name, status.st_size, status.st_mtime_ns) for name in names if (status := (TEMPLATES / name).stat())]
        made = hashlib.sha256(repr((sys.version, jinja2.__version__, stamps)).encode()).hexdigest()
        mark = f"all-{made[:16]}"
        if not _are_whole(kept, mark, names):
            for name in names:
                environment(None).get_template(name)
            kept.put(mark, b"")


def _are_whole(kept: Kept, mark: str, names: Sequence[str]) -> bool:
    """Tell whether all templates are kept compiled, and none of them is damaged."""
    keys = (_Bytecode(kept).get_cache_key(name, str(TEMPLATES / name)) for name in names)
    return all(kept.get(name) is not None for name in (mark, *keys))
