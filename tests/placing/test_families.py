"""Keys that websites use find their section, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.placing.tables import families, silent
from brochure.sections.registry import shipped
from tests.placing.pages import page

BUS = """
title: Night bus
subtitle: Home safely, every hour
description: The night bus links twelve villages from ten in the evening to six in the morning.
summary: Twelve villages, one ticket.
lead: You are never more than an hour from home.
date: 2026-05-04
author: Office of Transport
tags: [transport, night]
hero:
  heading: The last bus is not the last
  text: Buses run all night.
cover: img/bus.jpg
phases:
  - {name: Inquiry, start: 2025-01-10, end: 2025-03-31}
  - {name: Trial, start: 2025-04-01, end: 2025-12-31}
  - {name: Service, start: 2026-01-01}
stats:
  - {value: 12, label: villages}
  - {value: "94 %", label: on time}
faq:
  - {question: Do dogs travel?, answer: "Yes, and for nothing."}
team:
  - {name: The dispatcher, role: Dispatch, photo: /img/d.jpg}
"""


def test_a_page_of_a_website_becomes_a_brochure(tmp_path: Path) -> None:
    """Every key of it has its section, in the order of the brochure."""
    seen = page(tmp_path, BUS)
    assert seen.sections == [
        ("cover", {"subtitle": "Home safely, every hour", "image": "img/bus.jpg"}),
        (
            "introduction",
            "## The last bus is not the last\n\nBuses run all night.\n\nYou are never more than an hour from home.\n\n"
            "Twelve villages, one ticket.\n\n"
            "The night bus links twelve villages from ten in the evening to six in the morning.",
        ),
        ("numbers", [{"num": "12", "title": "villages"}, {"num": "94 %", "title": "on time"}]),
        (
            "phases",
            {
                "list": [
                    {"title": "Inquiry", "dates": "2025-01-10 – 2025-03-31", "duration": "81 days"},
                    {"title": "Trial", "dates": "2025-04-01 – 2025-12-31", "duration": "9 months"},
                    {"title": "Service", "dates": "2026-01-01"},
                ]
            },
        ),
        ("people", {"list": [{"name": "The dispatcher", "role": "Dispatch", "photo": "/img/d.jpg"}]}),
        ("questions", {"list": [{"question": "Do dogs travel?", "answer": "Yes, and for nothing."}]}),
    ]


PHASES = "[{title: One, desc: Two words.}, {title: Three, desc: Four words.}]"
FIGURES = "[{value: 12, label: boats}, {value: '94 %', label: on time}]"
ASKED = "[{q: How?, a: So.}, {q: Why?, a: Thus.}]"
SPELT = {
    ("phases", PHASES): "steps_list timeline Roadmap milestones our-journey étapes Ablauf",
    ("numbers", FIGURES): "stats Metrics KPIs key_figures keyFigures home-stats chiffres_clés",
    ("questions", ASKED): "faq FAQs faq_items preguntas",
    ("people", "[{name: Ada, position: Cook}]"): "team our_team Team-Members équipe vorstand",
    ("prices", "[{plan: Small, price: '4 €'}]"): "plans pricing_table Preise tarifs",
}
NAMES = {name: meant for meant, names in SPELT.items() for name in names.split()}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_for_all_its_spellings(tmp_path: Path, name: str) -> None:
    section, value = NAMES[name]
    assert page(tmp_path, f"title: T\n{name}: {value}").names == [section]


def test_the_own_key_of_a_section_is_read_as_it_is(tmp_path: Path) -> None:
    """Beside it, a family is a section of its own."""
    seen = page(tmp_path, "title: T\nnumbers: [{num: 1, title: own}]\nstats: [{value: 2, label: other}]")
    assert seen.sections == [("numbers", [{"num": "1", "title": "own"}]), ("numbers", [{"num": "2", "title": "other"}])]


def test_the_own_key_is_read_in_the_words_of_others(tmp_path: Path) -> None:
    """Its fields may be called as others call them, and stand in a wrapper."""
    seen = page(tmp_path, "title: T\nquestions: {heading: Asked, items: [{q: How?, a: So.}]}\nquote: We float.")
    assert seen.of("questions") == {"title": "Asked", "list": [{"question": "How?", "answer": "So."}]}
    assert seen.of("quote") == {"quote": "We float."}


@pytest.mark.parametrize("value", ["true", "false", "/faq/", "'#faq'", "'{{ faq }}'", "", "[]", "{}"])
@pytest.mark.parametrize("key", ["stats", "faq", "team", "timeline", "pricing", "quote", "people", "cover", "intro"])
def test_a_switch_is_no_content(tmp_path: Path, key: str, value: str) -> None:
    """A value that holds no words is nothing, whatever its key, and nobody is told."""
    seen = page(tmp_path, f"title: T\n{key}: {value}")
    assert (seen.names, seen.told()) == ([], [])


def test_a_lead_is_not_printed_twice(tmp_path: Path) -> None:
    """What is printed already, in another text or below the keys, is not printed again."""
    front = "title: T\nlead: We cross the water, and *no* more.\nsummary: We cross the water\ndescription: In the body."
    assert page(tmp_path, front, body="All is in the body.\n").of("introduction") == (
        "We cross the water, and *no* more."
    )


@pytest.mark.parametrize(
    ("start", "end", "language", "length"),
    [
        ("2025-01-10", "2025-03-09", "en", "2 months"),
        ("2025-01-01", "2025-12-31", "fr", "1 an"),
        ("2024-01", "2024-10", "fr", "10 mois"),
        ("2025-03-03", "2025-03-16", "en", "2 weeks"),
        ("2025-03-03", "2025-03-16", "de", "2 Wochen"),
        ("2025-03-03", "2027-03-02", "nl", "2 jaar"),
        ("2025-03-03", "2025-03-03", "pt-BR", "1 dia"),
        ("2025-03-03", "2025-04-02", "sv", "1 månad"),
        ("2025-03-03", "2025-03-03", "en", "1 day"),
        ("2025-03-03", "2025-03-01", "en", None),
        ("2025-02-30", "2025-03-01", "en", None),
        ("spring", "2025-03-01", "en", None),
    ],
)
def test_dates_give_durations(tmp_path: Path, start: str, end: str, language: str, length: str | None) -> None:
    """Exactly, in the language of the page; none where the dates do not say it."""
    seen = page(tmp_path, f"title: T\nlang: {language}\ntimeline: [{{title: A, start: {start}, end: {end}}}]")
    (item,) = seen.of("phases")["list"]  # type: ignore[index]
    assert (item["dates"], item.get("duration")) == (f"{start} – {end}", length)


def test_every_value_keeps_its_place(tmp_path: Path) -> None:
    """What is wrong with a value is told where it stands, whatever it was called there."""
    seen = page(tmp_path, "title: T\nteam:\n  - name: Ada\n    role: Cook\n    bio: |\n      A word.\n\n      ![]()\n")
    assert [line.partition("a.md:")[2] for line in seen.told("picture-empty")] == [
        "9:7: note[picture-empty]: the picture ![]() names no file; it is left out"
    ]


FALSE_SLIPS = "title: Night bus\nmembers:\n  - {name: Ada}\nlong: 13.38\nbg_image: img/a.jpg\n"


def test_no_slip_is_seen_in_what_websites_write(tmp_path: Path) -> None:
    """Neither in their well-known keys, nor where the letters are too many or the value is of another kind."""
    assert page(tmp_path, FALSE_SLIPS).told("unknown-key") == []
    assert page(tmp_path, "title: T\nstats: true\nthem: a\nhot: [a]\nquota: 3\nlogn: [1]\n").told("unknown-key") == []


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [("stpes", "{list: []}", "steps"), ("Titel2", "T", None), ("qoute", "{}", "quote"), ("numbres", "[]", "numbers")],
)
def test_a_likely_slip_is_told(tmp_path: Path, key: str, value: str, meant: str | None) -> None:
    told = page(tmp_path, f"title: T\n{key}: {value}").told("unknown-key")
    assert [line.rpartition("mean ")[2] for line in told] == ([f"'{meant}'?"] if meant else [])


def test_the_data_fit_the_sections() -> None:
    """Every field of a kind is one that its section has, where there is such a section; no key is in a file twice."""
    forms = {form.name: form for form in shipped().forms}
    for kind in families().kinds.values():
        form = forms.get(kind.name)
        if form is None or form.item is None:
            continue
        known = set(getattr(form.item, "keys", {})) | set(form.head)
        assert set(kind.item) - {"duration", "list"} <= known | {"item"}, kind.name
    names = [name for name, _ in silent().names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("front", "sections"),
    [
        ("ohjelma: [{aika: '9.00', otsikko: Kahvi}, {aika: '9.30', otsikko: Alku}]", ["agenda"]),
        (
            "bestyrelse: [{navn: Kirsten, rolle: Formand}]\nkontingent: [{navn: Unge, pris: 700 kr.}]",
            ["people", "prices"],
        ),
        ("prijzen: [{naam: Kind, prijs: gratis}]\nfaq: [{vraag: Lift?, antwoord: Ja.}]", ["prices", "questions"]),
        ("команда: [{имя: Вера, роль: тренер}]\nвопросы: [{вопрос: Когда?, ответ: Завтра.}]", ["people", "questions"]),
        ("speakers: [{name: Ada, title: Cook, bio: Cooks.}, {name: Bea, title: Smith, bio: Forges.}]", ["people"]),
        ("usługi: [{tytuł: Warsztat, opis: Naprawiamy rowery.}]", ["features"]),
        ("ερωτήσεις: [{ερώτηση: Πότε;, απάντηση: Αύριο.}]", ["questions"]),
        ("fakta: [{etikett: Start, värde: 18 augusti}]", ["facts"]),
    ],
)
def test_keys_of_other_languages_find_their_section(tmp_path: Path, front: str, sections: list[str]) -> None:
    seen = page(tmp_path, f"title: One\n{front}\n")
    assert seen.names == sections
    assert seen.told("content-unprinted") == []


def test_opening_hours_are_read_whatever_their_columns_are_called(tmp_path: Path) -> None:
    """By their place where their names say nothing; a time that begins and ends is one."""
    rows = "[{dag: ma, tijd: gesloten}, {tijd: 10.00 uur, days: di}, {day: Wed, open: 9 am, close: 5 pm, extra: Hall}]"
    seen = page(tmp_path, f"title: One\nopeningstijden: {rows}\n")
    assert seen.of("contact") == {
        "hours": [
            {"days": "ma", "time": "gesloten"},
            {"time": "10.00 uur", "days": "di"},
            {"days": "Wed", "time": "9 am – 5 pm", "note": "Hall"},
        ]
    }


def test_a_title_is_sought_where_the_pages_own_one_is_empty(tmp_path: Path) -> None:
    seen = page(
        tmp_path, "title: ''\nhero: {title: Tide Group, text: We measure how estuaries breathe in four ports.}\n"
    )
    assert seen.read.brochure.title.markdown == "Tide Group"
    assert [problem for problem in seen.read.problems if problem.severity != "note"] == []


def test_a_title_that_a_site_fills_in_is_none(tmp_path: Path) -> None:
    """The heading of the text is, in its place."""
    assert str(page(tmp_path, "title: '{{ page.title }}'", "", "# Ferry\n\nWords.\n").read.brochure.title) == "Ferry"
