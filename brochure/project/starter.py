"""Start a project: a commented brochure.yaml, a short content file, the schemas of both; never over what exists."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from brochure.model.schema import content_schema, project_schema
from brochure.press.presswork import inks
from brochure.project.proposal import Scheme
from brochure.sections.declared import NAME
from brochure.sections.registry import shipped
from brochure.store.folder import opened
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

LANGUAGES = ("fr", "en")
_STARTER = Path(__file__).resolve().parent / "start"
_FILES = (
    "brochure.yaml",
    "content/brochure.md",
    "content/img/README.md",
    ".schema/project.json",
    ".schema/content.json",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a project starts with; `site` may be "", `size` is a word or a size that brochure.yaml takes."""

    name: str
    site: str
    language: str
    size: str
    palette: Scheme


def start(folder: Path, answers: Answers) -> list[Path]:
    """Write a project that builds at once, and give the files written.

    Raises BrochureError with `file-exists`, for every file in the way at once and with nothing written; else as
    `opened` and `Folder.place` do.
    """
    refuse_existing(folder)
    language = answers.language
    texts = (
        _filled(_STARTER / f"brochure.{language}.yaml", answers),
        _filled(_STARTER / f"content.{language}.md", answers),
        _filled(_STARTER / f"pictures.{language}.md", answers),
        _schema(project_schema()),
        _schema(content_schema(shipped().keys)),
    )
    paths = [folder / name for name in _FILES]
    for path, text in zip(paths, texts, strict=True):
        with opened(path.parent, folder) as parent:
            parent.place(path.name, text.encode())
    return paths


def start_section(root: Path, name: str) -> list[Path]:
    """Write a section of a project that works at once: its declaration, template and style; give the files written.

    Raises BrochureError with `section-exists` for the name of a shipped one, `section-invalid` for what is no name, and
    as `start` does.
    """
    if any(section.name == name for section in shipped().all):
        hint = Said("to change how it looks, write a template or a style of that name")
        _refuse("section-exists", Said("there is a section '{name}' already", name=name), hint)
    if not NAME.fullmatch(name):
        _refuse(
            "section-invalid",
            Said("'{name}' is no name of a section", name=name),
            Said("take small letters, figures and hyphens"),
        )
    files = {
        f"sections/{name}.yaml": "section.yaml",
        f"templates/sections/{name}.html.j2": "section.html.j2",
        f"styles/sections/{name}.css": "section.css",
    }
    refuse_existing(root, files)
    for file, template in files.items():
        path = root / file
        text = (_STARTER / template).read_text(encoding="utf-8").replace("@section@", name)
        with opened(path.parent, root) as parent:
            parent.place(path.name, text.encode())
    return [root / file for file in files]


def _refuse(code: str, message: Said, hint: Said) -> NoReturn:
    raise BrochureError([Problem(code, Severity.ERROR, message, Place("sections"), hint)])


def refuse_existing(folder: Path, names: Iterable[str] = _FILES) -> None:
    """Raise BrochureError with `file-exists` where a file is in the way of those to be written or of their folders."""
    paths = [folder / name for name in names]
    below = dict.fromkeys(parent for path in paths for parent in path.parents if folder in parent.parents)
    linked = [path for path in below if path.is_symlink()]
    blocked = [path for path in (folder, *below) if os.path.lexists(path) and not path.is_dir()]
    in_the_way = linked or blocked or [path for path in paths if os.path.lexists(path)]
    hint = Said("Nothing was written. Take another name, or a folder that is new or empty.")
    if in_the_way:
        raise BrochureError(
            [
                Problem("file-exists", Severity.ERROR, Said("the file exists already"), Place(name_of(at)), hint)
                for at in in_the_way
            ]
        )


def _filled(template: Path, answers: Answers) -> str:
    text = template.read_text(encoding="utf-8")
    site = f"site: {_quoted(answers.site)}" if answers.site else "# site: https://example.org"
    replacements = {
        "@name@": _quoted(answers.name),
        "@site@": site,
        "@format@": answers.size if answers.size.isalnum() and answers.size[0].isalpha() else _quoted(answers.size),
        "@ink@": _colour(answers.palette.ink),
        "@signal@": _colour(answers.palette.signal),
        "@tint@": _colour(answers.palette.tint),
    }
    for mark, value in replacements.items():
        text = text.replace(mark, value)
    return text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _colour(screen: str) -> str:
    return f'{{screen: "{screen}", press: [{", ".join(map(str, inks(screen)))}]}}'


def _schema(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
