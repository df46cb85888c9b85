"""The cover and the back: what is drawn on them, how the title breaks, what is told, and that no two are the same."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from brochure.figures.covers import rings
from brochure.figures.covers.facts import Facts
from brochure.figures.covers.feed import Food
from brochure.figures.typeface import Typeface
from brochure.load.quantity import Duration
from brochure.model.project import Project
from brochure.pipeline import Plan, build, plan
from brochure.render import backwords
from brochure.render import cover as covers
from brochure.render import words as catalogue
from brochure.render.coverback import back_of
from brochure.render.desk import Desk
from brochure.render.legend import legend
from brochure.render.titles import broken, fitting, lines, parted, seams
from brochure.sections.registry import shipped
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.shipped import FONTS, themes
from brochure.vocabulary.tongues import comma
from brochure.vocabulary.units import PT
from tests.corpus import CASES
from tests.pdfreader.reading import Reading
from tests.seen import Pages
from tests.visual.bench import pdf_of
from tests.world.judging import HERE, sites

ROOT = Path(__file__).resolve().parents[2]
FACE = Typeface(FONTS / "BricolageGrotesque_700Bold.ttf")
NAMED = "organisation: {name: Quay}"
STEPS = "steps: {list: [{step: A, duration: 2 mois}, {step: B, duration: 3 mois}]}"
AGENDA = "agenda: [{time: 9 h, title: A}, {time: 10 h, title: B}, {time: 11 h, end: 12 h, title: C}]"


def planned(folder: Path, front: str, settings: str = "", preset: str = "screen") -> Plan:
    content, project = folder / "a.md", folder / "brochure.yaml"
    content.write_text(f"---\nlang: fr\n{front}\n---\n", encoding="utf-8")
    project.write_text(f"language: fr\ndate: 2026-11-01\nassets: ['.']\n{settings}\n", encoding="utf-8")
    return plan(Job(content, folder, project, folder / "out", preset))


def desk_of(made: Plan) -> Desk:
    """The desk as the cover is given it."""
    registry = shipped()
    return next(own for section, _, own, _ in registry._desks(made.desk) if section.name == "cover")


def drawn(made: Plan) -> str:
    return covers.cover_of(desk_of(made)).name


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        (f"title: Deux mots\n{STEPS}\nnumbers: [{{num: '206'}}]", "rings"),
        (f"title: Deux mots\n{AGENDA}", "day"),
        ("title: Deux mots\nstops: [Gare, Halle, Port, Plage]", "road"),
        ("title: Deux mots\nnumbers: [{num: 50 %}, {num: 30 %}, {num: 20 %}]", "parts"),
        ("title: Deux mots\nnumbers: [{num: 4 à 8 semaines}]", "range"),
        ("title: Deux mots\nnumbers: [{num: '340', title: élèves}]", "sun"),
        ("title: Deux mots\nnumbers: [{num: '28', title: communes}]", "tiles"),
        ("title: Deux mots\nnumbers: [{num: 39 ans}]", "years"),
        ("title: Deux mots\nfounded: 1987", "years"),
        ("title: Oser", "letters"),
        ("title: Deux mots", "pattern"),
        # One length that nobody knows, and nothing is to scale.
        ("title: Deux mots\nsteps: {list: [{step: A, duration: 2 mois}, {step: B, duration: bientôt}]}", "pattern"),
        ("title: Deux mots\nstops: [Gare, Halle, Port]", "pattern"),
    ],
)
def test_the_cover_is_drawn_from_what_the_content_has(tmp_path: Path, front: str, wanted: str) -> None:
    assert drawn(planned(tmp_path, front)) == wanted


def test_the_settings_name_a_drawing_or_none(tmp_path: Path) -> None:
    front = f"title: Oser\n{STEPS}\nfounded: 1987"
    assert drawn(planned(tmp_path, front, "sections: [cover: {picture: years}]")) == "years"
    assert drawn(planned(tmp_path, front, "sections: [cover: {picture: none}]")) == "letters"
    assert drawn(planned(tmp_path, f"{front}\nimage: letters")) == "letters"


def test_a_drawing_that_the_content_cannot_feed_is_told_at_its_line(tmp_path: Path) -> None:
    """And the order goes on; nobody is asked what a drawing shows."""
    made = planned(tmp_path, "title: Deux mots\nimage: road")
    (told,) = [problem for problem in made.problems if problem.code in ("picture-unfed", "alt-missing")]
    assert (told.code, told.severity, told.place.line) == ("picture-unfed", "warning", 4)
    assert told.message == "the content has nothing to draw 'road' from: the cover has 'pattern'"


def test_places_without_a_road_are_told(tmp_path: Path) -> None:
    """On a road they are printed; where the cover has something else, nobody prints them."""
    front = "title: Deux mots\nstops: [Gare, Halle, Port, Plage]"
    assert "content-unprinted" not in {problem.code for problem in planned(tmp_path, front).problems}
    told = [p for p in planned(tmp_path, f"{front}\n{STEPS}").problems if p.code == "content-unprinted"]
    assert [(problem.severity, problem.place.line) for problem in told] == [("warning", 4)]


def test_the_legend_is_what_the_author_wrote(tmp_path: Path) -> None:
    """A label that is the name of the organisation is not told again; the number stands."""
    front = f"title: Programme\n{STEPS}\nnumbers: [{{num: '206', title: Les Amis}}]"
    assert covers.cover_of(desk_of(planned(tmp_path, front))).legend == "5\u00a0mois, 2 phases, 206 Les Amis"
    named = planned(tmp_path, front, "organisation: {name: les amis}")
    assert covers.cover_of(desk_of(named)).legend == "5\u00a0mois, 2 phases, 206"


@pytest.mark.parametrize(("label", "left"), [("équipes", False), ("équipes accompagnées depuis le début", True)])
def test_a_legend_alone_begins_with_the_title_where_it_is_as_long_as_the_line(
    tmp_path: Path, label: str, left: bool
) -> None:
    """Else it ends on the margin."""
    front = f"title: Programme\n{STEPS}\nnumbers: [{{num: '24', title: {label}}}]"
    desk = desk_of(planned(tmp_path, front, "format: leaflet"))
    ((first, last),) = covers.foot_rows(desk, covers.cover_of(desk).legend)
    assert bool(first) == left
    assert bool(last) == (not left)


@pytest.mark.parametrize(
    ("key", "wanted"), [("villages", "4 villages"), ("lieux", "4 lieux"), ("stops", "4 lieux"), ("places", "4 lieux")]
)
def test_the_legend_of_a_road_has_the_word_of_its_author(tmp_path: Path, key: str, wanted: str) -> None:
    """Where the name of the list is a word of the language."""
    front = f"title: Deux mots\n{key}: [Gare, Halle, Port, Plage]"
    assert covers.cover_of(desk_of(planned(tmp_path, front))).legend == wanted


CONTENTS = [Job(path, ROOT / "tests", None, ROOT / "out") for path in sorted((ROOT / "tests/contents").glob("*.md"))]
WORLD = [
    Job(HERE / site.name / site.file, HERE / site.name, None, ROOT / "out") for site in sites() if not site.refused
]
# Of the points of two covers so many differ at the least, and so they are told apart.
APART, SEEN = 0.008, 24


def pictured(desks: dict[str, Desk]) -> dict[str, Image.Image]:
    """Draw covers without their words, small."""
    drawings, bodies = {}, []
    for number, desk in enumerate(desks.values()):
        sheet = covers.draw(desk, covers.cover_of(desk))
        drawings[f"d{number}"] = sheet.svg()
        shown = f'<img src="{{d{number}}}" style="display:block;width:80mm;height:113mm">'
        bodies.append(f'<div class="at" style="background:{sheet.stage.ground}">{shown}</div>')
    document = pypdfium2.PdfDocument(pdf_of(*bodies, drawings=drawings))
    found = [page.render(scale=0.5).to_pil().convert("RGB").crop((0, 0, 113, 148)) for page in document]
    document.close()
    return dict(zip(desks, found, strict=True))


def alike(drawn: dict[str, Image.Image]) -> list[tuple[str, str, float]]:
    """Name covers that look the same."""
    found = []
    for (one, first), (other, second) in combinations(drawn.items(), 2):
        unlike = ImageChops.difference(first, second).convert("L").point(lambda value: 255 * (value > SEEN))
        share = unlike.histogram()[255] / (first.width * first.height)
        found += [(one, other, share)] if share < APART else []
    return found


@pytest.mark.parametrize(
    "jobs", [CONTENTS, pytest.param([*CONTENTS, *WORLD], marks=pytest.mark.slow)], ids=["few", "all"]
)
def test_no_two_contents_have_the_same_cover(jobs: list[Job]) -> None:
    """Compared as pictures, without their words; all are those of the tests, and pages of the world's websites."""
    desks = {f"{job.root.name}/{job.content.name}": desk_of(plan(job)) for job in jobs}
    assert len(desks) == len(jobs) >= 18
    assert alike(pictured(desks)) == []


