"""Copies in a storage: each whole or not at all, and not made again where it stands for the same content and row."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import brochure
from brochure.cli import commands
from brochure.merging.copying import Copy, merge, order
from brochure.merging.places import at_address
from brochure.merging.rows import read_rows
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Exit
from tests.merge.alike import differences

fsspec = pytest.importorskip("fsspec", reason="the extra 'storage' is not installed; `make test` installs it")
_ARGUMENTS = ["merge", "content/a.md", "--data", "rows.csv", "--name", "{code}.pdf"]
_NOTES = ".make-brochure/a-screen/"


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """Give the address of a bucket on a server that speaks S3."""
    server = pytest.importorskip("moto.server", reason="the group 'scale' is not installed; `make test` installs it")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").mkdir("copies")
        yield "s3://copies"
    running.stop()


def _run(job: Job, away: str, force: bool = False, **how: Any) -> list[Copy]:
    asked = order(job, read_rows(job.root / "rows.csv"), "{code}.pdf", away=away)
    return list(merge(asked, force, hands=1, **how))


def _names(away: str) -> list[str]:
    files, base = fsspec.core.url_to_fs(away, use_listings_cache=False)
    return sorted(path.removeprefix(f"{base}/") for path in files.find(base))


def _read(away: str, name: str) -> bytes:
    files, base = fsspec.core.url_to_fs(away, use_listings_cache=False)
    return bytes(files.cat_file(f"{base}/{name}"))


def _stand(project: Path, job: Job, away: str) -> None:
    """Hold a storage to it: what is made, what is kept, by whom, and what is made again."""
    near = list(merge(order(job, read_rows(project / "rows.csv"), "{code}.pdf"), keep=False))
    copies = _run(job, away)
    assert [copy.kept for copy in copies] == [False] * 3
    for copy, one in zip(copies, near, strict=True):
        assert copy.standing is not None
        assert one.made is not None
        data = _read(away, copy.name)
        assert (len(data), differences(data, one.made.pdf)) == (copy.standing.bytes, [])
    assert [name for name in _names(away) if not name.startswith(_NOTES)] == ["a1.pdf", "b2.pdf", "c3.pdf"]
    (project / "rows.csv").write_text((project / "rows.csv").read_text().replace("Sète", "Nice"))
    assert [copy.kept for copy in _run(job, away)] == [True, True, False]
    assert not (project / "out").exists()


def _hold(job: Job, away: str) -> None:
    """Hold it to what is another one by now: by its bytes, by its absence, by the content."""
    files, base = fsspec.core.url_to_fs(away)
    files.pipe_file(f"{base}/a1.pdf", bytes(len(_read(away, "a1.pdf"))))
    files.rm_file(f"{base}/b2.pdf")
    assert [copy.kept for copy in _run(job, away)] == [False, False, True]
    job.content.write_text(job.content.read_text() + "\nMore.\n")
    assert [copy.kept for copy in _run(job, away)] == [False] * 3
    assert [copy.kept for copy in _run(job, away)] == [True] * 3


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is known of a storage lies in it, and not here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_copies_stand_in_a_bucket(project: Path, job: Job, bucket: str) -> None:
    """On a server that speaks S3; neither listings nor checksums are taken on trust."""
    _stand(project, job, f"{bucket}/spring")
    _hold(job, f"{bucket}/spring")


def test_copies_stand_in_memory(project: Path, job: Job) -> None:
    """Where the storage tells no checksum, what stands is read."""
    _run(job, "memory://merged/spring")
    _hold(job, "memory://merged/spring")


def test_files_grow_under_passing_names(project: Path, job: Job, tmp_path: Path) -> None:
    """A storage of files has never a half one under its name."""
    _stand(project, job, f"local://{tmp_path}/far/spring")


def test_a_half_written_file_is_none(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = fsspec.get_filesystem_class("local")
    monkeypatch.setattr(local, "mv", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(BrochureError, match="No space left") as told:
        _run(job, f"local://{tmp_path}/far")
    assert (told.value.problems[0].code, told.value.exit_code) == ("storage-failed", Exit.MACHINE)
    assert list((tmp_path / "far").iterdir()) == []


def test_another_machine_goes_on(project: Path, job: Job, tmp_path: Path) -> None:
    """The project may lie elsewhere there; what is known of the copies is beside them."""
    away = "memory://merged/shared"
    _run(job, away)
    other = tmp_path / "elsewhere"
    (other / "content").mkdir(parents=True)
    for name in ("content/a.md", "brochure.yaml", "rows.csv"):
        (other / name).write_bytes((project / name).read_bytes())
    there = Job(other / "content" / "a.md", other, other / "brochure.yaml", other / "out")
    assert [copy.kept for copy in _run(there, away)] == [True] * 3


def test_the_command_puts_lines_and_copies_there(
    project: Path, bucket: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two parts of a table, by two machines, have lines of their own."""
    monkeypatch.chdir(project)
    away = f"{bucket}/lines"
    for rows in ("1:2", "3:"):
        assert commands.main([*_ARGUMENTS, "--out", away, "--rows", rows]) == 0
    assert "s3://copies/lines/: 2 copies made" in capsys.readouterr().err
    names = [name for name in _names(away) if not name.startswith(_NOTES)]
    assert names == ["a-rows-1-2.jsonl", "a-rows-3.jsonl", "a1.pdf", "b2.pdf", "c3.pdf"]
    assert json.loads(_read(away, "a-rows-3.jsonl"))["name"] == "c3.pdf"
    assert [copy.output and copy.output.path for copy in _merged(project, away)] == [
        Path("a1.pdf"), Path("b2.pdf"), Path("c3.pdf"),
    ]  # fmt: skip
    assert commands.main([*_ARGUMENTS, "--preset", "press", "--out", away, "--one", "all.pdf"]) == 0
    assert (project / "all.pdf").is_file()


