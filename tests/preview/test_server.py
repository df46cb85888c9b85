"""The server gives its own pages to this machine, and nothing else to anybody."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from brochure.preview.server import CONTENT_SECURITY_POLICY, _next_event, application
from brochure.preview.studio import Key, Studio
from brochure.preview.texts import PAGE
from brochure.preview.view import View
from brochure.vocabulary.job import Job
from tests.preview.test_drawing import pdf

PORT = 8148
OWN = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def studio(job: Job) -> Iterator[Studio]:
    """A studio that builds nothing by itself."""
    made = Studio([job])
    yield made
    made.gallery.close()


@pytest.fixture
def client(studio: Studio) -> Iterator[TestClient]:
    with TestClient(application(studio, PORT), base_url=OWN, follow_redirects=False) as made:
        yield made


@pytest.mark.parametrize("path", ["/", "/app.js", "/frame.css", "/mark.svg", "/nothing"])
def test_every_answer_carries_the_guarding_headers(client: TestClient, path: str) -> None:
    """Policy, framing, sniffing and sharing are settled for every answer, also of 404."""
    headers = client.get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": f"evil.example:{PORT}"},
        {"host": "127.0.0.1:9999"},
        {"host": f"127.0.0.1.evil.example:{PORT}"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
def test_strangers_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    """A foreign Host (DNS rebinding), Origin or fetching page gets 403, whatever it asks for."""
    for path in ("/", "/events?viewer=a", f"/pages/{'0' * 24}-100.png"):
        assert client.get(path, headers=headers).status_code == 403
    assert client.post("/look", headers={"origin": OWN} | headers, json={}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"host": f"localhost:{PORT}"},
        {"origin": OWN},
        {"origin": f"http://localhost:{PORT}"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_the_machine_itself_is_let_in(client: TestClient, headers: dict[str, str]) -> None:
    """Both names of this machine, the page's own origin and a followed link are fine."""
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/brochure.yaml",
        "/../server.py",
        "/..%2fserver.py",
        "/%2e%2e/%2e%2e/problems.py",
        "/page/index.html",
        "/index.html",
        "//etc/passwd",
        "/pages/../../server.py",
        "/pages/%2e%2e%2fserver.py-100.png",
        "/pages/" + "0" * 24 + "-100.png",
        "/pages/" + "0" * 24 + "-999.png",
        "/pdf/0/screen/other.pdf",
        "/pdf/0/screen/..%2fsmall.pdf",
        "/pdf/1/screen/small.pdf",
        "/pdf/0/none/small.pdf",
        "/pdf/²/screen/small.pdf",
        "/events?viewer=a&content=7",
        "/events?viewer=a&preset=none",
        "/events?viewer=" + "a" * 65,
        "/events",
        "/docs",
        "/openapi.json",
    ],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    """Paths that lead elsewhere, and names of nothing, are 404."""
    assert client.get(path).status_code == 404


def test_pictures_are_kept_for_good(client: TestClient, studio: Studio) -> None:
    """The address of a picture names what it shows, so the browser never asks again."""
    page = "0" * 24
    studio.gallery.keep([page], pdf((100, 50)))
    answer = client.get(f"/pages/{page}-100.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(f"/pages/{page}-101.png").status_code == 404


def test_the_pdf_is_given_once_it_is_finished(client: TestClient, studio: Studio) -> None:
    """The finished file comes as a download; a brochure that never could be made is 409."""
    session = studio._session(Key(0, "screen"))
    session.view = View("ready", pdf=b"%PDF-1.7")
    answer = client.get("/pdf/0/screen/small.pdf")
    assert (answer.content, answer.headers["content-disposition"]) == (b"%PDF-1.7", "attachment")
    session.view = View("broken")
    assert client.get("/pdf/0/screen/small.pdf").status_code == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"viewer": "a", "seen": [0, 3], "scale": 200}', 204),
        (b'{"viewer": "a", "seen": [0], "scale": 201}', 400),
        (b'{"viewer": "a", "seen": 7, "scale": 200}', 400),
        (b'{"viewer": ["a"], "seen": [], "scale": 200}', 400),
        (b"[" * 5000, 400),
        (b"not json", 400),
        (b'"' + b"a" * 20_000 + b'"', 413),
    ],
)
def test_words_of_the_viewer_are_weighed(client: TestClient, body: bytes, status: int) -> None:
    """What is in view is taken in one form only, and from the page itself alone."""
    headers = {"origin": OWN, "content-type": "application/json"}
    assert client.post("/look", headers=headers, content=body).status_code == status
    assert client.post("/look", headers=headers | {"content-type": "text/plain"}, content=body).status_code == 415
    assert client.post("/look", headers={"content-type": "application/json"}, content=body).status_code == 403


def test_a_viewer_is_told_what_there_is_and_what_changes(studio: Studio) -> None:
    """Whoever comes in gets the present view, then every new one, until it leaves."""
    told: list[str] = []
    key = Key(0, "screen")
    studio.enter("a", key, told.append)
    studio._tell(key, View("ready", seconds=1.5))
    studio._tell(Key(0, "booklet"), View("ready"))
    studio.leave("a", told.append)
    views = [json.loads(text) for text in told]
    assert [view["state"] for view in views] == ["building", "ready"]
    assert (views[1]["seconds"], views[1]["file"], views[1]["preset"]) == (1.5, "small.pdf", "screen")
    assert "booklet" in views[1]["presets"]


def test_what_a_viewer_sees_is_built_first(studio: Studio) -> None:
    """The newest viewer's brochure is next, with the pages in its view and its scale."""
    studio.enter("a", Key(0, "screen"), lambda view: None)
    studio.enter("b", Key(0, "booklet"), lambda view: None)
    studio.look_at("b", frozenset({4}), 267)
    assert studio._next() == Key(0, "booklet")
    wanted = studio._wanted(Key(0, "booklet"))
    assert (wanted.seen, wanted.scale) == (frozenset({4}), 267)


def test_of_several_views_the_last_is_sent() -> None:
    """A slow browser is not sent what is out of date."""

    async def last() -> str:
        queue: asyncio.Queue[str] = asyncio.Queue()
        for view in ("1", "2", "3"):
            queue.put_nowait(view)
        return await _next_event(queue)

    assert asyncio.run(last()) == "event: view\ndata: 3\n\n"


def test_the_page_is_in_the_language_of_the_messages(studio: Studio) -> None:
    """Its words, what is said of them, and what its scripts say; in English it is the page as it is written."""
    with TestClient(application(studio, PORT, "fr"), base_url=OWN, follow_redirects=False) as french:
        page, words = french.get("/").text, french.get("/words.js").text
    assert '<html lang="fr">' in page
    assert "<span>Doubles pages</span>" in page
    assert 'title="Remarques (P)"' in page
    assert "{path} (il commence par une barre oblique)" in page
    assert not re.search(r">(?:Settings|Findings|View|Close)<", page)
    assert 'LANGUAGE = "fr"' in words
    assert '"Building …": "En cours …"' in words
    with TestClient(application(studio, PORT), base_url=OWN, follow_redirects=False) as english:
        assert english.get("/").text == (PAGE / "index.html").read_text(encoding="utf-8")