def test_a_content_without_facts_has_another_cover_under_another_name() -> None:
    """And under another title: the pattern is their own."""
    made = desk_of(plan(next(job for job in CONTENTS if job.content.stem == "title-alone")))
    desks = {}
    for name in ("One", "Two", "Three"):
        project: Project = replace(made.project, organisation=replace(made.project.organisation, name=name))
        desks[name] = replace(made, project=project)
    assert {covers.cover_of(desk).name for desk in desks.values()} == {"pattern"}
    assert alike(pictured(desks)) == []


@pytest.mark.parametrize(
    ("title", "size", "language", "wanted"),
    [
        ("La ligne 12 change de rythme", 50, "fr", ["La ligne 12", "change", "de rythme"]),
        ("Les données en commun", 50, "fr", ["Les données", "en commun"]),
        ("Bienvenue à l’école Jean-Moulin", 42, "fr", ["Bienvenue", "à l’école", "Jean-Moulin"]),
        ("Où va le budget\u202f?", 50, "fr", ["Où va", "le budget\u202f?"]),
        ("Wir gehen in die Stadt ab", 56, "de", ["Wir gehen in", "die Stadt ab"]),
        ("Mae llyfrgell y gymdogaeth yn agor", 34, "cy", ["Mae llyfrgell", "y gymdogaeth", "yn agor"]),
        ("Osclaíonn leabharlann na comharsanachta", 28, "ga", ["Osclaíonn leabharlann", "na comharsanachta"]),
    ],
)
def test_lines_end_where_words_do_not_belong_together(
    title: str, size: float, language: str, wanted: list[str]
) -> None:
    found = lines(title, size * PT, 122, language, FACE, parts=False)
    assert found is not None
    assert [line.text for line in found] == wanted


