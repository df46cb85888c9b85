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
    assert sorted(path.name.split("-")[0] for path in cache.iterdir()) == ["selectors", "sheet", "types"]
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


_SELECTORS = """
from brochure.engine.loading import load
load()
import cssselect2, tinycss2, weasyprint.css.validation as validation
from brochure.vocabulary.shipped import STYLES
quick, count = validation.compile_selector_list, 0

def told(selectors):
    return [(one.test.__code__.co_code, {**vars(one), "test": 0}) for one in selectors]

for file in STYLES.rglob("*.css"):
    for rule in tinycss2.parse_stylesheet(file.read_text("utf-8"), True, True):
        if rule.type == "qualified-rule":
            count += 1
            assert told(quick(rule.prelude)) == told(cssselect2.compile_selector_list(rule.prelude)), rule.prelude
assert count > 500
try:
    quick(tinycss2.parse_component_value_list("p:of-no-kind"))
except cssselect2.SelectorError:
    print("refused", end="")
"""


@pytest.mark.parametrize("times", [1, 2])
def test_selectors_are_what_the_engine_compiles(cache: Path, times: int) -> None:
    """Of all shipped styles, made and found again; of others, and of wrong ones, the engine has its say."""
    for _ in range(times):
        found = subprocess.run([sys.executable, "-c", _SELECTORS], check=True, capture_output=True, text=True)
        assert found.stdout == "refused"


def test_kept_selectors_match_what_they_matched(cache: Path) -> None:
    """A function that is made again of its code finds the names that it asks for."""
    call = """
from brochure.engine.loading import load
load()
import cssselect2, tinycss2
from xml.etree import ElementTree
from brochure.engine import selecting
styles = "body.a > p:not([id]) {} p#x + .c, body {} .b :first-child {} [class~=c] {} p:nth-child(2) {} A:is(.x) {}"
known = selecting.compiled(styles, cssselect2.compile_selector_list)
assert len(known) == 6
def never(prelude):
    raise AssertionError(prelude)
quick = selecting.quick(never, known)
html = "<html lang='fr'><body class='a b'><p id='x'/><p class='c'/><a class='x' href='/'/></body></html>"
tree = cssselect2.ElementWrapper.from_html_root(ElementTree.fromstring(html))
def met(compiling, rule):
    matcher = cssselect2.Matcher()
    for one in compiling(rule.prelude):
        matcher.add_selector(one, None)
    return [element.local_name for element in tree.iter_subtree() if matcher.match(element)]
rules = tinycss2.parse_stylesheet(styles, True, True)
found = [met(quick, rule) for rule in rules]
assert found == [met(cssselect2.compile_selector_list, rule) for rule in rules]
print(found)
"""
    found = subprocess.run([sys.executable, "-c", call], check=True, capture_output=True, text=True).stdout
    assert found.strip() == "[['p'], ['body', 'p'], ['p'], ['p'], ['p'], ['a']]"
