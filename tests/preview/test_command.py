"""The command as it is started: it listens on this machine, tells where, and ends cleanly."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.preview import command
from brochure.preview.command import HOST, listen


def start(project: Path, *options: str) -> tuple[subprocess.Popen[str], int, str]:
    """Start a preview; gives the process, its port and what it said."""
    environment = {**os.environ, "TMPDIR": str(project), "DISPLAY": ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "brochure", "preview", "--no-open", *options],
        cwd=project, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
    assert found, said + process.stderr.read()
    return process, int(found[1]), said


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_left_to_its_owner(taken: int) -> None:
    """Another free port is taken, on this machine alone."""
    with listen(taken) as listening:
        host, port = listening.getsockname()
    assert host == "127.0.0.1"
    assert port not in (0, taken)


def test_the_preview_tells_follows_and_ends(project: Path, taken: int) -> None:
    """It says where it is, sends views until the brochure is ready and again after an edit, and Ctrl-C ends it with 130
    and one word, leaving no file behind.
    """
    before = set(project.iterdir())
    process, port, said = start(project, "--port", str(taken))
    assert process.stderr is not None
    try:
        assert f"port {taken} is taken" in said
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        connection.request("GET", "/events?viewer=test")
        answer = connection.getresponse()
        assert answer.headers["content-type"].startswith("text/event-stream")
        first = ready(answer)
        file = project / "content" / "small.md"
        file.write_text(file.read_text(encoding="utf-8").replace("The first", "Another"), encoding="utf-8")
        second = ready(answer)
        assert [a["id"] == b["id"] for a, b in zip(first, second, strict=True)] == [True, False, True, True]
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert process.stderr.read().strip() == "interrupted"
    assert set(project.iterdir()) == before


def test_the_browser_is_opened_as_if_no_engine_were_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets the environment from before: with the engine's fonts alone it would not show a word, or not start."""
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" "${{FONTCONFIG_FILE-none}}" > {seen}\n', encoding="utf-8")
    browser.chmod(0o755)
    before = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    monkeypatch.setenv("FONTCONFIG_FILE", "fonts.conf")
    command._open("http://127.0.0.1:1/", {**before, "BROWSER": f"{browser} %s"})
    assert seen.read_text(encoding="utf-8").split() == ["http://127.0.0.1:1/", "none"]


def ready(answer: http.client.HTTPResponse) -> list[dict[str, str]]:
    """Read events until the brochure is ready; gives its pages."""
    while line := answer.readline():
        if line.startswith(b"data: "):
            view = json.loads(line.removeprefix(b"data: "))
            if view["state"] == "ready":
                pages: list[dict[str, str]] = view["pages"]
                return pages
    raise AssertionError("the stream ended")