def test_a_word_that_is_too_wide_is_parted_at_its_seams() -> None:
    word = "Grundstücksverkehrsgenehmigung"
    assert lines(word, 50 * PT, 122, "de", FACE, parts=False) is None
    found = lines(word, 42 * PT, 122, "de", FACE, parts=True)
    assert found is not None
    assert [line.text for line in found] == ["Grundstücks", "verkehrs", "genehmigung"]
    assert broken(word, found) == "Grundstücks-<br>verkehrs-<br>genehmigung"
    assert seams("Ver\u00adkehr", "de") == [(4, 0.0)]


@pytest.mark.parametrize(
    "parts",
    [
        "Wissenschafts kommunikation", "Straßenbahn haltestelle", "Klima schutz maßnahmen", "Kinder tages stätte",
        "Jahres haupt versammlung", "Rindfleisch etikettierungs überwachungs aufgaben übertragungs gesetz",
        "Kraftfahrzeug haftpflicht versicherung", "Zusammengehörigkeits gefühl", "Vertrags verhandlungen",
        "Wirtschaftlichkeits berechnung", "Grundstücks verkehrs genehmigungs zuständigkeit", "Lebensmittel retter",
    ],
)  # fmt: skip
def test_a_compound_is_parted_where_its_parts_meet(parts: str) -> None:
    """Within none of them, as long as each has room; a soft hyphen of the author's wins."""
    word, longest = parts.replace(" ", ""), max(map(len, parts.split())) + 1
    assert parted(word, lambda text: len(text) <= longest, "de") == parts.replace(" ", "\u00ad")
    own = f"{word[:5]}\u00ad{word[5:]}"
    assert parted(own, lambda text: len(text) <= longest, "de") == own


