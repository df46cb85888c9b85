"""`make-brochure handoff`: what stands in the folder is true of the PDF, and told in the words of a print shop."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from brochure.cli import commands
from brochure.handoff.ticket import Ticket
from brochure.handoff.wording import Wording
from brochure.load.front_matter import yaml_document
from brochure.load.text import read_text
from brochure.render.words import shop_words
from brochure.vocabulary.shipped import TEMPLATES
from tests.press.reading import plates

CONTENT = "---\ntitle: Boats\nlang: en\n---\n\n## Rowing\n\nWe row from **May** to October.\n"
SETTINGS = "date: 2026-11-01\npress:\n  bleed: 5 mm\n  paper: 135 g/m2, matt\n"
NAMES = tuple(sorted(path.stem for path in (TEMPLATES / "handoff").glob("*.yaml")))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def handed(project: Path) -> tuple[dict[str, object], str]:
    """Make the folder; give what its JSON says, and the text of its sheet."""
    assert commands.main(["handoff", "--quiet"]) == 0
    folder = project / "out" / "a-handoff"
    with pypdfium2.PdfDocument(folder / "sheet.pdf") as sheet:
        assert len(sheet) == 1
        text = sheet[0].get_textpage().get_text_range()
    return json.loads((folder / "sheet.json").read_text(encoding="utf-8")), " ".join(text.split())


def test_the_folder_holds_all_that_goes_to_the_print_shop(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The PDF itself, a proof of each page to its trim, the report, the sheet twice; an older file is gone."""
    assert commands.main(["handoff"]) == 0
    assert "; all for the print shop in out/a-handoff/" in capsys.readouterr().err
    folder, pdf = project / "out" / "a-handoff", project / "out" / "a-press.pdf"
    (folder / "old.txt").write_text("old", encoding="utf-8")
    told, text = handed(project)
    proofs = [f"proof-{number:02}.png" for number in range(1, int(str(told["pages"])) + 1)]
    named = sorted(path.name for path in folder.iterdir())
    assert named == sorted(["a-press.pdf", "a-press-report.html", "sheet.json", "sheet.pdf", *proofs])
    assert (folder / "a-press.pdf").read_bytes() == pdf.read_bytes()
    assert told["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    with Image.open(folder / proofs[0]) as proof:
        assert proof.size == (pytest.approx(148 / 25.4 * 110, abs=1), pytest.approx(210 / 25.4 * 110, abs=1))
    assert "preset press" in (folder / "a-press-report.html").read_text(encoding="utf-8")
    for said in ("Job sheet", "A5, 148 × 210 mm", "135 g/m2, matt", "5 mm beyond the trim", "no marks", "FOGRA39"):
        assert said in text, said
    assert "4: cyan, magenta, yellow, black" in text
    assert str(told["sha256"]) in text


def test_what_the_json_says_is_true_of_the_pdf(project: Path) -> None:
    """Held against the PDF as pikepdf reads it, and its plates as Ghostscript makes them."""
    told, _ = handed(project)
    path = project / "out" / "a-press.pdf"
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        trim, bleed = list(map(float, page.trimbox)), list(map(float, page.obj.BleedBox))
        assert told["pages"] == len(pdf.pages)
        assert told["width"] == pytest.approx((trim[2] - trim[0]) / 72 * 25.4, abs=0.01)
        assert told["bleed"] == pytest.approx((trim[0] - bleed[0]) / 72 * 25.4, abs=0.01)
        assert told["condition"] == str(pdf.Root.OutputIntents[0].OutputConditionIdentifier)
    sheets = plates(path.read_bytes(), project, 36)
    inks = ("Cyan", "Magenta", "Yellow", "Black")
    used = [[ink for ink, (_, most) in zip(inks, sheet.getextrema(), strict=True) if most > 3] for sheet in sheets]
    assert told["plates"] == used
    assert (told["standard"], told["binding"], told["marks"], told["date"]) == (
        "PDF/X-4", "stapled", False, "2026-11-01"
    )  # fmt: skip


def test_the_sheet_is_as_accessible_as_a_brochure(project: Path) -> None:
    """Tagged, with a title and row headers."""
    handed(project)
    with pikepdf.open(project / "out" / "a-handoff" / "sheet.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Job sheet: Boats"
        kinds = {str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)}
    assert {"/Table", "/TR", "/TH", "/TD", "/H1"} <= kinds


def test_a_date_that_nothing_says_is_not_told(project: Path) -> None:
    (project / "brochure.yaml").write_text("", encoding="utf-8")
    told, text = handed(project)
    assert told["date"] == ""
    assert "Date" not in text
    assert "2000" not in text


def test_a_leaflet_tells_its_folds(project: Path) -> None:
    (project / "brochure.yaml").write_text("format: leaflet\n", encoding="utf-8")
    told, text = handed(project)
    assert (told["binding"], told["format"], told["pages"]) == ("folded", "", 2)
    assert told["folds"] == [[97.67, 197.33], [99.67, 199.33]]
    assert "folded twice, inwards; folds of the outer side at 97.67 / 197.33 mm" in text
    assert "2: the two sides of one sheet" in text


def test_french_and_what_is_read_from_the_right(project: Path) -> None:
    """A language without words of the shop has the sheet in English."""
    content = project / "content" / "a.md"
    content.write_text(CONTENT.replace("lang: en", "lang: fr"), encoding="utf-8")
    assert "Piqûre à cheval".lower() in handed(project)[1]
    content.write_text(CONTENT.replace("lang: en", "lang: ar"), encoding="utf-8")
    told, text = handed(project)
    assert told["right_to_left"] is True
    assert "read from the right: the spine is on the right" in text


def test_what_fails_leaves_the_last_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handed(project)
    before = {path.name: path.read_bytes() for path in (project / "out" / "a-handoff").iterdir()}
    (project / "content" / "a.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert commands.main(["handoff"]) == 1
    assert "error[yaml-syntax]" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (project / "out" / "a-handoff").iterdir()} == before


def test_a_link_in_place_of_the_folder_is_not_written_through(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "out").mkdir()
    (project / "out" / "a-handoff").symlink_to(elsewhere)
    assert commands.main(["handoff"]) == 1
    assert "path-outside-project" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []


JOB = Ticket(
    file="a-press.pdf", sha256="0" * 64, bytes=2048, title="Boats", language="en", date="", standard="PDF/X-4",
    format="", width=215.9, height=279.4, folds=(), pages=2, right_to_left=False, bleed=0.0, marks=False,
    binding="leaf", condition="OTHER", profile="Other", substrate="", paper="", plates=(("Black", "PANTONE 185 C"),),
    spots=("PANTONE 185 C",), steps=("Cutting",), ink_limit=280.0, heaviest=187, pictures=3, coarsest=225,
    fonts=(), loose=("Arial",), errors=0, warnings=2,
)  # fmt: skip


@pytest.mark.parametrize("language", NAMES)
def test_every_row_can_be_said_in_every_language(language: str) -> None:
    """Whatever the job is; nothing is left of the slots."""
    spoken, words = shop_words(language)
    assert spoken == language
    known = Wording(spoken, words, "a-report.html", ("proof-01.png",))
    for binding in ("stapled", "none", "leaf"):
        for substrate in ("coated", "uncoated", ""):
            rows = dict(known.rows(replace(JOB, binding=binding, substrate=substrate)))
            assert not re.search(r"[{}]", " ".join(rows.values()))
            assert "PANTONE 185 C" in rows[words["inks"]]


def test_the_words_of_a_rare_job() -> None:
    """A spot ink is named as the plate is; a decimal is the language's; what is missing is said."""
    rows = dict(Wording(*shop_words("fr"), "a-report.html", ("proof-01.png", "proof-02.png")).rows(JOB))
    assert rows["Encres"] == "2\u00a0: noir, PANTONE 185 C"
    assert rows["Format fini"] == "215,9 × 279,4\u00a0mm"
    assert rows["Polices"] == "1, non incorporées\u00a0: Arial"
    assert rows["Images"].startswith("3, la moins fine à 225 pixels par pouce")
    assert rows["Contrôle"] == "0 erreurs, 2 avertissements\u00a0; voir a-report.html"
    assert "Date" not in rows


def test_the_catalogues_have_the_same_words_with_the_same_slots() -> None:
    def slots(name: str) -> dict[str, list[str]]:
        data = yaml_document(read_text(TEMPLATES / "handoff" / f"{name}.yaml", name)).data
        return {entry.key.text: sorted(re.findall(r"\{\w+\}", entry.value.text)) for entry in data.entries}  # type: ignore[union-attr]

    assert len({json.dumps(slots(name), sort_keys=True) for name in NAMES}) == 1
