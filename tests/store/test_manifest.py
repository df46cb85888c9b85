"""The manifest: nothing is built twice, nothing old is taken for new."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from binascii import crc32
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.__main__ import _at_once
from brochure.project import quick
from brochure.store import freshness, manifest
from brochure.vocabulary.job import Job, Outcome, Output
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.speech import Said
from brochure.vocabulary.version import VERSION

SHA = hashlib.sha256(b"out/a.pdf").hexdigest()
WARNING = Problem("w", Severity.WARNING, Said("m"), Place("content/a.md", 1, 2), Said("h"), "excerpt", 3)


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / f"{tmp_path.name}-cache"))
    for name in ("content", "content/img", "out", "styles"):
        (tmp_path / name).mkdir()
    for name in ("content/a.md", "content/x.svg", "content/img/b.svg", "brochure.yaml", "out/a.pdf"):
        (tmp_path / name).write_text(name)
    root = tmp_path.resolve()
    (root / "content/z.svg").symlink_to("x.svg")
    result = Outcome(
        Job(root / "content/a.md", root, root / "brochure.yaml", root / "out"),
        Output(root / "out/a.pdf", "screen", SHA, 9, 8, (148.0, 210.0)),
        (WARNING,),
        (root / "content/x.svg", root / "content/z.svg"),
        (root / "content/y.svg",),
        (root / "content/img", root / "img"),
    )
    manifest.remember(result, time.time_ns() + 10**9, "told")
    return result.job


def record(root: Path) -> Path:
    """What is noted of out/a.pdf, in the user's cache."""
    (path,) = (root.parent / f"{root.name}-cache/make-brochure/built").iterdir()
    return path


def test_recalls_all_that_a_report_needs(job: Job) -> None:
    """An unchanged job gives its output and problems again, marked as not fresh."""
    result = manifest.recall(job)
    assert result is not None
    assert result.output == Output(job.out / "a.pdf", "screen", SHA, 9, 8, (148.0, 210.0))
    assert result.problems == (WARNING,)
    assert not result.fresh


