"""The faces of a build: which files serve which family, as @font-face rules, and which characters they can draw.

The project's own files are found, read and judged before anything is laid out.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from brochure.model.project import Fonts
from brochure.model.values import FontFile
from brochure.pictures.flaws import Flaw
from brochure.store.reading import Refused, hold
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import FONTS
from brochure.vocabulary.speech import NOTHING, Said, said

_CONVERT = Said("give a TTF or OTF file; web fonts (WOFF) and collections (TTC) must be converted first")
FAMILIES: Mapping[str, tuple[str, str]] = {
    "display": ("Brochure Display", "BricolageGrotesque_*.ttf"),
    "text": ("Brochure Text", "SourceSerif4_*.ttf"),
    "small": ("Brochure Small", "SourceSans3_*.ttf"),
    "code": ("Brochure Code", "SourceCodePro_*.ttf"),
}
# The languages of Greek or Cyrillic letters, and what draws titles in them for a shipped face of Latin ones alone.
_BEYOND_LATIN = frozenset({"el", "bg", "uk", "sr", "ru", "mk", "be", "kk", "ky", "mn", "tg"})
_REACHING = {
    "BricolageGrotesque_500Medium.ttf": "Geologica_500Medium.ttf",
    "BricolageGrotesque_700Bold.ttf": "Geologica_700Bold.ttf",
    "Fraunces_700Bold.ttf": "SourceSerif4_600SemiBold.ttf",
}
# Every shipped face draws these; a test checks it against the files.
_SHIPPED_SAFE = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x100)])) - frozenset("¤\xad") | frozenset(
    "ŒœŸ–—‘’‚“”„•…‹›€"
)
_BEHIND = " Behind"
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


@dataclass(frozen=True, slots=True)
class Face:
    """A font file in a family: CSS weight (100 to 900; 0 for a variable file, which has any) and slant."""

    family: str
    path: Path
    weight: int
    italic: bool


def faces(own: Mapping[str, Sequence[Path]] | None = None, language: str = "") -> tuple[Face, ...]:
    """Give the faces of a build: the shipped files, or the project's own for the roles that `own` names.

    Roles are "display", "text" and "small". What a file of the project's own has not comes from the shipped ones, which
    stand behind it in a family of their own. In a `language` of Greek or Cyrillic letters, a shipped file that
    lacks them makes way for one that has them, so that a title is in one face.

    Raises ValueError for a file that is no TrueType or OpenType font.
    """
    chosen = own or {}
    reach = _REACHING if language.split("-")[0].lower() in _BEYOND_LATIN else {}
    found: list[Face] = []
    behind: list[Face] = []
    for role, (family, pattern) in FAMILIES.items():
        shipped = sorted(FONTS.glob(pattern))
        paths = chosen.get(role) or shipped
        for path in paths:
            found.append(_face(family, _reaching(path, reach)))
        if any(path.parent != FONTS for path in paths):
            behind += (_face(f"{family}{_BEHIND}", _reaching(path, reach)) for path in shipped)
    return (*found, *behind)


def _face(family: str, path: Path) -> Face:
    return Face(family, path, *_weight_and_slant(path))


def _reaching(path: Path, reach: Mapping[str, str]) -> Path:
    return path.with_name(reach[path.name]) if path.parent == FONTS and path.name in reach else path


def stacked(css: str, files: Iterable[Face]) -> str:
    """Give a style in which the shipped files of a role stand behind the project's own, wherever it is named."""
    behind = {face.family.removesuffix(_BEHIND) for face in files if face.family.endswith(_BEHIND)}
    for family in sorted(behind):
        css = css.replace(f'"{family}"', f'"{family}","{family}{_BEHIND}"')
    return css


def usual(files: Iterable[Face], role: str, bold: bool = False) -> Path:
    """Give the file in which most of a role is set: the upright one that is nearest to regular, or to `bold`."""
    family, weight = FAMILIES[role][0], 700 if bold else 400
    return min(
        (face for face in files if face.family == family), key=lambda face: (face.italic, abs(face.weight - weight))
    ).path


