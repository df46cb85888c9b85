"""Lines of texts alone are laid out without boxes as the engine lays them out, or are left to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.engine.unproven import Unproven
from tests.engine.conftest import engine_of

RULES = (
    "@page { size: 100mm 200mm; margin: 5mm } body { font: 10pt/1.4 'Brochure Text'; margin: 0; width: 60mm } "
    ".b { white-space: nowrap } .c { text-align: center } .e { text-align: right } .l { letter-spacing: 0.05em } "
    ".h { hyphens: auto; width: 20mm } .w { overflow-wrap: anywhere; width: 12mm } .p { padding: 0 2mm }"
)
# What is laid out without the engine's boxes; WORD is another each time.
TEXTS = (
    "<p>WORD</p>",
    "<p>Some words before WORD and after it, as many as two or three lines take, which end where they end.</p>",
    "<p class=c>Words in the middle of their line WORD and more of them, so that there are two of those lines.</p>",
    "<p class=e>Words at its end WORD and some</p>",
    "<p class=l>Spaced WORD letters, of which the last takes room for its space, too, as the engine has it.</p>",
    "<p class=h>Unconstitutionally WORD incomprehensible</p>",
    "<p class=w>https://example.org/WORD</p>",
    "<h1><span class=b>A service</span> that is modern <span class=b>for WORD</span> <span class=b>and all</span></h1>",
    "<h1><span class=b>for WORD</span> <span class=b>WORD of Ely</span> <span class=b>and shared</span></h1>",
    "<p>Words <a href='https://example.org'>with a link WORD that goes on</a> and more behind it, to the end.</p>",
    "<p><span>WORD</span>-<span>and others</span>, in a line that parts at a hyphen, or at none of them at all</p>",
    "<h1 class=b>A title that never parts WORD</h1>",
)
# And what is not.
OTHERS = (
    "<p style='text-align: justify'>Words WORD that fill their lines from the one side to the other of them all</p>",
    "<p style='direction: rtl'>Words WORD from the right</p>",
    "<p style='text-indent: 5mm'>Words WORD that begin further in</p>",
    "<p>Words <span class=p>WORD with room</span> around them</p>",
    "<p>Words <b>of <i>several WORD</i> boxes</b> in each other</p>",
    "<p>Words <span style='position: relative; left: 1mm'>WORD</span> moved</p>",
    "<p style='white-space: pre-line'>Words\nWORD</p>",
)
NAMES = (
    "Grant",
    "Oak Hall",
    "École des Hautes Études",
    "St-Malo",
    "A",
    "Vo\u00adlume",
    "of the",
    "x" * 30,
    "Æsop & Co.",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An engine with a few rules."""
    yield from engine_of(RULES)


def blocks_of(engine: Engine, body: str) -> list[Any]:
    """Lay a page out, and give the blocks that hold the word that is to be another."""
    from brochure.engine.relaying import Watch

    html = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    watch = Watch()
    with watch.watching():
        engine.open(html).lay(Setting())
    return [block for block in watch.blocks if any("WORD" in key for key in block.texts)]


def words(block: Any, name: str) -> Mapping[str, str]:
    return {key: key.replace("WORD", name) for key in block.texts if "WORD" in key}


def told(lines: Sequence[Any]) -> list[tuple[object, ...]]:
    """Tell of lines where each box of them stands, how large it is, and what it says."""
    found: list[tuple[object, ...]] = []

    def walk(box: Any) -> None:
        place = (box.position_x, box.position_y, box.width, box.height)
        found.append((type(box).__name__, *(round(part, 9) for part in place), getattr(box, "text", None)))
        for child in getattr(box, "children", ()):
            walk(child)

    for line in lines:
        walk(line)
    return found


def by_engine(block: Any, put: Mapping[str, str]) -> object:
    """Give what the engine makes of other words: lines, or why there are none."""
    quick, block._quick = block._quick, None
    try:
        return told(block.lay(put))
    except Unproven as error:
        return str(error)
    finally:
        block._quick = quick


@pytest.mark.parametrize("body", TEXTS)
def test_lines_are_those_of_the_engine(body: str, engine: Engine) -> None:
    """Whatever the words, lines that are laid out without boxes are the engine's; and most words are."""
    quick = 0
    random = Random(body)
    for _ in range(3):
        for block in blocks_of(engine, body.replace("WORD", " ".join(["WORD"] * random.randint(1, 3)))):
            block.lay({})
            for _ in range(40):
                put = words(block, f"{random.choice(NAMES)} {random.randint(0, 9999)}".rstrip(" 0"))
                made = block._quickly(put)
                if made is not None:
                    quick += 1
                    assert told(made) == by_engine(block, put), put
    assert quick >= 6


@pytest.mark.parametrize("body", OTHERS)
def test_what_is_more_than_texts_is_left_to_the_engine(body: str, engine: Engine) -> None:
    """Boxes with something around them, in each other, or from the right are not laid out without it."""
    for block in blocks_of(engine, body):
        with suppress(Unproven):
            block.lay({})
        assert block._quick is None
        assert block._quickly(words(block, "Grant")) is None


def test_lines_that_differ_from_the_engines_are_not_trusted(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is known of the engine does not hold, the words that it knows tell, and it is asked ever after."""
    from brochure.engine import relining

    (block,) = blocks_of(engine, TEXTS[1])
    monkeypatch.setattr(relining, "_MORE", 0.9)
    block.lay({})
    assert block._quick is None


def test_texts_that_come_again_are_shaped_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside the words that change is not shaped again, wherever it comes to stand."""
    from brochure.engine import boxes

    (block,) = blocks_of(engine, TEXTS[7])
    block.lay({})
    theirs, asked = boxes.split_text, list[str]()

    def split(text: str, *values: Any, **options: Any) -> Any:
        asked.append(text)
        return theirs(text, *values, **options)

    monkeypatch.setattr(boxes, "split_text", split)
    assert block._quickly(words(block, "WARD")) is not None
    # What does not fit its line is split anew each time.
    assert asked == [" that is modern ", "for WARD"]
    # Of a million rows, no words are kept.
    known = len(block._texts._known)
    for number in range(40):
        block._quickly(words(block, f"WAR{number}"))
    assert len(block._texts._known) == known
