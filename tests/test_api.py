"""The public face in Python: its names, its types, what it gives and raises; and where it says that it does not run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import brochure
from tests.docs.reading import PAGES, ROOT, blocks

SURFACE = {
    "BrochureError", "Copied", "Exit", "Output", "Place", "Problem", "Result", "Severity", "__version__", "build",
    "check", "merge", "schema",
}  # fmt: skip
SOUND = "---\ntitle: A house\ndesc: What we made.\n---\n"
WARNED = "---\ntitle: A house\nimage: {file: img/none.png, alt: A house}\ndesc: What we made.\n---\n"
BROKEN = "---\ntitle: A house\ntitle: B house\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "brochure.yaml").write_text("language: en\ndate: 2026-11-01\n")
    (tmp_path / "content/sound.md").write_text(SOUND)
    return tmp_path


def python(script: str, *options: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", script], capture_output=True, text=True, cwd=cwd, check=False
    )


def test_the_surface_is_this() -> None:
    """Exactly these names are public, and all of them are there."""
    assert set(brochure.__all__) == set(dir(brochure)) == SURFACE
    assert {name for name in SURFACE if not hasattr(brochure, name)} == set()
    assert not hasattr(brochure, "pipelines")


def test_importing_it_costs_nothing() -> None:
    """No library is loaded, nor any room but that of plain words, before a name is asked for."""
    told = python("import sys; had = {*sys.modules}; import brochure; print(*({*sys.modules} - had))")
    others = [name for name in told.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names]
    assert sorted(others) == ["brochure", "brochure.vocabulary", "brochure.vocabulary.version"]


def test_a_file_is_built(root: Path) -> None:
    """The PDF, its pages, and nothing to tell; what is up to date stays, unless it is to be built anyway."""
    result = brochure.build(root / "content" / "sound.md")
    (output,) = result.outputs
    assert (output.path, output.preset, result.problems) == (root / "out" / "sound.pdf", "screen", ())
    assert output.path.read_bytes().startswith(b"%PDF-")
    made = output.path.stat().st_mtime_ns
    assert brochure.build(str(root / "content" / "sound.md")).outputs == (output,)
    assert output.path.stat().st_mtime_ns == made
    assert brochure.build(root / "content" / "sound.md", force=True).outputs == (output,)
    assert output.path.stat().st_mtime_ns > made


def test_a_folder_is_built(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every content file of the project, for every preset, into another folder, seen from the working folder."""
    (root / "content/other.md").write_text(SOUND)
    monkeypatch.chdir(root.parent)
    result = brochure.build(root.name, "all", out="made")
    names = [output.path.relative_to(root.parent / "made").as_posix() for output in result.outputs]
    assert names == [f"{stem}{end}.pdf" for stem in ("other", "sound") for end in ("", "-booklet", "-press")]
    assert not (root / "out").exists()


def test_warnings_are_given_and_count_where_they_are_to(root: Path) -> None:
    """A warning stands in the result; with `strict` it is raised, and the PDF is there all the same."""
    path = root / "content" / "sound.md"
    path.write_text(WARNED)
    (problem,) = brochure.build(path).problems
    assert (problem.code, problem.severity, problem.place.line) == ("picture-missing", brochure.Severity.WARNING, 3)
    with pytest.raises(brochure.BrochureError) as caught:
        brochure.build(path, strict=True)
    assert (caught.value.problems, caught.value.exit_code) == ((problem,), brochure.Exit.STRICT)


def test_errors_are_raised_and_stop_no_other_file(root: Path) -> None:
    """All that is wrong is in the one exception; the sound file is built."""
    (root / "content/broken.md").write_text(BROKEN)
    with pytest.raises(brochure.BrochureError, match="duplicate-key") as caught:
        brochure.build(root)
    assert [problem.place.line for problem in caught.value.problems] == [3]
    assert caught.value.exit_code is brochure.Exit.INVALID
    assert (root / "out" / "sound.pdf").exists()


