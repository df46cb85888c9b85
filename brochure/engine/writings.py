"""The faces of scripts that the shipped faces have no letters of: open fonts, where their packages are installed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from brochure.engine.fonts import Face, missing_glyphs
from brochure.vocabulary.tongues import tongue_of

# Of the extra arabic: Cairo, whose letters are a glyph each, so that its text is found in the PDF; those of Noto Sans
# Arabic are put together from parts. Of hebrew, devanagari, thai and scripts, and of chinese, japanese and korean: Noto
# Sans, a variable file a script. All are under the SIL Open Font License.
_ARABIC = ("fontpkg_cairo", "files/Cairo[slnt,wght].ttf")
_NEAR = ("manimgx_fonts", "NotoSans{0}[wght].ttf")
_EAST = ("justmytype_intl_cjk", "fonts/ofl/notosans{1}/NotoSans{0}[wght].ttf")
_EASTERN = {"zh-Hans": "SC", "zh-Hant": "TC", "ja": "JP", "ko": "KR"}
_WRITTEN = {"ar": "Arabic", "fa": "Arabic", "he": "Hebrew", "hi": "Devanagari", "th": "Thai", **_EASTERN}
# Where letters come from whose name in Unicode begins so; others have a file of their script's name.
NAMED = {"CJK": "SC", "HIRAGANA": "JP", "KATAKANA": "JP", "KATAKANA-HIRAGANA": "JP", "HANGUL": "KR", "BOPOMOFO": "TC"}
_EXTRAS = {
    "Arabic": "arabic", "Hebrew": "hebrew", "Devanagari": "devanagari", "Thai": "thai",
    "SC": "chinese", "TC": "chinese", "JP": "japanese", "KR": "korean",
}  # fmt: skip
_FURTHER = frozenset(
    ("Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam",
     "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu")
)  # fmt: skip


def extra_of(names: Iterable[str]) -> str:
    """Give the extra of this package that brings one of the fonts "Noto Sans NAME", "" where none does."""
    for name in names:
        if name in _EXTRAS or name in _FURTHER:
            return _EXTRAS.get(name, "scripts")
    return ""


def font_of(name: str) -> Path | None:
    """Give the file of the font of a script, by the name that Noto Sans has for it; None where none is installed."""
    kinds = (_EAST,) if name in _EASTERN.values() else (_ARABIC, _NEAR) if name == "Arabic" else (_NEAR,)
    for package, pattern in kinds:
        spec = find_spec(package)
        for folder in spec.submodule_search_locations or () if spec else ():
            path = Path(folder, pattern.format(name, name.lower()))
            if path.is_file():
                return path
    return None


def faces_for(language: str, text: str, faces: Sequence[Face]) -> tuple[Face, ...]:
    """Give the faces of installed fonts that have what `faces` have not of a text, those of its language first."""
    missing = missing_glyphs(text, faces)
    found: list[Face] = []
    for name in dict.fromkeys([*_of_language(language), *_of_signs(missing, language)]):
        path = font_of(name)
        if path is not None:
            # Of any weight: the file is variable.
            found.append(Face(f"Brochure {name}", path, 0, False))
    return tuple(found)


def _of_language(language: str) -> Iterator[str]:
    known = tongue_of(language)
    if known in _WRITTEN:
        yield _WRITTEN[known]


def _of_signs(signs: Sequence[str], language: str) -> Iterator[str]:
    """Name the fonts that have some signs; Chinese ones are drawn as the language draws them, if it has any."""
    eastern = _EASTERN.get(tongue_of(language) or "")
    for sign in signs:
        word = unicodedata.name(sign, "").partition(" ")[0]
        yield eastern if word == "CJK" and eastern else NAMED.get(word, word.title())
