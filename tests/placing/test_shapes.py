# ruff: noqa: E501
"""Pages as tools of many kinds keep them: every structure becomes the sections that its fields say."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.placing.pages import page


class Case(NamedTuple):
    """A page; the title it gets, the sections it becomes, and the key paths that are told to be printed nowhere."""

    front: str
    title: str
    sections: list[str]
    told: tuple[str, ...] = ()


SENTENCE = "We mend the boats of the whole bay in winter."
CASES = {
    "home of a static site with a CMS": Case(
        f"""
templateKey: index-page
title: Boatyard
image: {{childImageSharp: null, src: /img/yard.jpg}}
heading: Mended by hand
mainpitch: {{title: Our craft, description: {SENTENCE}}}
description: A yard by the harbour.
intro: {{heading: We offer, description: Three crafts., blurbs: [{{image: /i/a.png, text: Caulking of every seam.}}, {{image: /i/b.png, text: Rigging old and new.}}]}}
""",
        "Boatyard",
        ["cover", "introduction", "features", "text"],
    ),
    "product of a static site with a CMS": Case(
        """
title: Moorings
full_image: /img/wide.jpg
testimonials: [{quote: Never adrift again., author: Skipper Joan}, {quote: It holds., author: Ned}]
pricing: {heading: Berths, description: By the season., plans: [{plan: Small, price: '40', description: For dinghies., items: [one cleat, water]}]}
""",
        "Moorings",
        ["cover", "prices", "quotes"],
    ),
    "theme with switches": Case(
        """
banner: {enable: true, bg_image: images/b.jpg, title: The Ropewalk, content: Ropes as long as streets., button: {enable: true, label: Go, link: /x}}
about: {enable: true, title: Us, content: A family of ropemakers., image: images/u.jpg}
service: {enable: false, title: Old things, service_item: [{icon: ion-x, name: Nets, content: No more of them.}]}
funfacts: {enable: true, title: In years, funfact_item: [{icon: ion-y, name: Members, count: '120'}], testimonial_slider: [{name: Ann Rope, designation: Captain, content: Strong stuff.}]}
""",
        "The Ropewalk",
        ["cover", "introduction", "numbers", "quotes", "text"],
    ),
    "one file a section": Case(
        "enable: true\ntitle: Voices\ndescription: What sailors say.\nbuild: {render: never}\n"
        "testimonials: [{name: Bo, designation: Cook, content: A warm berth.}, {name: Al, designation: Mate, content: Dry.}]",
        "Voices",
        ["introduction", "quotes"],
    ),
    "blocks with content and design": Case(
        """
type: landing
title: Marine Lab
sections:
  - block: hero
    content: {title: Tide Lab, text: We measure the sea., primary_action: {text: Go, url: '#x', icon: hero/bolt}}
    design: {css_class: dark}
  - {block: stats, content: {items: [{static: 1, statistic: '40+', description: papers}, {statistic: '3', description: boats}]}}
  - {block: features, content: {title: Work, items: [{name: Buoys, icon: bolt, description: They float.}]}}
  - {block: faq, content: {title: Asked, items: [{question: Is it deep?, answer: It is.}]}}
  - {block: collection, content: {title: Latest News, filters: {folders: [post]}}}
""",
        "Marine Lab",
        ["introduction", "numbers", "features", "questions"],
        ("sections[4]",),
    ),
    "splash page": Case(
        """
layout: splash
title: Lighthouse
header: {overlay_color: "#000", overlay_image: /a/h.jpg, actions: [{label: Go, url: /x}], caption: "Photo: a keeper"}
excerpt: A light for ships.
intro: [{excerpt: 'It turns since long ago.'}]
feature_row: [{image_path: /a/1.jpg, alt: A lamp, title: Lamp, excerpt: "It *shines*.", url: '#', btn_label: Read}]
feature_row2: [{image_path: /a/2.jpg, title: Horn, excerpt: It sounds.}]
""",
        "Lighthouse",
        ["cover", "introduction", "features", "features"],
    ),
    "flat keys with hyphens": Case(
        """