def font_faces(files: Iterable[Face], url: Callable[[Face], str]) -> str:
    """Give the @font-face rules of the faces; `url` names the address that the fetcher serves for a face."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";src:url("{url(face)}");'
        f"{f'font-weight:{face.weight};' if face.weight else ''}font-style:{'italic' if face.italic else 'normal'}}}"
        for face in files
    )


def missing_glyphs(text: str, files: Sequence[Face]) -> list[str]:
    """List the characters of the text that no face can draw, in the order of their first use.

    Spaces and invisible characters (general categories Z and C of Unicode) never count.
    """
    shipped = all(face.path.parent == FONTS for face in files)
    unsure = [sign for sign in dict.fromkeys(text) if not (shipped and sign in _SHIPPED_SAFE)]
    unsure = [sign for sign in unsure if unicodedata.category(sign) not in _INVISIBLE]
    for face in files:
        if not unsure:
            break
        drawn = characters(face.path)
        unsure = [sign for sign in unsure if ord(sign) not in drawn]
    return unsure


def characters(path: Path) -> frozenset[int]:
    """Give the code points that a font file draws (its best Unicode `cmap`)."""
    return _characters(path, path.stat().st_mtime_ns)


@cache
def _characters(path: Path, _changed: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap() or ())


def fault(path: Path) -> Said:
    """Say why a file cannot serve as a font, "" where it can: its outlines, widths and characters are all read."""
    from fontTools.ttLib import TTFont

    try:
        _weight_and_slant(path)
        with TTFont(path, lazy=False) as font:
            glyphs = font.getGlyphSet()
            drawn = font.getBestCmap() or {}
            for table in ("head", "hhea", "hmtx", "maxp", "name"):
                font[table]
            if not drawn:
                return Said("draws no character of Unicode")
            if not all(name in glyphs for name in drawn.values()):
                return Said("is a broken font")
    except ValueError as error:
        return said(error)
    except OSError as error:
        return Said("cannot be read: {error}", error=error.strerror or error)
    except Exception:
        # What the reader stumbles over in a damaged table may be of any class.
        return Said("is a broken font")
    return NOTHING


def _weight_and_slant(path: Path) -> tuple[int, bool]:
    """Read usWeightClass and the italic bit of fsSelection (OpenType, table OS/2), without loading the font."""
    try:
        with path.open("rb") as file:
            tag, tables = struct.unpack(">4sH6x", file.read(12))
            if tag not in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
                raise ValueError(Said("is no TrueType or OpenType font"))
            directory = [struct.unpack(">4s4xII", file.read(16)) for _ in range(tables)]
            offset = next(offset for name, offset, _ in directory if name == b"OS/2")
            file.seek(offset)
            record = file.read(64)
    except (struct.error, StopIteration) as error:
        raise ValueError(Said("is a broken font")) from error
    weight, selection = struct.unpack_from(">H", record, 4)[0], struct.unpack_from(">H", record, 62)[0]
    return max(100, min(900, round(weight / 100) * 100)), bool(selection & 1)


def own_fonts(fonts: Fonts, root: Path) -> tuple[Mapping[str, tuple[Path, ...]], list[Problem]]:
    """Give the sound files of each role, and a problem for each of the others, where brochure.yaml or a theme names it.

    Problems: font-missing, font-broken, path-outside-project; all are errors. `root` is the project's folder. A theme
    may name a shipped file, which is taken as it is.
    """
    problems: list[Problem] = []
    chosen: dict[str, tuple[Path, ...]] = {}
    for role in FAMILIES:
        found: list[Path] = []
        for file in getattr(fonts, role):
            sought = _sought(file, root)
            if isinstance(sought, Path):
                found.append(sought)
            else:
                assert file.source is not None
                told = file.source.problem(sought.code, sought.severity, sought.message, file.place, sought.hint)
                problems.append(told)
        if found:
            chosen[role] = tuple(found)
    return chosen, problems


def _sought(file: FontFile, root: Path) -> Path | Flaw:
    """Give the file, the shipped one that a theme means, or what is wrong."""
    folder, error = file.folder or root, Severity.ERROR
    path, shipped = folder / file.path, FONTS / Path(file.path).name
    try:
        if file.folder is not None and not path.exists() and shipped.is_file():
            return shipped
        hold(path, within=root)
        why = fault(path)
    except Refused as refused:
        why = refused.what
        if refused.code == "path-outside-project":
            return Flaw(
                refused.code,
                error,
                Said("the font '{path}' {why}", path=file.path, why=why),
                Said("copy it into the project"),
            )
    except (OSError, ValueError):
        return Flaw(
            "font-missing",
            error,
            Said("the font '{path}' was not found", path=file.path),
            Said("it was sought in {name}/", name=folder.name),
        )
    return (
        Flaw("font-broken", error, Said("the font '{path}' {why}", path=file.path, why=why), _CONVERT) if why else path
    )
