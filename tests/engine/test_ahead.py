"""What is made once of the engine's own files is what the engine would make of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from brochure.store import kept

# Loads the engine twice over: as it is kept, and with its own stylesheet and types as it makes them.
_ASKED = """
import ctypes.util, importlib.resources, re, sys
sought = []
ctypes.util.find_library = sought.append
from brochure.engine.loading import load
from brochure.store import kept
if sys.argv[1:] == ["closed"]:
    kept.close()
load()
assert not sought and not any("brochure" in repr(finder) for finder in sys.meta_path)
import weasyprint.css, weasyprint.html as html
from weasyprint.text.ffi import ffi
from weasyprint import CSS
from weasyprint.css.counters import CounterStyle

def told(sheet):
    matcher = sheet.matcher
    kinds = (matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors)
    rows = [(name, [(row[1:4], row[4]) for row in kind[name]]) for kind in kinds for name in sorted(kind)]
    rest = [(row[1:4], row[4]) for row in (*matcher.lang_attr_selectors, *matcher.other_selectors)]
    tests = [row[0].__code__.co_code for rows in matcher.lower_local_name_selectors.values() for row in rows]
    return tests, re.sub(" at 0x[0-9a-f]+", "", repr((rows, rest, sheet.page_rules, sheet.layers, matcher.order)))

counters = CounterStyle()
text = importlib.resources.files(weasyprint.css).joinpath("html5_ua.css").read_text("utf-8")
assert told(html.UA_STYLESHEET) == told(CSS(string=text, counter_style=counters))
assert len(html.UA_COUNTER_STYLE) > 40 and html.UA_COUNTER_STYLE == counters
assert html.UA_STYLESHEET.matcher.order > 100
assert "pycparser" not in sys.modules or sys.argv[1:] != ["kept"]
assert ffi.sizeof("PangoRectangle") == 16 and ffi.new("char[]", b"x")[0] == b"x"
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "make-brochure" / "engine"


def asked(word: str) -> None:
    subprocess.run([sys.executable, "-c", _ASKED, word], check=True)


def test_what_is_kept_is_what_the_engine_makes(cache: Path) -> None:
    asked("made")
    assert sorted(path.name.split("-")[0] for path in cache.iterdir()) == ["sheet", "types"]
    asked("kept")


def test_a_process_that_is_to_read_content_keeps_nothing(cache: Path) -> None:
    asked("closed")
    assert not list(cache.iterdir())


def test_nothing_is_kept_once_it_is_closed(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_closed", [])
    place = kept.Kept("engine")
    place.put("a", b"1")
    kept.close()
    place.put("b", b"2")
    assert (place.get("a"), place.get("b"), place.open) == (b"1", None, False)
