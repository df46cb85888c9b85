"""Keys of brochure.yaml that nobody reads are told at every level, with the right name where others call them so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.placing.pages import page

FRONT = "title: T\nteam: [{name: Ann, role: Cook}, {name: Bo, role: Mate}]"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("lang: en", "unknown key 'lang': 'lang' here is 'language'"),
        ("page_size: a5", "unknown key 'page_size': 'page_size' here is 'format'"),
        ("brand: {color: red}", "unknown key 'brand.color': 'color' here is 'brand.colours'"),
        ("brand: {colours: {background: '#fff'}}",
         "unknown key 'brand.colours.background': 'background' here is 'brand.colours.paper'"),
        ("brand: {fonts: {body: a.ttf}}", "unknown key 'brand.fonts.body': 'body' here is 'brand.fonts.text'"),
        ("brand: {theme: civic}", "unknown key 'brand.theme': it stands at the top, in no other key"),
        ("press: {dpi: 300}", "unknown key 'press.dpi': 'dpi' here is 'press.resolution'"),
        ("limits: {timeout: 3}", "unknown key 'limits.timeout': 'timeout' here is 'limits.seconds'"),
        ("press: {bleeds: 3 mm}", "unknown key 'press.bleeds': did you mean 'press.bleed'?"),
        ("sections: [{people: {title: We}}]", "unknown key 'sections[0].people.title': 'title' here is 'heading'"),
        ("sections: [{people: {image: a.jpg}}]", "unknown key 'sections[0].people.image': 'image' here is 'picture'"),
        ("sections: [team]", "'team' here is 'people'"),
        ("sections: [steps]", "'steps' here is 'phases'"),
        ("sections: [peple]", "there is no section 'peple': did you mean 'people'?"),
    ],
)  # fmt: skip
def test_a_key_of_another_name_is_told(tmp_path: Path, settings: str, told: str) -> None:
    """At its place, once; the build goes on."""
    found = page(tmp_path, FRONT, settings).told("unknown-key")
    assert [line.partition("]: ")[2] for line in found] == [told]
    assert "warning" in found[0]


def test_a_section_by_the_name_of_its_key_is_made(tmp_path: Path) -> None:
    """What is told is what is done."""
    assert page(tmp_path, FRONT, "sections: [team]").names == ["people"]
