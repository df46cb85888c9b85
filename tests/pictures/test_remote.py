"""Pictures from the network: from listed machines alone, and within limits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from brochure.pictures import remote
from brochure.pictures.assets import Assets
from brochure.pictures.flaws import Unusable
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.shipped import STYLES

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>'


class Site(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    asked: list[str] = []  # noqa: RUF012  # one site, one list

    def do_GET(self) -> None:
        self.asked.append(self.path)
        answer = getattr(self, f"_{self.path.strip('/').partition('.')[0]}", None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def log_message(self, *_: object) -> None:
        pass

    def _send(self, body: bytes, length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _move(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def _picture(self) -> None:
        self._send(SVG)

    def _large(self) -> None:
        self._send(bytes(1_200_000))

    def _liar(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(bytes(1_200_000))

    def _moved(self) -> None:
        self._move("/picture.svg")

    def _away(self) -> None:
        self._move(f"http://localhost:{self.server.server_address[1]}/picture.svg")

    def _file(self) -> None:
        self._move("file:///etc/hostname")

    def _round(self) -> None:
        self._move("/round")

    def _cut(self) -> None:
        self._send(SVG[:20], 100)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine; gives its name and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def refusal(site: str, path: str, **limits: int) -> tuple[str, str]:
    with pytest.raises(Unusable) as caught:
        remote.fetch(f"http://{site}/{path}", (site,), Limits(**limits))
    message = caught.value.flaw.message.removesuffix("; drawn artwork takes its place")
    return caught.value.flaw.code, message.replace(site, "SITE")


@pytest.mark.parametrize("path", ["picture.svg", "moved"])
def test_a_listed_machine_is_asked(site: str, path: str) -> None:
    """The bytes come back, after a redirect as well."""
    assert remote.fetch(f"http://{site}/{path}", (site,), Limits()) == SVG


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("nowhere", "remote-failed", "could not be fetched: the answer was 404"),
        ("round", "remote-failed", "could not be fetched: it was moved more than 3 times"),
        ("cut.svg", "remote-failed", "could not be fetched: the answer broke off"),
        ("large", "picture-too-large", "is larger than 1 MB"),
        ("liar", "picture-too-large", "is larger than 1 MB"),
    ],
)
def test_what_goes_wrong_is_told(site: str, path: str, code: str, message: str) -> None:
    """Each failure has words of its own; a size that is not told is counted."""
    assert refusal(site, path, picture=1) == (code, f"the picture 'http://SITE/{path}' {message}")


@pytest.mark.parametrize("path", ["away", "file"])
def test_a_redirect_to_another_machine_is_not_followed(site: str, path: str) -> None:
    """Only what is listed is asked, wherever the site sends the reader."""
    assert refusal(site, path)[0] == "picture-remote"
    assert Site.asked == [f"/{path}"]


def test_an_answer_that_drips_is_not_waited_for(site: str) -> None:
    """The limit bounds the whole, not each piece."""
    began = time.monotonic()
    assert refusal(site, "drip", remote_seconds=1)[1].endswith("it took longer than 1 seconds")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://user:pass@{site}/picture.svg", "http://other.example/x", "http://[::1/x"]
)
def test_other_machines_are_never_asked(site: str, address: str) -> None:
    """Another port, a name and password, another machine, an address that is none."""
    with pytest.raises(Unusable) as caught:
        remote.fetch(address.format(site=site), (site,), Limits())
    assert (caught.value.flaw.code, Site.asked) == ("picture-remote", [])


def test_assets_take_a_remote_picture_as_any_other(site: str, tmp_path: Path) -> None:
    """It is checked and served from memory, and asked for once; unless listed, it is told how to list it."""
    assets = Assets(tmp_path, (), STYLES)
    told: list[str] = []

    def find(name: str) -> object:
        return assets.find(f"http://{site}/{name}", tmp_path / "x.md", lambda flaw: told.append(flaw.code))

    assert find("picture.svg") is None
    assets.allow(Limits(), (site,))
    found = [find("picture.svg"), find("picture.svg")]
    assert found[0] is not None
    assert found[0] is found[1]
    assert (told, Site.asked) == (["picture-remote"], ["/picture.svg"])
    assert assets.served(found[0].url) == ("image/svg+xml", SVG)  # type: ignore[attr-defined]
    assert find("large") is None
    assert told[-1] == "picture-broken"
