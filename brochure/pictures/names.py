"""How content spells the name of a picture, and which file it means: websites, archives and systems write it otherwise.

A name may carry percent signs, a query string or backslashes; a file's may be composed of other code points, be in
another case, or come from an archive in the code page of an old system.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

from brochure.vocabulary.patterns import compiled

# What stands for a folder of the site: of its sources (`@/`, `~/`), of the site itself (`@site/`), of a Pelican blog.
_ALIAS = compiled(r"\A(?:@site/|__[A-Z_]+__/|[~@]{1,2}/|[~@](?=[a-z])|\{(?:static|attach|filename|photo)\}/?)")
# How large some dialects want it.
_SIZE = compiled(r"\s+=(?=[\dx])\d*%?(?:x\d*%?)?$")
_PERCENT = compiled(r"%[0-9a-fA-F]{2}")
# What archives made on Windows, and on older systems, hold names in.
_CODE_PAGES = ("cp1252", "cp850", "mac_roman")
Look = Callable[[Path], None]


def spellings(reference: str) -> Iterator[str]:
    """Give what a reference may mean as a path, as written first."""
    bare = re.split(r"[?#]", _SIZE.sub("", reference), maxsplit=1)[0]
    plain = os.fsdecode(unquote_to_bytes(bare)) if _PERCENT.search(bare) else bare
    path = plain.replace("\\", "/")
    yield from dict.fromkeys(name for name in (reference, bare, plain, path, _ALIAS.sub("", path, count=1)) if name)


def called(reference: str) -> str:
    """Give a reference as it is told: one that is the picture itself has no name."""
    return "a picture in the text" if reference.strip().lower().startswith("data:") else reference.strip().lstrip("/")


def likened(base: Path, reference: str, root: Path, look: Look) -> Path | None:
    """Find the file that a path from a folder means, whatever the case and the code points of its names.

    No folder is looked into that a link leads to out of `root`, which is the real path of the project; `look` hears of
    each whose names count, be it there or not.
    """
    path = base
    for part in (part for part in reference.split("/") if part not in ("", ".")):
        exact = path / part
        if part == ".." or _exists(exact):
            path = path.parent if part == ".." else exact
            continue
        wanted, names = _folded(part), _listing(path, root, look)
        found = [name for name in names if wanted in map(_folded, _readings(name))]
        if not found:
            return None
        # Of several, the one that differs least: in code points alone.
        path = path / min(found, key=lambda name: (_composed(name) != _composed(part), name))
    return path if path != base else None


def same(first: str, second: str) -> bool:
    """Tell whether two names differ in their code points alone, as they do when a Mac packs them."""
    return _composed(first) == _composed(second)


def beside(path: Path, root: Path, look: Look) -> list[str]:
    """List the names in the folder of a path, as text; of a folder outside `root` none, unknown to `look`."""
    return [_readings(name)[0] for name in _listing(path.parent, root, look)]


def written(name: str) -> str:
    """Give a name as text: what is no UTF-8 in it is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def _readings(name: str) -> list[str]:
    """Give what a file's name may say; more than one where it is no UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = os.fsencode(name)
        return [data.decode(page, "replace") for page in _CODE_PAGES]
    return [name]


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return _composed(_composed(name).casefold())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _listing(folder: Path, root: Path, look: Look) -> tuple[str, ...]:
    try:
        if not folder.resolve().is_relative_to(root):
            return ()
        look(folder)
        return _names(str(folder), folder.stat().st_mtime_ns)
    except (OSError, RuntimeError, ValueError):
        return ()


@lru_cache(64)
def _names(folder: str, _changed: int) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in Path(folder).iterdir()))
