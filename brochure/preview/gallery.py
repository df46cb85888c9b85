"""Pictures of pages as the browser asks for them; those that are not at hand are drawn by a worker."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from brochure.preview.hand import Hand
from brochure.preview.view import SCALES
from brochure.vocabulary.problems import BrochureError
from brochure.worker.call import Call

_KEPT_PAGES = 400
_KEPT_BYTES = 64_000_000


class Gallery:
    """Keeps the pages of the last builds, and the pictures asked for; `hand` draws more of them."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._lock = threading.Condition()
        # Pictures that are being drawn already.
        self._coming: set[tuple[str, int]] = set()
        # The thread that starts a process must outlive it.
        self._thread = ThreadPoolExecutor(1, "drawer")
        self._pages: OrderedDict[str, tuple[bytes, int]] = OrderedDict()
        # The page of a PDF, the way to look at it, and the limit of its ink.
        self._proofs: OrderedDict[str, tuple[bytes, int, str, float]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def keep(self, ids: Sequence[str], pdf: bytes) -> None:
        """Take the pages of a PDF by their ids: pages that look the same have the same."""
        with self._lock:
            for index, one in enumerate(ids):
                self._pages[one] = (pdf, index)
                self._pages.move_to_end(one)
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)

    def prove(self, ids: Sequence[Sequence[str]], pdf: bytes, ways: Sequence[str], limit: float) -> None:
        """Take the ids of pages, by the ways in which those of a PDF for the press are looked at."""
        with self._lock:
            for index, page in enumerate(ids):
                for one, way in zip(page, ways, strict=True):
                    self._proofs[one] = (pdf, index, way, limit)
                    self._proofs.move_to_end(one)
            while len(self._proofs) > _KEPT_PAGES * len(ways):
                self._proofs.popitem(last=False)

    def expect(self, page: str, scale: int) -> None:
        """Take note of a picture that is to be hung in a moment: who asks for it before waits."""
        with self._lock:
            self._coming.add((page, scale))

    def hang(self, page: str, scale: int, picture: bytes) -> None:
        """Take a picture of a page."""
        with self._lock:
            self._pictures[page, scale] = picture
            self._pictures.move_to_end((page, scale))
            while sum(map(len, self._pictures.values())) > _KEPT_BYTES and len(self._pictures) > 1:
                self._pictures.popitem(last=False)
            self._coming.discard((page, scale))
            self._lock.notify_all()

    def expect_no_more(self) -> None:
        """Let those draw for themselves who wait for a picture that has not come."""
        with self._lock:
            self._coming.clear()
            self._lock.notify_all()

    def png(self, page: str, scale: int) -> bytes | None:
        """Give the picture of a page at one of SCALES; None for one that is not known, or cannot be drawn."""
        with self._lock:
            self._lock.wait_for(lambda: (page, scale) not in self._coming)
            known, call = self._pictures.get((page, scale)), self._call(page, scale)
        if known is not None or call is None or scale not in SCALES:
            return known
        try:
            return self._thread.submit(self._draw, page, scale, call).result()
        except (BrochureError, OSError, RuntimeError):
            return None

    def close(self) -> None:
        """End the thread that draws, and its worker."""
        self._thread.submit(self._hand.close)
        self._thread.shutdown()

    def _call(self, page: str, scale: int) -> Call | None:
        """Say what draws a picture; None for a page that is not known."""
        if page in self._pages:
            return Call("brochure.preview.working:drawn", (*self._pages[page], scale), "preview", Path.cwd())
        if page in self._proofs:
            pdf, index, way, limit = self._proofs[page]
            return Call("brochure.preview.working:proved", (pdf, index, way, scale, limit), "preview", Path.cwd())
        return None

    def _draw(self, page: str, scale: int, call: Call) -> bytes | None:
        with self._lock:
            if (known := self._pictures.get((page, scale))) is not None:
                return known
        picture = self._hand.ask(call, lambda: False)
        if not isinstance(picture, bytes):
            return None
        self.hang(page, scale, picture)
        return picture
