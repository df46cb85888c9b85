"""Buttons of a page: their words are printed, with the whole address where the site is known; else that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job, Outcome
from tests.seen import Pages

SAID = "A nurse comes within five days of your call."
ITEM = "title: T\nlang: en\nservices:\n- {{title: A, text: {said}, {button}}}\n- {{title: B, text: {said}}}\n"


def made(folder: Path, front: str, settings: str = "", body: str = "", preset: str = "press") -> tuple[Outcome, str]:
    """Build a page for paper; gives also its words."""
    (folder / "a.md").write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")
    (folder / "brochure.yaml").write_text(f"language: en\n{settings}", encoding="utf-8")
    outcome = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out", preset=preset))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    return outcome, " ".join(" ".join(pages.text(number) for number in range(len(pages))).split())


def told(outcome: Outcome) -> list[str]:
    """Give the lines of which it is told that an address is left out."""
    return [f"{p.place.line}: {p.message}" for p in outcome.problems if p.code == "address-relative"]


BUTTONS = [
    "button: {text: Read the rules, url: /rules}", "link_text: Read the rules, link: /rules",
    "more-button: Read the rules, more-button-url: /rules", "cta: {label: Read the rules, href: /rules}",
    "btnText: Read the rules, btnUrl: /rules", "actions: [{title: Read the rules, link: /rules}]",
    "button: Read the rules, url: /rules",
]  # fmt: skip


@pytest.mark.parametrize("button", BUTTONS)
def test_the_words_of_a_button_are_printed_and_its_path_is_told(tmp_path: Path, button: str) -> None:
    """Below the text of its item, with the line where the path stands."""
    outcome, text = made(tmp_path, ITEM.format(said=SAID, button=button))
    assert f"{SAID} Read the rules" in text
    assert "/rules" not in text
    assert told(outcome) == ["5: '/rules' is a path of a site that is not known: it is left out"]


@pytest.mark.parametrize(
    ("front", "settings"),
    [("", "organisation: {site: https://works.example}"), ("", "site: https://works.example/"),
     ("", "url: https://works.example"), ("", "baseurl: https://works.example"), ("site: https://works.example", ""),
     ("url: https://works.example/care/", ""), ("baseURL: https://works.example", "")],
)  # fmt: skip
@pytest.mark.parametrize("button", BUTTONS[:2])
def test_the_path_of_a_button_is_whole_where_its_site_is_known(
    tmp_path: Path, front: str, settings: str, button: str
) -> None:
    outcome, text = made(tmp_path, f"{front}\n{ITEM.format(said=SAID, button=button)}".strip(), settings)
    assert "works.example/rules" in text
    assert not told(outcome)


@pytest.mark.parametrize(
    "front",
    ["hero: {title: Here, text: We help at home., button: {label: Find us, url: /find}}",
     "hero-text: We help at home.\nhero-button: Find us\nhero-button-url: /find",
     "description: We help at home.\nprimary_action: {text: Find us, url: ../find}",
     "sections: [{block: hero, content: {text: We help at home., primary_action: {text: Find us, url: find/}}}]"],
)  # fmt: skip
def test_a_button_that_opens_the_page_stands_below_its_lead(tmp_path: Path, front: str) -> None:
    outcome, text = made(tmp_path, f"title: T\nlang: en\n{front}")
    assert "We help at home. Find us" in text
    assert len(told(outcome)) == 1


def test_a_list_of_names_with_addresses_is_a_text(tmp_path: Path) -> None:
    front = (
        "title: T\nlang: en\ni-want-to:\n- {title: Ask for a visit, url: /visit}\n- {title: Complain, url: /complain}"
    )
    outcome, text = made(tmp_path, front)
    assert "I want to" in text
    assert "Ask for a visit" in text
    assert [line[:2] for line in told(outcome)] == ["5:", "6:"]


def test_a_path_in_a_text_is_told(tmp_path: Path) -> None:
    outcome, text = made(tmp_path, "title: T\nlang: en", body="\nWrite to [the office](/office) or see [below](#b).\n")
    assert "the office" in text
    assert [line[:2] for line in told(outcome)] == ["6:"]


def test_a_path_alone_is_not_printed(tmp_path: Path) -> None:
    """What would be read from paper as a path leads nowhere."""
    outcome, text = made(tmp_path, "title: T\nlang: en\ncall: {title: Come by, button: Join, link: /join}")
    assert "Join" in text
    assert "/join" not in text
    assert len(told(outcome)) == 1


@pytest.mark.parametrize("key", ["menu", "related", "social"])
def test_what_is_for_a_screen_alone_stays_off_the_page(tmp_path: Path, key: str) -> None:
    _, text = made(
        tmp_path,
        f"title: T\nlang: en\ndescription: {SAID}\n{key}: [{{title: Go now, url: /a}}, {{title: No, url: /b}}]",
    )
    assert "Go now" not in text


@pytest.mark.parametrize(
    "button",
    ["button: {text: Join us, url: https://example.org/join}", "button: {label: Join us, href: https://example.org/join}",
     "buttons: [{text: Join us, url: https://example.org/join}, {text: Ask us, url: https://example.org/ask}]",
     "primary_action: {text: Join us, link: https://example.org/join}", "button: Join us, link: https://example.org/join"],
)  # fmt: skip
def test_a_call_has_the_words_and_the_address_of_its_button(tmp_path: Path, button: str) -> None:
    """However it is written; with a code."""
    front = f"title: T\nlang: en\ncta: {{title: Come by, text: We are there., {button}}}"
    _, text = made(tmp_path, front)
    assert "Join us" in text
    assert "example.org/join" in text
    assert ("Ask us" in text) == ("Ask us" in button)
