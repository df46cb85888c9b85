"""Run the preview: find a port, open the browser, serve until interrupted."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence

import uvicorn

from brochure.preview.server import application
from brochure.preview.studio import Studio
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Exit, name_of, refusal
from brochure.vocabulary.speech import Said

# Only this machine may look: the preview shows what is in the making, to the one who makes it.
HOST = "127.0.0.1"


_HERE = Said("preview of {names}: {address}; Ctrl-C ends it")
_ELSEWHERE = Said("preview of {names}: {address} (port {port} is taken); Ctrl-C ends it")


class _Server(uvicorn.Server):
    """Ends the streams of events first, which would otherwise keep the server from leaving."""

    def __init__(self, config: uvicorn.Config, studio: Studio, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._studio = studio
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the viewers go, then stop."""
        self._studio.close()
        await super().shutdown(sockets)


def preview(
    jobs: Sequence[Job],
    port: int,
    open_browser: bool,
    say: Callable[[Said], None],
    isolation: str = "auto",
    language: str = "en",
) -> None:
    """Serve the preview of content files until it is interrupted, which raises KeyboardInterrupt when all is put away.

    `port` is the one wished for; another is taken where it is not free. Raises BrochureError `port-refused`.
    """
    listening = listen(port)
    taken = listening.getsockname()[1]
    address = f"http://{HOST}:{taken}/"
    studio = Studio(jobs, isolation, language)
    environment = dict(os.environ)

    def ready() -> None:
        names = ", ".join(name_of(job.content) for job in jobs)
        shown = {"names": names, "address": address, "port": port}
        say((_ELSEWHERE if taken != port and port else _HERE).of(**shown))
        if open_browser and _has_screen():
            threading.Thread(target=_open, args=(address, environment), daemon=True).start()

    config = uvicorn.Config(
        application(studio, taken, language),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    studio.start()
    _Server(config, studio, ready).run([listening])


def listen(port: int) -> socket.socket:
    """Listen on a port of this machine alone, on any free one where that is taken.

    Raises BrochureError `port-refused`.
    """
    for wished in (port, 0):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            listening.bind((HOST, wished))
            listening.listen(128)
            return listening
        listening.close()
    raise refusal("port-refused", Said("no port of {host} can be had", host=HOST), "preview", end=Exit.MACHINE)


def _has_screen() -> bool:
    """Tell whether a browser can show itself: a text browser would take the terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(address: str, environment: Mapping[str, str]) -> None:
    """Open the browser in the environment from before the engine was loaded, which shows it the brochure's fonts alone.

    In a process group of its own: Ctrl-C ends the preview, not the browser.
    """
    opener = [sys.executable, "-m", "webbrowser", address]
    quiet = subprocess.DEVNULL
    with contextlib.suppress(OSError):
        subprocess.run(opener, env=environment, stdout=quiet, stderr=quiet, start_new_session=True, check=False)