def test_a_part_without_room_is_parted_as_well() -> None:
    assert "\u00ad" in parted("Wissenschaftskommunikation", lambda text: len(text) <= 8, "de").split("schafts")[1][1:]


def test_ends_of_lines_are_put_between_marks_and_signs() -> None:
    found = lines("Un & deux mots longs", 30 * PT, 60, "fr", FACE, parts=False)
    assert found is not None
    assert broken("Un &amp; <em>deux mots</em> longs", found).count("<br>") == len(found) - 1
    assert re.sub("<[^>]*>", " ", broken("Un &amp; <em>deux mots</em> longs", found)).split() == [
        "Un", "&amp;", "deux", "mots", "longs",
    ]  # fmt: skip


def built(folder: Path, front: str, settings: str = "", preset: str = "screen") -> tuple[Pages, set[str]]:
    planned(folder, front, settings)
    outcome = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out", preset))
    assert outcome.output is not None
    return Pages(outcome.output.path), {problem.code for problem in outcome.problems}


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square", "leaflet", "105x148", "210x120"])
def test_the_words_of_a_cover_stand_on_its_grid_in_every_format(tmp_path: Path, size: str) -> None:
    """Drawn, not run on; the title no smaller than its least step; nothing is told of either cover."""
    front = "title: Les données en commun\nnumbers: [{num: '206', title: personnes}]"
    settings = f"format: {size}\nbinding: none\norganisation: {{name: Les Amis, site: 'https://example.org'}}"
    pages, codes = built(tmp_path, front, settings)
    assert codes <= {"brochure-empty", "nearly-empty", "pdf-undated"}
    runs = [run for run in pages.runs(0) if "données" in run.text or "commun" in run.text]
    assert runs
    assert min(run.size for run in runs) > 15


@pytest.mark.parametrize(("size", "near"), [("a5", False), ("a4", False), ("letter", True)])
def test_rings_come_nearer_the_words_where_they_reach_the_margin_then(tmp_path: Path, size: str, near: bool) -> None:
    """On both covers of the programme they end where the words of the line at the foot do."""
    made = plan(next(case for case in CASES if case.name == f"programme-{size}").job(tmp_path))
    desk = desk_of(made)
    cover = covers.cover_of(desk)
    assert cover.frame is not None
    assert cover.food is not None
    field, grid = cover.frame.field, scale_of(FORMATS[size]).grid
    drawn = rings.rings(field, cover.food.lengths)
    assert drawn.radii[-1] == pytest.approx(field.width - field.margin)
    assert drawn.y - drawn.radii[-1] >= 0.75 * field.margin - 0.01
    words = field.height - field.margin - backwords.height(desk, backwords.words_of(desk, True))
    apart = words - field.foot
    assert (apart < covers.OVER_NAME * grid - 0.01) == cover.frame.near == near
    assert apart > 3.5 * grid
    front = next(group for group in made.groups if group.name == "cover")
    assert ('class="cover-name near"' in front.ways[0].html()) == near


def test_letters_are_read_as_the_word_that_they_are(tmp_path: Path) -> None:
    built(tmp_path, "title: Oser")
    tree = Reading((tmp_path / "out/a.pdf").read_bytes()).tree
    assert tree is not None
    (title,) = tree.find("H1")
    assert title.all_text.replace(" ", "") == "OSER"