@pytest.mark.parametrize(
    ("call", "code", "ended"),
    [
        (lambda root: brochure.build(root, "gold"), "value-unknown", brochure.Exit.USAGE),
        (lambda root: brochure.check(root, "gold"), "value-unknown", brochure.Exit.USAGE),
        (lambda root: brochure.schema("pages"), "value-unknown", brochure.Exit.USAGE),
        (lambda root: brochure.build(root / "none.md"), "file-missing", brochure.Exit.INVALID),
        (lambda root: brochure.check(root.parent), "content-missing", brochure.Exit.INVALID),
        (lambda root: brochure.build(root.parent), "content-missing", brochure.Exit.INVALID),
    ],
)
def test_what_cannot_be_done_is_a_problem(call, code: str, ended: brochure.Exit, tmp_path: Path) -> None:
    """A preset or a file that is none."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content/sound.md").write_text(SOUND)
    with pytest.raises(brochure.BrochureError) as caught:
        call(root)
    assert (caught.value.problems[0].code, caught.value.exit_code) == (code, ended)


def test_a_file_is_checked(root: Path) -> None:
    """Errors are findings; no PDF is kept, and a PDF from anywhere can be checked."""
    path = root / "content" / "sound.md"
    assert brochure.check(path, "screen") == ()
    path.write_text(BROKEN)
    assert [problem.code for problem in brochure.check(root)] == ["duplicate-key"]
    assert [problem.code for problem in brochure.check(root / "none.md")] == ["file-missing"]
    assert not (root / "out").exists()
    path.write_text(SOUND)
    (output,) = brochure.build(path).outputs
    assert "output-intent" in {problem.code for problem in brochure.check(output.path, "press")}


def test_the_schemas_are_those_of_the_command() -> None:
    """What the command prints."""
    for subject in ("content", "project"):
        said = subprocess.run(
            [sys.executable, "-m", "brochure", "schema", subject], capture_output=True, text=True, cwd=ROOT, check=True
        )
        assert brochure.schema(subject, ROOT) == json.loads(said.stdout)


def test_the_schema_knows_the_projects_sections(root: Path) -> None:
    """A section that a project declares is a key of its content."""
    (root / "sections").mkdir()
    (root / "sections/hours.yaml").write_text("about: When the doors are open.\nkeys: {text: text}\n")
    said, *_ = brochure.schema("content", root)["properties"]["hours"]["anyOf"]
    assert "text" in said["properties"]
    assert "hours" not in brochure.schema("content", ROOT)["properties"]


def test_scripts_are_typed(tmp_path: Path) -> None:
    """mypy --strict has nothing to say of what the manual shows; it does of a slip."""
    pages = [blocks(path.read_text(encoding="utf-8")) for path in PAGES]
    scripts = [block.text for page in pages for block in page if block.kind == "python"]
    assert len(scripts) >= 4
    assert typed(tmp_path, *scripts) == (0, "")
    code, told = typed(tmp_path, 'import brochure\n\nbrochure.build("a.md", "gold")\nbrochure.build("a.md").path\n')
    assert (code, told.count("'gold'"), told.count('"Result" has no attribute "path"')) == (1, 1, 1)


def typed(folder: Path, *scripts: str) -> tuple[int, str]:
    """Hold scripts to their types, as somebody does who has the package installed."""
    for number, script in enumerate(scripts):
        (folder / f"script{number}.py").write_text(script)
    options = ["--strict", "--follow-imports=silent", "--no-error-summary", "--config-file=", "--cache-dir=.cache"]
    files = [f"script{number}.py" for number in range(len(scripts))]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *files],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"MYPYPATH": str(ROOT), "PATH": ""},
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


ELSEWHERE = {
    "windows": ("sys.platform = 'win32'", "Windows is not supported: use make-brochure in WSL, https://"),
    "old": ("sys.version_info = (3, 10, 4)", "Python 3.10 is not supported: use Python 3.11 or newer"),
}
# What is not there on such a machine, and what another machine would load: nothing of it is asked for.
WITHOUT = "import sys; sys.modules.update(fcntl=None, resource=None, click=None, weasyprint=None); "


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize("words", [[], ["build", "a.md"], ["--version"], ["preview"]], ids=str)
def test_the_command_says_where_it_does_not_run(where: str, words: list[str]) -> None:
    """One line, no traceback, exit code 6."""
    setting, said = ELSEWHERE[where]
    start = f"import runpy; {setting}; sys.argv[1:] = {words}; runpy.run_module('brochure', run_name='__main__')"
    run = python(WITHOUT + start)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (6, "", 1)
    assert run.stderr.startswith(f"make-brochure: {said}")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_the_public_face_says_where_it_does_not_run(where: str) -> None:
    """Importing the package works; a name of it is an ImportError that says the same."""
    setting, said = ELSEWHERE[where]
    run = python(f"{WITHOUT}{setting}\nimport brochure\nprint(brochure.__version__)\nbrochure.build('a.md')")
    assert (run.returncode, run.stdout) == (1, f"{brochure.__version__}\n")
    assert run.stderr.splitlines()[-1].startswith(f"ImportError: {said}")


def test_names_stay_what_they_are_once_used() -> None:
    """No room has the name of what is public: the first use would put the room in its place."""
    assert {path.name.partition(".")[0] for path in (ROOT / "brochure").iterdir()} & SURFACE == set()


def test_copies_are_given_as_they_are_made(root: Path) -> None:
    """Each as soon as it is there, twice in one process; a row that fails stops no other."""
    page = root / "content" / "row.md"
    page.write_text('---\ntitle: "For {{ who }}"\nlang: en\ndesc: What we made.\n---\n')
    rows = [{"who": "Ada"}, {"who": ""}, {"who": "Grace"}]
    running = brochure.merge(page, rows, "{who}.pdf", jobs=1)
    first = next(running)
    assert first.output is not None
    assert (first.row, first.output.path, first.kept) == (1, root / "out" / "Ada.pdf", False)
    assert first.output.path.read_bytes().startswith(b"%PDF-")
    assert not (root / "out" / "Grace.pdf").exists()
    assert [(copy.row, copy.output is None) for copy in running] == [(2, True), (3, False)]
    again = list(brochure.merge(page, rows, "{who}.pdf", jobs=1, force=True))
    assert [problem.code for problem in again[1].problems] == ["name-empty"]
    with pytest.raises(brochure.BrochureError, match="no column"):
        list(brochure.merge(page, rows, "{whom}.pdf"))
