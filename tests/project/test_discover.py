"""Which files are content, and which project they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.project import discover
from brochure.vocabulary.problems import BrochureError


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_content_is_not_deeper_not_hidden_not_a_readme(tmp_path: Path) -> None:
    """Only content/*.md counts, in the order of names."""
    put(tmp_path, "content/b.md", "content/a.md", "content/README.md", "content/.c.md", "content/deep/d.md", "e.md")
    assert discover.contents(tmp_path) == [tmp_path / "content/a.md", tmp_path / "content/b.md"]


def test_project_is_the_nearest_folder_upwards(tmp_path: Path) -> None:
    """A file below brochure.yaml belongs to that project, whatever the working folder; its outputs go there."""
    put(tmp_path, "p/brochure.yaml", "p/texts/deep/a.md")
    job = discover.jobs([Path("p/texts/deep/a.md")], ["screen"], cwd=tmp_path)[0]
    assert (job.root, job.project, job.out) == (tmp_path / "p", tmp_path / "p/brochure.yaml", tmp_path / "p/out")


def test_without_settings_the_folder_of_the_file_is_the_project(tmp_path: Path) -> None:
    """No brochure.yaml anywhere: the file's own folder, with defaults."""
    put(tmp_path, "texts/a.md")
    job = discover.jobs([Path("texts/a.md")], ["screen"], out=Path("o"), cwd=tmp_path)[0]
    assert (job.root, job.project, job.out) == (tmp_path / "texts", None, tmp_path / "o")


@pytest.mark.parametrize(
    ("sign", "page"),
    [
        ("hugo.toml", "content/en/_index.md"),
        ("_config.yml", "_pages/about.md"),
        ("astro.config.mjs", "src/content/work/a.md"),
        (".vitepress/config.mts", "guide/a.md"),
        ("", "content/pages/a.md"),
    ],
)
def test_a_page_of_a_website_belongs_to_the_website(tmp_path: Path, sign: str, page: str) -> None:
    """The settings of its generator tell where a site begins, else the folder content/; a brochure.yaml comes first."""
    put(tmp_path, f"site/{page}", *([f"site/{sign}"] if sign else []))
    job = discover.jobs([tmp_path / "site" / page], ["screen"])[0]
    assert (job.root, job.project, job.out) == (tmp_path / "site", None, tmp_path / "site/out")
    put(tmp_path, str(Path("site", page).with_name("brochure.yaml")))
    assert discover.jobs([tmp_path / "site" / page], ["screen"])[0].root == (tmp_path / "site" / page).parent


def test_one_file_under_two_names_is_one_job(tmp_path: Path) -> None:
    """The same file named twice is built once."""
    put(tmp_path, "a.md")
    assert len(discover.jobs([Path("a.md"), Path("x/../a.md")], ["screen"], cwd=tmp_path)) == 1


def test_two_files_for_one_pdf_are_refused(tmp_path: Path) -> None:
    """Two files of one stem and one output folder are an error; with two projects they are none."""
    put(tmp_path, "x/a.md", "y/a.md")
    named = [Path("x/a.md"), Path("y/a.md")]
    assert len(discover.jobs(named, ["screen"], cwd=tmp_path)) == 2
    with pytest.raises(BrochureError) as raised:
        discover.jobs(named, ["screen"], out=Path("out"), cwd=tmp_path)
    assert [problem.code for problem in raised.value.problems] == ["duplicate-stem"]


def test_content_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """A link in the project does not say what is read; the one who calls may name the file itself."""
    put(tmp_path, "project/brochure.yaml", "project/content/y.md", "secret.md")
    path = tmp_path / "project/content/x.md"
    path.symlink_to(tmp_path / "secret.md")
    with pytest.raises(BrochureError) as caught:
        discover.jobs([path], ["screen"])
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint.endswith(str(tmp_path / "secret.md"))) == ("path-outside-project", True)
    assert len(discover.jobs([tmp_path / "secret.md"], ["screen"])) == 1
    path.unlink()
    path.symlink_to("y.md")
    assert len(discover.jobs([path], ["screen"])) == 1


@pytest.mark.parametrize("target", [".", "content", "../elsewhere"])
def test_an_output_folder_that_is_asked_for_may_be_a_link(tmp_path: Path, target: str) -> None:
    """What --out names is taken where it leads; unasked, the folder of the project is the ground of what is written."""
    root = tmp_path.resolve() / "project"
    put(root, "brochure.yaml", "content/x.md", "../elsewhere/x")
    (root / "out").symlink_to(target)
    (unasked,) = discover.jobs([root / "content/x.md"], ["screen"])
    assert (unasked.out, unasked.ground) == (root / "out", root)
    (job,) = discover.jobs([root / "content/x.md"], ["screen"], root / "out")
    assert (job.out, job.ground) == ((root / target).resolve(), job.out if "elsewhere" in target else root)
