"""Themes: a brand of colours and typefaces, and the project's own over it; folders that a project may bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.engine.fonts import fault, own_fonts
from brochure.load.text import Source
from brochure.model.project import Brand, Project
from brochure.model.schema import project_schema
from brochure.model.validate import draft_project, read_project
from brochure.model.values import Colour
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.problems import BrochureError
from brochure.vocabulary.shipped import FONTS, STYLES, THEME, themes

INK_LIMIT = 300


def themed(name: str) -> Project:
    return read_project(Source("brochure.yaml", f"theme: {name}\n"))[0]


def test_each_folder_of_styles_is_a_theme() -> None:
    assert themes() == tuple(sorted(path.name for path in (STYLES / "themes").iterdir()))
    assert themed(THEME) == read_project(None)[0] == Project()
    assert Project().brand == Brand()


@pytest.mark.parametrize("name", themes())
def test_the_colours_of_a_theme_can_be_read_and_printed(name: str) -> None:
    """Text of any size stands out on paper and tint, and on the accent too where small type lies on it."""
    colours = themed(name).brand.colours
    ink = colours.ink.screen
    assert min(contrast(ink, ground.screen) for ground in (colours.paper, colours.tint)) >= 7
    assert contrast(ink, colours.signal.screen) >= (7 if name == "festival" else 4.5)
    for colour in (colours.ink, colours.signal, colours.tint, colours.paper):
        assert colour.press is not None
        assert sum(colour.press) <= INK_LIMIT


@pytest.mark.parametrize("name", themes())
def test_the_typefaces_of_a_theme_are_shipped(name: str) -> None:
    files, problems = own_fonts(themed(name).brand.fonts, STYLES.parent / "nowhere")
    assert problems == []
    assert [path for paths in files.values() for path in paths if fault(path) or path.parent != FONTS] == []
    assert ("display" in files) == (name != THEME)


def test_the_brand_of_the_project_comes_before_that_of_the_theme() -> None:
    text = 'theme: civic\nbrand: {colours: {signal: "#ffcc00"}}\n'
    project, _ = read_project(Source("brochure.yaml", text))
    assert project.brand.colours.signal == Colour("#ffcc00")
    assert project.brand.colours.ink == themed("civic").brand.colours.ink
    assert project.brand.fonts == themed("civic").brand.fonts


def test_a_colour_of_the_project_is_held_to_those_of_the_theme() -> None:
    """The ground that suits the default ink is too dark for the theme's."""
    text = 'theme: civic\nbrand: {colours: {tint: "#aeb4c2"}}\n'
    with pytest.raises(BrochureError) as caught:
        read_project(Source("brochure.yaml", text))
    assert [problem.code for problem in caught.value.problems] == ["contrast-too-low"]


@pytest.mark.parametrize(
    ("name", "hint"), [("civik", "did you mean 'civic'?"), ("baroque", f"write one of {', '.join(themes())}")]
)
def test_an_unknown_theme_is_told_with_what_was_meant(name: str, hint: str) -> None:
    with pytest.raises(BrochureError) as caught:
        themed(name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("value-unknown", 1, 8)
    assert (problem.message, problem.hint) == (f"'theme' has no value \"{name}\"", hint)


def bring(root: Path, name: str, **files: str) -> Path:
    """Write a theme into the styles of a project; gives those styles. A file's name has no dot here: theme_css."""
    folder = root / "styles/themes" / name
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file.replace("_", ".")).write_text(text, encoding="utf-8")
    return root / "styles"


BRAND = 'colours:\n  ink: "#202020"\n  signal: "#ff9a3d"\nfonts: {display: [Fraunces_700Bold.ttf]}\n'


def test_a_project_brings_a_theme(tmp_path: Path) -> None:
    """Its name is known, in any case, to validation, schema and hint; what its brand leaves out is as ever."""
    styles = bring(tmp_path, "Harbour", theme_css="", brand_yaml=BRAND)
    project, problems = read_project(Source("brochure.yaml", "theme: harbour\n"), styles)
    assert (project.theme, problems) == ("Harbour", ())
    assert project.brand.colours.ink == Colour("#202020")
    assert project.brand.colours.tint == Brand().colours.tint
    files, found = own_fonts(project.brand.fonts, tmp_path)
    assert (files, found) == ({"display": (FONTS / "Fraunces_700Bold.ttf",)}, [])
    properties = project_schema(styles)["properties"]
    assert isinstance(properties, dict)
    assert properties["theme"]["enum"] == ["Harbour", *themes(), None]
    problems = draft_project(Source("brochure.yaml", "theme: harbor\n"), styles)[1]
    assert problems[0].hint == "did you mean 'Harbour'?"


def test_a_theme_of_a_shipped_name_stands_in_file_by_file(tmp_path: Path) -> None:
    """As every other file of the styles does."""
    styles = bring(tmp_path, "civic", brand_yaml='colours: {tint: "#ffffff"}\n')
    project, problems = read_project(Source("brochure.yaml", "theme: civic\n"), styles)
    assert problems == ()
    assert project.brand.colours.tint == Colour("#ffffff")
    assert project.brand.colours.ink == Brand().colours.ink


