"""What authors write: texts, pictures, fonts and colours; what is sought or printed has its place in the file."""

from __future__ import annotations

import re
from dataclasses import field
from itertools import islice
from pathlib import Path

from brochure.load.text import Source
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown value; true when it has content (an empty picture is none).

    `start` and `end` are the offsets of the value in `source`, quotes and block marks included.
    """

    markdown: str
    place: Place
    source: Source | None = field(default=None, repr=False, compare=False)
    start: int = field(default=0, repr=False, compare=False)
    end: int = field(default=0, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.markdown.replace("![]()", "").strip())

    def __str__(self) -> str:
        return self.markdown

    def locate_path(self, path: str) -> Place:
        """Tell where a path stands by itself, not at the head of a longer one; a backslash may be written twice."""
        if self.source is None or not path.strip():
            return self.place
        written = re.escape(path).replace(r"\\", r"\\{1,2}")
        found = compiled(rf"(?<![\w/.%\\-]){written}(?![\w/.%\\-])").search(self.source.text, self.start, self.end)
        return self.source.place(found.start()) if found else self.locate(path)

    def locate(self, fragment: str, nth: int = 1) -> Place:
        """Tell where the nth occurrence of a fragment stands in the file; the start of the value if it is not found.

        A space of the fragment may be any white space in the file, since YAML folds lines.
        """
        if self.source is None or not fragment.strip():
            return self.place
        pattern = compiled(r"\s+".join(map(re.escape, fragment.split())))
        found = islice(pattern.finditer(self.source.text, self.start, self.end), nth - 1, nth)
        return next((self.source.place(match.start()) for match in found), self.place)


NOTHING = Text("", Place(""))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture the author names: the path as written, and where it is written.

    `alt` says what it shows: None where nobody has said it, empty where it only decorates. `focus` is the point that
    stays in sight where the picture is cropped, in shares of its width and height. `duotone` asks for it in the brand's
    ink and paper.
    """

    path: str
    place: Place
    alt: Text | None = None
    caption: Text | None = None
    focus: tuple[float, float] | None = None
    duotone: bool = False


def caption_of(picture: Picture | None) -> Text | None:
    """Give what is printed with a picture, None where there is neither."""
    return picture.caption if picture is not None else None


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file, TTF or OTF.

    The path is relative to `folder`, the theme's, or None for the project's; a theme may also name a shipped file.
    """

    path: str
    place: Place
    source: Source | None = field(default=None, repr=False, compare=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour for the screen ("#rrggbb", sRGB, lower case) and for the press (C, M, Y, K in 0..100, or None).

    `spot` is the ink of its own that prints it, "" for none; the inks for the press then stand for that one.
    """

    screen: str
    press: tuple[float, float, float, float] | None = None
    spot: str = ""

    def __str__(self) -> str:
        return self.screen
