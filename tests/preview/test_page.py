"""The page's own files hold together: what is named is there, nothing is inline, every text can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brochure.preview import server
from brochure.render.theme import contrast

PAGE = Path(server.__file__).parent / "page"
HTML = (PAGE / "index.html").read_text(encoding="utf-8")
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in PAGE.glob("*.js")}
TOKENS = (PAGE / "tokens.css").read_text(encoding="utf-8")


def test_nothing_is_inline_or_from_elsewhere() -> None:
    """The strict policy needs it: no style or script in the HTML, no address of another host anywhere."""
    assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=", HTML)
    for path in PAGE.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://", text), path.name


def test_everything_named_is_there() -> None:
    """Scripts, styles and imports name files of the folder; scripts ask for elements that the page has."""
    named = set(re.findall(r'(?:src|href)="([^"#]+)"', HTML))
    for text in SCRIPTS.values():
        named |= {name.removeprefix("./") for name in re.findall(r'from "([^"]+)"', text)}
        asked = re.findall(r'(?:by|getElementById)\("([^"]+)"\)', text)
        assert [name for name in asked if f'id="{name}"' not in HTML] == []
    assert {name for name in named if not (PAGE / name).is_file()} == set()
    assert {path.name for path in PAGE.iterdir()} - named == {"index.html"}


def scheme(name: str) -> dict[str, str]:
    """Give the colours of the light or the dark scheme."""
    blocks = re.findall(r"\{([^{}]*)\}", TOKENS)
    assert len(blocks) == 3
    light, dark, system = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks)
    assert dark == system, "the dark scheme is written twice: by choice and by system"
    return light if name == "light" else light | dark


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_can_be_read(name: str) -> None:
    """Text has a contrast of 4.5 on each ground it is set on, edges of controls 3 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    colours = scheme(name)
    texts = [(text, ground) for text in ("ink", "soft") for ground in ("ground", "raised", "desk")]
    texts += [(text, "ground") for text in ("accent", "warning", "note", "good")] + [("on-accent", "accent")]
    assert [pair for pair in texts if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []
    assert contrast(colours["edge"], colours["ground"]) >= 3