@pytest.mark.parametrize(
    ("pixels", "wanted"), [((1400, 1960), "whole"), ((1000, 640), "band"), ((1000, 300), ""), ((600, 900), "")]
)
def test_a_picture_is_as_large_on_the_cover_as_its_pixels_allow(
    tmp_path: Path, pixels: tuple[int, int], wanted: str
) -> None:
    """One that is too small for it stands in the introduction, which is noted; without any, on the cover."""
    Image.new("RGB", pixels, "#446688").save(tmp_path / "p.png")
    front = "title: Deux mots\nimage: {file: p.png, alt: Une crête}"
    made = planned(tmp_path, f"{front}\ndesc: Un texte.")
    found = covers.pictured(desk_of(made))
    assert found is not None
    assert found.use == wanted
    assert ("cover-picture-small" in {problem.code for problem in made.problems}) == (not wanted)
    alone = covers.cover_of(desk_of(planned(tmp_path, front))).pictured
    assert alone is not None
    assert alone.use == (wanted or "inset")


@pytest.mark.parametrize("paper", ["a5", "a4", "letter", "square", "leaflet"])
def test_the_names_of_many_stops_have_the_room_that_they_take(tmp_path: Path, paper: str) -> None:
    """In the size that the format sets them in: without it, the cover would be words alone."""
    stops = ", ".join(f"Chasseradès {at}" for at in range(9))
    desk = desk_of(planned(tmp_path, f"title: Deux mots\nstops: [{stops}]", f"{NAMED}\nformat: {paper}"))
    size = scale_of(desk.project.format).small * PT
    labels = covers.draw(desk, covers.cover_of(desk)).labels
    assert len(labels) == 9
    assert all(label.width > desk.small.width(label.text, size) for label in labels)


