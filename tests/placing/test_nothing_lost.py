# ruff: noqa: E501
"""What a page tells its readers is on a page of the brochure, or its author is told that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.placing.pages import page


@pytest.mark.parametrize(
    ("keys", "date"),
    [
        ("date: 2026-05-15\ndates: 15–16 May 2026", "15–16 May 2026"),
        ("dates: 15–16 May 2026\ndate: 2026-05-15", "15–16 May 2026"),
        ("date: 2026-05-15\ndates: [2026-05-15, 2026-05-16]", "2026-05-15, 2026-05-16"),
        ("date: 2026-01-02\nstart_date: 2026-05-15", "2026-05-15"),
        ("date: 2026-05-15", "2026-05-15"),
    ],
)
def test_the_richer_of_two_dates_is_the_fact(tmp_path: Path, keys: str, date: str) -> None:
    """Several days are not one, and the day of the page is not that of what it is about."""
    assert page(tmp_path, f"title: T\nplace: Old Hall\n{keys}").of("facts") == {"place": "Old Hall", "date": date}


def test_what_an_event_holds_is_that_of_the_page(tmp_path: Path) -> None:
    """Its day wins over that of the page."""
    front = "title: T\ndate: 2025-08-20\nevent: {location: A barn, date: 2025-09-28, eintritt: 'frei, mit Kuchen'}"
    assert page(tmp_path, front).of("facts") == {"place": "A barn", "date": "2025-09-28", "price": "frei, mit Kuchen"}


@pytest.mark.parametrize("key", ["events", "talks", "sessions", "eventi", "Programm"])
def test_what_is_on_a_day_is_on_the_agenda(tmp_path: Path, key: str) -> None:
    """A single entry, too, with its day and its name, though it be one small word."""
    front = f"title: T\nlang: en\n{key}: [{{name: committee, date: 2023-09-28, comment: It grants us two years more.}}]"
    seen = page(tmp_path, front)
    agenda = seen.of("agenda")
    assert isinstance(agenda, dict)
    assert agenda["list"] == [{"date": "2023-09-28", "title": "committee", "text": "It grants us two years more."}]


@pytest.mark.parametrize("key", ["timeline", "milestones", "history", "frise", "cronologia", "Zeitplan"])
@pytest.mark.parametrize("name", ["year", "date", "dates"])
def test_years_are_a_list_of_dates_and_no_phases(tmp_path: Path, key: str, name: str) -> None:
    """Nothing says how long each was: none is drawn as long as another."""
    rows = f"[{{{name}: 1998, title: Founded}}, {{{name}: 2007, title: Moved}}, {{{name}: 2019, title: Grown}}]"
    seen = page(tmp_path, f"title: T\nlang: en\n{key}: {rows}")
    assert seen.names == ["agenda"]
    listed = seen.of("agenda")
    assert isinstance(listed, dict)
    assert [(row["date"], row["title"]) for row in listed["list"]] == [
        ("1998", "Founded"), ("2007", "Moved"), ("2019", "Grown"),
    ]  # fmt: skip


def test_what_takes_its_time_stays_phases(tmp_path: Path) -> None:
    """A length, a beginning and an end, or a number in their order say so."""
    for more in ("duration: 2 months", "end: 2009", "step: 1"):
        front = f"title: T\ntimeline: [{{year: 1998, title: A, {more}}}, {{year: 2007, title: B, {more}}}]"
        assert page(tmp_path, front).names == ["phases"]


def test_long_spans_are_told_by_their_dates_alone(tmp_path: Path) -> None:
    """Nobody counts 227 days; the last day of one that ends where another begins is not counted twice."""
    front = (
        "title: T\nphases:\n  - {name: A, start: 2022-02-01, end: 2022-09-15}\n"
        "  - {name: B, start: 2022-09-15, end: 2022-10-15}\n  - {name: C, start: 2022-10-15}\n"
    )
    seen = page(tmp_path, front).of("phases")
    assert isinstance(seen, dict)
    assert [row.get("duration") for row in seen["list"]] == [None, "1 month", None]


PICTURES = {
    "imagen: {archivo: img/a.jpg, alt: Un patio}": "cover",
    "bild: {datei: img/a.jpg}": "cover",
    "hero: {text: A line of words., background: {image: {filename: img/a.jpg}}}": "cover",
    "sections: [{block: hero, content: {text: A line of words.}, design: {background: {image: {filename: img/a.jpg}}}}]":
        "cover",
    "main: {heading: Made slowly, description: Each of them is signed below by its maker., image1: {image: img/a.jpg, alt: Hands}}": "text",
    "main: {heading: Made slowly, image: img/b.jpg, description: Each is signed., image2: {image: img/a.jpg}}": "gallery",
    "image: img/b.jpg\nfull_image: img/a.jpg": "gallery",
    "image: img/b.jpg\nsegunda_imagen: img/a.jpg": "gallery",
    "image: img/b.jpg\nother: {fotoPlaza: img/a.jpg}": "gallery",
}  # fmt: skip


@pytest.mark.parametrize("front", PICTURES)
def test_a_picture_is_shown_whatever_its_key(tmp_path: Path, front: str) -> None:
    """In any language, however deep, with a number behind its name."""
    seen = page(tmp_path, f"title: T\n{front}")
    assert "img/a.jpg" in str(seen.of(PICTURES[front]))


@pytest.mark.parametrize("key", ["og_image", "logo", "thumbnail", "author_image", "favicon"])
def test_a_picture_for_others_is_not_shown(tmp_path: Path, key: str) -> None:
    """Signs, pictures for links and of who wrote the page are no gallery."""
    assert "gallery" not in page(tmp_path, f"title: T\nimage: img/b.jpg\n{key}: img/a.jpg").names


@pytest.mark.parametrize("key", ["sources", "references", "fuentes", "Quellen", "further_reading"])
def test_what_a_page_rests_on_is_listed(tmp_path: Path, key: str) -> None:
    """Each with its address."""
    seen = page(tmp_path, f"title: T\n{key}: [{{name: A short report, url: 'https://a.example/b'}}, A book of ours]")
    text = seen.of("text")
    assert isinstance(text, dict)
    assert text["text"] == "- [A short report](https://a.example/b)\n- A book of ours"


@pytest.mark.parametrize("key", ["link", "website", "sitio_web"])
def test_the_address_of_a_page_of_its_own_is_a_contact(tmp_path: Path, key: str) -> None:
    """It stands beside the other ways to reach somebody."""
    seen = page(tmp_path, f"title: T\n{key}: https://a.example\ncontact: a@b.example")
    assert seen.of("contact") == {"mail": "a@b.example", "link": "https://a.example"}


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("year: 2024", "'year' (1 word)"),
        ("people: [{name: Ada, role: Cook, twitter: adacooks}]", "'people[0].twitter' (1 word)"),
        ("project_cta: See the drawings", "'project_cta' (3 words)"),
        ("link: https://a.example", "'link'"),
    ],
)
def test_a_fact_that_nobody_reads_is_told_at_its_line(tmp_path: Path, front: str, told: str) -> None:
    """As a note, which is told without being asked for."""
    (line,) = page(tmp_path, f"title: T\n{front}").told("content-unprinted")
    assert "a.md:3" in line
    assert "note[content-unprinted]: no section prints " + told in line


def test_a_year_stands_among_the_facts(tmp_path: Path) -> None:
    """Where there are others."""
    seen = page(tmp_path, "title: T\nlang: en\nclient: Town of Sallow Bay\nyear: 2024")
    assert seen.of("facts") == {
        "list": [{"label": "Client", "value": "Town of Sallow Bay"}, {"label": "Year", "value": "2024"}]
    }


def test_a_heading_is_no_lead_and_a_line_above_it_no_text(tmp_path: Path) -> None:
    """Titles stay above what they are the titles of; a subtitle comes before the text."""
    front = "title: T\nheading: What we do\ndescription: We mend coats for the town.\nhero: {eyebrow: Since 1990}"
    seen = page(tmp_path, front)
    assert seen.of("introduction") == "## What we do\n\nWe mend coats for the town."
    assert seen.of("cover") == {"subtitle": "Since 1990"}
    part = page(
        tmp_path, "title: T\npart_title: How\npart_text: We walked along the quay.\npart_subtitle: In nine days"
    )
    assert part.of("text") == {"title": "How", "text": "In nine days\n\nWe walked along the quay."}


def test_the_heading_over_a_list_is_that_of_the_list(tmp_path: Path) -> None:
    """It is not one more text of the introduction, with a title of ours above the list."""
    front = (
        "title: T\nintro: {heading: We offer, description: Three crafts., blurbs: [{text: One of them.}, {text: Two.}]}"
    )
    assert page(tmp_path, front).sections == [
        (
            "features",
            {"title": "We offer", "text": "Three crafts.", "list": [{"text": "One of them."}, {"text": "Two."}]},
        )
    ]


BODY = "We are nine people and a van.\n\nWe listen first.\n\n## The year\n\nIn spring we dig.\n"


def test_what_the_text_begins_with_is_the_introduction(tmp_path: Path) -> None:
    """It stands below the lead, not without a title behind all lists; the headings keep their place."""
    front = "title: T\ndescription: We repair wells.\nfaq: [{q: Why?, a: Because.}]"
    seen = page(tmp_path, front, body=BODY)
    assert seen.of("introduction") == "We repair wells.\n\nWe are nine people and a van.\n\nWe listen first."
    assert seen.read.brochure.body is not None
    assert seen.read.brochure.body.markdown.strip() == "## The year\n\nIn spring we dig."


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("desc: Our own lead.\nfaq: [{q: Why?, a: Because.}]", BODY),
        ("faq: [{q: Why?, a: Because.}]", "| a | b |\n| - | - |\n| c | d |\n\n## The year\n\nDig.\n"),
        ("faq: [{q: Why?, a: Because.}]", "As said[^1].\n\n## The year\n\nDig.\n\n[^1]: By us.\n"),
        ("faq: [{q: Why?, a: Because.}]", "word " * 300 + "\n\n## The year\n\nDig.\n"),
        ("faq: [{q: Why?, a: Because.}]", "## The year\n\nDig.\n"),
        ("layout: page", BODY),
    ],
)
def test_any_other_text_stays_whole(tmp_path: Path, front: str, body: str) -> None:
    """A page of ours, what is no plain paragraph, a long text, one that has a heading at once or nothing beside it."""
    seen = page(tmp_path, f"title: T\n{front}", body=body)
    assert seen.read.brochure.body is not None
    assert seen.read.brochure.body.markdown.strip() == body.strip()


SAID = "A nurse comes within five days."
PREFIXED = """title: T
services:
  - {{{0}title: Who may ask, {0}subtitle: Anybody here, {0}description: {1}, {0}{2}: i/a.jpg, {0}{3}: At a table}}
  - {{{0}title: What it costs, {0}subtitle: Ten hours are free, {0}description: {1}}}
