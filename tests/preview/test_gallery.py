"""A picture that is being drawn is waited for; one that does not come is drawn by who asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from brochure.preview.gallery import Gallery
from brochure.preview.hand import Hand
from brochure.worker.call import Call

PAGE, SCALE = "0" * 24, 100


class Drawing(Hand):
    """Draws the same for all."""

    def __init__(self) -> None:
        super().__init__("off")
        self.asked = 0

    def ask(self, call: Call, stop: Callable[[], bool]) -> object:
        self.asked += 1
        return b"drawn"


@pytest.fixture
def hand() -> Drawing:
    return Drawing()


@pytest.fixture
def gallery(hand: Drawing) -> Iterator[Gallery]:
    made = Gallery(hand)
    made.keep([PAGE], b"%PDF")
    yield made
    made.close()


def asked_meanwhile(gallery: Gallery, then: Callable[[], None]) -> bytes | None:
    """Ask for the picture in a thread of its own, do something once it waits, and give the answer."""
    answers: list[bytes | None] = []
    thread = threading.Thread(target=lambda: answers.append(gallery.png(PAGE, SCALE)))
    thread.start()
    thread.join(0.05)
    assert not answers
    then()
    thread.join(20)
    return answers[0]


def test_a_picture_that_comes_is_waited_for(gallery: Gallery, hand: Drawing) -> None:
    """It is drawn once."""
    gallery.expect(PAGE, SCALE)
    assert asked_meanwhile(gallery, lambda: gallery.hang(PAGE, SCALE, b"hung")) == b"hung"
    assert hand.asked == 0


def test_a_picture_that_does_not_come_is_drawn(gallery: Gallery, hand: Drawing) -> None:
    """The worker that was to draw it is gone."""
    gallery.expect(PAGE, SCALE)
    assert asked_meanwhile(gallery, gallery.expect_no_more) == b"drawn"
    assert hand.asked == 1
