"""Small brochures made for paper: their pages come out in fours, and the back cover is the last of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from brochure.compose import booklet
from brochure.compose.copyfit import Manuscript
from brochure.engine.engine import Engine
from brochure.engine.laid import Laid, Setting
from brochure.model.project import FILLERS, Project
from brochure.pipeline import lay_out, plan
from brochure.render.group import Group, Way
from brochure.vocabulary.job import Job
from tests.compose.test_fit import Pretended

PHASES = "steps:\n  list:\n  - {title: Un, desc: Texte}\n  - {title: Deux, desc: Texte}\n"
Gather = Callable[..., list[tuple[Group, Laid]]]


@pytest.fixture
def gather(tmp_path: Path) -> Gather:
    """Lay out a content text for a preset, with project values changed at will."""

    def gather(front: str, body: str = "", preset: str = "booklet", **changes: object) -> list[tuple[Group, Laid]]:
        content = tmp_path / "essai.md"
        content.write_text(f"---\ntitle: Essai\n{front}---\n{body}", encoding="utf-8")
        planned = plan(Job(content, tmp_path, None, tmp_path / "out", preset))
        planned = replace(planned, project=replace(Project(), **changes))  # type: ignore[arg-type]
        engine = Engine(planned.assets, planned.css)
        try:
            laid = list(lay_out(planned, engine.open))
        finally:
            engine.close()
        assert engine.log == []
        return laid

    return gather


def names(laid: list[tuple[Group, Laid]]) -> list[str]:
    return [section.name for section, part in laid for _ in part.pages]


def folios(laid: list[tuple[Group, Laid]]) -> list[int]:
    return [fact.number for _, part in laid for fact in part.facts]


def test_the_screen_is_not_stapled(gather: Gather) -> None:
    """On screen two pages are two pages, and where nothing is bound."""
    assert names(gather("", preset="screen")) == ["cover", "back"]
    assert names(gather("", binding="none")) == ["cover", "back"]


def test_two_pages_become_four(gather: Gather) -> None:
    """A picture and a page of notes between the covers; folios run through, so that sides are right."""
    laid = gather("")
    assert names(laid) == ["cover", "picture", "notes", "back"]
    assert folios(laid) == [1, 2, 3, 4]
    assert booklet.blank_pages(laid, "essai.md") == []
    notes = next(part for section, part in laid if section.name == "notes")
    assert notes.facts[0].fill > 0.85


def test_two_picture_pages_are_two_pictures(gather: Gather) -> None:
    """No drawing comes twice."""
    laid = gather("", fillers=("picture", "picture"))
    drawn = [re.search(r"url\(([^)]*)\)", part.html)[1] for section, part in laid if section.name == "picture"]  # type: ignore[index]
    assert names(laid) == ["cover", "picture", "picture", "back"]
    assert len(set(drawn)) == 2


def test_the_spread_stays_on_its_side(gather: Gather) -> None:
    """Phases start on a left page, whatever is composed; what is composed comes before the back cover."""
    laid = gather(f"{PHASES}then: {{desc: Texte}}\n")
    assert len(names(laid)) % 4 == 0
    assert names(laid).index("phases") % 2 == 1
    assert names(laid)[-1] == "back"
    assert folios(laid) == list(range(1, len(laid) + 1 + names(laid).count("phases") - 1))


def test_blank_pages_are_told(gather: Gather) -> None:
    """Where nothing may be composed, blank pages come before the back cover, and the warning names their count."""
    laid = gather("", fillers=())
    assert names(laid) == ["cover", "blank", "blank", "back"]
    (problem,) = booklet.blank_pages(laid, "essai.md")
    assert str(problem.severity) == "warning"
    assert problem.message == "2 pages are blank before the back cover, to make the 4 pages of a stapled booklet"


class Text(Pretended):
    """A pretended text whose pages can be counted."""

    def lay(self, setting: Setting) -> Laid:
        laid = super().lay(setting)
        return replace(laid, pages=tuple(laid.facts))


def section(name: str, pages: int | None, **more: bool) -> Group:
    return Group(name, (Way(name, pages, lambda: name),), **more)  # type: ignore[arg-type]


def test_a_text_is_closed_up() -> None:
    """Five pages, of which two are a text and a half, become four, all set smaller; each is told its new folio."""
    texts: dict[str, Manuscript] = {"one": Text(0.5, 0.9), "long": Text(1.7, 2.6)}
    sections = [section("one", 1), section("long", None), section("last", 1)]
    texts["last"] = Text(0.5, 0.9)
    loose = list(booklet.in_order(sections, Mock(), texts.__getitem__))
    assert folios(loose) == [1, 2, 3, 4, 5]
    laid = booklet.stapled(sections, Mock(), texts.__getitem__, FILLERS)
    assert names(laid) == ["one", "long", "long", "last"]
    assert folios(laid) == [1, 2, 3, 4]
    assert [part.setting.size for _, part in laid] == [0.0, 0.0, 0.0]


def test_one_size_for_the_whole_booklet() -> None:
    """That of the section that has the least room; the cover has its own, a spread may be a step smaller."""
    texts = {"cover": Text(0.5, 1.1), "easy": Text(0.5, 0.8), "full": Text(0.9, 1.1), "spread": Text(1.9, 2.2)}
    spread = Group("spread", (Way("spread", 2, lambda: "spread"),), "left")
    sections = [section("cover", 1, apart=True), section("easy", 1), section("full", 1), spread]

    def sizes(*wanted: Group) -> dict[str, float]:
        laid = booklet.in_order(wanted, lambda name, folio: section("easy", 1), texts.__getitem__)
        return {group.name: part.setting.size for group, part in laid}

    assert sizes(*sections) == {"cover": 0.75, "easy": 0.5, "full": 0.5, "spread": 0.0}
    assert sizes(sections[0], sections[1]) == {"cover": 0.75, "easy": 1.0}


def test_an_edit_that_leaves_the_least_size_lays_out_its_own_group_alone() -> None:
    """What another section holds changes nothing of a section's layouts."""
    texts = {"full": Text(0.9, 1.1), "easy": Text(0.5, 0.8), "more": Text(0.5, 0.85)}

    def settings(middle: str) -> list[Setting]:
        texts["full"].settings.clear()
        sections = [section("full", 1), section(middle, 1), section("full", 1)]
        list(booklet.in_order(sections, Mock(), texts.__getitem__))
        return texts["full"].settings

    assert settings("easy") == settings("more")
