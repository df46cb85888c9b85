"""Print typography is done for the author; letters and addresses stay as they are."""

from __future__ import annotations

import time

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.load.typography.apply import OBJECT, typeset, typeset_runs
from brochure.vocabulary.shipped import FONTS

# In the expectations ~ stands for a no-break space, _ for a narrow one; what is read from the left
# among letters that are read from the right stands in ⟨⟩.


def shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "_").replace("\u2066", "⟨").replace("\u2069", "⟩")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Et après ?", "Et après_?"),
        ("Et après?", "Et après_?"),
        ("Quoi ?!", "Quoi_?!"),
        ("bien ; vite ! (vraiment ?)", "bien_; vite_! (vraiment_?)"),
        ("valeurs : une", "valeurs~: une"),
        ("Note: une", "Note~: une"),
        ("valeurs\n:", "valeurs~:"),
        ("à 10:30, au 1:2", "à 10:30, au 1:2"),
        ("« mot »", "«~mot~»"),
        ("«mot» !", "«~mot~»_!"),
        ('un "mot" cité', "un «~mot~» cité"),
        ('l\'"idée"', "l’«~idée~»"),
        ('« un "mot" »', "«~un “mot”~»"),
        ('« a » et "b"', "«~a~» et «~b~»"),
        ('un écran de 24" large', 'un écran de 24" large'),
        ("l'idée d'aujourd'hui", "l’idée d’aujourd’hui"),
        ("c'est 'bien' dit", "c’est ‘bien’ dit"),
        ("5' et 10'30", "5' et 10'30"),
        ("l'an 'tit", "l’an ’tit"),
        ("oui, non...", "oui, non…"),
        ("....", "...."),
        ("60% des 90 % de 5‰", "60_% des 90_% de 5_‰"),
        ("10 mois et 1 an, 12 h 30, 3,5 M€, 20 °C", "10~mois et 1~an, 12~h~30, 3,5~M€, 20~°C"),
        ("12 à 18 mois", "12 à 18~mois"),
        ("4 phases", "4 phases"),
        ("10 mois-homme", "10 mois-homme"),
        ("1 234 567 € et 12 000,50", "1_234_567~€ et 12_000,50"),
        ("en 2024 100 agents", "en 2024 100 agents"),
        ("01 42 76 40 40", "01~42~76~40~40"),
        ("page 4, n° 3, p. 12, art. 5, Phase 2", "page~4, n°~3, p.~12, art.~5, Phase~2"),
        ("Mme Durand, M. X et Dr No", "Mme~Durand, M.~X et Dr~No"),
        ("M. le maire", "M. le maire"),
        ("12 mars 2026 et 1er avril", "12~mars 2026 et 1er~avril"),
        ("XXe siècle, Ier", "XXe~siècle, Ier"),
        ("mot - mot -- mot – mot", "mot~– mot~– mot~– mot"),
        ("- mot", "- mot"),
        ("e-mail, porte-à-porte, 10-12", "e-mail, porte-à-porte, 10-12"),
        ("coeur oeuvre", "coeur oeuvre"),
        ("être in fine, a\nposteriori et De facto", "être in~fine, a~posteriori et De~facto"),
        ("il a priorisé, l’a prioritaire, plain fine", "il a priorisé, l’a prioritaire, plain fine"),
    ],
)
def test_french(text: str, expected: str) -> None:
    """The rules of the Imprimerie nationale, one a line; letters stay (coeur is not joined)."""
    assert shown(typeset(text, "fr")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's \"fine\", isn't it?", "It’s “fine”, isn’t it?"),
        ("'Yes,' she said", "‘Yes,’ she said"),
        ("the teams' work of the '90s", "the teams’ work of the ’90s"),
        ("fine , really ; why ? so :", "fine, really; why? so:"),
        ("1 : 2", "1 : 2"),
        ("a -- b, a--b, a---b, a - b", "a~– b, a–b, a—b, a~– b"),
        ("run --fast", "run --fast"),
        ("10 km in 5 years, 60 % and 60%", "10~km in 5~years, 60~% and 60%"),
        ("No. 5, page 4, Dr Gray, Mrs. Dee", "No.~5, page~4, Dr~Gray, Mrs.~Dee"),
        ("12 March 2026, March 12", "12~March 2026, March~12"),
        ("wait...", "wait…"),
        ("6' 2\" tall", "6' 2\" tall"),
    ],
)
def test_english(text: str, expected: str) -> None:
    """New Hart's Rules, one a line."""
    assert shown(typeset(text, "en-GB")) == expected


