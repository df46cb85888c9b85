"""A PDF from anywhere: what is no sound PDF is refused in plain words, what is one is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from brochure.cli import commands
from tests.preflight.conftest import FULL, GROUND, Page, image, made, place


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def locked() -> bytes:
    return made(encryption=pikepdf.Encryption(owner="o", user="u"))


def pageless() -> bytes:
    import io

    file = io.BytesIO()
    pikepdf.new().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "x.pdf: error[file-empty]: the file is empty\n  hint: export it again, or give another file\n"),
        (b"# Title\n", "x.pdf: error[pdf-invalid]: the file is no PDF: it does not begin with %PDF-\n"),
        (b"%PDF-1.7\nnothing more", "x.pdf: error[pdf-damaged]: the PDF is damaged: "),
        (locked(), "x.pdf: error[pdf-encrypted]: the PDF is locked with a password\n"),
        (pageless(), "x.pdf: error[pdf-empty]: the PDF has no pages\n"),
        (None, "x.pdf: error[file-missing]: there is no file 'x.pdf'\n"),
    ],
)
def test_no_sound_pdf_is_refused_in_plain_words(
    here: Path, capsys: pytest.CaptureFixture[str], data: bytes | None, said: str
) -> None:
    """Empty, foreign, damaged, locked, without pages or missing: each says so, and what to do; exit 1."""
    if data is not None:
        (here / "x.pdf").write_bytes(data)
    assert commands.main(["check", "x.pdf"]) == 1
    assert capsys.readouterr().err.startswith(said)


def test_a_cut_off_pdf_never_shows_a_traceback(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever a PDF is cut off, it is read as far as it goes, or refused."""
    whole = made(Page(GROUND + FULL + place("I", 9, 9, 9, 9), images={"I": image(50, 50)}))
    for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        (here / "x.pdf").write_bytes(whole[: int(len(whole) * share)])
        assert commands.main(["check", "x.pdf"]) in (0, 1)
        assert "internal-error" not in capsys.readouterr().err


def test_a_sound_pdf_is_checked_and_says_by_what(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rules that ran are named, and those that could not, with why; nobody is told that it is certified."""
    (here / "x.pdf").write_bytes(made())
    assert commands.main(["check", "x.pdf"]) == 0
    said = capsys.readouterr().err
    assert said.startswith("x.pdf: no findings; checked by these rules: image-resolution, colour-space, ")
    assert said.endswith(
        "  not checked: picture-misplaced, svg-raster, spread-broken "
        "(it needs the content and its layout, which a PDF does not hold)\n"
    )
    assert "certified" not in said


def test_the_report_of_a_pdf_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings have their page and their box in mm; the rules are listed."""
    (here / "x.pdf").write_bytes(
        made(Page(GROUND + FULL + place("I", 72, 72, 144, 72), images={"I": image(100, 50)}), Page())
    )
    assert commands.main(["check", "x.pdf", "--report", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    (problem,) = file["problems"]
    assert (problem["code"], problem["severity"], problem["file"], problem["page"]) == (
        "image-resolution",
        "error",
        "x.pdf",
        1,
    )
    assert problem["box"] == pytest.approx([25.4, 159.2, 76.2, 184.6], abs=0.1)
    (checked,) = file["checked"]
    assert "bleed-missing" in checked["rules"]
    assert [skipped["code"] for skipped in checked["skipped"]] == ["picture-misplaced", "svg-raster", "spread-broken"]


def test_warnings_count_under_strict(here: Path) -> None:
    """A warning makes the exit code 3, and only then."""
    (here / "x.pdf").write_bytes(made(Page(), Page("")))
    assert commands.main(["check", "-q", "x.pdf"]) == 0
    assert commands.main(["check", "-q", "--strict", "x.pdf"]) == 3


def test_only_the_rules_of_a_preset_are_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--preset screen asks for no bleed and no inks."""
    (here / "x.pdf").write_bytes(made(intent=False, font_file=False))
    assert commands.main(["check", "x.pdf", "--preset", "screen"]) == 0
    assert "output-intent" not in capsys.readouterr().err


def test_a_project_says_what_its_pdfs_are_held_to(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ink limit, bleed, standard and weights are those of the brochure.yaml above the PDF, else of the current folder.

    A project that cannot be read is told, and nothing is judged by guesses.
    """
    (here / "made").mkdir()
    dark = "1 1 0.6 0.3 k 50 50 90 90 re f "
    (here / "made" / "x.pdf").write_bytes(made(Page(GROUND + FULL + dark)))
    assert commands.main(["check", "made/x.pdf"]) == 0
    settings = here / "made" / "brochure.yaml"
    settings.write_text("press: {ink-limit: 280, bleed: 4}\n", encoding="utf-8")
    capsys.readouterr()
    assert commands.main(["check", "made/x.pdf"]) == 1
    said = capsys.readouterr().err
    assert "error[ink-limit]: a colour on page 1 has 290 % of ink; 280 % is the limit" in said
    assert "error[bleed-missing]: page 1 has only 3.0 mm of bleed; 4 mm are wanted" in said
    settings.rename(here / "brochure.yaml")
    assert commands.main(["check", "made/x.pdf"]) == 1
    (here / "brochure.yaml").write_text("press: {ink-limit: 280}\npreflight: {ink-limit: off}\n", encoding="utf-8")
    assert commands.main(["check", "made/x.pdf"]) == 0
    (here / "brochure.yaml").write_text("press: {bleed: wide}\n", encoding="utf-8")
    capsys.readouterr()
    assert commands.main(["check", "made/x.pdf"]) == 1
    assert "error[number-invalid]" in capsys.readouterr().err