hero-title: Harbour Office
hero-subtitle: Open to all
google-analytics: X-1
info-sections: [{section-title: Visit, section-subtitle: By boat, section-description: Moor at the quay., section-more-button: More}]
locations: [{title: Office, address: [1 Quay, Port], operating-hours: [{days: Mon to Fri, time: 9 to 17}]}]
""",
        "Harbour Office",
        ["introduction", "features", "contact"],
    ),
    "timetable": Case(
        """
title: Regatta
schedule: [{time: "09:30", end_time: "10:00", title: Briefing, description: Bring oilskins.}, {time: "10:00", title: Start, facilitators: [Ann Rope]}]
days: [{date: 2025-03-01, dateReadable: March First, tracks: [{title: Main, color: "#fff"}], timeslots: [{startTime: "10:00", sessionIds: [1, 2]}]}]
""",
        "Regatta",
        ["agenda"],
        ("days",),
    ),
    "keys with one beginning": Case(
        """
title: Dredging
title_tag: Words for search engines
hero_content: Mud goes out.
hero_image: /h.jpg
hero_image_description: A dredger
process_title: How it goes
process_subtitle: Slowly and deep.
results_title: What came of it
results_conclusion: Four metres more.
optional_section_1_title: Afterwards
optional_section_1: The eels came back.
project_cta: See it
""",
        "Dredging",
        ["cover", "introduction", "text", "text", "text"],
    ),
    "collection with typed fields": Case(
        """