@pytest.mark.parametrize(
    "front",
    [
        STEPS, AGENDA, "stops: [Gare, Halle, Port, Plage]", "numbers: [{num: 4 à 8 semaines}]", "founded: 1987",
        "numbers: [{num: 50 %}, {num: 30 %}, {num: 20 %}]", "numbers: [{num: '340', title: élèves}]",
        "numbers: [{num: '28', title: communes}]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("paper", ["a5", "a4", "square", "leaflet"])
def test_a_title_of_one_letter_is_large_beside_any_drawing(tmp_path: Path, front: str, paper: str) -> None:
    """At least as large as the largest of the others, and half as large again on pages as high as A5."""
    settings = f"{NAMED}\nformat: {paper}"
    one, short = (covers.cover_of(desk_of(planned(tmp_path, f"title: {t}\n{front}", settings))) for t in ("A", "Halle"))
    assert one.frame is not None
    assert short.frame is not None
    assert one.name == short.name
    assert one.frame.size >= short.frame.size * (1.5 if paper in ("a5", "a4") else 1.0)


@pytest.mark.parametrize(
    ("pixels", "use", "duotone"),
    [((1400, 1960), "whole", False), ((1000, 640), "band", False), ((1400, 1960), "faded", True)],
)
def test_a_picture_goes_on_over_the_spine_in_its_own_colours(
    tmp_path: Path, pixels: tuple[int, int], use: str, duotone: bool
) -> None:
    """In layers that end where its colours do at the spine, from the head of the page down to the words."""
    picture = Image.new("RGB", pixels, "#88aadd")
    wide, high = pixels
    picture.paste("#335544", (0, high // 4, wide, high))
    picture.paste("#ffffff", (wide // 2, 0, wide, high))
    picture.save(tmp_path / "p.png")
    asked = ", duotone: true" if duotone else ""
    front = f"title: Deux mots\nimage: {{file: p.png, alt: Une crête{asked}}}"
    desk = desk_of(planned(tmp_path, front, NAMED))
    cover = covers.cover_of(desk)
    assert cover.pictured is not None
    assert cover.pictured.use == use
    back = back_of(desk, cover)
    assert back.drawn
    found = re.findall(r'fill="(#[0-9a-f]{6})" d="M-?[\d.]+ (-?[\d.]+)h', back.sheet.svg())
    assert float(found[0][1]) == -3
    if duotone:
        assert len({colour for colour, _ in found}) > 1
        assert contrast(found[-1][0], desk.palette.ink) < 1.6
        return
    # The row of pixels in which one ends is of both.
    assert [near(seen, colour) for (seen, _), colour in zip(found, ("#88aadd", "#335544"), strict=True)] == [True, True]
    assert cover.frame is not None
    (_, _, _, _), placed = covers.framed(cover.pictured, cover.frame.field)
    assert placed is not None
    edge = placed.height / 4 - placed.top - 3
    assert float(found[1][1]) == pytest.approx(edge, abs=(back.sheet.foot + 3) / 36)


def test_a_picture_that_does_not_reach_the_spine_has_its_like_on_the_back(tmp_path: Path) -> None:
    """As large and as high on its page, and as far from the spine, in layers of its colours."""
    picture = Image.new("RGB", (700, 520), "#88aadd")
    picture.paste("#335544", (0, 260, 700, 520))
    picture.save(tmp_path / "p.png")
    desk = desk_of(planned(tmp_path, "title: Deux mots\nimage: {file: p.png, alt: Une crête}", NAMED))
    cover = covers.cover_of(desk)
    assert cover.frame is not None
    assert cover.pictured is not None
    assert cover.pictured.use == "inset"
    (left, top, wide, high), _ = covers.framed(cover.pictured, cover.frame.field)
    found = re.findall(
        r'fill="(#[0-9a-f]{6})" d="M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)', back_of(desk, cover).sheet.svg()
    )
    assert [colour for colour, *_ in found] == ["#88aadd", "#335544"]
    boxes = [tuple(map(float, box)) for _, *box in found]
    assert boxes[0] == pytest.approx((148 - left - wide, top, wide, high), abs=0.02)
    assert boxes[1] == pytest.approx((148 - left - wide, top + high / 2, wide, high / 2), abs=0.02)


def near(one: str, other: str) -> bool:
    """Tell of colours of which no channel differs by more than four of 255."""
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 4 for at in (1, 3, 5))


def test_a_missing_picture_leaves_the_cover_to_the_order(tmp_path: Path) -> None:
    made = planned(tmp_path, "title: Deux mots\nimage: {file: gone.png, alt: a, caption: Par Ada}")
    assert drawn(made) == "pattern"
    assert "picture-missing" in {problem.code for problem in made.problems}


def test_the_horizon_of_rings_is_one_on_both_covers(tmp_path: Path) -> None:
    """It rises by what the words of the back need."""
    front = f"title: Programme\nurl: /x\n{STEPS}"
    settings = "organisation: {name: Les Amis, site: 'https://example.org'}\nimprint: Un imprimé.\n"
    low = covers.cover_of(desk_of(planned(tmp_path, front, settings)))
    long = settings.replace("Un imprimé.", "Beaucoup de mots imprimés. " * 20)
    high = covers.cover_of(desk_of(planned(tmp_path, front, long)))
    assert low.frame is not None
    assert high.frame is not None
    assert high.frame.field.foot < low.frame.field.foot - 10


@pytest.mark.parametrize("imprint", ["", "Beaucoup de mots imprimés. " * 24])
@pytest.mark.parametrize("paper", ["a5", "a4", "letter", "square"])
def test_the_words_of_a_cover_stand_at_its_foot_however_high_its_horizon(
    tmp_path: Path, paper: str, imprint: str
) -> None:
    """The last line ends on the margin, also where rings rise for what the words of the back need."""
    front = f"title: Un programme qui fait grandir les idées\nurl: /x\n{STEPS}\n"
    front += "numbers: [{num: '24', title: équipes accompagnées depuis le début}]\n"
    back = "back: {title: Envie de nous rejoindre ?, text: Écrivez-nous.}\n"
    made, _ = built(tmp_path, front, f"{NAMED}\n{back}imprint: '{imprint}'\nformat: {paper}\n")
    legend = next(run for run in made.runs(0) if run.text == "accompagnées")
    scale = scale_of(FORMATS[paper])
    # Letters stand in the middle of their line.
    assert legend.box[1] * PT == pytest.approx(scale.margin + scale.grid, abs=scale.grid)


@pytest.mark.parametrize("paper", ["a5", "square", "leaflet"])
def test_the_back_says_all_paragraphs_and_lines(tmp_path: Path, paper: str) -> None:
    """Of an imprint as of what stands below the call; a line that its author ends, ends."""
    settings = (
        f"format: {paper}\nimprint: |\n  Première mention.\n\n  Deuxième mention.\n\n  - Troisième mention\n"
        'back: {title: Venez, text: "8, quai Bas  \\n58000 Nevers"}\n'
        "organisation: {name: Les Amis, site: 'https://example.org', contact: \"Un mot\\n\\nDeux mots\"}"
    )
    pages, _ = built(tmp_path, "title: Deux mots", settings)
    back = 0 if paper == "leaflet" else len(pages) - 1
    runs, said = pages.runs(back), pages.text(back)
    for words in ("Première mention", "Deuxième mention", "Troisième mention", "Un mot", "Deux mots"):
        assert words in said
    quay, town = (next(run.box[1] for run in runs if words == run.text) for words in ("quai", "58000"))
    assert quay > town + 8


@pytest.mark.parametrize(
    ("address", "room", "small"),
    [("a-very-long.example/12", 40, True), ("short.example", 40, False), ("one.example/a/rather/long/path", 34, False)],
)
def test_an_address_is_set_smaller_before_it_is_parted(address: str, room: float, small: bool) -> None:
    """Not where it is parted all the same, at its slashes."""
    scale = scale_of(FORMATS["a5"])
    assert backwords.is_small(address, lambda text, size: FACE.width(text, size * PT) <= room, scale) == small


def test_the_signs_of_small_parts_read_in_a_quiet_palette(tmp_path: Path) -> None:
    colours = "{ink: '#14322b', signal: '#c9a24e', tint: '#f3f0e7'}"
    numbers = ", ".join(f"{{num: {share} %, title: P{share}}}" for share in (34, 22, 17, 12, 9, 6))
    _, codes = built(tmp_path, f"title: Deux mots\nnumbers: [{numbers}]", f"brand: {{colours: {colours}}}")
    assert "text-contrast" not in codes


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("signal", ["#c00000", "#ffd100", "#000000", "#0055a4"])
def test_every_drawing_reads_in_every_theme_and_colour(tmp_path: Path, theme: str, signal: str) -> None:
    """Of the words of both covers none is told."""
    numbers = "[{num: 50 %, title: Voirie}, {num: 30 %, title: Eau}, {num: 20 %, title: Sport}]"
    front = f"title: Où va le budget ?\nnumbers: {numbers}"
    settings = f"theme: {theme}\nbrand: {{colours: {{ink: '#000000', signal: '{signal}'}}}}\nimprint: Un imprimé.\n"
    _, codes = built(tmp_path, front, f"{settings}organisation: {{name: Les Amis, site: 'https://example.org'}}")
    assert "text-contrast" not in codes


@pytest.mark.parametrize(
    ("language", "between"), [("ar", "، "), ("fa", "، "), ("ja", "、"), ("zh-Hans", "，"), ("de", ", ")]
)
def test_a_legend_has_the_commas_of_its_language(language: str, between: str) -> None:
    """Those of its script."""
    food = Food(Facts(lengths=(Duration(1, 1, "month"), Duration(4, 4, "month"))), "", "", language)
    told = legend("rings", food, catalogue.words(language, {}, None))
    assert told.count(between) == 1
    assert comma(language) == between


def test_a_name_keeps_off_the_mark_on_the_first_capital_of_a_title(tmp_path: Path) -> None:
    """As on Č: the title stands lower, its drawing ends higher; under a plain capital or no name it does not."""
    found = {}
    for title, settings in (
        ("Čas hrát", NAMED),
        ("Cas hrat", NAMED),
        ("čas hrát", NAMED),
        ("Čas hrát", ""),
    ):
        desk = desk_of(planned(tmp_path, f"title: {title}", settings))
        frame = covers.cover_of(desk).frame
        assert frame is not None
        found[title, settings] = covers.risen(desk), round(frame.field.foot, 2)
    assert [rise for rise, _ in found.values()] == [0.14, 0.0, 0.0, 0.0]
    assert found["Čas hrát", NAMED][1] < found["Cas hrat", NAMED][1] == found["čas hrát", NAMED][1]


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize(
    ("front", "ground"),
    [
        (f"title: Deux mots\n{STEPS}", "ink"),
        ("title: Deux mots\nstops: [Gare, Halle, Port, Plage]", "tint"),
        ("title: Deux mots\nnumbers: [{num: '340', title: élèves}]", "signal"),
        ("title: Deux mots\nfounded: 1987", "paper"),
    ],
)
def test_a_drawing_has_its_ground_in_each_theme(tmp_path: Path, front: str, ground: str, theme: str) -> None:
    """It belongs to what is drawn, whatever the palette; `brand.cover` of a project names another."""
    desk = desk_of(planned(tmp_path, front, f"theme: {theme}"))
    assert covers.cover_of(desk).stage.ground == getattr(desk.palette, ground)
    desk = desk_of(planned(tmp_path, front, f"theme: {theme}\nbrand: {{cover: paper}}"))
    assert covers.cover_of(desk).stage.ground == desk.palette.paper


@pytest.mark.parametrize("theme", ["studio", "civic", "festival", "ledger"])
@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_the_line_at_the_foot_keeps_off_what_hangs_over_it(tmp_path: Path, size: str, theme: str) -> None:
    """A g of the title over the legend is as clear of it as two of its capitals are high."""
    phases = ", ".join(f"{{title: One, duration: {count} months}}" for count in (1, 2, 2, 1))
    front = f"title: A programme that lets ideas grow\nsteps: {{list: [{phases}]}}\n"
    numbers = "numbers: [{num: '24', title: teams supported since we first began to write}]\n"
    made, _ = built(tmp_path, front + numbers, f"theme: {theme}\nformat: {size}\nbinding: none\n")
    runs = made.runs(0)
    title = [run for run in runs if run.text == "grow"][-1]
    legend = [run for run in runs if run.size < 11 and run.box[3] < title.box[1] and run.box[0] < title.box[2]]
    over = [run for run in legend if run.box[2] > title.box[0]]
    assert over
    capitals = 0.66 * over[0].size
    assert title.box[1] - max(run.box[3] for run in legend) > 1.6 * capitals


@pytest.mark.parametrize(
    ("end", "told"), [("", "A day 4 sessions"), (", end: '19:00'", "A day 10:00 – 19:00, 4 sessions")]
)
def test_no_hour_is_told_that_nobody_gave(tmp_path: Path, end: str, told: str) -> None:
    """An agenda whose last entry has no end tells none, and its cover neither."""
    hours = ("10:00", "11:30", "14:00", "18:00")
    entries = ", ".join(f"{{time: '{at}', title: Talk {at}{end if at == hours[-1] else ''}}}" for at in hours)
    project = tmp_path / "brochure.yaml"
    project.write_text("language: en\n", encoding="utf-8")
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: A day\nagenda: {{list: [{entries}]}}\n---\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, project, tmp_path / "out"))
    assert outcome.output is not None
    text = " ".join(Pages(outcome.output.path).text(0).split())
    assert text.endswith(told)
    assert ("19:00" in text) is bool(end)


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Cinq temps pour un quartier", ["Cinq temps", "pour un quartier"]),
        ("Un an, mois par mois", ["Un an,", "mois par mois"]),
    ],
)
def test_a_title_ends_its_lines_with_the_sense(title: str, ends: list[str]) -> None:
    """It is smaller before it parts an article from its noun; where the sense pauses, a line ends gladly."""
    found = fitting(title, [48, 40, 34, 30], 122, 70, "fr", FACE, lambda size: 3)
    assert found is not None
    assert [line.text for line in found[1]] == ends
