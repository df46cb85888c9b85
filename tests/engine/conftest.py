"""A small brochure's worth of engine: A6 pages, the shipped fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from brochure.engine import loading
from brochure.engine.engine import Engine
from brochure.engine.laid import About, Laid, Setting
from brochure.pictures.assets import Assets
from brochure.render.group import Group, Way
from brochure.vocabulary.shipped import STYLES
from tests.pdfreader.reading import Reading

CSS = """
@page { size: A6; margin: 10mm; @bottom-left { content: "Folio " counter(page) } }
:root { --least: 7pt; --most: 12pt; --text: calc(var(--least) + var(--size) * (var(--most) - var(--least))) }
html { font: var(--text) "Brochure Text"; line-height: calc(var(--text) * 1.4) }
body, p, h1, h2, h3, ul, ol { margin: 0 }
h1 { font: 700 20pt "Brochure Display" }
"""
ABOUT = About("Essai", "fr", date="2026-11-01")


def engine_of(css: str) -> Iterator[Engine]:
    """Give an engine with rules of its own, and close it."""
    loading.load()
    made = Engine(Assets(Path(__file__).resolve().parents[2], (), STYLES), css)
    yield made
    made.close()


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="fr"><head><title>Essai</title>{head}</head><body>{body}</body></html>'


def section(name: str, *bodies: tuple[int | None, str]) -> Group:
    """A section whose ways are (pages, body)."""
    return Group(name, tuple(Way(body[:9], pages, partial(page, body)) for pages, body in bodies))


def words(count: int, start: str = "mot") -> str:
    return " ".join(f"{start}{number}" for number in range(count))


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    return Assets(tmp_path, ("static",), STYLES)


@pytest.fixture
def engine(assets: Assets) -> Iterator[Engine]:
    """An engine that must have nothing to say unless the test takes its log away."""
    made = Engine(assets, CSS)
    yield made
    made.close()
    assert made.log == []


@pytest.fixture
def lay(engine: Engine) -> Callable[..., Laid]:
    def lay(body: str, size: float = 1.0, first_page: int = 1, slack: tuple[float, ...] = (), head: str = "") -> Laid:
        return engine.open(page(body, head)).lay(Setting(size, slack, first_page))

    return lay


@pytest.fixture
def read(engine: Engine, lay: Callable[..., Laid]) -> Callable[..., Reading]:
    def read(*bodies: str, tagged: bool = True) -> Reading:
        laid, folio = [], 1
        for number, body in enumerate(bodies):
            part = lay(body, first_page=folio)
            folio += len(part.facts)
            laid.append((section(str(number), (None, body)), part))
        return Reading(engine.bind(laid, ABOUT, tagged))

    return read