def linked(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def written(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("x")


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def padded(data: bytes) -> bytes:
    """Make a record larger than any that is written, and sound."""
    data += b" " * 16_000_000
    return b"%08x " % crc32(data) + data


CHANGES: dict[str, Callable[[Path], object]] = {
    "content": lambda root: (root / "content/a.md").write_text("other"),
    "same size": lambda root: (root / "content/a.md").write_text("content/b.md"),
    "settings": lambda root: (root / "brochure.yaml").write_text("other"),
    "picture": lambda root: (root / "content/x.svg").unlink(),
    "missing picture appears": lambda root: (root / "content/y.svg").write_text(""),
    "missing picture appears in another case": lambda root: (root / "content/img/Y.SVG").write_text(""),
    "picture takes another name": lambda root: (root / "content/img/b.svg").rename(root / "content/img/y.SVG"),
    "folder that was searched appears": lambda root: written(root / "img/Y.SVG"),
    "own section appears": lambda root: written(root / "sections/prices.yaml"),
    "schema appears": lambda root: written(root / ".schema/content.json"),
    "own style appears": lambda root: (root / "styles/own.css").write_text(""),
    "nearer project": lambda root: (root / "content/brochure.yaml").write_text(""),
    "output edited": lambda root: (root / "out/a.pdf").write_text("other"),
    "output gone": lambda root: (root / "out/a.pdf").unlink(),
    "output a link": lambda root: (
        (root / "out/a.pdf").rename(root / "b"),
        (root / "out/a.pdf").symlink_to(root / "b"),
    ),
    "output folder a link": lambda root: ((root / "out").rename(root / "b"), (root / "out").symlink_to("b")),
    "picture leads elsewhere": lambda root: (
        (root / "content/z.svg").unlink(),
        (root / "content/z.svg").symlink_to("a.md"),
    ),
    "record damaged": lambda root: record(root).write_text("{"),
    "record foreign": lambda root: record(root).write_bytes(freshness.sealed({"version": VERSION, "file": 1})),
    "record a pipe": lambda root: piped(record(root)),
    "record too large": lambda root: record(root).write_bytes(padded(record(root).read_bytes()[9:])),
    "record another's": lambda root: record(root).parent.chmod(0o777),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_builds_again(job: Job, change: str) -> None:
    """Whatever was changed, added, removed or damaged, neither the quick answer nor the recall stands."""
    CHANGES[change](job.root)
    assert manifest.recall(job) is None
    assert quick.answer(strict=False, quiet=False) is None


def test_touched_file_is_told_by_its_hash(job: Job) -> None:
    """A new time on the same bytes builds nothing again."""
    os.utime(job.content, ns=(1, 1))
    assert quick.answer(strict=False, quiet=False) is None
    assert manifest.recall(job) is not None


def test_date_of_the_environment_counts(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another SOURCE_DATE_EPOCH makes another PDF."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert manifest.recall(job) is None


def test_quick_answer_tells_the_warnings_again(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """The quick answer repeats the warnings and heeds --strict."""
    assert quick.answer(strict=False, quiet=False) == 0
    assert capsys.readouterr().err == "told\nout/a.pdf is up to date\n"
    assert quick.answer(strict=True, quiet=True) == 3
    assert capsys.readouterr().err == "told\n"


def test_change_during_the_build_is_not_kept(job: Job) -> None:
    """An input changed after the build began makes the next build a real one."""
    result = manifest.recall(job)
    assert result is not None
    manifest.remember(result, 1)
    assert manifest.recall(job) is None


def test_option_counts(job: Job) -> None:
    """Without the project's templates it is another build, and what that noted answers no other."""
    untrusted = replace(job, templates=False)
    known = manifest.recall(job)
    assert known is not None
    assert manifest.recall(untrusted) is None
    manifest.remember(replace(known, job=untrusted), time.time_ns() + 10**9, "told")
    assert manifest.recall(untrusted) is not None
    assert (manifest.recall(job), quick.answer(strict=False, quiet=False)) == (None, None)


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("", True),
        ("build --strict -q", True),
        ("--no-project-templates", False),
        ("build --no-project-templates", False),
        ("--quiet --no-project-templates", False),
        ("--force", False),
        ("--preset press", False),
        ("content/a.md", False),
        ("--out out", False),
    ],
)
def test_only_the_plain_build_is_answered_at_once(job: Job, words: str, answered: bool) -> None:
    """What any other option asks for is looked at more closely: it may be another build."""
    assert (_at_once(words.split()) is not None) == answered


def test_nothing_in_the_output_folder_is_believed(job: Job) -> None:
    """Whoever sends a project can send no word of what was built from what: no file of out/ but the PDF is read."""
    kept = record(job.root)
    for name in (".make-brochure.manifest", kept.name):
        (job.out / name).write_bytes(kept.read_bytes())
    kept.unlink()
    assert (manifest.recall(job), quick.answer(strict=False, quiet=False)) == (None, None)


def test_the_record_names_no_output(job: Job, tmp_path: Path) -> None:
    """The path of the PDF is derived, wherever the record came from."""
    assert str(job.out).encode() not in record(job.root).read_bytes()


def test_without_a_cache_nothing_is_remembered(job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No home, a home that is no folder, a cache named by half a path: everything is built again, and nothing fails."""
    known = manifest.recall(job)
    assert known is not None
    (tmp_path / "home").write_text("x")
    for cache, home in (("", str(tmp_path / "home")), ("half", "nowhere"), (str(tmp_path / "home"), "")):
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
        monkeypatch.setenv("HOME", home)
        manifest.remember(known, time.time_ns() + 10**9)
        assert (manifest.recall(job), quick.answer(strict=False, quiet=False)) == (None, None)
    assert not (tmp_path / "half").exists()


def test_half_a_path_names_no_cache(job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It would lie in the project; the specification has it ignored."""
    known = manifest.recall(job)
    assert known is not None
    monkeypatch.setenv("XDG_CACHE_HOME", "half")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    manifest.remember(known, time.time_ns() + 10**9)
    assert manifest.recall(job) is not None
    assert (tmp_path / "home/.cache/make-brochure/built").stat().st_mode & 0o777 == 0o700


def test_the_oldest_records_are_forgotten(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache does not grow for ever; what was built last is kept."""
    kept = record(job.root)
    for age in range(4):
        (kept.parent / f"old{age}").write_text("x")
        os.utime(kept.parent / f"old{age}", (age, age))
    monkeypatch.setattr(manifest, "_KEPT", 3)
    known = manifest.recall(job)
    assert known is not None
    manifest.remember(known, time.time_ns() + 10**9)
    assert sorted(path.name for path in kept.parent.iterdir()) == sorted([kept.name, "old2", "old3"])


def test_names_that_are_no_utf_8_are_noted(job: Job) -> None:
    """A file may be called by any bytes."""
    odd = job.root / "content" / os.fsdecode(b"caf\xe9.svg")
    odd.write_text("x")
    known = manifest.recall(job)
    assert known is not None
    manifest.remember(replace(known, inputs=(odd,)), time.time_ns() + 10**9)
    assert quick.answer(strict=False, quiet=False) == 0
    odd.write_text("other")
    assert quick.answer(strict=False, quiet=False) is None


def test_the_first_answer_loads_next_to_nothing(job: Job) -> None:
    """What takes longer to load than to answer is loaded for a build alone."""
    code = (
        "import os, sys; os._exit = lambda code: sys.exit(code); sys.argv = ['make-brochure']\n"
        "from brochure.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as ended: print(ended.code, {'typing', 'pathlib', 'hashlib', 'click'} & set(sys.modules))\n"
    )
    # Without site-packages the package is found by its path alone.
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=job.root,
        env={**os.environ, "PYTHONPATH": str(Path(quick.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("0 set()\n", "told\nout/a.pdf is up to date\n")


@pytest.mark.parametrize("library", manifest._LIBRARIES)
def test_a_library_that_shapes_the_pdf_is_known_by_its_installed_name(library: str) -> None:
    """One that is called otherwise would be updated without a brochure being built again."""
    found = manifest._description(library)
    assert found is not None
    assert found.is_file()


def aged(path: Path, seconds: float = 60.0) -> None:
    """Let a file be last written some time ago."""
    moment = time.time_ns() - int(seconds * 1e9)
    os.utime(path, ns=(moment, moment))


def test_what_is_known_before_a_build_is_not_read_after_it(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Digests are worked out while the build runs; of what changes meanwhile once more."""
    record(job.root).unlink()
    monkeypatch.setattr(manifest, "_STILL", 0)
    monkeypatch.setattr(manifest, "_digests", {})
    read: list[str] = []
    monkeypatch.setattr(manifest, "_digest", lambda path: read.append(path) or freshness.name(path))  # type: ignore[func-returns-value]
    shipped = manifest._shipped()
    (job.root / "styles/own.css").write_text("p { color: red }")
    manifest.foresee(job)
    assert read == [*shipped.seen, str(job.root / "styles/own.css")]
    (job.root / "styles/own.css").write_text("p { color: tan }")
    before = len(read)
    result = Outcome(job, Output(job.root / "out/a.pdf", "screen", SHA, 9, 8, (148.0, 210.0)), ())
    manifest.remember(result, time.time_ns())
    again = read[before:]
    assert str(job.root / "styles/own.css") in again
    assert set(again).isdisjoint(shipped.seen)


@pytest.mark.parametrize(
    ("change", "stands"),
    [
        (lambda folder: None, True),
        (lambda folder: (folder / "new.css").write_text("new"), False),
        (lambda folder: (folder / "old.css").write_text("changed"), False),
        (lambda folder: (folder / "old.css").unlink(), False),
    ],
    ids=["nothing", "comes", "changes", "goes"],
)
def test_of_shipped_files_what_a_build_began_with_is_noted(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object], stands: bool
) -> None:
    """What one that came, changed or went meanwhile had to do with the PDF, nobody knows: it is made again."""
    shipped = tmp_path.parent / f"{tmp_path.name}-shipped"
    shipped.mkdir()
    (shipped / "old.css").write_text("old")
    monkeypatch.setattr(manifest, "_SHIPPED", (shipped,))
    known = manifest.foresee(job)
    change(shipped)
    result = Outcome(job, Output(job.root / "out/a.pdf", "screen", SHA, 9, 8, (148.0, 210.0)), ())
    manifest.remember(result, time.time_ns() + 10**9, known=known)
    assert (manifest.recall(job) is not None) == stands


def test_a_file_written_again_with_the_same_stamp_is_read_again(job: Job) -> None:
    """Its time may be set back; and within the grain of the clock nothing tells it from what it was."""
    path = job.root / "styles/own.css"
    found = []
    for text in ("red", "tan"):
        path.write_text(text)
        aged(path)
        found.append(manifest._entry(str(path), path.stat())[2])
    assert found == [hashlib.sha256(text).hexdigest() for text in (b"red", b"tan")]
    assert str(path) not in manifest._digests


def test_of_own_files_no_link_that_leads_out_is_noted(job: Job, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-other"
    outside.mkdir()
    (outside / "far.css").write_text("far")
    (job.root / "styles/own.css").write_text("own")
    (job.root / "styles/near.css").symlink_to("own.css")
    (job.root / "styles/out.css").symlink_to(outside / "far.css")
    (job.root / "styles/gone.css").symlink_to("none.css")
    os.mkfifo(job.root / "styles/pipe")
    assert sorted(manifest._own(job)) == [str(job.root / "styles" / name) for name in ("near.css", "own.css")]


def test_what_the_last_build_noted_is_not_read_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody has touched it since, if only to set its time back."""
    monkeypatch.setattr(manifest, "_STILL", 0)
    read: list[str] = []
    monkeypatch.setattr(manifest, "_digest", lambda path: read.append(path) or freshness.name(path))  # type: ignore[func-returns-value]
    touched, still = job.root / "content/x.svg", job.root / "content/a.md"
    before = touched.stat()
    for path in (touched, job.root / "styles/own.css"):
        path.write_text("other".ljust(before.st_size))
    os.utime(touched, ns=(before.st_atime_ns, before.st_mtime_ns))
    monkeypatch.setattr(manifest, "_digests", {})
    manifest.foresee(job)
    assert read == [str(job.root / "styles/own.css")]
    assert str(touched) not in manifest._digests
    assert manifest._entry(str(still), still.stat())[2] == hashlib.sha256(b"content/a.md").hexdigest()