def test_other_languages_get_what_is_common() -> None:
    """Ellipses, and spaces between numbers and signs that are there already; nothing else moves."""
    text = "\"Wort\" - 60 % und 5 km... 100% 'so' ?"
    assert shown(typeset(text, "eo")) == "\"Wort\" - 60~% und 5~km… 100% 'so' ?"


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a?b=c;d!e...f",
        "www.exemple.fr/l'idée--x",
        "exemple.gouv.fr/a--b...c",
        "moi...toi@exemple.fr",
        "/img/a...b--c.png",
        "../img/d'ici.png",
        "C:\\dossier\\l'un...png",
        "mailto:d'un@exemple.fr",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_addresses_and_paths_stay(text: str, language: str) -> None:
    """What a machine reads is not typeset, and what stands around it is."""
    assert typeset(text, language) == text
    assert typeset(f"l'un ({text}) d'eux", language).count(text) == 1


def test_rules_see_across_the_borders_of_runs() -> None:
    """Bold, links and code do not hide what they stand beside; code itself is kept."""
    runs = ["l'", "idée", ' : "', "mot", '" et ', "60", "% ; « ", OBJECT, " » ..", ". Fin ", "?"]
    expected = ["l’", "idée", "~: «~", "mot", "~» et ", "60", "_%_; «~", OBJECT, "~» …", " Fin", "_?"]
    result = [shown(run) for run in typeset_runs(runs, "fr")]
    assert "".join(result) == "".join(expected)
    assert [run.strip("~_ ") for run in result] == [run.strip("~_ ") for run in expected]
    assert typeset("'", "fr", before="l", after="idée") == "’"


LANGUAGES = st.sampled_from(["fr", "en", "de", "pt-BR", "he", ""])
TEXTS = st.one_of(
    st.text(alphabet="aéX19 \n\u00a0\u202f'\"«»“”’‘.…-–:;!?%€,()/@\ufffc", max_size=30),
    st.lists(
        st.sampled_from(
            ["l'idée", '"mot"', "«", "»", "10", "mois", "60", "%", "12", "mars", "page", "4", "n°", "M.", "Durand",
             "--", "-", "---", "...", ":", ";", "!", "?", "https://a.fr/x?y", "1", "234", "€", "C:", "'a", "b'"]
        ),
        max_size=12,
    ).map(" ".join),
)  # fmt: skip


def letters(text: str) -> str:
    return "".join(
        character for character in text if not character.isspace() and character not in "'\"«»“”‘’„‚.…-–—\u2066\u2069"
    )


@settings(max_examples=60, deadline=None)
@given(TEXTS, LANGUAGES)
def test_letters_never_change(text: str, language: str) -> None:
    """Spaces, quotes, dashes and dots aside, the text is the same."""
    assert letters(typeset(text, language)) == letters(text)


@settings(max_examples=60, deadline=None)
@given(TEXTS, LANGUAGES)
def test_setting_twice_changes_nothing(text: str, language: str) -> None:
    """A text that is set is left alone."""
    once = typeset(text, language)
    assert typeset(once, language) == once


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=5), LANGUAGES)
def test_runs_together_are_the_text_set_as_one(runs: list[str], language: str) -> None:
    """Borders do not change what is set."""
    result = typeset_runs(runs, language)
    assert len(result) == len(runs)
    assert "".join(result) == typeset("".join(runs), language)