def test_the_theme_of_a_project_that_is_not_trusted_is_none(tmp_path: Path) -> None:
    """It is known, and told to have no effect; a shipped theme is used without the project's files."""
    styles = bring(tmp_path, "harbour", theme_css="", brand_yaml=BRAND)
    project, (problem,) = draft_project(Source("brochure.yaml", "language: en\ntheme: harbour\n"), styles, False)
    assert (project.theme, project.brand) == (THEME, Brand())
    assert (problem.code, problem.severity, problem.place.line, problem.place.column) == (
        "setting-ignored", "warning", 2, 8,
    )  # fmt: skip
    assert problem.message == "the theme 'harbour' of the project has no effect with --no-project-templates"
    bring(tmp_path, "civic", brand_yaml=BRAND)
    assert draft_project(Source("brochure.yaml", "theme: civic\n"), styles, False) == (themed("civic"), ())


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"brand_yaml": BRAND}, ("theme-broken", "brochure.yaml", 2, 8)),
        ({"theme_css": "", "brand_yaml": "colours:\n  ink: reddish\n"}, ("colour-invalid", "brand.yaml", 2, 8)),
        ({"theme_css": "", "brand_yaml": "colours: [\n"}, ("yaml-syntax", "brand.yaml", 2, 1)),
        ({"theme_css": "", "brand_yaml": "\ncolors: {}\n"}, ("unknown-key", "brand.yaml", 2, 1)),
        ({"theme_css": "", "brand_yaml": "press: {}\n"}, ("unknown-key", "brand.yaml", 1, 1)),
        ({"theme_css": "", "brand_yaml": 'colours:\n  ink: "#999999"\n'}, ("contrast-too-low", "brand.yaml", 2, 8)),
        (
            {"theme_css": "", "brand_yaml": 'colours: {ink: {screen: "#111111", press: [90, 90, 90, 90]}}\n'},
            ("ink-limit", "brand.yaml", 1, 16),
        ),
    ],
)
def test_what_is_wrong_with_a_theme_is_told_at_its_line(
    tmp_path: Path, files: dict[str, str], told: tuple[str, str, int, int]
) -> None:
    """In its own file; without its style, where it is named. Whatever it is, a brand comes out."""
    styles = bring(tmp_path, "harbour", **files)
    project, problems = draft_project(Source("brochure.yaml", "\ntheme: harbour\n"), styles)
    place = problems[0].place
    assert (problems[0].code, place.file.split("/")[-1], place.line, place.column) == told
    assert project.brand.colours.paper == Brand().colours.paper


def test_a_colour_that_the_project_sets_is_no_fault_of_the_theme(tmp_path: Path) -> None:
    """It is judged where it stands, in brochure.yaml; other colours of the theme in their own file."""
    styles = bring(tmp_path, "pale", theme_css="", brand_yaml='colours: {ink: "#999999", signal: "#888888"}\n')
    problems = draft_project(Source("brochure.yaml", 'theme: pale\nbrand: {colours: {ink: "#111111"}}\n'), styles)[1]
    assert problems == ()
    problems = draft_project(Source("brochure.yaml", 'theme: pale\nbrand: {colours: {ink: "#777777"}}\n'), styles)[1]
    assert {problem.place.file for problem in problems} == {"brochure.yaml"}


@pytest.mark.parametrize("linked", ["harbour", "harbour/brand.yaml"])
def test_a_theme_is_not_read_through_a_link_out_of_the_project(tmp_path: Path, linked: str) -> None:
    outside = bring(tmp_path / "elsewhere", "harbour", theme_css="", brand_yaml=BRAND) / "themes"
    styles = bring(tmp_path / "project", "other", theme_css="")
    if "/" in linked:
        bring(tmp_path / "project" / "none", "harbour")
        (styles / "themes/harbour").mkdir()
        (styles / "themes/harbour/theme.css").write_text("")
    (styles / "themes" / linked).symlink_to(outside / linked)
    project, problems = draft_project(Source("brochure.yaml", "theme: harbour\n"), styles)
    assert [problem.code for problem in problems] == ["path-outside-project"]
    assert problems[0].place.file.endswith("harbour/brand.yaml")
    assert project.brand == Brand()


@pytest.mark.parametrize(
    ("path", "code"), [("None.ttf", "font-missing"), ("../../../../x.ttf", "path-outside-project"), ("", "")]
)
def test_a_font_of_a_theme_is_told_in_its_brand(tmp_path: Path, path: str, code: str) -> None:
    styles = bring(tmp_path, "harbour", theme_css="", brand_yaml=f'\nfonts: {{text: ["{path}", Own.ttf]}}\n')
    (styles / "themes/harbour/Own.ttf").write_bytes((FONTS / "Fraunces_700Bold.ttf").read_bytes())
    (tmp_path.parent / "x.ttf").write_bytes(b"")
    project, _ = read_project(Source("brochure.yaml", "theme: harbour\n"), styles)
    files, problems = own_fonts(project.brand.fonts, tmp_path)
    assert files == {"text": (styles / "themes/harbour/Own.ttf",)}
    assert [problem.code for problem in problems] == [code] * bool(code)
    assert [problem.place.line for problem in problems] == [2] * bool(code)
