"""The preview's builds are the work of one warm worker: edits are followed, limits hold, and it does not grow."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brochure.preview.gallery import Gallery
from brochure.preview.hand import Hand
from brochure.preview.sitting import Look, Sitting
from brochure.preview.studio import Key, Studio
from brochure.preview.view import View
from brochure.vocabulary.job import Job
from brochure.worker.call import Call

PATIENCE = 40.0
CONTENT = "---\ntitle: A house\ndesc: What we made in {year}.\n---\n\nSome text of {year}.\n"
HERE = Key(0, "screen")


class Watched:
    """A studio with a viewer."""

    def __init__(self, studio: Studio, content: Path) -> None:
        self.studio, self.content = studio, content
        self.told: list[dict[str, object]] = []

    def write(self, year: object) -> None:
        self.content.write_text(CONTENT.replace("{year}", str(year)))

    def until(self, holds: Callable[[View], bool]) -> View:
        """Wait until the view is as it must come to be."""
        latest = time.monotonic() + PATIENCE
        while True:
            view = self.studio._sessions[HERE].view if HERE in self.studio._sessions else View("building")
            if holds(view):
                return view
            assert time.monotonic() < latest, view
            time.sleep(0.01)

    def bury(self) -> None:
        """Wait until it can be told that the worker is no more."""
        worker, latest = self.studio._hand._worker, time.monotonic() + PATIENCE
        while worker is not None and worker.alive:
            assert time.monotonic() < latest
            time.sleep(0.01)

    @property
    def worker(self) -> int:
        worker = self.studio._hand._worker
        assert worker is not None
        return worker._process


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    content = tmp_path / "content" / "a.md"
    content.parent.mkdir()
    (tmp_path / "brochure.yaml").write_text("language: en\ndate: 2026-11-01\nlimits: {seconds: 20}\n")
    studio = Studio([Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")])
    made = Watched(studio, content)
    made.write(2020)
    studio.enter("a", HERE, lambda told: made.told.append(json.loads(told)))
    studio.start()
    yield made
    studio.close()


def test_edits_are_followed_by_one_warm_worker(watched: Watched) -> None:
    """Pages, their pictures and the PDF; an error keeps the pages; a worker that dies is replaced."""
    first = watched.until(lambda view: view.state == "ready")
    worker = watched.worker
    assert first.pdf is not None
    assert first.pdf.startswith(b"%PDF")
    ids = [page.id for page in first.pages]
    picture = watched.studio.gallery.png(ids[0], 33)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert watched.studio.gallery.png("0" * 24, 33) is None
    watched.write(2021)
    second = watched.until(lambda view: view.state == "ready" and [page.id for page in view.pages] != ids)
    assert watched.worker == worker
    watched.content.write_text("---\ntitle: A house\ntitle: B house\n---\n")
    broken = watched.until(lambda view: view.state == "broken")
    assert (broken.pages, [problem.code for problem in broken.problems]) == (second.pages, ["duplicate-key"])
    os.kill(worker, 9)
    watched.bury()
    watched.write(2022)
    watched.until(lambda view: view.state == "ready")
    assert watched.worker != worker
    assert {told["state"] for told in watched.told} >= {"building", "ready", "broken"}


def test_what_takes_too_long_is_stopped_and_the_next_edit_built(watched: Watched) -> None:
    """A limit that is passed is told at the content; then the preview goes on."""
    watched.until(lambda view: view.state == "ready")
    settings = watched.content.parent.parent / "brochure.yaml"
    kept = settings.read_text()
    settings.write_text(kept.replace("20}", "1, pages: 10000, markdown: 10000}"))
    watched.content.write_text("---\ntitle: A house\n---\n\n" + "## a\n\nb\n\n" * 20_000)
    stopped = watched.until(lambda view: view.state == "broken")
    assert [problem.code for problem in stopped.problems] == ["limit-seconds"]
    settings.write_text(kept)
    watched.write(2023)
    watched.until(lambda view: view.state == "ready" and not view.problems)


def test_what_was_read_half_saved_is_not_told(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that empties a file before it fills it again: the pages stay, and nothing is called wrong."""
    watched.until(lambda view: view.state == "ready")
    usual = Sitting.build

    def filled_meanwhile(sitting: Sitting, look: Look) -> bool:
        try:
            return usual(sitting, look)
        finally:
            if not watched.content.read_text():
                watched.write(2021)

    monkeypatch.setattr(Sitting, "build", filled_meanwhile)
    watched.content.write_text("")
    watched.until(lambda view: view.state == "ready" and "2021" in watched.content.read_text())
    watched.until(lambda view: view.state == "ready" and len(view.pages) > 2)
    assert "broken" not in {told["state"] for told in watched.told}


# Seconds.
_RESTED = 1.0


def grown(watched: Watched, warm: int, edits: int) -> float:
    """Give by how many MB the worker grows in so many edits, after some that warm it up."""

    def edit(number: int) -> None:
        before = watched.until(lambda view: view.state == "ready").pages
        watched.write(3000 + number)
        watched.until(lambda view: view.state == "ready" and view.pages != before)

    def held() -> float:
        # Garbage is looked for once nobody asks for more.
        time.sleep(_RESTED)
        return int(Path(f"/proc/{watched.worker}/statm").read_text().split()[1]) * 4096 / 1e6

    for number in range(warm):
        edit(number)
    before = held()
    for number in range(warm, warm + edits):
        edit(number)
    return held() - before


def test_it_does_not_grow(watched: Watched) -> None:
    """A few edits: what is no longer shown is let go."""
    assert grown(watched, 4, 8) < 6


@pytest.mark.slow
def test_it_does_not_grow_in_five_hundred_edits(watched: Watched) -> None:
    """An afternoon's work."""
    assert grown(watched, 10, 500) < 20


def test_pages_of_before_a_change_are_not_taken_for_finished(tmp_path: Path) -> None:
    """From the moment at which the inputs are read again, before the worker has said a word."""
    states: list[str] = []

    class Asked(Hand):
        def ask(self, call: Call, stop: Callable[[], bool]) -> object:
            states.append(sitting.view.state)
            call.hear(("view", View("ready")))
            return False

    sitting = Sitting(Job(tmp_path / "a.md", tmp_path, None, tmp_path / "out"), Asked("off"), Gallery(Hand("off")))
    for _ in range(2):
        sitting.build(Look(frozenset(), 100, lambda: False, lambda view: None))
        states.append(sitting.view.state)
    assert states == ["building", "ready"] * 2


def test_plates_are_drawn_when_they_are_asked_for(watched: Watched) -> None:
    """By their ids, of the last PDF for the press; an id of nobody is none."""
    key = Key(0, "press")
    watched.studio.enter("b", key, lambda told: None)
    latest = time.monotonic() + PATIENCE
    while not (
        view := watched.studio._sessions[key].view if key in watched.studio._sessions else View("building")
    ).proofs:
        assert time.monotonic() < latest
        time.sleep(0.02)
    proof, ink, *plates = (watched.studio.gallery.png(one, 33) for one in view.proofs[0])
    assert proof is not None
    assert ink is not None
    assert len({proof, ink, *plates}) >= 5
    assert all(plate is not None and plate.startswith(b"\x89PNG") for plate in plates)
    assert watched.studio.gallery.png("f" * 24, 33) is None
