"""The kinds of sections, filled as people fill them: no words over others, and what only each of them does."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from brochure.pipeline import build
from brochure.vocabulary.job import Job, Outcome
from brochure.vocabulary.paper import FORMATS as PAPERS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.pdfreader.reading import Reading
from tests.seen import Pages, Run

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="60" height="40" fill="#446688"/></svg>'
)
_TEXT = "Bring what is broken and we look at it together on two evenings a week."


_ITEM = re.compile(r"\{name(?:\{[^{}]*\}|[^{}])*\}")


def _items(count: int, *keys: str) -> str:
    values = {"text": _TEXT, "answer": _TEXT, "icon": "p.svg", "photo": "{file: p.svg, alt: Somebody}", "price": "40 £"}
    values |= {"logo": "{file: p.svg, alt: A sign}", "quote": "It changed how we work here.", "includes": "[one, two]"}
    rows = (", ".join(f"{key}: {values.get(key, f'{key} {n}')!s}" for key in keys) for n in range(1, count + 1))
    return "[" + ", ".join("{" + row + "}" for row in rows) + "]"


_HOURS = (
    "[{time: 9:00, title: Doors}, {time: 10:00, title: Talk, text: Of boats.}, {time: 12:00, end: 13:00, title: Meal}]"
)
_DAYS = [f"{{date: {day} March 2026, title: Day, list: {_HOURS}}}" for day in (12, 13, 14)]
KINDS = {
    "features-6": f"features: {_items(6, 'title', 'text', 'icon')}",
    "features-4": f"features: {_items(4, 'title', 'text', 'icon')}",
    "features-ordered": f"features: {{ordered: true, list: {_items(4, 'title', 'text')}}}",
    "features-10": f"features: {_items(10, 'title', 'text')}",
    "people-3": f"people: {_items(3, 'name', 'role', 'photo', 'text')}",
    "people-8": f"people: {_items(8, 'name', 'role', 'photo')}",
    "people-none": f"people: {_items(6, 'name', 'role', 'text')}",
    "questions": f"questions: {_items(7, 'question', 'answer')}",
    "quotes-3": f"quotes: {_items(3, 'quote', 'name', 'role')}",
    "quotes-4": f"quotes: {{title: Heard, list: {_items(4, 'quote', 'name', 'photo')}}}",
    "prices": f"prices: {_items(3, 'name', 'price', 'unit', 'includes')}",
    "prices-groups": "prices: {title: Fees, text: By the season., list: [{title: Boats, list: "
    "[{name: Day, price: 9 £}, {name: Week, price: 40 £, unit: of 7 days}]}, "
    "{title: Ropes, list: [{name: Yard, price: free}]}]}",
    "agenda": f"agenda: {{title: Open day, date: 14 March, list: {_HOURS}}}",
    "agenda-3": f"agenda: {{days: [{', '.join(_DAYS)}]}}",
    "facts": "facts: {date: 14 March 2026, time: 9 to 18, place: Quay, price: free, list: [{label: Who, value: All}]}",
    "partners": f"partners: {_items(6, 'name', 'logo')}",
    "gallery": "gallery: [{file: p.svg, caption: One, alt: a}, {file: p.svg, alt: b}, {file: p.svg, alt: c}]",
    "contact": "contact: {phone: 0123 456, mail: a@b.example, name: Hangar, address: Quay, link: 'https://a.example', "
    "hours: [{days: Monday, time: 9:00 – 17:00}, {days: Sunday, time: closed}, {days: Friday, time: 10:00 – 20:00}]}",
    "call": "call: {title: Come on Monday, text: It is free., button: Book, link: 'https://example.org/visit'}",
    "table": "table: {text: In thousands., list: [[Kind, 2024, 2025], [Hire, '-9', 11], [Total, 3, 25]]}",
    "text": f"text: {{title: Lending, text: '{_TEXT} {_TEXT} {_TEXT}'}}",
}  # fmt: skip
FORMATS = ("a5", "a4", "square", "letter", "leaflet")
TURNS = [(name, FORMATS[at % 5]) for at, name in enumerate(KINDS)] + [(name, "a5") for name in KINDS]
TURNS += [(name, "square") for name in ("agenda", "questions", "features-10", "people-none")]


def made(folder: Path, front: str, size: str = "a5", theme: str = "studio") -> Outcome:
    """Build content of one section."""
    (folder / "p.svg").write_text(_PICTURE, encoding="utf-8")
    content, settings = folder / "a.md", folder / "brochure.yaml"
    content.write_text(f"---\ntitle: T\nlang: en\n{front}\n---\n", encoding="utf-8")
    settings.write_text(
        f"language: en\nformat: {size}\ntheme: {theme}\nbinding: none\nassets: ['.']\n", encoding="utf-8"
    )
    return build(Job(content, folder, settings, folder / "out"))


def over(one: Run, other: Run) -> bool:
    """Tell whether words lie over each other by more than the rounding of their boxes."""
    wide = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return wide > 1 and high > 0.25 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


@pytest.mark.parametrize(("name", "size"), sorted(set(TURNS)))
def test_words_lie_on_the_page_and_not_over_each_other(name: str, size: str, tmp_path: Path) -> None:
    """Nothing is told of the pages either; on a page of its own, a section of these has one."""
    outcome = made(tmp_path, KINDS[name], size)
    assert outcome.output is not None
    assert [problem.code for problem in outcome.problems if problem.severity != "note"] == []
    pages = Pages(outcome.output.path)
    assert len(pages) == (2 if size == "leaflet" else 3)
    for number in range(len(pages)):
        width, height = pages.size(number)
        runs = [run for run in pages.runs(number) if run.drawn]
        assert [run.text for run in runs if min(run.box[:2]) < 0 or run.box[2] > width or run.box[3] > height] == []
        assert [(one.text, other.text) for one, other in combinations(runs, 2) if over(one, other)] == []


@pytest.mark.parametrize(
    ("name", "size", "theme"),
    [
        *(
            (name, FORMATS[at % 5], theme)
            for at, name in enumerate(KINDS, 3)
            for theme in ("civic", "festival", "ledger")
        ),
        ("agenda", "leaflet", "studio"),
    ],
)
def test_words_read_on_the_grounds_of_every_theme(name: str, size: str, theme: str, tmp_path: Path) -> None:
    """In every kind of section."""
    outcome = made(tmp_path, KINDS[name], size, theme)
    assert [str(problem.message) for problem in outcome.problems if problem.code == "text-contrast"] == []


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_prices_stand_in_their_groups(size: str, tmp_path: Path) -> None:
    """The name of each is on the line of its first price, left of all of them, which end at the right margin."""
    outcome = made(tmp_path, KINDS["prices-groups"], size)
    assert outcome.output is not None
    runs = {run.text.strip(): run.box for run in Pages(outcome.output.path).runs(1) if run.drawn}
    for group, name, price in (("Boats", "Day", "9"), ("Ropes", "Yard", "free")):
        (left, low, right, _), (start, foot, *_), (_, level, end, _) = runs[group], runs[name], runs[price]
        assert right < start < end
        assert foot == pytest.approx(level, abs=5)
        assert low == pytest.approx(foot, abs=3.5)
        assert left == pytest.approx(runs["Fees"][0], abs=1.5)
    starts = [runs[name][0] for name in ("Day", "Week", "Yard")]
    assert max(starts) - min(starts) < 2.5
    assert [name for name in runs if name in ("Boats", "Ropes")] == ["Boats", "Ropes"]


def test_a_file_beside_the_content_is_a_table(tmp_path: Path) -> None:
    """Its first row names the columns; figures stand to the right, a minus is one; signs of Markdown are words."""
    (tmp_path / "data.csv").write_text("Kind;Year\nBoats *and* more;-9\nTotal;12\n", encoding="utf-8")
    outcome = made(tmp_path, "table: {file: data.csv, caption: Of 2026}")
    assert outcome.output is not None
    text = Pages(outcome.output.path).text(1)
    assert [word in text for word in ("Kind", "Boats *and* more", "−9", "Of 2026")] == [True] * 4
    assert tmp_path / "data.csv" in outcome.inputs
    assert outcome.pdf is not None
    tree = Reading(outcome.pdf).tree
    assert tree is not None
    assert [len(tree.find(role)) for role in ("Table", "TH", "TD")] == [1, 4, 2]


@pytest.mark.parametrize("name", ["gone.csv", "../secret.csv"])
def test_a_file_that_cannot_be_read_is_told_and_nothing_else_is_lost(name: str, tmp_path: Path) -> None:
    """A warning at its name; what is written beside it is printed."""
    outcome = made(tmp_path, f"table: {{file: {name}, text: Words above.}}")
    told = [(found.code, found.place.line) for found in outcome.problems if found.severity != "note"]
    assert told == [("table-unread", 4)]
    assert outcome.output is not None
    assert "Words above." in Pages(outcome.output.path).text(1)


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("size", ["a5", "a4", "square", "letter"])
def test_of_three_pictures_the_first_is_the_large_one(tmp_path: Path, size: str, lines: int) -> None:
    """It is 84 mm high on A5, over two of 54 mm; no caption of two lines changes that, nor a high format the ratio."""
    said = "The northern basin in October, with crane three on the left, which volunteers have mended." * (lines - 1)
    rows = ", ".join(f"{{file: {one}.png, caption: {said or 'One'}, alt: {one}}}" for one in "abc")
    for one, colour in zip("abc", ("red", "lime", "blue"), strict=True):
        Image.new("RGB", (1600, 1000), colour).save(tmp_path / f"{one}.png")
    outcome = made(tmp_path, f"gallery: [{rows}]", size)
    assert outcome.output is not None
    seen = Pages(outcome.output.path).picture(1, text=False).split()
    mm = seen[0].width / PAPERS[size].width
    boxes = [channel.point(lambda value: 255 * (value > 200)) for channel in seen]
    high = []
    for at, box in enumerate(boxes):
        only = ImageChops.subtract(ImageChops.subtract(box, boxes[at - 1]), boxes[at - 2]).getbbox()
        assert only is not None
        high.append((only[3] - only[1]) / mm)
    if size == "square":
        # On a low page it would be a strip: two thirds of its height are seen, which is more than the ratio gives it.
        assert high[0] >= PAPERS[size].width * 1000 / 1600 * 2 / 3 - 0.6
        assert high[0] / high[1] > 84 / 54
    else:
        assert high[0] / high[1] == pytest.approx(84 / 54, abs=0.03)
    assert high[1] == pytest.approx(high[2], abs=0.6)
    if size == "a5":
        assert high == pytest.approx([84, 54, 54], abs=0.6)


def test_opening_hours_are_drawn_to_scale(tmp_path: Path) -> None:
    """From the first hour of all to the last one, whichever day they are on."""
    outcome = made(tmp_path, KINDS["contact"])
    assert outcome.output is not None
    picture = Pages(outcome.output.path).picture(1, text=False)
    lit = picture.point(lambda value: 255 * (value > 200)).split()
    orange = ImageChops.subtract(lit[0], lit[2])
    bars = {box for top in range(orange.height) if (box := orange.crop((0, top, orange.width, top + 1)).getbbox())}
    spans = sorted({(left, right) for left, _, right, _ in bars}, key=lambda span: span[0] - span[1])[:2]
    (ten, twenty), (nine, seventeen) = sorted(spans, key=lambda span: -span[1])
    hour = (twenty - nine) / 11
    assert [ten - nine, seventeen - nine] == pytest.approx([hour, 8 * hour], abs=2)


@pytest.mark.parametrize("theme", ["studio", "civic", "festival", "ledger"])
@pytest.mark.parametrize("size", ["a5", "a4", "square", "letter"])
def test_a_title_over_opening_hours_has_the_size_of_all(tmp_path: Path, size: str, theme: str) -> None:
    """One size a level for the whole booklet."""
    outcome = made(tmp_path, KINDS["contact"].replace("{phone", "{title: Where we are, phone"), size, theme)
    assert outcome.output is not None
    title = next(run for run in Pages(outcome.output.path).runs(1) if run.text.startswith("Where"))
    assert title.size == pytest.approx(scale_of(PAPERS[size]).title, abs=0.1)


def test_a_day_is_drawn_to_scale_only_where_it_is_known(tmp_path: Path) -> None:
    """Two hours take twice the height of one; a time in words leaves rows of one height."""
    heights = {}
    for name, last in (("scale", "12:00"), ("rows", "noonish")):
        rows = f"[{{time: 9:00, title: A}}, {{time: 10:00, title: B}}, {{time: '{last}', title: C}}]"
        outcome = made(tmp_path, f"agenda: {{title: Day, list: {rows}}}")
        assert outcome.output is not None
        runs = {run.text: run.box[1] for run in Pages(outcome.output.path).runs(1)}
        heights[name] = [runs["A"] - runs["B"], runs["B"] - runs["C"]]
    assert heights["scale"][1] == pytest.approx(2 * heights["scale"][0], rel=0.02)
    assert heights["rows"][1] == pytest.approx(heights["rows"][0], rel=0.02)


def test_a_day_that_is_not_to_scale_keeps_its_colours_in_rows_of_one_height(tmp_path: Path) -> None:
    """A pause of a quarter of an hour has no room to scale: what has a text is a ground from the edge all the same."""
    hours = ("9:00", "10:30", "10:45", "12:00", "14:00", "15:00")
    texts = ["" if time == "10:30" else ", text: Some words." for time in hours]
    rows = ", ".join(
        f"{{time: '{time}', title: At {at}{text}}}" for at, (time, text) in enumerate(zip(hours, texts, strict=True))
    )
    outcome = made(tmp_path, f"agenda: {{title: Day, list: [{rows}]}}")
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    grounds = [one.box for one in pages.shapes(1) if one.box[0] <= 0 and 90 < one.box[2] < 200]
    assert len(grounds) == 5
    heights = [box[3] - box[1] for box in grounds]
    assert max(heights) == pytest.approx(min(heights), abs=1)
    assert min(heights) >= 16 * 72 / 25.4


def test_a_date_that_is_not_sure_has_no_calendar(tmp_path: Path) -> None:
    """It prints as it is written; a day with its year has its month drawn, which says so in words."""
    alts = []
    for date in ("14 March 2026", "some day in March"):
        outcome = made(tmp_path, f"facts: {{date: {date}, place: Quay}}")
        assert outcome.pdf is not None
        tree = Reading(outcome.pdf).tree
        assert tree is not None
        alts.append([item.alt for item in tree.find("Figure") if "Calendar" in (item.alt or "")])
    assert alts == [["Calendar: 14 March 2026"], []]


@pytest.mark.parametrize(("written", "there"), [("gallery: true", False), ("text: A few words.", True)])
def test_a_switch_is_nothing_and_a_text_alone_is_text(written: str, there: bool, tmp_path: Path) -> None:
    """As websites write these keys."""
    outcome = made(tmp_path, written)
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    assert any("A few words." in pages.text(number) for number in range(len(pages))) == there


def test_who_gives_no_address_has_none(tmp_path: Path) -> None:
    """An address that is absent is not that of the organisation's site."""
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text("---\ntitle: X\nlang: en\npeople: [{name: Ada, role: Cook}]\n---\n")
    settings.write_text("organisation: {name: Works, site: https://works.example}\n")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    pages = Reading(outcome.pdf).texts()
    assert [number for number, text in enumerate(pages) if "works.example" in text] == [len(pages) - 1]