"""


@pytest.mark.parametrize("word", ["", "section-", "info-", "card_", "service_"])
@pytest.mark.parametrize(
    ("file", "alt"),
    [("image-path", "image-alt"), ("image", "image-alt"), ("imageSrc", "imageAltText"), ("photo", "photo_alt"),
     ("image1", "image1_alt"), ("image", "alt"), ("img_url", "img_alt"), ("image", "texte_alternatif")],
)  # fmt: skip
def test_what_is_said_of_a_picture_is_no_text_and_a_subtitle_stands_above_it(
    tmp_path: Path, word: str, file: str, alt: str
) -> None:
    """However the keys of an item are called, and whatever word they all begin with."""
    features = page(tmp_path, PREFIXED.format(word, SAID, file, alt)).of("features")
    assert isinstance(features, dict)
    first, second = features["list"]
    assert first == {
        "title": "Who may ask", "text": f"Anybody here\n\n{SAID}", "photo": {"file": "i/a.jpg", "alt": "At a table"}
    }  # fmt: skip
    assert second == {"title": "What it costs", "text": f"Ten hours are free\n\n{SAID}"}


def test_what_is_said_of_a_picture_that_is_not_there_is_no_text(tmp_path: Path) -> None:
    front = f"title: T\nservices:\n- {{title: A, text: {SAID}, banner_alt: Two boats}}\n- {{title: B, text: {SAID}}}"
    features = page(tmp_path, front).of("features")
    assert isinstance(features, dict)
    assert features["list"][0] == {"title": "A", "text": SAID}


def test_keys_that_begin_alike_and_hold_no_heading_stay_as_they_are(tmp_path: Path) -> None:
    front = "title: T\nlang: en\nprices: {price_adult: '8 €', price_child: '5 €'}"
    prices = page(tmp_path, front).of("prices")
    assert "Price adult" in str(prices)
    assert "Price child" in str(prices)


PLACE = "title: T\nplace: Old Hall\ndate: 2026-05-15\n"


@pytest.mark.parametrize(
    "more",
    ["layout: formation", "type: post", "duration: 12 weeks", "layout: layouts/course.njk", "template: projects.html",
     "lang: fr\nduree: 3 mois"],
)  # fmt: skip
def test_the_day_on_which_a_page_was_written_is_no_fact(tmp_path: Path, more: str) -> None:
    """A course, a post or a project is not on the day of its page, and neither is what takes weeks."""
    assert "2026-05-15" not in str(page(tmp_path, PLACE + more).sections)


@pytest.mark.parametrize(
    "more",
    ["", "layout: event", "layout: page", "layout: ../../layouts/Base.astro", "type: post\ntime: '19:30'",
     "layout: course\nadmission: free", "duration: 2 days", "collection: Veranstaltungen",
     "layout: course\nschedule: [{time: '9:00', title: Door}, {time: '10:00', title: Walk}]"],
)  # fmt: skip
def test_the_day_of_an_event_is_a_fact(tmp_path: Path, more: str) -> None:
    facts = page(tmp_path, PLACE + more).of("facts")
    assert isinstance(facts, dict)
    assert facts["date"] == "2026-05-15"


def test_the_day_of_an_event_in_a_post_is_a_fact(tmp_path: Path) -> None:
    front = "title: T\nlayout: post\ndate: 2025-08-20\nevent: {location: A barn, date: 2025-09-28}"
    assert page(tmp_path, front).of("facts") == {"place": "A barn", "date": "2025-09-28"}


MODULES = "\n".join(f"- {{titre: M{n}, {{}}texte: On y apprend beaucoup et vite.}}" for n in range(4))


@pytest.mark.parametrize(
    ("length", "section"), [("duree: 3 semaines, ", "phases"), ("duree: 70 h, ", "features"), ("", "features")]
)
def test_modules_of_a_course_are_items_of_one_section(tmp_path: Path, length: str, section: str) -> None:
    """They are phases where each lasts so long that it is drawn."""
    seen = page(tmp_path, f"title: T\nlang: fr\nmodules:\n{MODULES.replace('{}', length)}")
    assert seen.names == [section]
    assert len(str(seen.of(section)).split("On y apprend")) == 5
    headings = [one.order.heading.markdown for one in seen.read.page.made if one.order.heading is not None]
    inner = seen.of(section)
    assert headings == ["Modules"] or (isinstance(inner, dict) and inner["title"] == "Modules")
    assert "70 h" not in length or str(inner).count("'70 h\\n\\nOn y apprend") == 4


def test_modules_that_say_what_they_are_are_blocks(tmp_path: Path) -> None:
    front = f"title: T\nmodules:\n- {{type: hero, title: A, text: {SAID}}}\n- {{type: quote, quote: {SAID}, name: B}}"
    assert page(tmp_path, front).names == ["introduction", "quotes"]


def test_a_hero_that_repeats_the_title_is_not_told(tmp_path: Path) -> None:
    seen = page(tmp_path, f"title: Office for home care\nhero: {{title: Office for home care, text: {SAID}}}")
    assert seen.told("content-unprinted") == []


def test_what_is_said_of_a_course_in_its_language_is_a_fact(tmp_path: Path) -> None:
    """Keys of other languages stand for those of English, a value in one small word among them."""
    front = "title: T\nlang: de\ndauer: 6 Wochen\ngebuehr: 120 €\nkapazitaet: 8\nniveau: alle\nanmeldeschluss: Ende Mai"
    facts = page(tmp_path, front).of("facts")
    assert isinstance(facts, dict)
    assert facts["price"] == "120 €"
    assert [(one["label"], one["value"]) for one in facts["list"]] == [
        ("Dauer", "6 Wochen"), ("Kapazität", "8"), ("Niveau", "alle"), ("Anmeldeschluss", "Ende Mai")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("description", "Strona główna"), ("description", "Home"), ("summary", "Page d’accueil"), ("excerpt", "Startseite"),
        ("descripcion", "Página principal"), ("description", "الصفحة الرئيسية"), ("description", "トップページ"),
        ("opis", "Strona startowa"),
    ],
)  # fmt: skip
def test_the_name_of_the_start_page_opens_no_brochure(tmp_path: Path, key: str, said: str) -> None:
    """What says only that a page is the first one of its site says nothing of what the brochure is about."""
    seen = page(tmp_path, f"title: T\n{key}: {said}\nplace: Old Hall\n")
    assert seen.names == ["facts"]


@pytest.mark.parametrize("said", ["Home for rowers", "Our home page in print", "A start"])
def test_what_says_more_than_that_opens_it(tmp_path: Path, said: str) -> None:
    assert page(tmp_path, f"title: T\ndescription: {said}\n").names == ["introduction"]
