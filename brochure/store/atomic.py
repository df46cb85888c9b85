"""Files in the making: whole before they bear their final name, and gone once their maker is.

Each is called `.make-brochure-*` and is locked by its maker with flock(2). The lock ends with the process, however
that ends; so what bears such a name and no lock has lost its maker, and the next build may remove it. A file system
without locks keeps what a killed build left: nothing that is alive is ever removed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

PREFIX = ".make-brochure-"


def place(target: Path, data: bytes, lasting: bool = True) -> None:
    """Put data under its final name: all of it or nothing, in place of what stood there.

    `lasting` waits until the disk has it, so that a power cut cannot leave less. Raises OSError, with the old file
    untouched.
    """
    path, handle = _made(target.parent, lambda path: os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    try:
        with open(handle, "wb", closefd=False) as file:
            file.write(data)
        if lasting:
            os.fsync(handle)
        path.replace(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)


def place_folder(made: Path, target: Path) -> None:
    """Put a folder under its final name, in place of the one that stood there."""
    while True:
        with contextlib.suppress(FileNotFoundError):
            target.replace(_free_name(target.parent))
        try:
            made.replace(target)
        except OSError:
            if not target.is_dir():
                raise
            continue
        break
    sweep(target.parent)


@contextlib.contextmanager
def folder(parent: Path, mode: int = 0o777) -> Iterator[Path]:
    """Give a new folder that lives as long as the block, unless it is moved away."""
    path, handle = _made(parent, lambda path: _open_new_folder(path, mode))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(handle)


def sweep(place: Path) -> None:
    """Remove the passing files and folders in a folder whose makers are no more."""
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX):
                with contextlib.suppress(OSError):
                    _remove_if_abandoned(Path(entry.path))


def _free_name(parent: Path) -> Path:
    return parent / f"{PREFIX}{os.urandom(8).hex()}"


def _made(parent: Path, make: Callable[[Path], int]) -> tuple[Path, int]:
    """Make and lock a passing file or folder; again where a sweeper came between the two."""
    while True:
        path = _free_name(parent)
        try:
            handle = make(path)
        except FileNotFoundError:
            if not parent.is_dir():
                raise
            continue
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        if _is_still(path, handle):
            return path, handle
        os.close(handle)


def _open_new_folder(path: Path, mode: int) -> int:
    path.mkdir(mode)
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY)


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _remove_if_abandoned(path: Path) -> None:
    status = path.lstat()
    if status.st_uid != os.geteuid() or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_still(path, handle):
            return
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
    finally:
        os.close(handle)
