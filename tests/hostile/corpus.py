"""The hostile corpus: every case, with what must become of it."""

from __future__ import annotations

from tests.hostile.bombs import BOMBS
from tests.hostile.escapes import ESCAPES

CORPUS = (*ESCAPES, *BOMBS)