@pytest.mark.parametrize("size", ["a5", "a4"])
@pytest.mark.parametrize("count", [6, 12])
def test_portraits_fill_their_page(count: int, size: str, tmp_path: Path) -> None:
    """They grow with the room that is left, in rows of one height, and are no slivers."""
    outcome = made(tmp_path, f"people: {_items(count, 'name', 'role', 'photo')}", size)
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    assert len(pages) == 3
    _, height = pages.size(1)
    roles = sorted({round(run.box[1]) for run in pages.runs(1) if run.text == "role"})
    assert len(roles) == count // (3 if count == 6 else 4)
    low = min(run.box[1] for run in pages.runs(1) if run.text == "role")
    scale = scale_of(PAPERS[size])
    assert 1 - (low / MM - scale.foot) / (height / MM - scale.start - scale.foot) >= 0.85


def test_between_what_a_plan_includes_a_dot_has_room(tmp_path: Path) -> None:
    """In a list of plans it runs on; on both sides of the dot is a space."""
    plans = ", ".join(f"{{name: Plan {number}, price: £{number}, includes: [Tools, Meals]}}" for number in range(9))
    outcome = made(tmp_path, f"prices: [{plans}]")
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    text = " ".join(pages.text(number) for number in range(len(pages)))
    assert "Tools · Meals" in text.replace("\u00a0", " ")


