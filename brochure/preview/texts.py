"""The words of the page in the browser, found where they stand and put into the language of the messages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.speech import Said, spoken

PAGE = Path(__file__).resolve().parent / "page"
# What stands between tags, keys of the keyboard left out, and what is said of an element; what a script says.
_MARKED = compiled(r"""(?<!<kbd)(>)([^<>]*[A-Za-z]{2}[^<>]*)(?=<)|((?:aria-label|title)=")([^"]+)(?=")""")
_SAID = compiled(r"""(?<![.\w])t\((?:\w+ \? )?"((?:[^"\\]|\\.)*)"(?: : "((?:[^"\\]|\\.)*)")?""")
# Names that are the same everywhere.
_NAMES = frozenset(("make-brochure", "PDF"))
# What a script says by the name of it.
_NAMED = (
    *("Screen", "Press", "Booklet", "Another editor", "error", "warning", "note"),
    *("Soft proof", "Total ink", "Cyan", "Magenta", "Yellow", "Black"),
)


def texts() -> Iterator[str]:
    """Give every text of the page and of its scripts."""
    for found in _MARKED.finditer((PAGE / "index.html").read_text(encoding="utf-8")):
        if (text := (found[2] or found[4]).strip()) not in _NAMES:
            yield _template(text)
    yield from _scripts()


def _scripts() -> Iterator[str]:
    for path in sorted(PAGE.glob("*.js")):
        for found in _SAID.finditer(path.read_text(encoding="utf-8")):
            yield from filter(None, found.groups())
    yield from _NAMED


def _template(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def worded(name: str, body: bytes, language: str) -> bytes:
    """Put a file of the page into a language."""
    if name == "index.html":
        page = body.decode("utf-8").replace('<html lang="en">', f'<html lang="{language}">')
        return _MARKED.sub(lambda found: _marked(found, language), page).encode()
    if name == "words.js":
        words = {text: _whole(text, language) for text in dict.fromkeys(_scripts())}
        script = body.decode("utf-8").replace('LANGUAGE = "en"', f"LANGUAGE = {json.dumps(language)}")
        return script.replace("WORDS = {}", f"WORDS = {json.dumps(words, ensure_ascii=False)}").encode()
    return body


def _marked(found: re.Match[str], language: str) -> str:
    before, text = (found[1], found[2]) if found[1] else (found[3], found[4])
    plain = text.strip()
    said = plain if plain in _NAMES else spoken(Said(_template(plain)), language)
    return before + text.replace(plain, said)


def _whole(text: str, language: str) -> str:
    """Say a text of a script, which fills in its fields by itself."""
    return spoken(Said(text), language)
