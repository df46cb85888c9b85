"""Nothing outside: whatever bears the name of what a command writes, deletes or reads, it stays in the project."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import signal
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pikepdf
import pytest

from brochure import pipeline, tasks, warm
from brochure.cli import commands
from brochure.pipeline import Placing
from brochure.preview import command, session
from brochure.preview.drawing import Drawer
from brochure.render import environment
from brochure.store import folder
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job, Outcome
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.vocabulary.report import worst
from brochure.vocabulary.shipped import FONTS, PROFILES, TEMPLATES
from brochure.vocabulary.speech import Said
from tests.hostile.case import CANARY, SVG
from tests.hostile.hindrances import FILE, FOLDER, HARD, LINKS, SPECIAL, outside, picture
from tests.worker.inside import Inside

# Seconds in which a command must be done that waits for no pipe and reads no device.
PATIENCE = 120
CONTENT = "---\ntitle: A house\nimage: img/round.svg\n---\n\nText.\n"


def pdf_of(width: float) -> bytes:
    """A PDF of two empty pages, for what is written to be quick."""
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(width, 90))
        pdf.save(file := io.BytesIO())
    return file.getvalue()


OLD, NEW = pdf_of(90), pdf_of(99)


@pytest.fixture(autouse=True)
def bounded(inside_worker: None) -> Iterator[None]:
    """No case may hang."""

    def late(*_: object) -> None:
        raise TimeoutError("it hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return outside(tmp_path)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one content file, and two PDFs to compare; its folder is the current one."""
    root = tmp_path / "project"
    bodies = {"brochure.yaml": "language: en\n", "content/house.md": CONTENT, "content/img/round.svg": f"{SVG}/>"}
    for name, body in bodies.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(body)
    (root / "old.pdf").write_bytes(OLD)
    (root / "new.pdf").write_bytes(NEW)
    (root / "letter.md").write_text("---\ntitle: Dear {{ name }}\n---\n\nText.\n")
    (root / "rows.csv").write_text("name\nann\nbob\n")
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that lays nothing out: it hands one PDF over to be placed, as the true one does."""

    def build(
        job: Job, keep: bool, tell: object, heed: object, place: Placing, show: Callable[[object], None]
    ) -> Outcome:
        show(types.SimpleNamespace(project=None))
        return Outcome(job, place(job, OLD, 2, (32, 32)) if keep else None, (), pdf=OLD)

    def copies(job: Job, rows: Sequence[object], spelling: object, stamp: object, *, to: Inside) -> int:
        for number in range(len(rows)):
            to.share(f"{number}.pdf", Halves(tail=OLD))
            to.say((number, (), (("cover", 2),), (), (32.0, 32.0)))
        return len(rows)

    for name, what in {
        "pipeline": {"build": build, "about": lambda planned: None},
        "handoff.packing": {"packed": lambda outcome, project, about: [("house-press.pdf", OLD), ("job.json", b"{}")]},
    }.items():
        module = types.ModuleType(f"brochure.{name}")
        vars(module).update(what)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(tasks, "copies", copies)


COMMANDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "build": (
        "build --force --preset all",
        ("out/house.pdf", "out/house-booklet.pdf", "out/house-press.pdf"),
        ("out",),
    ),
    "build into": ("build --force --out made/there", ("made/there/house.pdf",), ()),
    "build and report": ("build --force --report html", ("out/house-report.html",), ("out",)),
    "check": ("check --preset screen --report html", ("out/house-report.html",), ("out",)),
    "check a PDF": ("check old.pdf --report html", ("old-report.html",), ()),
    "pages": ("pages --dpi 18", ("out/house.pdf",), ("out", "out/pages", "out/pages/house")),
    "compare": (
        "compare old.pdf new.pdf --dpi 18",
        ("out/compare/index.html", "out/compare/difference-01-01.png"),
        ("out", "out/compare"),
    ),
    "handoff": ("handoff", ("out/house-press.pdf",), ("out", "out/house-handoff")),
    "merge": (
        "merge letter.md --data rows.csv --name {name}.pdf --preset press --one all.pdf",
        ("out/ann.pdf", "out/letter-rows.jsonl", "all.pdf"),
        ("out",),
    ),
    "new": (
        "new started --yes",
        ("started/brochure.yaml", "started/content/brochure.md", "started/.schema/content.json"),
        ("started/content", "started/content/img", "started/.schema"),
    ),
    "section": (
        "section rooms",
        ("sections/rooms.yaml", "templates/sections/rooms.html.j2", "styles/sections/rooms.css"),
        ("sections", "templates/sections", "styles"),
    ),
}
IN_THE_WAY = [
    *((name, place, kind) for name, (_, files, _) in COMMANDS.items() for place in files
      for kind in (*LINKS, *SPECIAL, *FOLDER, *HARD)),
    *((name, place, kind) for name, (_, _, folders) in COMMANDS.items() for place in folders
      for kind in (*LINKS, *SPECIAL, *FILE)),
]  # fmt: skip
PUT = {**LINKS, **SPECIAL, **FOLDER, **FILE, **HARD}


MADE = ("out", "made", "started", "old-report.html", "all.pdf", "sections", "templates", "styles")
# How each command ends where nothing is in its way: its exit code, and the problems that it tells.
USUAL: dict[str, tuple[int, set[str]]] = {}


def run(call: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, set[str], str]:
    """Run a command; give its exit code, the codes of the errors, and all that it told."""
    code = commands.main(call.split())
    told = capsys.readouterr().err
    return code, set(re.findall(r"error\[([\w-]+)\]", told)), told


def usual(name: str, root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, set[str]]:
    """Run a command once where nothing is in its way, and take away what it wrote."""
    if name not in USUAL:
        USUAL[name] = run(COMMANDS[name][0], capsys)[:2]
        for made in (root / made for made in MADE):
            shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True)
    return USUAL[name]


def still(path: Path) -> tuple[int, int, int]:
    """Tell what a file is by what changes when it is replaced or written."""
    status = path.lstat()
    return status.st_ino, status.st_mode, status.st_mtime_ns


def due(name: str, kind: str) -> tuple[Exit, set[str]]:
    """Give the exit code and the code of the problem that a hindrance makes of a command."""
    if name in ("new", "section"):
        return Exit.INVALID, {"file-exists"}
    if kind in HARD:
        return Exit.BUILT, set()
    return (Exit.INVALID, {"path-outside-project"}) if kind in LINKS else (Exit.MACHINE, {"out-not-writable"})


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(("name", "place", "kind"), IN_THE_WAY)
def test_nothing_outside_is_written_or_deleted(
    name: str, place: str, kind: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends soon, with a problem at the place or with its work done; home and hindrance are as they were."""
    code, known = usual(name, root, capsys)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    PUT[kind](root / place, home)
    before, stood = picture(home), still(root / place)
    must, problems = due(name, kind)
    found, codes, told = run(COMMANDS[name][0], capsys)
    assert (found, codes) == (worst([Exit(code), must]), known | problems), told
    assert picture(home) == before
    if problems:
        assert re.search(rf"^{place}: error\[{problems.pop()}\]", told, re.MULTILINE), told
        assert still(root / place) == stood
    assert [path for path in (*root.rglob("*"), *home.rglob("*")) if path.name.startswith(folder.PREFIX)] == []


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("call", ["build --force", "build --force --report html", "pages --dpi 18"])
def test_a_folder_that_is_asked_for_may_be_a_link(
    call: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What --out names is meant, whatever links lead there; below it no link is followed."""
    (home / "house.pdf").unlink()
    shutil.rmtree(home / "pages")
    (root / "out").symlink_to(home)
    assert run(f"{call} --out out", capsys)[:2] == (0, set())
    assert (home / "house.pdf").read_bytes() == OLD
    if "pages" in call:
        shutil.rmtree(home / "pages")
        (home / "pages").symlink_to(home.parent / "project")
        before = picture(root)
        assert run(f"{call} --out out", capsys)[:2] == (1, {"path-outside-project"})
        assert picture(root) == before


@pytest.mark.parametrize("call", ["check out/house.pdf --report html", "check ./out/./house.pdf --report html"])
def test_a_report_beside_a_pdf_stays_in_the_project(
    call: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a PDF that a link of the project leads to nothing is written beside it, unless --out says so."""
    (home / "house.pdf").write_bytes(OLD)
    (root / "out").symlink_to(home)
    before = picture(home)
    assert "path-outside-project" in run(call, capsys)[1]
    assert picture(home) == before
    assert "path-outside-project" not in run(f"{call} --out out", capsys)[1]
    assert (home / "house-report.html").is_file()


@pytest.mark.parametrize("kind", ["link to itself", "link to nothing", "link to a device", *SPECIAL, *FILE])
def test_a_project_starts_in_a_folder(kind: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where something else bears the name, nothing is written, neither there nor where a link leads."""
    PUT[kind](root / "begun", home)
    before = picture(home)
    assert run("new begun --yes", capsys)[:2] == (1, {"file-exists"})
    assert picture(home) == before


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("kind", [*LINKS, *SPECIAL, *FOLDER])
def test_a_report_that_cannot_be_written_stops_no_other(
    kind: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next file of the run is built and has its report."""
    (root / "content/inn.md").write_text(CONTENT)
    (root / "out").mkdir()
    PUT[kind](root / "out/house-report.html", home)
    assert run("build --force --report html", capsys)[:2] == due("build", kind)
    assert {"house.pdf", "inn.pdf", "inn-report.html"} <= {path.name for path in (root / "out").iterdir()}


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(
    ("name", "part"), [("build", 0), ("build and report", 0), ("build and report", 1), ("compare", 1), ("pages", 2)]
)
def test_what_stops_in_the_middle_leaves_what_was_there(
    name: str, part: int, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Full at any file, the disk holds each old output whole, and all of a comparison or of the pages."""
    call = COMMANDS[name][0]
    assert run(call, capsys)[:2] == USUAL.get(name, run(call, capsys)[:2])
    for path in (root / "out").rglob("*"):
        if path.is_file():
            path.write_bytes(b"the last good one")
    before, synced, fsync = held(root / "out"), [], os.fsync

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > part:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(folder.os, "fsync", full)
    code, codes, told = run(call, capsys)
    assert (code, codes) == (6, {"disk-full"}), told
    assert held(root / "out") in (before, before | {"house.pdf": OLD})


def held(folder: Path) -> dict[str, bytes]:
    """Read all files in a folder and below."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


PICTURE = "content/img/round.svg"
COVER = f"templates/{next(TEMPLATES.rglob('cover.html.j2')).relative_to(TEMPLATES)}"
SECTION = "sections/rooms.yaml"
# What a build may read of a project, and what is sound there.
INPUTS: dict[str, str | bytes] = {
    "content/house.md": CONTENT.replace("\n---\n\n", "\nrooms: {title: Rooms}\n---\n\n"),
    "brochure.yaml": "theme: mine\nbrand: {fonts: {text: [fonts/own.ttf]}}\npress: {profile: own.icc}\n",
    PICTURE: f"{SVG}/>",
    "styles/page.css": "p {}\n",
    "styles/project.css": "p {}\n",
    "styles/themes/mine/theme.css": "p {}\n",
    "styles/themes/mine/brand.yaml": "colours: {}\n",
    "templates/words/en.yaml": "qr: Code\n",
    COVER: "<section>{{ heading }}</section>\n",
    SECTION: "about: Rooms.\nafter: introduction\nkeys: {title: line}\n",
    "templates/sections/rooms.html.j2": "<section>{{ section.title }}</section>\n",
    "styles/sections/rooms.css": "p {}\n",
    ".schema/content.json": "{}\n",
    "fonts/own.ttf": next(FONTS.glob("*.ttf")).read_bytes(),
    "own.icc": next(PROFILES.glob("*.icc")).read_bytes(),
}
BUILD, PRESS, SCHEMA = "build --force", "build --force --preset press", "schema content"
HANDOFF, MERGE = "handoff", "merge letter.md --data rows.csv --name {name}.pdf"
READINGS = [
    *((name, PRESS if name == "own.icc" else BUILD) for name in INPUTS),
    *((name, call) for name in ("content/house.md", "brochure.yaml", COVER, SECTION)
      for call in ("check", "pages --dpi 18", "preview --no-open")),
    (SECTION, SCHEMA),
    ("old.pdf", "compare old.pdf new.pdf --dpi 18"),
    ("new.pdf", "compare old.pdf new.pdf --dpi 18"),
    ("new.pdf", "check new.pdf"),
    *((name, HANDOFF) for name in ("content/house.md", "brochure.yaml")),
    *((name, MERGE) for name in ("letter.md", "rows.csv", "brochure.yaml")),
]  # fmt: skip
# What leads nowhere is missing, which not every input minds.
NOWHERE = ("link to nothing", "link to itself")


class Stop:
    """An engine that ends the build where its first document is to be laid out, and tells what was told before."""

    def __init__(self, planned: pipeline.Plan) -> None:
        self.problems = planned.problems

    def open(self, html: str) -> None:
        raise BrochureError([*self.problems, Problem("laid-out", Severity.ERROR, Said(html), Place("x"))])

    def close(self) -> None:
        """Hold nothing."""


def _no_engine(planned: pipeline.Plan) -> Stop:
    """Lay nothing out; the styles and pictures that would have been are part of what is told, as is the document."""
    sys.stderr.write(planned.css)
    for url, body in planned.assets.all_served().items():
        sys.stderr.write(f"\nserved {url}: {body.decode('latin-1')}\n")
    return Stop(planned)


@pytest.fixture
def read_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with a section of its own, of which all is read and nothing laid out; its preview ends at once."""
    for name, body in INPUTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(body if isinstance(body, bytes) else body.encode())
    monkeypatch.setattr(pipeline, "start", _no_engine)

    def preview(jobs: list[Job], *_: object) -> None:
        shown = session.Session(jobs[0], Drawer())
        shown.build(session.Wanted(frozenset(), 100, lambda: False, lambda view: None))

    def laid_out(planned: pipeline.Plan) -> None:
        _no_engine(planned).open("".join(way.html() for group in planned.groups for way in group.ways))

    monkeypatch.setattr(warm, "start", laid_out)

    monkeypatch.setattr(command, "preview", preview)


def read_by(call: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, set[str], str]:
    """Run a command; give its exit code, the codes of the errors, and all that it told and printed."""
    code = commands.main(call.split())
    told = "".join(capsys.readouterr())
    return code, set(re.findall(r"error\[([\w-]+)\]", told)), told


# How a build tells of a picture that it draws, and of one that it does without.
DRAWN = "served file:///project/content/img/round.svg: <svg"
DONE_WITHOUT = re.compile(
    r"^content/house\.md:3:8: warning\[([\w-]+)\]: the picture 'img/round\.svg' .*; drawn artwork takes its place$",
    re.MULTILINE,
)


def drawn(told: str) -> tuple[bool, list[str]]:
    """Tell whether the picture is served to the engine, and give the codes of the warnings that it is not."""
    return DRAWN in told, DONE_WITHOUT.findall(told)


@pytest.mark.usefixtures("read_alone")
def test_a_picture_that_is_read_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    """One of the project is drawn, and nothing is told of it: what the tests below look for is not always so."""
    _, codes, told = read_by(BUILD, capsys)
    assert (codes, drawn(told)) == ({"laid-out"}, (True, [])), told


@pytest.mark.usefixtures("read_alone")
@pytest.mark.parametrize("kind", [*LINKS, *SPECIAL, *FOLDER])
@pytest.mark.parametrize(("name", "call"), READINGS)
def test_nothing_outside_is_read(
    name: str, call: str, kind: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An input that is no regular file of the project is told, and nothing of what it leads to."""
    (root / name).unlink()
    PUT[kind](root / name, home)
    before = picture(home)
    code, codes, told = read_by(f"{call} {name}" if name.startswith("content/house") else call, capsys)
    assert (picture(home), CANARY in told, "internal-error" in codes) == (before, False, False), told
    assert code == 1 or (call == SCHEMA and kind in NOWHERE), told
    if name == PICTURE:
        # The brochure is built without it.
        why = "picture-missing" if kind in NOWHERE else "path-outside-project" if kind in LINKS else "picture-broken"
        assert (codes, drawn(told)) == ({"laid-out"}, (False, [why])), told
        return
    # The schema for the editor makes no difference to a brochure.
    if kind in LINKS and kind not in NOWHERE and not name.endswith((".csv", ".pdf", ".json")):
        assert codes == {"path-outside-project"}, told
    if kind not in NOWHERE and not name.endswith(".json"):
        assert "laid-out" not in codes, told


FOLDERS = ("content", "content/img", "fonts", "sections", "styles", "styles/themes", "templates", "templates/sections")


@pytest.mark.usefixtures("read_alone")
@pytest.mark.parametrize("kind", ["moved", "the whole disk", *LINKS, *SPECIAL, *FILE])
@pytest.mark.parametrize(("name", "call"), [*((name, BUILD) for name in (*FOLDERS, ".schema")), ("sections", SCHEMA)])
def test_no_folder_outside_is_read(
    name: str, call: str, kind: str, root: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a folder of the project leads to is not read, and neither walked through nor waited for."""
    shutil.move(root / name, home / "moved")
    targets = {"moved": home / "moved", "the whole disk": Path("/")}
    if kind in targets:
        (root / name).symlink_to(targets[kind])
    else:
        PUT[kind](root / name, home)
    before = picture(home)
    code, codes, told = read_by(call, capsys)
    assert (picture(home), "internal-error" in codes) == (before, False), told
    if name == "content/img":
        assert DRAWN not in told, told
    if kind == "moved" and name == "content/img":
        # The brochure is built without its picture.
        assert (code, codes, drawn(told)) == (1, {"laid-out"}, (False, ["path-outside-project"])), told
    elif kind == "moved":
        assert (code, codes) == (1, {"path-outside-project"}), told


@pytest.mark.parametrize("kind", [*LINKS, *SPECIAL, *FOLDER])
@pytest.mark.parametrize("place", ["built", "templates", "built/record", "templates/compiled"])
def test_a_cache_with_something_else_in_it_costs_time_alone(
    place: str,
    kind: str,
    root: Path,
    home: Path,
    canned: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever stands in the user's cache in place of a folder or a file, the build is made again, and soon."""
    cache = root.parent / "cache/make-brochure"
    call = "build --report html"
    # As in a new process, twice.
    monkeypatch.setattr(environment, "_LOADED", {})
    assert run(call, capsys)[0] == 0
    environment._LOADED.clear()
    whole = cache / place.split("/")[0]
    target = whole if "/" not in place else min(whole.iterdir())
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    PUT[kind](target, home)
    assert run(call, capsys)[:2] == (0, set())


def test_names_that_are_no_utf_8_are_names(
    root: Path, canned: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A content file may be called by any bytes: it is built, reported, drawn, recalled, and named in the JSON."""
    (root / "content/house.md").rename(root / "content" / os.fsdecode(b"caf\xe9.md"))
    for call in ("build --report html", "build --report json", "pages --dpi 18", "check --report html"):
        told = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
        monkeypatch.setattr(sys, "stderr", told)
        assert commands.main(call.split()) == 0
        told.seek(0)
        assert "error" not in told.read()
        out = capsys.readouterr().out
        if out:
            assert os.fsencode(json.loads(out)["files"][0]["outputs"][0]["path"]) == b"out/caf\xe9.pdf"
    names = [os.fsencode(path.name) for path in (root / "out").iterdir()]
    assert {b"caf\xe9-report.html", b"caf\xe9.pdf", b"pages"} <= set(names)
