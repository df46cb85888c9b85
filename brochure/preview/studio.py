"""All brochures and presets that are being looked at, built one after the other by one thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from brochure import runner
from brochure.preview.gallery import Gallery
from brochure.preview.hand import Hand
from brochure.preview.sitting import Look, Sitting
from brochure.preview.view import View
from brochure.preview.watch import Watcher
from brochure.vocabulary.job import Job
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import name_of
from brochure.vocabulary.records import dataclass

# Brochures of which is known what they look like, though nobody looks.
_KEPT = 4
_SCALE = 200


@dataclass(frozen=True, slots=True)
class Key:
    """What is looked at: the index of a content file, and the name of a preset."""

    content: int
    preset: str


@dataclass(slots=True)
class Viewer:
    """A page in a browser: what it looks at, and how to tell it of something new."""

    key: Key
    tell: Callable[[str], None]
    seen: frozenset[int] = frozenset({0})
    scale: int = _SCALE


class Studio:
    """Follows the inputs of every brochure that somebody looks at, and tells the viewers what becomes of it.

    `jobs` are the content files, one job each; their presets do not matter. Problems are told in the `language`.
    """

    def __init__(self, jobs: Sequence[Job], isolation: str = "auto", language: str = "en") -> None:
        self._language = language
        self._hand = Hand(isolation)
        self.gallery = Gallery(Hand(isolation))
        self._jobs = jobs
        self._sessions: dict[Key, Sitting] = {}
        self._viewers: dict[str, Viewer] = {}
        self._due: set[Key] = {Key(0, next(iter(PRESETS)))}
        self._awaited: set[Key] = set(self._due)
        self._change = threading.Condition()
        self._closing = False
        self._worker = threading.Thread(target=self._work, name="builder", daemon=True)
        self._watcher = Watcher(self._folders, self._look)

    @property
    def closing(self) -> bool:
        """Tell whether the preview is at its end."""
        return self._closing

    def start(self) -> None:
        """Begin to build and to watch."""
        self._worker.start()
        self._watcher.start()

    def close(self) -> None:
        """End the threads and their workers."""
        with self._change:
            self._closing = True
            for viewer in self._viewers.values():
                viewer.tell("{}")
            self._change.notify_all()
        self._worker.join(timeout=5)
        self._watcher.close()
        self.gallery.close()

    def key(self, content: str, preset: str) -> Key | None:
        """Give the key of a request's words; None where they name nothing that is here."""
        known = content.isascii() and content.isdigit() and int(content) < len(self._jobs)
        return Key(int(content), preset) if known and preset in PRESETS else None

    def enter(self, name: str, key: Key, tell: Callable[[str], None]) -> None:
        """Let a viewer in: it is told at once what there is, and from then on what changes."""
        with self._change:
            self._viewers[name] = Viewer(key, tell)
            session = self._session(key)
            tell(self._told(key, session.view))
            if session.view.state == "building" or session.following.changed():
                self._due.add(key)
            self._change.notify_all()

    def leave(self, name: str, tell: Callable[[str], None]) -> None:
        """Let a viewer go, unless it has come in anew meanwhile."""
        with self._change:
            if name in self._viewers and self._viewers[name].tell is tell:
                del self._viewers[name]

    def look_at(self, name: str, seen: frozenset[int], scale: int) -> None:
        """Take note of which pages a viewer has in view, by index, and at which of the scales."""
        with self._change:
            if name in self._viewers:
                self._viewers[name].seen, self._viewers[name].scale = seen, scale

    def finished(self, key: Key) -> bytes | None:
        """Give the PDF of a brochure; None while it is being built. Raises LookupError where it cannot be."""
        with self._change:
            session = self._session(key)
            if session.view.state == "building":
                self._due.add(key)
                self._awaited.add(key)
                self._change.notify_all()
                return None
            if session.view.pdf is None:
                raise LookupError(key)
            return session.view.pdf

    def file_name(self, key: Key) -> str:
        """Give the name of the PDF that a build would write."""
        return replace(self._jobs[key.content], preset=key.preset).pdf_name

    def _session(self, key: Key) -> Sitting:
        session = self._sessions.pop(key, None)
        if session is None:
            session = Sitting(replace(self._jobs[key.content], preset=key.preset), self._hand, self.gallery)
        self._sessions[key] = session
        return session

    def _folders(self) -> set[Path]:
        with self._change:
            sessions = list(self._sessions.values())
        beside = {job.content.absolute().parent for job in self._jobs}
        return {folder for folder in beside if folder.is_dir()}.union(*(s.following.folders() for s in sessions))

    def _look(self) -> None:
        with self._change:
            sessions = list(self._sessions.items())
        changed = {key for key, session in sessions if session.following.changed()}
        if changed:
            with self._change:
                self._due |= changed
                self._change.notify_all()

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._closing and (key := self._next()) is None:
                    self._change.wait()
                if self._closing or key is None:
                    break
                self._due.discard(key)
                session = self._session(key)
                self._drop_old()
            again = self._build(key, session)
            with self._change:
                self._awaited.discard(key)
                if again:
                    self._due.add(key)
        self._hand.close()

    def _next(self) -> Key | None:
        """Give what is to be built next: what the newest viewer looks at comes first."""
        looked_at = [viewer.key for viewer in reversed(self._viewers.values())]
        return next((key for key in (*looked_at, *self._awaited) if key in self._due), None)

    def _drop_old(self) -> None:
        looked_at = {viewer.key for viewer in self._viewers.values()} | self._awaited
        spare = [key for key in self._sessions if key not in looked_at]
        for key in spare[: max(0, len(self._sessions) - _KEPT)]:
            self._sessions.pop(key)
            self._due.discard(key)

    def _build(self, key: Key, session: Sitting) -> bool:
        """Build once; tells whether the inputs changed meanwhile."""
        again = False
        job = self._jobs[key.content]
        try:
            again = session.build(self._wanted(key))
        except Exception as error:
            # What was read half-saved is wrong for a moment only.
            if again := session.following.changed():
                return again
            session.fail(runner.told_of(error, job.content, job.out)[0])
        if not again:
            self._tell(key, session.view)
        return again

    def _wanted(self, key: Key) -> Look:
        with self._change:
            viewers = [viewer for viewer in self._viewers.values() if viewer.key == key]
        seen = frozenset().union(*(viewer.seen for viewer in viewers))
        scale = viewers[-1].scale if viewers else _SCALE
        return Look(seen, scale, lambda: self._closing or key in self._due, lambda view: self._tell(key, view))

    def _tell(self, key: Key, view: View) -> None:
        told = self._told(key, view)
        with self._change:
            viewers = [viewer for viewer in self._viewers.values() if viewer.key == key]
        for viewer in viewers:
            viewer.tell(told)

    def _told(self, key: Key, view: View) -> str:
        shown: dict[str, Any] = view.data(self._language) | {
            "content": key.content,
            "contents": [name_of(job.content) for job in self._jobs],
            "preset": key.preset,
            "presets": list(PRESETS),
            "file": self.file_name(key),
        }
        return json.dumps(shown, separators=(",", ":"))
