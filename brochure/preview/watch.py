"""Which files a brochure is made from, and which of them have changed."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType

import watchfiles

from brochure.store.reading import Stamp, below, stamp, walked

# Milliseconds without a further change after which the changes are told; an editor saves in several steps.
_QUIET = 8
# Whoever looks waits for what was saved; what was read half-saved is not shown. To look so often takes less than a
# hundredth of a processor.
_BRIEF = 2
_PATIENCE = 400
# Milliseconds after which the stamps are looked at even if no change was told: network folders tell none.
_LOOK = 1000


class Following:
    """The files, sought files and whole folders of one brochure, with the stamps they had when it was last read."""

    def __init__(self) -> None:
        self._files: frozenset[Path] = frozenset()
        self._trees: frozenset[Path] = frozenset()
        self._stamps: Mapping[str, Stamp | None] = {}

    def renew(self) -> set[Path]:
        """Take the stamps anew, as a build begins; gives what has changed since they were last taken."""
        before, self._stamps = self._stamps, self._taken()
        return _differing(before, self._stamps)

    def changed(self) -> bool:
        """Tell whether anything has changed since a build last began."""
        return bool(_differing(self._stamps, self._taken()))

    def follow(self, files: Iterable[Path], trees: Iterable[Path], since: int) -> bool:
        """Follow these files, there or not, and all within these folders.

        Gives whether one that was not followed before has changed after `since`, in nanoseconds of the clock.
        """
        self._files = frozenset(path.absolute() for path in files)
        self._trees = frozenset(path.absolute() for path in trees)
        taken = self._taken()
        new = {path: found for path, found in taken.items() if path not in self._stamps}
        self._stamps = {**new, **{path: self._stamps[path] for path in taken if path in self._stamps}}
        return any(found is not None and found[1] >= since for found in new.values())

    def folders(self) -> set[Path]:
        """Give the folders to watch: of a file or folder that is not there, the nearest one above it."""
        named = {path.parent for path in self._files}
        within = {Path(folder) for tree in self._trees for folder, _ in walked(tree)}
        return {_nearest(folder) for folder in named | within | self._trees}

    def _taken(self) -> dict[str, Stamp | None]:
        within = [path for tree in self._trees for path in below(tree)]
        return {path: stamp(path) for path in (*map(str, self._files), *within)}


def _differing(before: Mapping[str, Stamp | None], after: Mapping[str, Stamp | None]) -> set[Path]:
    return {Path(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _nearest(folder: Path) -> Path:
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def changes(folders: Collection[Path], outputs: Collection[Path]) -> Iterator[None]:
    """Give a turn at once, and one for each change in the folders, until interrupted; what is put out is no change."""
    usual = watchfiles.DefaultFilter()
    made = [path.absolute() for path in outputs]

    def matters(change: watchfiles.Change, path: str) -> bool:
        return usual(change, path) and not any(Path(path).is_relative_to(out) for out in made)

    def stamps() -> dict[str, Stamp | None]:
        found = (path for folder in folders for path in below(folder))
        return {path: stamp(path) for path in found if matters(watchfiles.Change.modified, path)}

    with _interrupts() as stop:
        before: dict[str, Stamp | None] | None = None
        # Nobody is told yet of what changes while the first turn is taken.
        while (now := stamps()) != before:
            before = now
            yield
        for _ in watchfiles.watch(
            *sorted(folders), watch_filter=matters, debounce=_PATIENCE, step=_QUIET, stop_event=stop
        ):
            yield
        if stop.is_set():
            raise KeyboardInterrupt


@contextlib.contextmanager
def _interrupts() -> Iterator[threading.Event]:
    """Give what is set once Ctrl-C was heard: its exception is lost where it comes in the middle of a finaliser."""
    stop, usual = threading.Event(), signal.getsignal(signal.SIGINT)

    def heard(number: int, frame: FrameType | None) -> None:
        stop.set()
        raise KeyboardInterrupt

    if usual is signal.default_int_handler:
        signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, usual)


class Watcher:
    """A thread that calls `look` whenever something may have changed in the folders that `folders` names."""

    def __init__(self, folders: Callable[[], set[Path]], look: Callable[[], None]) -> None:
        self._folders = folders
        self._look = look
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self) -> None:
        """End the thread, and wait for it."""
        self._stop.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._stop.is_set():
            folders = self._folders()
            try:
                self._watch(folders)
            except OSError:
                # A folder went while it was being watched, or the machine watches no more of them: look by hand.
                self._stop.wait(_LOOK / 1000)
                self._look()

    def _watch(self, folders: set[Path]) -> None:
        for _ in watchfiles.watch(
            *sorted(folders),
            watch_filter=None,
            debounce=_PATIENCE,
            step=_BRIEF,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=self._stop,
            recursive=False,
            ignore_permission_denied=True,
        ):
            self._look()
            if self._folders() != folders:
                return
