"""Icons of an open set (Lucide, ISC licence), drawn in a colour of the brand, by name or by the words of a title."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from types import MappingProxyType

from brochure.store.kept import plain
from brochure.vocabulary.patterns import compiled

# How the files of the set name the colour of their lines.
_COLOUR = "currentColor"
_COMMENT = compiled(r"<!--.*?-->", re.DOTALL)
# A beginning with so few letters is a word; one letter more, its plural.
_SHORT, _PLURAL = 3, 1
# One with so few may be inflected by as many letters; a longer one begins any word.
_MIDDLING, _INFLECTED = 4, 2
_NAME = compiled(r":?[A-Za-z][\w-]*(?:[\s:]+[\w-]+)*:?", re.ASCII)
_PATH = compiled(r"[/\\]|\.[A-Za-z0-9]{2,4}$")
_HUMP = compiled(r"(?<=[a-z0-9])(?=[A-Z])")
# What names of other sets begin with, one after the other, and what their styles end with.
_SETS = (
    "fa fas far fal fab fa-solid fa-regular mdi md bi ti ri la las i hi ph fi io "
    "icon icons heroicons lucide tabler feather"
)
_SET = compiled(rf"^(?:{'|'.join(_SETS.split())})-")
_STYLE = compiled(r"-(?:outlined?|line|fill(?:ed)?|solid|alt|o|\d+)$")
# What other sets call an icon of this one.
_ELSEWHERE = {
    "academic-cap": "graduation-cap", "account": "user", "account-group": "users", "balance-scale": "scale",
    "bar-chart": "chart-column", "bicycle": "bike", "bolt": "zap", "building": "building-2", "calendar-alt": "calendar",
    "chart-bar": "chart-column", "chart-line": "trending-up", "chat": "message-circle", "chat-bubble": "message-circle",
    "clock": "clock", "code-bracket": "code", "cog": "settings", "comment": "message-circle",
    "comments": "message-circle", "cube": "box", "cutlery": "utensils", "document": "file",
    "document-text": "file-text", "earth": "globe", "email": "mail", "envelope": "mail", "gear": "settings",
    "globe-alt": "globe", "group": "users", "hands-helping": "handshake", "home": "house", "light-bulb": "lightbulb",
    "location": "map-pin", "location-dot": "map-pin", "lock-closed": "lock", "magnify": "search",
    "magnifying-glass": "search", "map-marker": "map-pin", "mask": "drama", "masks-theater": "drama",
    "mobile": "smartphone", "paint-brush": "paintbrush", "people": "users", "photo": "image",
    "puzzle-piece": "puzzle", "restaurant": "utensils", "rocket-launch": "rocket", "seedling": "sprout",
    "theater-masks": "drama", "tree": "tree-pine", "university": "landmark", "user-friends": "users",
    "user-group": "users", "warning": "triangle-alert", "wrench-screwdriver": "wrench",
}  # fmt: skip
_WORD = compiled(r"[^\W\d_]+")
_SIZE = 24.0
# What is shown of these has a head beside its shoulders; the set has another where they touch.
_PEOPLE = frozenset(("user", "users", "contact"))


@cache
def _archive() -> Path:
    found = find_spec("lucide")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("lucide.zip")


@cache
def _set() -> Mapping[str, tuple[int, int]]:
    """Tell of each icon where in the archive of the set it lies packed, and how long: to list them anew takes longer
    than to lay out a page.
    """
    return plain("icons", [_archive(), Path(__file__)], _listed)


def _listed() -> dict[str, tuple[int, int]]:
    from importlib.resources import files
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile

    import lucide

    places: dict[str, tuple[int, int]] = {}
    packed = (files(lucide) / "lucide.zip").read_bytes()
    with ZipFile(BytesIO(packed)) as archive:
        for told in archive.infolist():
            assert told.compress_type == ZIP_DEFLATED, told.filename
            # Its head of 30 bytes comes first, with the lengths of what follows that (APPNOTE.TXT, 4.3.7).
            name, more = unpack_from("<HH", packed, told.header_offset + 26)
            places[told.filename.removesuffix(".svg")] = told.header_offset + 30 + name + more, told.compress_size
    return places


@cache
def names() -> frozenset[str]:
    """Give the names of all icons."""
    return frozenset(_set())


def icon(name: str, colour: str) -> str:
    """Draw an icon on a square of 24 units, with lines two units wide in a colour. Raises KeyError for no such name."""
    begin, length = _set()[_whole(name)]
    with _archive().open("rb") as archive:
        archive.seek(begin)
        packed = archive.read(length)
    drawn = zlib.decompress(packed, -zlib.MAX_WBITS).decode()
    return _COMMENT.sub("", drawn).replace(_COLOUR, colour)


def _whole(name: str) -> str:
    """Give the icon of the set in which people are of one piece, for one in which they are not."""
    parts = name.split("-")
    made = "-".join(f"{part}-round" if part in _PEOPLE else part for part in parts)
    return made if "round" not in parts and made in names() else name


def named(written: str) -> str | None:
    """Give the name of the icon that a site means by what it writes, "" for none that is known, None for a path.

    Sites write a name, with the set that it is from before it (`lucide:house`, `fa fa-users`, `bi bi-leaf`), a code
    (`:rocket:`), a component (`FaUsers`), or an emoji, of which the name in Unicode tells.
    """
    text = written.strip()
    if not text or _PATH.search(text):
        return None
    if not _NAME.fullmatch(text):
        return _pictured(text)
    said = _HUMP.sub("-", re.split(r"[\s:]+", text.strip(":"))[-1].replace("_", "-")).lower()
    found = _known(said)
    while not found and (shorter := _SET.sub("", said, count=1)) != said:
        said, found = shorter, _known(shorter)
    return found or _known(_STYLE.sub("", said)) or next(iter(meant(said, "en")), "") or _ending(said)


def _known(name: str) -> str:
    spelt = (_ELSEWHERE.get(name, name), name.replace("-", ""))
    return next((one for one in spelt if one in names()), "")


def _ending(word: str) -> str:
    """Give the icon whose name ends in a word, the shortest of them: a pot is one for cooking."""
    return min((name for name in names() if name.endswith(f"-{word}")), key=lambda name: (len(name), name), default="")


def _pictured(text: str) -> str:
    """Give the icon for an emoji; None where the text is something else."""
    signs = [sign for sign in text if unicodedata.category(sign) == "So"]
    if len(signs) != 1 or any(sign.isalnum() for sign in text):
        return ""
    name = unicodedata.name(signs[0], "").lower()
    return _known(name.replace(" ", "-")) or next(iter(meant(name, "en")), "")


@cache
def _stems(language: str) -> tuple[tuple[str, str], ...]:
    """Give the beginnings of words in a language, the longest first, each with the name of its icon."""
    text = Path(__file__).with_name("stems.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        name, *columns = line.split()
        said = dict(column.split(":") for column in columns) if name != "#" else {}
        found += [(stem, name) for stem in said.get(language, "").split(",") if stem]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _begins(word: str, stem: str) -> bool:
    if not word.startswith(stem):
        return False
    more = len(word) - len(stem)
    return more <= (_PLURAL if len(stem) <= _SHORT else _INFLECTED if len(stem) <= _MIDDLING else more)


@lru_cache(1024)
def meant(title: str, language: str) -> tuple[str, ...]:
    """Give the names of the icons that a title asks for, the surest first."""
    words: dict[str, list[str]] = {}
    for word in _WORD.findall(_plain(title)):
        words.setdefault(word[0], []).append(word)
    stems = ((stem, name, words[stem[0]]) for stem, name in _stems(language[:2].lower()) if stem[0] in words)
    found = (name for stem, name, alike in stems if any(_begins(word, stem) for word in alike))
    return tuple(dict.fromkeys(found))


def chosen(titles: Sequence[str], given: Mapping[int, str], language: str) -> Mapping[int, str]:
    """Give each title that has no icon `given` by its author one of its own, by number; none unless all have."""
    taken = dict(given)
    for number, title in enumerate(titles):
        if number not in taken:
            free = [name for name in meant(title, language) if name not in taken.values()]
            if not free:
                return MappingProxyType({})
            taken[number] = free[0]
    return MappingProxyType({number: name for number, name in taken.items() if number not in given})
