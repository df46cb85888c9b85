"""A brochure kept warm comes out as a cold build makes it, whatever was changed and how often."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from brochure.engine.engine import Engine
from brochure.pipeline import build as cold_build
from brochure.pipeline import plan
from brochure.preview.drawing import Drawer, Prover
from brochure.preview.session import Session, Wanted
from brochure.preview.view import View, facing
from brochure.project.starter import start_section
from brochure.render.group import Group
from brochure.sections.registry import Registry
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.shipped import FONTS
from brochure.vocabulary.speech import Said
from tests.preview.conftest import CONTENT, MORE

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><rect width="90" height="90" fill="{}"/></svg>'


@pytest.fixture
def session(job: Job) -> Iterator[Session]:
    made = Session(job, Drawer())
    yield made
    made.close()


@pytest.fixture
def shown() -> list[View]:
    return []


@pytest.fixture
def build(session: Session, shown: list[View]) -> Callable[..., list[int]]:
    def build(seen: tuple[int, ...] = (0,)) -> list[int]:
        """Build; gives the indices of the pages whose pictures are other than before."""
        before = [page.id for page in session.view.pages]
        shown.clear()
        again = session.build(Wanted(frozenset(seen), 100, lambda: False, shown.append))
        assert not again
        after = [page.id for page in session.view.pages]
        return [index for index, page in enumerate(after) if before[index : index + 1] != [page]]

    return build


def write(job: Job, old: str, new: str) -> None:
    text = job.content.read_text(encoding="utf-8")
    assert old in text
    job.content.write_text(text.replace(old, new), encoding="utf-8")


def engine_of(session: Session) -> Engine:
    """Give the engine of a session that has built."""
    engine = session._warm.engine
    assert engine is not None
    return engine


def cold(job: Job) -> bytes:
    output = cold_build(job).output
    assert output is not None
    return output.path.read_bytes()


def test_edits_come_out_as_a_cold_build_makes_them(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """After each of several edits the PDF has the very bytes of a cold build, and only changed pages are new."""
    assert build() == [0, 1, 2, 3]
    assert session.view.state == "ready"
    assert session.view.pdf == cold(job)
    write(job, "The first sentence", "Another sentence")
    assert build() == [1]
    assert session.view.pdf == cold(job)
    (job.root / "styles" / "parts").mkdir(parents=True)
    (job.root / "styles" / "project.css").write_text("h2 { letter-spacing: .1em }", encoding="utf-8")
    assert build() == [1, 2]
    assert session.view.pdf == cold(job)


def test_another_font_is_followed(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """A file named under `brand.fonts` while the preview runs is what the pages are set in, and back again."""
    assert job.project is not None
    before = job.project.read_text(encoding="utf-8")
    build()
    shutil.copy(FONTS / "SourceSans3_400Regular.ttf", job.root / "own.ttf")
    job.project.write_text(f"{before}brand: {{fonts: {{text: [own.ttf]}}}}\n", encoding="utf-8")
    assert build() != []
    assert session.view.pdf == cold(job)
    job.project.write_text(before, encoding="utf-8")
    assert build() != []
    assert session.view.pdf == cold(job)


def test_an_unchanged_brochure_costs_no_layout(session: Session, build: Callable[..., list[int]]) -> None:
    """Everything is recalled when nothing has changed."""
    build()
    before = engine_of(session).layouts
    assert build() == []
    assert engine_of(session).layouts == before


def test_a_changed_page_in_view_is_shown_first(build: Callable[..., list[int]], shown: list[View], job: Job) -> None:
    """Of two changed pages the one in view comes first, while the other still shows what it was."""
    build()
    write(job, "The first sentence", "Another sentence")
    write(job, "The last word", "Another word")
    before = [page.id for page in shown[-1].pages]
    assert build((2,)) == [1, 2]
    first = [page.id for page in shown[0].pages]
    assert first[2] != before[2]
    assert first[1] == before[1]
    assert shown[0].state == "building"


def test_a_section_that_grows_moves_its_followers(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """More text than a page takes makes more pages, and the folios after it move on."""
    build()
    write(job, "The first sentence of it.", "|\n" + "  One sentence after the other.\n\n" * 60)
    build()
    sections = [page.section for page in session.view.pages]
    assert sections.count("introduction") > 1
    assert [page.folio for page in session.view.pages] == list(range(1, len(sections) + 1))
    assert session.view.pdf == cold(job)


def test_short_sections_that_come_to_share_a_page_are_followed(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """A text that is cut shares its page, is edited there, and is alone again as it grows, as cold builds make it."""
    shorter = MORE[: len(MORE) // 3]
    build()
    for old, new, sections in (
        (MORE, shorter, ["cover", "introduction", "back"]),
        ("The last word", "Another word", ["cover", "introduction", "back"]),
        (shorter, MORE, ["cover", "introduction", "then", "back"]),
    ):
        write(job, old, new)
        build()
        assert [page.section for page in session.view.pages] == sections
        assert session.view.pdf == cold(job)


def test_a_broken_file_keeps_the_last_good_pages(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """Front matter that cannot be read raises its problem; the pages stay, and mending it is followed."""
    build()
    good = session.view
    write(job, "title: A", "title: [A")
    assert session.following.changed()
    with pytest.raises(BrochureError) as caught:
        build()
    session.fail(caught.value.problems)
    assert (session.view.state, session.view.pages) == ("broken", good.pages)
    assert session.view.data()["problems"][0]["path"] == str(job.content)
    job.content.write_text(CONTENT, encoding="utf-8")
    assert session.following.changed()
    assert build() == []
    assert (session.view.state, session.view.problems) == ("ready", good.problems)


def test_a_picture_that_comes_and_changes_is_followed(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """Covers whose picture is sought in vain are drawn; once the file is there it is shown, and again as it changes."""
    build()
    assert [problem.code for problem in session.view.problems] == ["picture-missing"]
    picture = job.content.parent / "cover.svg"
    for colour, new in (("#123456", [0, 3]), ("#fedcba", [0])):
        picture.write_text(SVG.format(colour), encoding="utf-8")
        assert session.following.changed()
        assert build() == new
        assert session.view.problems == ()
        assert session.view.pdf == cold(job)


def test_changed_settings_are_followed(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """brochure.yaml decides colours and format: every page comes out anew."""
    build()
    assert job.project is not None
    settings = job.project.read_text(encoding="utf-8")
    job.project.write_text(settings + "format: square\n", encoding="utf-8")
    assert session.following.changed()
    assert build() == [0, 1, 2, 3]
    assert session.view.pages[0].width == pytest.approx(session.view.pages[0].height)


def test_a_broken_template_is_told_at_its_line_and_followed(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """The pages stay; the error names the template and the line, and once it is mended the pages come anew."""
    build()
    own = job.root / "templates" / "sections"
    own.mkdir(parents=True)
    (own / "back.html.j2").write_text("<p>\n{% if %}\n", encoding="utf-8")
    assert session.following.changed()
    with pytest.raises(BrochureError) as caught:
        build()
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("template-broken", 2)
    assert problem.place.file.endswith("back.html.j2")
    assert len(session.view.pages) == 4
    (own / "back.html.j2").write_text("<p>mine</p>\n", encoding="utf-8")
    assert session.following.changed()
    assert build() == [3]


def test_a_single_leaf_has_no_spreads(session: Session, build: Callable[..., list[int]]) -> None:
    """Pages face each other where there are more than a front and a back."""
    build()
    assert session.view.spreads
    assert [facing(pages) for pages in (1, 2, 3, 8)] == [False, False, True, True]


def test_a_brochure_yaml_that_appears_is_followed(tmp_path: Path) -> None:
    """A content file without a project gets one as soon as the settings are written beside it."""
    content = tmp_path / "lone.md"
    content.write_text("---\ntitle: Lone\n---\n", encoding="utf-8")
    session = Session(Job(content, tmp_path, None, tmp_path / "out"), Drawer())
    try:
        session.build(Wanted(frozenset(), 100, lambda: False, lambda view: None))
        before = session.view.pages[0]
        (tmp_path / "brochure.yaml").write_text("format: a4\n", encoding="utf-8")
        assert session.following.changed()
        session.build(Wanted(frozenset(), 100, lambda: False, lambda view: None))
        assert session.view.pages[0].width > before.width
    finally:
        session.close()


def test_a_build_overtaken_by_a_change_says_so(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """When the inputs change while a build runs, it stops and asks to be done again."""
    build()
    write(job, "The first sentence", "Another sentence")
    assert session.build(Wanted(frozenset(), 100, lambda: True, lambda view: None))
    assert build() == [1]


def test_a_preset_with_bleed_shows_it(job: Job) -> None:
    """The booklet's pages are drawn with their bleed, and measured at their trimmed size."""
    from dataclasses import replace

    session = Session(replace(job, preset="booklet"), Drawer())
    try:
        session.build(Wanted(frozenset(), 100, lambda: False, lambda view: None))
        assert session.view.bleed == pytest.approx(8.504, abs=0.001)
        assert session.view.pages[0].width == pytest.approx(419.53, abs=0.01)
        assert session.view.pdf == cold(replace(job, preset="booklet"))
    finally:
        session.close()


