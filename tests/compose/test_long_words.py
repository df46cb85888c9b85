"""Words longer than a line, and titles longer than their place: broken where nothing else helps, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from brochure.compose.copyfit import fit
from brochure.engine.laid import Laid
from brochure.pipeline import build, plan, start
from brochure.vocabulary.job import Job
from tests.corpus import THEMES
from tests.seen import Pages

ADDRESS = "https://example.org/a-very-long-address/that-goes-on_and_on_without_any_end.html"
TWO = "Donaudampfschifffahrtsgesellschaft Kraftfahrzeughaftpflichtversicherung"
WORDS = {
    "a long word": ("de", "Grundstücksverkehrsgenehmigung"),
    "one of 63 letters": ("de", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"),
    "an address": ("en", ADDRESS),
    "no word at all": ("en", "x" * 45),
    "Greek": ("el", "Ηλεκτροεγκεφαλογραφικοτητολογιών"),
    "Russian": ("ru", "Высокопревосходительствующееподразделение"),
}
LOOKS = [("de", TWO, size, theme) for size in ("a5", "square", "leaflet") for theme in THEMES]
CASES = [*((*word, "a5", "studio") for word in WORDS.values()), *LOOKS]


def job(folder: Path, title: str, preset: str = "screen", more: str = "", **settings: str) -> Job:
    """Give the job of a brochure of such a title."""
    (folder / "a.md").write_text(f"---\ntitle: {title}\n{more}---\n", encoding="utf-8")
    lines = {"organisation": "{name: Harbour Lab}", **settings}
    (folder / "brochure.yaml").write_text("".join(f"{key}: {value}\n" for key, value in lines.items()))
    return Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out", preset)


def laid(wanted: Job, name: str) -> Laid:
    """Fit the section of that name."""
    planned = plan(wanted)
    engine = start(planned)
    try:
        return fit(next(group for group in planned.groups if group.name == name), engine.open, 2)
    finally:
        engine.close()


def cover_of(wanted: Job) -> Sequence[str]:
    """Build, and give the lines of the cover."""
    output = build(wanted).output
    assert output is not None
    return Pages(output.path).text(0).replace("\ufffe", "-\n").split()


@pytest.mark.parametrize(("language", "title", "size", "theme"), CASES)
def test_a_title_of_long_words_has_room_below_the_picture(
    tmp_path: Path, language: str, title: str, size: str, theme: str
) -> None:
    cover = laid(job(tmp_path, title, language=language, format=size, theme=theme), "cover")
    assert (cover.overset, len(cover.pages)) == ((), 1)
    assert 'class="cover as-drawn"' in cover.html


def test_a_word_is_broken_between_its_syllables(tmp_path: Path) -> None:
    assert "Grundstücksverkehrs-" in cover_of(job(tmp_path, WORDS["a long word"][1], language="de"))


def test_an_address_is_broken_without_a_hyphen_that_is_not_its_own(tmp_path: Path) -> None:
    assert "".join(cover_of(job(tmp_path, ADDRESS, language="en"))[2:]) == ADDRESS


def test_a_word_is_parted_evenly_rather_than_set_small(tmp_path: Path) -> None:
    assert cover_of(job(tmp_path, "Anticonstitutionnellement", language="fr"))[2:4] == [
        "Anticonstitu-",
        "tionnellement",
    ]


def test_a_long_title_of_phases_has_room_over_the_bar_which_stays_level(tmp_path: Path) -> None:
    title = "Les quatre grandes phases de notre programme d’accompagnement territorial des porteurs de projets"
    steps = f"steps:\n  title: {title}\n  list:\n" + "".join(
        f"    - {{duration: {count} mois, title: Étape, desc: Un texte.}}\n" for count in (2, 4)
    )
    phases = laid(job(tmp_path, "Parcours", more=steps, language="fr"), "phases")
    assert phases.overset == ()
    assert phases.facts[0].lowest == pytest.approx(phases.facts[1].lowest, abs=0.1)


@pytest.mark.parametrize("theme", THEMES)
def test_a_cover_that_has_no_room_for_its_picture_bleeds_to_all_sides(tmp_path: Path, theme: str) -> None:
    wanted = job(tmp_path, " ".join(["Accompagner durablement"] * 16), "press", format="square", theme=theme)
    assert "as-plain" in laid(wanted, "cover").html
    assert [problem for problem in build(wanted).problems if problem.code == "bleed-missing"] == []
