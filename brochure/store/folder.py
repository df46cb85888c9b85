"""Folders held open, and files in the making: whole before they bear their final name, gone once their maker is.

All that is written or deleted goes by the handle of an open folder, and every name below the folder that was asked for
is entered only where it is no link: nothing outside is reached, whatever stands there and whoever exchanges it.

What is in the making is called `.make-brochure-*` and is locked by its maker with flock(2). The lock ends with the
process, however that ends; so what bears such a name and no lock has lost its maker, and the next build may remove it.
A file system without locks keeps what a killed build left: nothing that is alive is ever removed.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from brochure.vocabulary.problems import name_of, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

PREFIX = ".make-brochure-"
_KINDS = {"file": stat.S_ISREG, "folder": stat.S_ISDIR}
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NONBLOCK
# Another build may take a passing name away before it is locked, a few times at most.
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder; `path` is what it is called, for people."""

    path: Path
    handle: int

    def place(self, name: str, *data: bytes, lasting: bool = True) -> None:
        """Put data, in turn, under its final name: all of it or nothing, in place of the file that stood there.

        `lasting` waits until the disk has it, so that a power cut cannot leave less. Raises OSError or BrochureError
        `path-outside-project`, with what stood there untouched.
        """
        with self._naming(name):
            self._hold(name, "file")
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
            passing, handle = self._made(lambda new: os.open(new, flags, 0o666, dir_fd=self.handle))
            try:
                with open(handle, "wb", closefd=False) as file:
                    for part in data:
                        file.write(part)
                if lasting:
                    os.fsync(handle)
                self._rename(passing, name)
            except BaseException:
                self.remove(passing)
                raise
            finally:
                os.close(handle)

    def place_folder(self, made: Folder, name: str) -> None:
        """Put a folder made here under its final name, in place of the one that stood there."""
        with self._naming(name):
            while True:
                self._hold(name, "folder")
                with contextlib.suppress(FileNotFoundError):
                    self._rename(name, _passing_name())
                try:
                    self._rename(made.path.name, name)
                except OSError as error:
                    if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                        raise
                    continue
                break
        self.sweep()

    def take(self, made: Folder, name: str) -> None:
        """Move a file of a folder made here up into this one, in place of the file that stood there."""
        with self._naming(name):
            self._hold(name, "file")
            os.replace(name, name, src_dir_fd=made.handle, dst_dir_fd=self.handle)

    @contextlib.contextmanager
    def passing(self, mode: int = 0o777) -> Iterator[Folder]:
        """Give a new folder in this one that lives as long as the block, unless it is placed."""

        def make(new: str) -> int:
            os.mkdir(new, mode, dir_fd=self.handle)
            return os.open(new, _FOLDER, dir_fd=self.handle)

        name, handle = self._made(make)
        try:
            yield Folder(self.path / name, handle)
        finally:
            shutil.rmtree(name, ignore_errors=True, dir_fd=self.handle)
            os.close(handle)

    def files(self) -> list[str]:
        """Name the regular files in the folder."""
        with os.scandir(self.handle) as entries:
            return [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]

    def remove(self, name: str) -> None:
        """Remove a file, where it is there; of a link, the link itself."""
        with self._naming(name), contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=self.handle)

    def sweep(self) -> None:
        """Remove the passing files and folders whose makers are no more."""
        with contextlib.suppress(OSError), os.scandir(self.handle) as entries:
            for entry in entries:
                if entry.name.startswith(PREFIX):
                    with contextlib.suppress(OSError):
                        self._remove_if_abandoned(entry.name)

    @contextlib.contextmanager
    def _naming(self, name: str) -> Iterator[None]:
        """Have a refusal of the system name the file that is meant, not the passing one."""
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.path / name)) from error

    def _hold(self, name: str, kind: str) -> None:
        """Refuse to write over what is not of the kind that is written, a link above all."""
        status = self._status(name)
        if status is not None and stat.S_ISLNK(status.st_mode):
            message = Said("this is a link; nothing was written through it")
            hint = Said("remove it; where the folder of the outputs itself is meant to be one, name it: --out")
            raise refusal("path-outside-project", message, name_of(self.path / name), hint)
        if status is not None and not _KINDS[kind](status.st_mode):
            raise OSError(errno.EEXIST, f"what bears this name is no {kind}")

    def _status(self, name: str) -> os.stat_result | None:
        try:
            return os.stat(name, dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def _rename(self, old: str, new: str) -> None:
        os.replace(old, new, src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def _made(self, make: Callable[[str], int]) -> tuple[str, int]:
        """Make and lock a passing file or folder; again where a sweeper came between the two."""
        for _ in range(_ATTEMPTS):
            name = _passing_name()
            with contextlib.suppress(FileNotFoundError):
                handle = make(name)
                with contextlib.suppress(OSError):
                    fcntl.flock(handle, fcntl.LOCK_EX)
                if self._is_still(name, handle):
                    return name, handle
                os.close(handle)
        raise FileNotFoundError(errno.ENOENT, "the folder is no more", str(self.path))

    def _is_still(self, name: str, handle: int) -> bool:
        status = self._status(name)
        return status is not None and os.path.samestat(status, os.fstat(handle))

    def _remove_if_abandoned(self, name: str) -> None:
        status = self._status(name)
        kind = status.st_mode if status is not None and status.st_uid == os.geteuid() else 0
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            return
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self.handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not self._is_still(name, handle):
                return
            if stat.S_ISDIR(kind):
                shutil.rmtree(name, ignore_errors=True, dir_fd=self.handle)
            else:
                os.unlink(name, dir_fd=self.handle)
        finally:
            os.close(handle)

    def _enter(self, name: str) -> Folder:
        """Open a folder in this one, made where it is not there."""
        with self._naming(name):
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, dir_fd=self.handle)
            self._hold(name, "folder")
            return Folder(self.path / name, os.open(name, _FOLDER, dir_fd=self.handle))


@contextlib.contextmanager
def opened(path: Path, ground: Path | None = None) -> Iterator[Folder]:
    """Open a folder to write in; it and those above it are made where they are not there.

    `ground` is the folder at or above it that was asked for: links on the way to it are meant, none below is followed.
    Raises OSError, BrochureError `path-outside-project`.
    """
    below = Path(os.path.abspath(path)).relative_to(os.path.abspath(ground)).parts if ground is not None else ()
    ground = ground or path
    ground.mkdir(parents=True, exist_ok=True)
    folder = Folder(ground, os.open(ground, os.O_RDONLY | os.O_DIRECTORY))
    try:
        for name in below:
            entered = folder._enter(name)
            os.close(folder.handle)
            folder = entered
        yield folder
    finally:
        os.close(folder.handle)


def _passing_name() -> str:
    return f"{PREFIX}{os.urandom(8).hex()}"