def test_a_leaflet_is_followed(session: Session, build: Callable[..., list[int]], job: Job, shown: list[View]) -> None:
    """Its two pages face nothing; each tells its folds and panels; an edit gives the very bytes of a cold build."""
    assert job.project is not None
    job.project.write_text(job.project.read_text(encoding="utf-8") + "format: leaflet\n", encoding="utf-8")
    build()
    outer, inner = session.view.pages
    assert not any(view.spreads for view in (*shown, session.view)), "the first page would be laid out twice"
    assert [round(fold * 25.4 / 72, 2) for fold in (*outer.folds, *inner.folds)] == [97.67, 197.33, 99.67, 199.33]
    assert [len(page.areas) for page in (outer, inner)] == [3, 3]
    assert session.view.pdf == cold(job)
    write(job, "The first sentence", "Another sentence")
    assert len(build()) == 1
    assert session.view.pdf == cold(job)
    write(job, "Another sentence", "word " * 3000)
    with pytest.raises(BrochureError) as caught:
        build()
    assert [problem.code for problem in caught.value.problems] == ["leaflet-overflow"]
    assert len(session.view.pages) == 2


def test_an_edit_of_the_title_lays_out_the_covers_alone(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """The running head is the organisation: nothing but the covers, whose pattern grows from the title, is new."""
    build()
    engine = engine_of(session)
    opened, before = [], engine.layouts
    laid = engine.open
    engine.open = lambda html: opened.append(html) or laid(html)  # type: ignore[method-assign,func-returns-value]
    write(job, "title: A", "title: Another")
    assert build() == [0, 3]
    assert engine.layouts > before
    assert {name for html in opened for name in re.findall('<body class="(\\w+)', html)} == {"cover", "back"}
    assert session.view.pdf == cold(job)


def test_a_section_of_the_project_is_followed(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """Its declaration, its template and its style are files that the preview looks at."""
    start_section(job.root, "tours")
    write(job, "title: A", "tours: [{name: Quay}]\ntitle: A")
    build()
    count = len(session.view.pages)
    for name, old, new in (
        ("sections/tours.yaml", 'en: "tours"', "en: Round trips"),
        ("templates/sections/tours.html.j2", "<h2>", "<h2>Our "),
        ("styles/sections/tours.css", "4 * var(--u)", "9 * var(--u)"),
    ):
        path = job.root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        assert session.following.changed(), name
        assert len(build()) == 1, name
    assert len(session.view.pages) == count
    assert session.view.pdf == cold(job)


def test_pages_for_the_press_can_be_looked_at_in_inks(job: Job) -> None:
    """Soft proof, total ink, and a plate an ink, the house's own and the cut line too; as large as the pages."""
    assert job.project is not None
    colours = 'signal: {screen: "#e4002b", press: [0, 100, 80, 4], spot: House Red}'
    press = "press: {processing-steps: true, ink-limit: 290, bleed: 4 mm, marks: true}"
    text = job.project.read_text(encoding="utf-8")
    job.project.write_text(f"{text}brand:\n  colours:\n    {colours}\n{press}\n", encoding="utf-8")
    drawer = Drawer()
    made = Session(replace(job, preset="press"), drawer)
    try:
        made.build(Wanted(frozenset({0}), 100, lambda: False, lambda view: None))
        view = made.view
        assert view.ways[:3] == ("Soft proof", "Total ink", "Cyan")
        assert view.ways[5:] == ("Black", "House Red", "Cutting")
        assert [len(ids) for ids in view.proofs] == [len(view.ways)] * len(view.pages)
        assert len({one for ids in view.proofs for one in ids}) == len(view.ways) * len(view.pages)
        assert (view.data()["inkLimit"], view.data()["ways"]) == (290, list(view.ways))
        assert view.pdf is not None
        page = drawer.png(view.pages[0].id, 100)
        assert page is not None
        prover = Prover()
        for way in view.ways:
            with Image.open(io.BytesIO(prover.draw(view.pdf, 0, way, 1.0, 290))) as proof:
                assert proof.size == pytest.approx(Image.open(io.BytesIO(page)).size, abs=1), way
    finally:
        made.close()


def test_what_is_for_a_screen_has_no_plates(session: Session, build: Callable[..., list[int]]) -> None:
    build()
    assert (session.view.ways, session.view.proofs) == ((), ())


def test_an_edited_sentence_is_seen_before_anything_is_laid_out(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """Other words in the lines of the page in view are drawn on it as it stood, and stay as they are drawn."""
    build(seen=(2,))
    engine = engine_of(session)
    write(job, "The last word.", "The last term.")
    before, seen = engine.layouts, list[tuple[int, str]]()
    old = session.view.pages[2].id

    def show(view: View) -> None:
        if view.pages[2].id != old:
            seen.append((engine.layouts, view.pages[2].id))

    session.build(Wanted(frozenset({2}), 100, lambda: False, show))
    assert seen[0] == (before, session.view.pages[2].id)
    assert engine.layouts > before
    assert session.view.pdf == cold(job)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The first sentence of it.", f"The first sentence of it. {MORE}"),
        ("The first sentence of it.", "|\n  The first sentence.\n\n  And a second one."),
        ("The first sentence of it.", "The **first** sentence of it."),
        ("The first sentence of it.", "See [this](https://example.org/a) page."),
        ("A small brochure", "Another name"),
    ],
    ids=["longer", "two", "bold", "link", "title"],
)
def test_what_is_more_than_other_words_is_laid_out(
    session: Session, build: Callable[..., list[int]], shown: list[View], job: Job, old: str, new: str
) -> None:
    """Whatever an edit makes of a page in view, it ends as a cold build makes it."""
    build(seen=(0, 1))
    write(job, old, new)
    build(seen=(0, 1))
    assert session.view.pdf == cold(job)
    assert [page.id for page in shown[-1].pages] == [page.id for page in session.view.pages]


def test_no_page_is_shown_in_a_style_that_is_gone(session: Session, build: Callable[..., list[int]], job: Job) -> None:
    """Words that are edited together with the style are laid out in the new one."""
    build(seen=(2,))
    (job.root / "styles").mkdir()
    (job.root / "styles" / "project.css").write_text("p { letter-spacing: .1em }", encoding="utf-8")
    write(job, "The last word.", "The last term.")
    old, seen = session.view.pages[2].id, list[str]()

    def show(view: View) -> None:
        seen.append(view.pages[2].id)

    session.build(Wanted(frozenset({2}), 100, lambda: False, show))
    assert {page for page in seen if page != old} == {session.view.pages[2].id}


def test_an_edit_upon_one_that_was_never_finished_is_seen_at_once(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """Who saves again before the pages are laid out sees the second words as soon as the first."""
    build(seen=(2,))
    engine, shown = engine_of(session), list[View]()
    write(job, "The last word.", "The last term.")
    assert session.build(Wanted(frozenset({2}), 100, lambda: bool(shown), shown.append))
    write(job, "The last term.", "The last page.")
    before, seen = engine.layouts, list[tuple[int, str]]()
    session.build(
        Wanted(frozenset({2}), 100, lambda: False, lambda view: seen.append((engine.layouts, view.pages[2].id)))
    )
    assert seen[0] == (before, session.view.pages[2].id)


def test_an_edit_that_undoes_the_last_one_is_seen_at_once(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """A stress that goes again, and another word with it: the page is drawn as the one before it was made."""
    build(seen=(2,))
    engine = engine_of(session)
    write(job, "The last word.", "The **last** word.")
    build(seen=(2,))
    write(job, "The **last** word.", "The last term.")
    before, seen = engine.layouts, list[tuple[int, str]]()
    session.build(
        Wanted(frozenset({2}), 100, lambda: False, lambda view: seen.append((engine.layouts, view.pages[2].id)))
    )
    assert seen[0] == (before, session.view.pages[2].id)
    assert session.view.pdf == cold(job)


def test_pages_are_told_of_before_their_pictures_are_drawn(session: Session, job: Job) -> None:
    """Who is told asks for them, which takes as long; each that was announced is drawn."""
    told: list[tuple[str, ...]] = []
    drawer = session._drawer
    announce, png = drawer.announce, drawer.png
    drawer.announce = lambda page, scale: told.append(("coming", page)) or announce(page, scale)  # type: ignore[method-assign,func-returns-value]
    drawer.png = lambda page, scale: told.append(("drawn", page)) or png(page, scale)  # type: ignore[method-assign,func-returns-value]
    session.build(Wanted(frozenset({1, 2}), 100, lambda: False, lambda view: told.append(("shown",))))
    (first, second) = (session.view.pages[index].id for index in (1, 2))
    for page in (first, second):
        coming, drawn = told.index(("coming", page)), told.index(("drawn", page))
        assert coming < told.index(("shown",), coming) < drawn
    assert [page for what, *page in told if what == "drawn"] == [[first], [second]]


@pytest.mark.parametrize("new", ["Another sentence", "The **first** sentence"], ids=["words", "structure"])
def test_the_page_in_view_is_seen_before_the_other_sections_are_planned(
    session: Session, build: Callable[..., list[int]], job: Job, monkeypatch: pytest.MonkeyPatch, new: str
) -> None:
    """Whoever waits for one page does not wait for what the covers become, and it stays as it is seen."""
    build(seen=(1,))
    old, seen = session.view.pages[1].id, list[tuple[str, str]]()
    planned = Registry.groups
    monkeypatch.setattr(Registry, "groups", lambda *given: seen.append(("planned", "")) or planned(*given))  # type: ignore[func-returns-value]
    write(job, "The first sentence", new)
    session.build(Wanted(frozenset({1}), 100, lambda: False, lambda view: seen.append((view.state, view.pages[1].id))))
    assert seen[0] == ("building", session.view.pages[1].id)
    assert seen.index(("planned", "")) > 0
    assert session.view.pages[1].id != old
    assert session.view.pdf == cold(job)


def test_what_cannot_be_planned_is_not_left_half_seen(
    session: Session, build: Callable[..., list[int]], job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page in view has been seen with its new words when an error is found: all pages are of before."""
    build(seen=(1,))
    good, seen = session.view.pages, list[View]()

    def failing(*given: object) -> object:
        raise BrochureError([Problem("engine-failed", Severity.ERROR, Said("no"), Place("small.md"))])

    monkeypatch.setattr(Registry, "groups", failing)
    write(job, "The first sentence", "Another sentence")
    with pytest.raises(BrochureError):
        session.build(Wanted(frozenset({1}), 100, lambda: False, seen.append))
    assert seen[0].pages != good
    assert session.view.pages == good


def test_drawings_for_missing_pictures_keep_their_numbers(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """Each is another one, in the order of the brochure, whatever page is in view and seen first."""
    write(job, "desc: The first sentence of it.", "desc: |\n  The first sentence of it.\n\n  ![A house](lost.jpg)")
    write(job, "desc: The last word.", "desc: |\n    ![A house](gone.jpg)\n\n    The last word.")
    build(seen=(2,))
    shown = session.view.pages[1].id
    write(job, "The last word.", "The **last** word.")
    build(seen=(len(session.view.pages) - 2,))
    assert session.view.pages[1].id == shown
    assert session.view.pdf == cold(job)


def test_a_section_that_is_not_the_only_one_of_its_kind_is_left_to_the_plan(job: Job) -> None:
    """What stands there twice, on a cover or not at all is not made alone."""
    assert job.project is not None
    text = job.project.read_text(encoding="utf-8")
    job.project.write_text(f"{text}sections: [introduction, then, {{then: {{from: then}}}}]\n", encoding="utf-8")
    found = dict[str, int]()

    def look(compose: Callable[[str], Sequence[Group]]) -> None:
        found.update((name, len(compose(name))) for name in ("introduction", "then", "cover", "people", "nothing"))

    plan(job, look=look)
    assert found == {"introduction": 1, "then": 0, "cover": 0, "people": 0, "nothing": 0}


def test_what_is_saved_broken_again_and_again_makes_it_forget_nothing(
    session: Session, build: Callable[..., list[int]], job: Job
) -> None:
    """Who types in front matter saves it half-written; once it can be read again, nothing is laid out anew."""
    build(seen=(1,))
    before = engine_of(session).layouts
    for count in range(6):
        job.content.write_text(CONTENT.replace("title: A", f"title: [{'A' * count}"), encoding="utf-8")
        with pytest.raises(BrochureError):
            build(seen=(1,))
    job.content.write_text(CONTENT, encoding="utf-8")
    build(seen=(1,))
    assert engine_of(session).layouts == before
