"""From a file's text to the model: all problems of a file in one run."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, TypeVar

from brochure.load.front_matter import front_matter, yaml_document
from brochure.load.text import Source
from brochure.load.yaml.nodes import Mapping, Scalar
from brochure.model.bookletforms import check_sheet
from brochure.model.brochure import Brochure, How, Number, Phase, Quote, Steps, Text, Tile
from brochure.model.forms import FORMS
from brochure.model.limitforms import limits_of
from brochure.model.press import check_inks, inside, press_of
from brochure.model.project import Back, Booklet, Colours, Organisation, Project
from brochure.model.reader import Walker
from brochure.model.table import CONTENT, PROJECT
from brochure.model.themes import brand_over, theme_of
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity

# The keys of the settings whose values are taken as they were read.
_PLAIN = (
    "language", "format", "theme", "edition", "imprint", "assets", "date", "binding", "fillers", "remote", "archive",
)  # fmt: skip
Model = TypeVar("Model", Brochure, Project)
CONTRASTS = (("ink", "paper", 7.0), ("ink", "tint", 7.0), ("ink", "signal", 4.5))


def read_brochure(source: Source, stem: str, limits: Limits = DEFAULT) -> tuple[Brochure, tuple[Problem, ...]]:
    """Read a content file; gives the brochure and its warnings and notes.

    Raises BrochureError with all problems, warnings included, when one of them is an error.
    """
    return _sound(*draft_brochure(source, stem, limits))


def draft_brochure(source: Source, stem: str, limits: Limits = DEFAULT) -> tuple[Brochure, tuple[Problem, ...]]:
    """Read as much of a content file as can be understood; gives the brochure and all problems, errors included.

    What is wrong is absent, a missing title is empty. Raises BrochureError where the front matter cannot be parsed.
    """
    parts = front_matter(source, limits)
    walker = Walker(source, FORMS)
    walker.problems.extend(parts.problems)
    data = walker.read(parts.data, CONTENT, "") or {}
    entry = next((entry for entry in parts.data.entries if entry.key.text == "title"), None)
    if "title" not in data and not (entry and not isinstance(entry.value, Scalar)):
        message, hint = "the brochure has no 'title'", "add a line 'title: …' to the front matter"
        walker.report("title-missing", message, entry.key.place if entry else Place(source.name, 1, 1), hint)
    data.setdefault("title", Text("", entry.key.place if entry else Place(source.name, 1, 1)))
    body = _body(walker, parts.body, parts.body_offset)
    return _brochure(source, stem, data, body), _settled(walker)


def read_project(source: Source | None) -> tuple[Project, tuple[Problem, ...]]:
    """Read brochure.yaml, None where there is none; gives the settings and their warnings and notes.

    Raises BrochureError with all problems, warnings included, when one of them is an error.
    """
    return _sound(*draft_project(source))


def draft_project(source: Source | None) -> tuple[Project, tuple[Problem, ...]]:
    """Read as much of brochure.yaml as can be understood; gives the settings and all problems, errors included.

    What is wrong has its default. Raises BrochureError where the file cannot be parsed.
    """
    if source is None:
        return Project(), ()
    document = yaml_document(source)
    tree = document.data
    walker = Walker(source, FORMS)
    walker.problems.extend(document.problems)
    data = walker.read(tree, PROJECT, "") or {}
    project = _project(source, data, tree)
    _check_colours(walker, tree, project.brand.colours)
    sheet = inside(tree, "booklet").get("sheet")
    check_sheet(walker, sheet, project.booklet.sheet, project.format)
    check_inks(walker, tree, project)
    return project, _settled(walker)


def _settled(walker: Walker) -> tuple[Problem, ...]:
    return tuple(sorted(walker.problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def _sound(model: Model, problems: tuple[Problem, ...]) -> tuple[Model, tuple[Problem, ...]]:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise BrochureError(problems)
    return model, problems


def _body(walker: Walker, body: str, offset: int) -> Text | None:
    start = offset + len(body) - len(body.lstrip())
    end = len(walker.source.text)
    return walker.text(Text(body, walker.source.place(start), walker.source, offset, end)) if body.strip() else None


def _brochure(source: Source, stem: str, data: dict[str, Any], body: Text | None) -> Brochure:
    how, steps, quote = data.get("how"), data.get("steps"), data.get("quote")
    return Brochure(
        stem=stem,
        title=data["title"],
        desc=data.get("desc"),
        image=data.get("image"),
        numbers=tuple(_number(number) for number in data.get("numbers", ())),
        how=How(how.get("desc"), tuple(Tile(**tile) for tile in how.get("tiles", ()))) if how else None,
        steps=Steps(steps.get("title"), tuple(Phase(**phase) for phase in steps.get("list", ()))) if steps else None,
        then=data.get("then", {}).get("desc"),
        quote=Quote(**quote) if quote else None,
        language=data.get("lang"),
        url=data.get("url"),
        body=body,
        source=source,
    )


def _number(data: dict[str, Any]) -> Number:
    title: Text | None = data.get("title")
    num = data.get("num") or Text("", title.place if title else Place(""))
    return Number(num, title, data.get("btnTitle"), data.get("btnUrl"))


def _project(source: Source, data: dict[str, Any], tree: Mapping) -> Project:
    plain = {key: data[key] for key in _PLAIN if key in data}
    return Project(
        organisation=Organisation(**data.get("organisation", {})),
        back=Back(**data.get("back", {})),
        brand=brand_over(theme_of(data.get("theme")), data.get("brand", {})),
        booklet=Booklet(**data.get("booklet", {})),
        press=press_of(data.get("press", {}), inside(tree, "press")),
        preflight=MappingProxyType(data.get("preflight", {})),
        limits=limits_of(data.get("limits", {})),
        words=MappingProxyType(data.get("words", {})),
        source=source,
        **plain,
    )


def _check_colours(walker: Walker, tree: Mapping, colours: Colours) -> None:
    """Hold the colours to WCAG 2.2 (1.4.6 for text on its grounds, 1.4.3 on the accent)."""
    found = {entry.key.text: entry for entry in inside(inside(tree, "brand"), "colours").entries}
    for name, entry in found.items():
        if isinstance(entry.value, Scalar) and entry.value.kind == "null":
            rest = walker.source.text[entry.key.end :].split("\n", 1)[0].lstrip(": ")
            if rest.startswith("#"):
                message = f"'brand.colours.{name}' is read as a comment: {rest.strip()}"
                walker.report("colour-invalid", message, entry.key.place, f'put it in quotes: "{rest.strip()}"')
    for upper, ground, least in CONTRASTS:
        set_by = found.get(ground) or found.get(upper)
        ratio = contrast(getattr(colours, upper).screen, getattr(colours, ground).screen)
        if set_by is not None and ratio < least:
            # Rounded down, so that a ratio just too low never reads as enough.
            message = (
                f"'brand.colours.{upper}' on '{ground}' has a contrast of {int(ratio * 100) / 100:.2f}:1, "
                f"at least {least:g}:1 is needed"
            )
            walker.report("contrast-too-low", message, set_by.value.place, "make the one darker or the other lighter")
