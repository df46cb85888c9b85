"""What may bear a name where a file or a folder is expected; a folder outside that must stay as it was."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from tests.hostile.case import CANARY


def outside(folder: Path) -> Path:
    """Make a home with files and folders whose names a build would write, and what they hold."""
    home = folder / "home"
    for name in ("file", "house.pdf", "pages/house/letter.txt", "house/letter.txt", "compare/difference-01-01.png"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(CANARY)
    return home


def picture(folder: Path) -> dict[str, object]:
    """Take down all that stands in a folder: kinds, rights, bytes, and what links lead to."""

    def told(path: Path) -> object:
        status = path.lstat()
        kind = stat.S_IFMT(status.st_mode)
        body = hashlib.sha256(path.read_bytes()).hexdigest() if kind == stat.S_IFREG else ""
        return kind, status.st_mode, status.st_mtime_ns, body, str(path.readlink()) if kind == stat.S_IFLNK else ""

    return {str(path.relative_to(folder)): told(path) for path in sorted(folder.rglob("*"))}


def _socket(path: Path, home: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        # The address of a socket holds about a hundred bytes.
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def _device(path: Path, home: Path) -> None:
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        path.symlink_to("/dev/zero")


def _folder(path: Path, home: Path) -> None:
    path.mkdir()
    (path / "mine").write_text("x")


Put = Callable[[Path, Path], object]

LINKS: dict[str, Put] = {
    "link to a file": lambda path, home: path.symlink_to(home / "file"),
    "link to a folder": lambda path, home: path.symlink_to(home),
    "link to a link": lambda path, home: (path.symlink_to(home / "way"), (home / "way").symlink_to("file")),
    "link to nothing": lambda path, home: path.symlink_to(home / "absent"),
    "link to itself": lambda path, home: path.symlink_to(path.name),
    "link to a device": lambda path, home: path.symlink_to("/dev/zero"),
    "link to a pipe": lambda path, home: (os.mkfifo(home / "pipe"), path.symlink_to(home / "pipe")),
}
SPECIAL: dict[str, Put] = {"pipe": lambda path, home: os.mkfifo(path), "socket": _socket, "device": _device}
FOLDER: dict[str, Put] = {"folder": _folder}
FILE: dict[str, Put] = {"file": lambda path, home: path.write_text("mine")}
HARD: dict[str, Put] = {"hard link": lambda path, home: os.link(home / "file", path)}