def _merged(project: Path, away: str) -> list[brochure.Copied]:
    copies = list(brochure.merge(project / "content" / "a.md", project / "rows.csv", "{code}.pdf", out=away))
    assert all(copy.kept for copy in copies)
    return copies


def test_workers_put_their_copies_there(project: Path, job: Job, bucket: str) -> None:
    """No copy goes through the machine that asks for them; what it notes of them holds."""
    distributed = pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        copies = _run(job, f"{bucket}/far", dask=cluster.scheduler_address)
    assert [copy.made and copy.made.pdf for copy in copies] == [b""] * 3
    assert [copy.kept for copy in copies] == [False] * 3
    assert [copy.kept for copy in _run(job, f"{bucket}/far")] == [True] * 3


@pytest.mark.parametrize(
    ("address", "code", "end"),
    [
        ("s3://nowhere/x", "storage-failed", 6),
        ("nonsense://x", "storage-unknown", 2),
        ("gs://x/y", "storage-unknown", 2),
    ],
)
def test_a_storage_that_is_none_is_told(
    address: str,
    code: str,
    end: int,
    project: Path,
    bucket: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    assert commands.main([*_ARGUMENTS, "--out", address]) == end
    told = capsys.readouterr().err
    assert f"error[{code}]" in told
    assert "Traceback" not in told


def test_keys_in_an_address_are_not_shown(project: Path, job: Job) -> None:
    asked = order(job, read_rows(project / "rows.csv"), "{code}.pdf", away="memory://ann:secret@place/x")
    assert asked.shelf.label == "memory://place/x"


def test_a_folder_may_be_written_as_an_address() -> None:
    assert at_address("file:///a%20b/c") == (Path("/a b/c"), "")
    assert at_address("a/b") == (Path("a/b"), "")
    assert at_address("s3://b/c") == (None, "s3://b/c")


def test_without_the_extra_it_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.delitem(sys.modules, "brochure.merging.storage", raising=False)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert commands.main([*_ARGUMENTS, "--out", "s3://bucket/x"]) == 2
    assert "pip install 'make-brochure[storage]'" in capsys.readouterr().err
