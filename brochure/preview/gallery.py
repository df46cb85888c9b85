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
        self._lock = threading.Lock()
        # The thread that starts a process must outlive it.
        self._thread = ThreadPoolExecutor(1, "drawer")
        self._pages: OrderedDict[str, tuple[bytes, int]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def keep(self, ids: Sequence[str], pdf: bytes) -> None:
        """Take the pages of a PDF by their ids: pages that look the same have the same."""
        with self._lock:
            for index, one in enumerate(ids):
                self._pages[one] = (pdf, index)
                self._pages.move_to_end(one)
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)

    def hang(self, page: str, scale: int, picture: bytes) -> None:
        """Take a picture of a page."""
        with self._lock:
            self._pictures[page, scale] = picture
            self._pictures.move_to_end((page, scale))
            while sum(map(len, self._pictures.values())) > _KEPT_BYTES and len(self._pictures) > 1:
                self._pictures.popitem(last=False)

    def png(self, page: str, scale: int) -> bytes | None:
        """Give the picture of a page at one of SCALES; None for one that is not known, or cannot be drawn."""
        with self._lock:
            known, of = self._pictures.get((page, scale)), self._pages.get(page)
        if known is not None or of is None or scale not in SCALES:
            return known
        try:
            return self._thread.submit(self._draw, page, *of, scale).result()
        except (BrochureError, OSError, RuntimeError):
            return None

    def close(self) -> None:
        """End the thread that draws, and its worker."""
        self._thread.submit(self._hand.close)
        self._thread.shutdown()

    def _draw(self, page: str, pdf: bytes, index: int, scale: int) -> bytes | None:
        with self._lock:
            if (known := self._pictures.get((page, scale))) is not None:
                return known
        call = Call("brochure.preview.working:drawn", (pdf, index, scale), "preview", Path.cwd())
        picture = self._hand.ask(call, lambda: False)
        if not isinstance(picture, bytes):
            return None
        self.hang(page, scale, picture)
        return picture
