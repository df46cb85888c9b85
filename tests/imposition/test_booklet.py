"""The booklet of this repository's brochure: its sheets are unfolded and read."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.test_programme import words

ROOT = Path(__file__).resolve().parents[2]
POINT = 72 / 25.4


def built(out: Path, preset: str) -> bytes:
    result = build(Job(ROOT / "content/programme.md", ROOT, ROOT / "brochure.yaml", out, preset))
    assert result.output is not None
    assert {problem.code for problem in result.problems} <= {
        "picture-empty",
        "alt-missing",
        "subset-missing",
        "edge-unprinted",
    }
    return result.output.path.read_bytes()


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(tmp_path_factory.mktemp("out"), "booklet")


@pytest.fixture(scope="module")
def leaves(booklet: bytes) -> list[str]:
    """The text of the pages, as one turns them: right halves of fronts, left halves of backs, then the way back."""
    halves = []
    for page in pypdfium2.PdfDocument(booklet):
        text, middle, width, height = page.get_textpage(), page.get_width() / 2, page.get_width(), page.get_height()
        halves.append((text.get_text_bounded(0, 0, middle, height), text.get_text_bounded(middle, 0, width, height)))
    fronts, backs = halves[0::2], halves[1::2]
    inwards = [half for front, back in zip(fronts, backs, strict=True) for half in (front[1], back[0])]
    outwards = [
        half for front, back in zip(reversed(fronts), reversed(backs), strict=True) for half in (back[1], front[0])
    ]
    return inwards + outwards


def test_sheets_of_a4(booklet: bytes) -> None:
    """Two sheets of A4, four sides, landscape, printed on both sides and flipped on the short edge."""
    pdf = pikepdf.open(io.BytesIO(booklet))
    assert [[round(float(edge) / POINT, 1) for edge in page.mediabox] for page in pdf.pages] == [[0, 0, 297, 210]] * 4
    assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
    assert str(pdf.Root.Lang) == "fr"
    assert str(pdf.docinfo["/Title"]).startswith("Programme")


def test_pages_in_order(leaves: list[str]) -> None:
    """Unfolded, the pages come as the author wrote them; the phases face each other on the innermost sheet."""
    assert len(leaves) == 8
    assert "Programme" in leaves[0]
    marks = ["Valider l", "Prouver le concept", "Prouver la valeur", "Amplifier l"]
    assert [next(n for n, text in enumerate(leaves, 1) if mark in text) for mark in marks] == [4, 4, 5, 5]
    assert "eig.numerique.gouv.fr" in leaves[-1].replace("\n", "")


def whole(text: str) -> Counter[str]:
    """Count the words of a text; those that a hyphen breaks are put together again."""
    return Counter(words(re.sub(r"[-\u2010\ufffe\x02]\s*", "", text)))


def test_no_word_is_lost(leaves: list[str], tmp_path: Path) -> None:
    """Every page of the screen PDF has all its words on the same page of the booklet; running heads may go."""
    screen = pypdfium2.PdfDocument(built(tmp_path, "screen"))
    running = set(words("Entrepreneurs d’intérêt général"))
    for page, leaf in zip(screen, leaves, strict=True):
        lost = whole(page.get_textpage().get_text_range()) - whole(leaf)
        assert set(lost) <= running


def test_same_bytes_twice(booklet: bytes, tmp_path: Path) -> None:
    """A second build gives the same file."""
    assert hashlib.sha256(built(tmp_path, "booklet")).digest() == hashlib.sha256(booklet).digest()