def test_the_sign_of_a_currency_is_half_as_large_as_its_price(tmp_path: Path) -> None:
    """It stands behind the amount as it was written, or before it; a price in words is one size."""
    plans = "[{name: A, price: £40, includes: [a, b, c, d, e, f]}, {name: B, price: 9 €}, {name: C, price: on request}]"
    outcome = made(tmp_path, f"prices: {plans}")
    assert outcome.output is not None
    sizes = {run.text: run.size for run in Pages(outcome.output.path).runs(1)}
    assert sizes["£"] == pytest.approx(sizes["40"] / 2) == pytest.approx(sizes["€"])
    assert sizes["on"] == sizes["request"] < sizes["9"]


@pytest.mark.parametrize("size", ["a5", "leaflet"])
@pytest.mark.parametrize(("faces", "count"), [(2, 2), (1, 2), (2, 3), (3, 4), (4, 6), (5, 6), (5, 8), (6, 8)])
def test_where_many_have_no_portrait_all_go_without(faces: int, count: int, size: str, tmp_path: Path) -> None:
    """Below a third the cell of who has none is tint; else a portrait that is left out is told."""
    with_, without = (_items(count, "name", "role", *more) for more in (("photo",), ()))
    rows = _ITEM.findall(with_)[:faces] + _ITEM.findall(without)[faces:]
    outcome = made(tmp_path, f"people: [{', '.join(rows)}]", size)
    tree = Reading(outcome.pdf).tree
    assert tree is not None
    shown = sum((item.alt or "") == "Somebody" for item in tree.find("Figure"))
    few = (count - faces) * 3 < count
    assert shown == (faces if few else 0)
    assert ("portraits-left-out" in {problem.code for problem in outcome.problems}) == (not few)


def test_each_of_a_few_logos_stands_under_a_rule(tmp_path: Path) -> None:
    """Two across, in ink; what closes them has the measure, in the size of a lead."""
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30H0z"/></svg>', encoding="utf-8"
    )
    rows = ", ".join(f"{{name: House {number}, logo: logo.svg}}" for number in range(6))
    outcome = made(tmp_path, f"partners: {{title: With them, text: They pay for all of it., list: [{rows}]}}")
    assert outcome.output is not None
    pages, unit = Pages(outcome.output.path), 72 / 25.4
    ruled = [one.box for one in pages.shapes(1) if one.box[2] - one.box[0] == pytest.approx(58.5 * unit, abs=unit)]
    assert len({(round(box[0]), round(box[3])) for box in ruled}) == 6
    closing = next(run for run in pages.runs(1) if run.text.startswith("They"))
    assert closing.box[0] == pytest.approx(13 * unit, abs=1)
    assert closing.size == pytest.approx(11, abs=0.1)
