"""From a file's text to the model: all problems of a file in one run."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from brochure.load.front_matter import front_matter, yaml_document
from brochure.load.text import Source
from brochure.load.yaml.nodes import Mapping, Node, Scalar
from brochure.model.brochure import CONTENT, Brochure
from brochure.model.kinds.plain import markdown
from brochure.model.press import check_inks, inside, press_of
from brochure.model.project import Back, Booklet, Colours, Organisation, Project
from brochure.model.reading import Reading
from brochure.model.table import PROJECT
from brochure.model.themes import brand_over, theme_of
from brochure.model.values import Text
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
    reading = Reading(source, parts.problems)
    read = CONTENT.read(reading, parts.data, "")
    brochure = read if isinstance(read, Brochure) else Brochure()
    if not brochure.title:
        brochure = replace(brochure, title=_no_title(reading, parts.data))
    body = _body(reading, parts.body, parts.body_offset)
    return replace(brochure, stem=stem, body=body, source=source), _settled(reading)


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
    reading = Reading(source, document.problems)
    data: Any = PROJECT.read(reading, tree, "") or {}
    project = _project(source, data, tree)
    _check_colours(reading, tree, project.brand.colours)
    _check_sheet(reading, inside(tree, "booklet").get("sheet"), project)
    check_inks(reading, tree, project)
    return project, _settled(reading)


def _settled(reading: Reading) -> tuple[Problem, ...]:
    return tuple(sorted(reading.problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def _sound(model: Model, problems: tuple[Problem, ...]) -> tuple[Model, tuple[Problem, ...]]:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise BrochureError(problems)
    return model, problems


def _no_title(reading: Reading, tree: Mapping) -> Text:
    """Report that there is no title, but for one that was refused; give an empty one."""
    entry = next((entry for entry in tree.entries if entry.key.text == "title"), None)
    place = entry.key.place if entry else Place(reading.source.name, 1, 1)
    if entry is None or isinstance(entry.value, Scalar):
        hint = "add a line 'title: …' to the front matter"
        reading.report("title-missing", "the brochure has no 'title'", place, hint)
    return Text("", place)


def _body(reading: Reading, body: str, offset: int) -> Text | None:
    start = offset + len(body) - len(body.lstrip())
    end = len(reading.source.text)
    text = Text(body, reading.source.place(start), reading.source, offset, end)
    return markdown(reading, text) if body.strip() else None


def _project(source: Source, data: dict[str, Any], tree: Mapping) -> Project:
    plain = {key: data[key] for key in _PLAIN if key in data}
    return Project(
        organisation=Organisation(**data.get("organisation", {})),
        back=Back(**data.get("back", {})),
        brand=brand_over(theme_of(data.get("theme")), data.get("brand", {})),
        booklet=Booklet(**data.get("booklet", {})),
        press=press_of(data.get("press", {}), inside(tree, "press")),
        preflight=MappingProxyType(data.get("preflight", {})),
        limits=replace(DEFAULT, **{key.replace("-", "_"): value for key, value in data.get("limits", {}).items()}),
        words=MappingProxyType(data.get("words", {})),
        source=source,
        **plain,
    )


def _check_colours(reading: Reading, tree: Mapping, colours: Colours) -> None:
    """Hold the colours to WCAG 2.2 (1.4.6 for text on its grounds, 1.4.3 on the accent)."""
    found = {entry.key.text: entry for entry in inside(inside(tree, "brand"), "colours").entries}
    for name, entry in found.items():
        if isinstance(entry.value, Scalar) and entry.value.kind == "null":
            rest = reading.source.text[entry.key.end :].split("\n", 1)[0].lstrip(": ")
            if rest.startswith("#"):
                message = f"'brand.colours.{name}' is read as a comment: {rest.strip()}"
                reading.report("colour-invalid", message, entry.key.place, f'put it in quotes: "{rest.strip()}"')
    for upper, ground, least in CONTRASTS:
        set_by = found.get(ground) or found.get(upper)
        ratio = contrast(getattr(colours, upper).screen, getattr(colours, ground).screen)
        if set_by is not None and ratio < least:
            # Rounded down, so that a ratio just too low never reads as enough.
            message = (
                f"'brand.colours.{upper}' on '{ground}' has a contrast of {int(ratio * 100) / 100:.2f}:1, "
                f"at least {least:g}:1 is needed"
            )
            reading.report("contrast-too-low", message, set_by.value.place, "make the one darker or the other lighter")


def _check_sheet(reading: Reading, node: Node | None, project: Project) -> None:
    """Hold a sheet to the pages that are to lie on it: two side by side, of a folded format the one."""
    sheet, page = project.booklet.sheet, project.format
    if sheet is None or node is None or sheet.holds(page.leaf_width, page.height):
        return
    size = f"{page.width:g} x {page.height:g}"
    what = f"the page of {size} mm is" if page.panels else f"two pages of {size} mm side by side are"
    message = f"'booklet.sheet' is {sheet.width:g} x {sheet.height:g} mm, {what} larger"
    hint = "take a larger sheet, or none: the one that suits is used"
    reading.report("sheet-too-small", message, node.place, hint)