@pytest.mark.parametrize(
    "bait", ['"a ', '"a" ', "'a ", " ", "1 ", "a@", "a.", "« ", "-", ".", ":", "/", "1 234 ", "www.", "a-"]
)
def test_time_grows_with_the_length_of_the_text(bait: str) -> None:
    """A hostile text of 200,000 characters takes no more than a few times what a plain one takes."""
    begin = time.process_time()
    typeset("mot " * 50_000, "fr")
    plain = time.process_time() - begin
    begin = time.process_time()
    typeset(bait * (200_000 // len(bait)), "fr")
    assert time.process_time() - begin < 40 * plain + 0.5


def test_the_shipped_fonts_have_every_character_that_is_put_in() -> None:
    """No box is printed: each face has the spaces, quotes, dashes and the ellipsis."""
    faces = sorted(FONTS.glob("*.ttf"))
    assert faces
    for face in faces:
        with TTFont(face, lazy=True) as font:
            known = font.getBestCmap()
        assert [character for character in "\u00a0\u202f«»“”‘’–—…" if ord(character) not in known] == [], face.name


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Sie sagte: \"Das ist 'gut' so\", am 14. März.", "Sie sagte: „Das ist ‚gut‘ so“, am 14.~März."),
        ("de", '"Er rief "Halt" und lief", 25%', "„Er rief ‚Halt‘ und lief“, 25_%"),
        ("pl", 'Mówi: "to "dobre" słowo" - 25 %', "Mówi: „to «dobre» słowo”~– 25_%"),
        ("es", 'Dice "sí", 1 234 €', "Dice “sí”, 1_234~€"),
        ("it", 'l\'idea "prima"', "l’idea «prima»"),
        ("uk", 'П\'ять - "слово" за 3 місяці', "П’ять~— «слово» за 3~місяці"),
        ("el", 'λέει "ναι"', "λέει «ναι»"),
        ("he", 'צה"ל אמר "כן" על 5"', 'צה"ל אמר ”כן” על 5"'),
        ("ja", '彼は"はい"と\n言った。', "彼は「はい」と言った。"),
        ("zh-CN", "他说：\"孩子问：'书会睡觉吗？'大家笑了\"。", "他说：“孩子问：‘书会睡觉吗？’大家笑了”。"),
        ("ar", "قالت: \"سأل: 'هل تنام؟' فضحكنا\".", "قالت: ”سأل: ’هل تنام؟‘ فضحكنا“."),
        ("he", "אמר \"שאל: 'ישנים?' וצחקנו\" צ'ק", "אמר ”שאל: ’ישנים?’ וצחקנו” צ'ק"),
        ("ar", "اتصل على +33 1 23 45 67 89.", "اتصل على ⟨+33~1~23~45~67~89⟩."),
        ("he", "ב-2026-03-14 ירד ל-5- או €100 (C++)", "ב-2026-03-14 ירד ל-5- או ⟨€100⟩ (⟨C++⟩)"),
        ("fa", "بین 10–18 و 60% از 12", "بین 10–18 و 60% از 12"),
        ("ja", '彼は、"はい、『いいえ』"', "彼は、「はい、『いいえ』」"),
        ("th", "บรรทัด\nต่อ", "บรรทัดต่อ"),
        ("ko", '그는\n"예"', "그는\n“예”"),
        ("sv", 'Hon sa "ja" , 25%', "Hon sa ”ja”, 25_%"),
        ("tr", '%25 artış, "evet"', "%25 artış, “evet”"),
        ("cs", "za 3 měsíce, 25 %", "za 3~měsíce, 25_%"),
        ("cs", "S ním a v domě (k ní i K. Novák)", "S~ním a~v~domě (k~ní i~K. Novák)"),
        ("pl", "w lesie i w „A dom”, Plan A 2", "w~lesie i~w~„A~dom”, Plan A~2"),
        ("uk", "ми і в саду\nу неї", "ми і~в~саду\nу~неї"),
        ("eo", 'li diris "jes"...', 'li diris "jes"…'),
    ],
)
def test_other_languages_have_their_marks(language: str, text: str, expected: str) -> None:
    """Quotation marks, those within, dashes, percentages and units; an unknown language keeps what it has."""
    assert shown(typeset(text, language)) == expected
    assert typeset(typeset(text, language), language) == typeset(text, language)
