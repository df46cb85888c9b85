"""The brochure of this repository: its words, its pages, its promises."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.pdfreader.reading import Reading

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[str]]:
    out = tmp_path_factory.mktemp("out")
    result = build(Job(ROOT / "content/programme.md", ROOT, ROOT / "brochure.yaml", out))
    assert {problem.code for problem in result.problems} <= {"picture-empty", "alt-missing", "subset-missing"}
    assert result.output is not None
    return result.output.path.read_bytes(), [problem.code for problem in result.problems]


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace("\u00ad", ""))


def test_eight_a5_pages(made: tuple[bytes, list[str]]) -> None:
    """The brochure has eight pages of 148 x 210 mm."""
    document = pypdfium2.PdfDocument(made[0])
    sizes = {(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document}
    assert (len(document), sizes) == (8, {(148, 210)})


def test_every_word_of_the_content_is_there(made: tuple[bytes, list[str]]) -> None:
    """Each word of the values that are printed stands in the PDF, as often as in the source, or is told of a figure."""
    source = (ROOT / "content/programme.md").read_text(encoding="utf-8")
    kept = re.sub(
        r"^\s*(?:- )?(?:icon|image|btnTitle|btnUrl|layout|url|menu):.*$|!\[\]\(\)", "", source, flags=re.MULTILINE
    )
    kept = re.sub(r"^\s*(?:- )?\w+:(?=\s|$)", "", kept, flags=re.MULTILINE)
    tree = Reading(made[0]).tree
    assert tree is not None
    told = [figure.alt or "" for figure in tree.find("Figure")]
    owed, there = Counter(words(kept)), Counter(words("\n".join([*text_of(made[0]), *told])))
    assert {word: count - there[word] for word, count in owed.items() if there[word] < count} == {}


def test_the_timeline_starts_on_a_left_page(made: tuple[bytes, list[str]]) -> None:
    """The spread of the phases is pages four and five."""
    pages = text_of(made[0])
    assert [number for number, text in enumerate(pages, 1) if "Valider l" in text or "Amplifier l" in text] == [4, 5]


def test_one_first_heading_and_no_level_skipped(made: tuple[bytes, list[str]]) -> None:
    """Headings begin with one H1 and never go down by more than a level."""
    roles = [item[0] for item in Reading(made[0]).roles() if re.fullmatch(r"H[1-6]", item[0])]
    levels = [int(role[1]) for role in roles]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def test_same_input_same_bytes(made: tuple[bytes, list[str]], tmp_path: Path) -> None:
    """A second build gives the same file."""
    result = build(Job(ROOT / "content/programme.md", ROOT, ROOT / "brochure.yaml", tmp_path))
    assert result.output is not None
    assert result.output.sha256 == hashlib.sha256(made[0]).hexdigest()