title: Wells
hero: {eyebrow: Since long ago, title: Sweet water, lede: It rises from the chalk.}
heroImage: ../../assets/w.jpg
heroImageAlt: A well
stats: [{value: "70–80 %", label: of wells}, {value: Live, label: status}, {value: "2 → 1", label: offices}]
steps: [{step: "01", title: Ask, detail: Write to us.}]
faqs: [{q: Why?, a: For thirst.}]
sources: [{name: A long paper on chalk, url: https://example.org}]
pubDate: 2025-01-02
""",
        "Wells",
        ["cover", "introduction", "numbers", "phases", "questions", "text"],
    ),
    "home of a documentation": Case(
        """
layout: home
hero: {name: Tern, text: A line for anglers, tagline: Light and long, image: {src: /t.svg, alt: A tern}, actions: [{theme: brand, text: Start, link: /s}]}
features: [{icon: 🌊, title: Floats, details: On any water., link: /one, linkText: More}]
head: [[meta, {name: x, content: y}]]
""",
        "Tern",
        ["cover", "introduction", "features"],
    ),
    "landing in YAML": Case(
        """
seo: {title: Words, description: Words for engines}
navigation.icon: i-lucide-home
hero: {title: Ferry Line, links: [{label: Go, to: /x}]}
sections: [{title: Decks, description: Three of them., id: one, reverse: true, features: [{name: Sun deck, description: In summer., icon: i-x}]}]
testimonials: {headline: Voices, items: [{quote: Smooth., user: {name: Ann Rope, description: Captain, avatar: {src: /a.png}}}]}
plans: [{title: Family, price: {month: €9, year: €90}, features: [dogs, bikes], button: {label: Buy}}]
faq: {title: Asked, items: [{label: "How long?", content: An hour.}]}
""",
        "Ferry Line",
        ["prices", "questions", "quotes", "features"],
    ),
    "blocks with styling": Case(
        """
title: Sailmakers
sections:
  - {type: hero_section, title: Sails, subtitle: Cut to the wind, content: "#### Now\\n\\nIn hemp again.", image: images/h.png, image_alt: A sail, align: left}
  - {type: features_section, title: We sew, features: [{title: Jibs, content: Small ones., image: images/a.png}]}
  - {type: form_section, form_action: /thanks, form_fields: [{input_type: text, label: Name}], submit_label: Send}
""",
        "Sailmakers",
        ["cover", "introduction", "features"],
    ),
    "tree of an editor": Case(
        """
title: Dykes
page_builder:
  - id: k1
    type: article
    enabled: true
    article: [{type: heading, attrs: {level: 2}, content: [{type: text, text: Why dykes}]}, {type: paragraph, content: [{type: text, marks: [{type: bold}], text: They hold}, {type: text, text: ' the sea.'}]}]
  - {id: k2, type: cards, enabled: true, cards: [{heading: Clay, text: It is dense., link_type: entry}]}
""",
        "Dykes",
        ["text", "features"],
    ),
    "modular page": Case(
        """
menu: Top
content: {items: '@self.modular', order: {by: default}}
hero: {overlay: dark, image: h.jpg, title: {text: Eel Weir, color: '#fff'}, content: "A **trap** of wood."}
gallery: {thumb: {width: 400}, items: [{image: a.jpg, title: Spring, desc: High water.}]}
form: {name: c, fields: {mail: {label: Mail, placeholder: Yours}}, process: {message: Thanks}}
""",
        "Eel Weir",
        ["cover", "introduction", "gallery"],
    ),
    "record of a project": Case(
        f"""
title: Lanterns
slug: lanterns
department: Ministry of the Sea
place: Old Port
budget: 120 000 €
impact: {SENTENCE}
jobs: [{{title: Designer, count: 2}}]
team: [Ann Rope, Joan Keel]
startDate: 2024-01
endDate: 2024-10
""",
        "Lanterns",
        ["people", "facts", "text"],
        ("jobs",),
    ),
    "register of services": Case(
        """
title: Ferry
mission: Every island has its boat.
sponsors: [min-x, dir-y]
contact: ferry@example.org
phases: [{name: investigation, start: 2021-02-01}, {name: construction, start: 2021-09-15, end: ''}]
stats: true
stats_url: https://example.org/stats
accessibility_status: partiellement conforme
usertypes: [particulier]
""",
        "Ferry",
        ["introduction", "phases", "contact"],
    ),
    "practice in German": Case(
        """
title: Praxis am Wehr
headline: Für alle am Fluss
beschreibung: Wir sind da.
leistungen: [Erste Hilfe, Zweite Meinung]
ansprechpartner: [{name: Ada Wehr, funktion: Leitung, bild: bilder/a.jpg, telefon: "030 123"}]
oeffnungszeiten: {werktags: "Mo–Fr: 8–17 Uhr", samstag: nach Vereinbarung}
preise: [{titel: Stunde, preis: 45 €, einheit: je 50 Minuten}]
""",
        "Praxis am Wehr",
        ["introduction", "features", "people", "prices", "contact"],
    ),
    "event, flat": Case(
        """
title: Night walk
hosts: [Ann Rope, Joan Keel]
dates: [2025-06-01, 2025-06-02]
start_time: 9pm
end_time: 11pm
price: 12
currency: EUR
capacity: 30
venue: {name: Net Loft, address: 1 Quay, map: https://example.org/m}
ticket_tailor_id: ev_1
""",
        "Night walk",
        ["people", "facts"],
    ),
    "front page in Spanish": Case(
        """{"titulo": "Casa", "bajada": "Una casa del mar.", "cifras": [{"valor": 40, "sufijo": "+", "etiqueta": "socias"}, {"valor": "diario", "etiqueta": "uso"}],
 "pilares": [{"id": "a", "titulo": "Uno", "texto": "La red."}], "cita": {"texto": "Aquí vive el viento.", "autor": "Ana Mar", "cargo": "Capitana"},
 "socios": [{"nombre": "Entidad", "logo": "logos/e.svg", "url": "https://example.org"}], "slug": "casa"}""",
        "Casa",
        ["introduction", "numbers", "features", "quote", "partners"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_structure_becomes_its_sections(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    seen = page(tmp_path, case.front)
    assert (str(seen.read.brochure.title), sorted(seen.names)) == (case.title, sorted(case.sections))
    told = seen.told("content-unprinted")
    assert [path for path in case.told if not told or f"'{path}'" not in told[0]] == []
    assert bool(told) == bool(case.told), told


def test_what_stands_under_the_key_of_a_section_and_makes_none_is_told(tmp_path: Path) -> None:
    """Also what holds no words for readers: the name of a file; but no switch."""
    seen = page(tmp_path, "title: T\nprices: data.csv\nquotes: nothing\nquestions: true\npartners: [rates.csv]")
    assert seen.names == []
    (told,) = seen.told("content-unprinted")
    names = "'prices' (2 words), 'quotes' (1 word), 'partners' (2 words)"
    assert told.endswith(f"a.md:3:1: warning[content-unprinted]: no section prints {names}")


def test_names_alone_beside_names_with_more_are_of_one_list(tmp_path: Path) -> None:
    """A list of texts and mappings under a name that is often used for something else."""
    seen = page(tmp_path, "title: T\nsponsors: [Acme, {name: Beta, url: 'https://beta.example'}]")
    assert seen.sections == [
        ("partners", {"list": [{"name": "Acme"}, {"name": "Beta", "link": "https://beta.example"}]})
    ]
    assert page(tmp_path, "title: T\nsponsors: [Acme, Beta]").names == []


QUESTIONS = "[{q: How?, a: So.}, {q: Why?, a: Thus.}]"
SHAPES = {
    QUESTIONS: "questions",
    "[{quote: It floats., by: Ann, who: x}, {quote: It sinks., author: Bo}]": "quotes",
    "[{name: Small, price: 4 €}, {name: Large, price: 9 €}]": "prices",
    "[{time: '9:30', title: Door}, {time: '10:00', title: Talk}]": "agenda",
    "[{name: Ann, role: Captain}, {name: Bo, role: Cook}]": "people",
    "[{value: 12, label: boats}, {value: 4 %, label: leaks}]": "numbers",
    "[{year: 1990, title: Founded}, {year: 2001, title: Moved}]": "agenda",
    "[{logo: a.svg, name: Ann}, {logo: b.svg, name: Bo}]": "partners",
    "[{src: a.jpg, alt: A boat}, {src: b.jpg, alt: A quay}]": "gallery",
    "[{label: Length, value: 12 m}, {label: Sail, value: hemp}]": "facts",
    "[{title: Hull, text: Of oak.}, {title: Mast, text: Of pine.}]": "features",
}


@pytest.mark.parametrize("value", SHAPES)
def test_a_list_is_what_its_fields_say(tmp_path: Path, value: str) -> None:
    """Whatever its key."""
    assert page(tmp_path, f"title: T\nzzz: {value}").names == [SHAPES[value]]


@pytest.mark.parametrize(
    "value",
    [
        "[{title: Home, url: /}, {title: News, url: /news}]",
        "[{title: Cook, count: 2}, {title: Mate, count: 1}]",
        "[{name: HTML, percent: 90}, {name: CSS, percent: 80}]",
        "{a: {b: {c: Two words}}}",
        "[Some tags, More tags]",
        "A short line",
    ],
)
def test_what_makes_no_page_is_told(tmp_path: Path, value: str) -> None:
    """Navigation, vacancies, skills and short lines are no sections."""
    seen = page(tmp_path, f"title: T\nzzz: {value}")
    assert seen.names == []
    (told,) = seen.told("content-unprinted")
    assert "'zzz'" in told


@pytest.mark.parametrize(
    ("value", "columns", "cells"),
    [
        ("[{species: Oak, height: 30 m, age: 200 years}, {species: Birch, height: 20 m, age: 80 years}]",
         ["Species", "Height", "Age"], [["Oak", "30 m", "200 years"], ["Birch", "20 m", "80 years"]]),
        ("[{level: A1, hours: 40, when: Monday, slug: x-1}, {level: B2, hours: 60, when: '', slug: x-2}]",
         ["Level", "Hours", "When"], [["A1", "40", "Monday"], ["B2", "60", ""]]),
        ("{rows: [{boat: Tern, built: 1990, sails: two}, {sails: one, boat: Auk, built: 2003}]}",
         ["Boat", "Built", "Sails"], [["Tern", "1990", "two"], ["Auk", "2003", "one"]]),
    ],
)  # fmt: skip
def test_items_of_one_form_are_rows(tmp_path: Path, value: str, columns: list[str], cells: list[list[str]]) -> None:
    """Three short things or more, the same of each, of no other kind: a table, without what is for machines."""
    seen = page(tmp_path, f"title: T\nzzz: {value}")
    assert seen.sections == [("table", {"title": "Zzz", "columns": columns, "list": cells})]
    assert seen.told("content-unprinted") == []


@pytest.mark.parametrize(
    "value",
    [
        "[{a: x-1, b: y-2, c: z-3}, {a: x-4, b: y-5, c: z-6}]",
        "[{boat: Tern, built: 1990}, {boat: Auk, built: 2003}]",
        "[{boat: Tern, built: 1990, sails: two}, {boat: Auk, built: 2003}]",
        "[{boat: Tern, built: 1990, crew: [A B, C D]}, {boat: Auk, built: 2003, crew: [E F]}]",
        "[{boat: Tern, built: 1990, sails: two}]",
    ],
)
def test_what_is_no_row_makes_no_table(tmp_path: Path, value: str) -> None:
    """Marks of machines, two columns, columns that some items have, lists in them, one item."""
    assert "table" not in page(tmp_path, f"title: T\nzzz: {value}").names


def test_a_page_about_a_person_is_of_that_person(tmp_path: Path) -> None:
    """With name, role, portrait and what it shows; the title stays that of the brochure."""
    front = (
        "title: Ana Ruiz\nfirst_name: Ana\nlast_name: Ruiz\nrole: Head of the harbour\nphoto: img/a.jpg\n"
        "photo_alt: At her desk\nbio: She came in 2010.\nemail: ana@example.org"
    )
    seen = page(tmp_path, front)
    photo = {"file": "img/a.jpg", "alt": "At her desk"}
    said = {"name": "Ana Ruiz", "role": "Head of the harbour", "photo": photo, "text": "She came in 2010."}
    assert seen.sections == [("people", {"list": [{**said, "mail": "ana@example.org"}]})]
    assert seen.told("content-unprinted", "title-missing") == []
    assert str(seen.read.brochure.title) == "Ana Ruiz"


def test_the_name_of_a_person_is_a_title(tmp_path: Path) -> None:
    seen = page(tmp_path, "name: Tom Baker\nposition: Cook\nimage: t.jpg\nimage_alt: Tom at the stove")
    assert (seen.names, str(seen.read.brochure.title)) == (["people"], "Tom Baker")


@pytest.mark.parametrize(
    "front",
    [
        "title: News\nauthor: Ann Lee\nposition: Editor in chief\nimage: a.jpg",
        "title: Cook\nposition: Full time\nemail: a@example.org",
        "title: Board\nrole: admin\nname: board\nimage: a.jpg",
        "title: A\nrole: Guest\nname: Ann Lee\nteam: [{name: Bo Roe, role: Cook}]",
    ],
)
def test_a_page_with_a_role_is_not_about_a_person(tmp_path: Path, front: str) -> None:
    """A post of an author, a place that is free, a role of a machine; one thing said beside name and role is needed."""
    assert "Ann Lee" not in str(page(tmp_path, front).sections)
    assert "Cook" not in str(page(tmp_path, front.partition("\nteam")[0]).sections)


@pytest.mark.parametrize(
    ("front", "facts"),
    [
        ("location: Old town hall", {"place": "Old town hall"}),
        ("price: 30 €", {"price": "30 €"}),
        ("duration: 6 weeks", {"list": [{"label": "Duration", "value": "6 weeks"}]}),
        ("start: 2025-06-01\nend: 2025-06-03\nvenue: Quay\nadmission: free",
         {"date": "2025-06-01", "until": "2025-06-03", "place": "Quay", "price": "free"}),
        ("level: Beginner\ninstructor: Ann Lee",
         {"list": [{"label": "Level", "value": "Beginner"}, {"label": "Instructor", "value": "Ann Lee"}]}),
        ("capacity: 30", None), ("date: 2025-03-04\ntime: '10:00'", None), ("price: 30", None),
        ("start: 2021-02-01\nend: 2022-02-01", None),
    ],
)  # fmt: skip
def test_facts_stand_at_the_page_itself(tmp_path: Path, front: str, facts: object) -> None:
    """One that is words is enough; days are facts beside a place alone."""
    assert dict(page(tmp_path, f"title: T\n{front}").sections).get("facts") == facts


@pytest.mark.parametrize(
    ("key", "value", "section", "expected"),
    [
        ("faq", "[{category: Boats, questions: [{q: Why?, a: So.}]}, {category: Fees, questions: [{q: How?, a: Thus.}]}]",
         "questions", [("Boats", "Why?"), ("Fees", "How?")]),
        ("zzz", "[{name: Boats, items: [{q: Why?, a: So.}]}, {name: Fees, items: [{q: How?, a: Thus.}]}]",
         "questions", [("Boats", "Why?"), ("Fees", "How?")]),
        ("schedule", "[{day: Friday, items: [{time: '10:00', title: Door}]}, "
         "{day: Saturday, items: [{time: '9:00', title: Walk}]}]", "agenda", [("Friday", "Door"), ("Saturday", "Walk")]),
    ],
)  # fmt: skip
def test_lists_in_a_list_are_sections(
    tmp_path: Path, key: str, value: str, section: str, expected: list[tuple[str, str]]
) -> None:
    """Each with its heading, whatever that is called."""
    seen = page(tmp_path, f"title: T\n{key}: {value}")
    assert seen.names == [section] * len(expected)
    for (_, said), words in zip(seen.sections, expected, strict=True):
        assert all(word in str(said) for word in words)
    assert seen.told("content-unprinted") == []


@pytest.mark.parametrize(
    ("front", "section", "title"),
    [
        ("prices: {title: Fees, list: [{title: Boats, list: [{name: Day, price: 9 €}, {name: Week, price: gratis}]}, "
         "{title: Ropes, list: [{name: Yard, price: 1 €}]}]}", "prices", "Fees"),
        ("tarifs: [{title: Boats, items: [{name: Day, price: 9 €}, {name: Week, price: gratis}]}, "
         "{name: Ropes, items: [{name: Yard, price: 1 €}]}]", "prices", None),
        ("partners: [{name: Boats, list: [{name: Day, logo: a.svg}, {name: Week, logo: b.svg}]}, "
         "{name: Ropes, list: [{name: Yard, logo: c.svg}]}]", "partners", None),
    ],
)  # fmt: skip
def test_lists_in_a_list_are_groups_where_items_know_them(
    tmp_path: Path, front: str, section: str, title: str | None
) -> None:
    """One section holds them all, each item with its group: no price and no logo is lost."""
    for name in "abc":
        (tmp_path / f"{name}.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    seen = page(tmp_path, f"title: T\n{front}")
    said = seen.of(section)
    assert isinstance(said, dict)
    assert said.get("title") == title
    assert [(one["group"], one["name"]) for one in said["list"]] == [
        ("Boats", "Day"),
        ("Boats", "Week"),
        ("Ropes", "Yard"),
    ]
    assert [one.get("price") or one.get("logo") for one in said["list"]] in (
        ["9 €", "gratis", "1 €"],
        ["a.svg", "b.svg", "c.svg"],
    )
    assert seen.told("content-unprinted") == []


def test_lists_with_further_words_are_no_groups(tmp_path: Path) -> None:
    """What a group says besides its heading would have no place."""
    boats = "{title: Boats, text: Of the whole bay., list: [{name: Day, price: 9 €}, {name: Week, price: 5 €}]}"
    seen = page(tmp_path, f"title: T\nprices: [{boats}, {boats.replace('Boats', 'Ropes')}]")
    assert "group" not in str(seen.sections)


def test_icons_are_named_under_any_key(tmp_path: Path) -> None:
    """Not only under the section's own."""
    item = "{{title: {0}, text: We mend the boats of the bay., icon: {1}}}"
    items = f"[{item.format('Hulls', 'ship')}, {item.format('Sails', 'map-pin')}, {item.format('Ropes', 'img/a.svg')}]"
    for key, settings in (("services", ""), ("zzz", "sections: [features: {from: zzz}]")):
        said = page(tmp_path, f"title: T\n{key}: {items}", settings).of("features")
        assert isinstance(said, dict)
        assert [one.get("icon") for one in said["list"]] == ["ship", "map-pin", "img/a.svg"]


@pytest.mark.parametrize(
    ("front", "section", "items"),
    [
        ("prices: {Adults: 12 €, Children: 6 €}", "prices",
         [{"price": "12 €", "name": "Adults"}, {"price": "6 €", "name": "Children"}]),
        ("agenda: {'10:00': Door, '11:00': Talk}", "agenda",
         [{"title": "Door", "time": "10:00"}, {"title": "Talk", "time": "11:00"}]),
    ],
)  # fmt: skip
def test_keys_may_be_the_names_of_items(tmp_path: Path, front: str, section: str, items: object) -> None:
    """Of prices and of times, as of figures and facts."""
    assert page(tmp_path, f"title: T\n{front}").sections == [(section, {"list": items})]


def test_an_address_in_its_parts_is_lines(tmp_path: Path) -> None:
    """Its code, too, though it is a number; what is for a map is not."""
    seen = page(tmp_path, "title: T\ncontact: {address: {street: 1 Quay, city: Port Town, zip: '0123', lat: 1.5}}")
    assert seen.of("contact") == {"address": "1 Quay  \nPort Town  \n0123"}


def test_a_title_in_several_languages_is_printed(tmp_path: Path) -> None:
    """However short it is, nobody is told that it is not."""
    seen = page(tmp_path, "title: {en: Tern, fr: Sterne}\nzzz: Sterne")
    (told,) = seen.told("content-unprinted")
    assert (str(seen.read.brochure.title), told.partition("]: ")[2]) == ("Tern", "no section prints 'zzz' (1 word)")


def test_figures_are_parted_from_what_they_count(tmp_path: Path) -> None:
    """In texts of one line, under the section's own key and under others."""
    values = "[1 200 members since 1990, '60 %: of boats', €12 a month, 24/7 open]"
    found = [("1 200", "members since 1990"), ("60 %", "of boats"), ("€12", "a month")]
    expected = [{"num": num, "title": title} for num, title in found]
    for key in ("numbers", "stats"):
        seen = page(tmp_path, f"title: T\n{key}: {values}")
        assert seen.of("numbers") == expected
        assert f"'{key}[3]'" in str(seen.told("content-unprinted"))


def test_one_list_is_printed_once(tmp_path: Path) -> None:
    """Though it stands under two names."""
    front = f"title: T\nfaq: {QUESTIONS}\nquestions: {{list: {QUESTIONS}}}\nstats: [{{value: 4 %, label: leaks}}]"
    seen = page(tmp_path, f"{front}\nnumbers: [{{num: 4 %, title: leaks}}]")
    assert sorted(seen.names) == ["numbers", "questions"]
    assert seen.told("content-unprinted") == []


def test_what_a_picture_shows_may_stand_beside_it(tmp_path: Path) -> None:
    """Under the own key of the cover, too."""
    seen = page(tmp_path, "title: T\nimage: a.jpg\nimage_alt: A boat that lies on the sand at low water today")
    assert seen.sections == [
        ("cover", {"image": {"file": "a.jpg", "alt": "A boat that lies on the sand at low water today"}})
    ]


def test_a_sentence_makes_a_text(tmp_path: Path) -> None:
    """Of eight words or more, under its key; what stands beside it comes along."""
    seen = page(
        tmp_path, f"title: T\nnight_watch: {{name: Who, note: {SENTENCE}, more: [Two words, Three more words]}}"
    )
    assert seen.sections == [("text", {"title": "Who", "text": f"{SENTENCE}\n\n- Two words\n- Three more words"})]


def test_what_is_told_comes_with_its_lines(tmp_path: Path) -> None:
    """The one warning counts the words of every key; its lines do what they say."""
    front = "title: T\ndesc: Words.\nzzz: A short line\nyyy: {x.x: Another One}\nseo: {title: Not For Us}"
    seen = page(tmp_path, front)
    (problem,) = [one for one in seen.read.problems if one.code == "content-unprinted"]
    assert (problem.place.line, problem.message) == (4, "no section prints 'zzz' (3 words), 'yyy' (2 words)")
    printing, ignoring = (part.strip() for part in problem.hint.removeprefix("print it: ").split("; or leave it out: "))
    assert printing == "sections: [cover, introduction, text: {from: zzz}, text: {from: yyy}, back]"
    assert page(tmp_path, front, printing).told("content-unprinted") == []
    assert page(tmp_path, front, printing).sections[1:] == [
        ("text", {"text": "A short line"}),
        ("text", {"text": "Another One"}),
    ]
    assert ignoring == "ignore: [zzz, yyy]"
    assert page(tmp_path, front, ignoring).told("content-unprinted") == []


def test_each_guess_is_a_note(tmp_path: Path) -> None:
    seen = page(tmp_path, "title: T\nstats: [{value: 12, label: boats}]\nzzz: " + QUESTIONS)
    assert [line.partition("a.md:")[2] for line in seen.told("key-guessed")] == [
        "3:1: note[key-guessed]: 'stats' is read as 'numbers', by its name",
        "4:1: note[key-guessed]: 'zzz' is read as 'questions', by its fields",
    ]


def test_what_is_left_off_or_switched_off_is_a_note(tmp_path: Path) -> None:
    front = "title: T\ndesc: Some words.\nstats: [{value: 12, label: boats}]\nabout: {enable: false, text: Not now.}"
    seen = page(tmp_path, front, "sections: [introduction]", "A body.\n")
    assert [line.partition("a.md:")[2] for line in seen.told("section-left-off", "content-off")] == [
        "4:1: note[section-left-off]: 'numbers' is not among the sections: 2 words of 'stats' are left out",
        "7:1: note[section-left-off]: 'body' is not among the sections: 2 words of the text are left out",
        "5:1: note[content-off]: 'about' is switched off: 2 words are left out",
    ]


def test_one_language_is_printed(tmp_path: Path) -> None:
    """Of what a page says in several, that of the brochure."""
    seen = page(tmp_path, "title: {en: Ferry, fr: Bac}\ndesc: {en: Over the water., fr: Sur l'eau.}\n", "")
    assert (str(seen.read.brochure.title), seen.of("introduction")) == ("Ferry", "Over the water.")


def test_a_picture_that_decorates_still_does(tmp_path: Path) -> None:
    """An empty `alt` is said, also of a picture that is found by the way."""
    assert page(tmp_path, "title: T\nimage: {file: a.jpg, alt: ''}").sections == [
        ("cover", {"image": {"file": "a.jpg", "alt": ""}})
    ]
