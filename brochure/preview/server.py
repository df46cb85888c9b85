"""The preview's web server: its own pages, pictures of the brochure, and news of it as server-sent events."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from brochure.preview.studio import Studio
from brochure.preview.texts import PAGE, worded
from brochure.preview.view import SCALES
from brochure.vocabulary.patterns import compiled

_MEDIA = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# Everything comes from here, nothing is inline, and nobody may frame it (CSP Level 3).
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
# Seconds between signs of life on a quiet stream of events: a connection that is gone shows itself.
_PULSE = 15.0
_PATIENCE = 120.0
_NAME = compiled(r"[0-9a-zA-Z-]{1,64}")


class Guard:
    """Lets in only what is meant for this server: by the name it was called, and by the page that calls.

    A page elsewhere can reach 127.0.0.1 through the browser: by its own name (DNS rebinding), which Host betrays, or
    by request, which Origin (RFC 6454) and Sec-Fetch-Site (Fetch Metadata) betray.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"} | ({"127.0.0.1", "localhost"} if port == 80 else set())
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 to strangers, and put the headers on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))  # type: ignore[call-overload]
                named = {name for name, _ in given}
                more = [(name.encode(), text.encode()) for name, text in _HEADERS.items() if name.encode() not in named]
                message = message | {"headers": [*given, *more]}
            await send(message)

        app: ASGIApp = self._app if self._meant(Request(scope)) else Response("not for you\n", 403)
        await app(scope, receive, dressed)  # type: ignore[arg-type]

    def _meant(self, request: Request) -> bool:
        headers = request.headers
        origin = headers.get("origin")
        if headers.get("host") not in self._hosts or (origin is not None and origin not in self._origins):
            return False
        if request.method == "POST" and origin is None:
            return False
        foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        return not foreign or headers.get("sec-fetch-mode") == "navigate"


def application(studio: Studio, port: int, language: str = "en") -> ASGIApp:
    """Make the application that shows a studio on a port of this machine."""
    answers = _Answers(studio)
    routes = [
        Route("/events", answers.events),
        Route("/look", answers.look, methods=["POST"]),
        Route("/pages/{picture}", answers.picture),
        Route("/pdf/{content}/{preset}/{name}", answers.pdf),
        *_own_pages(language),
    ]
    return Guard(Starlette(routes=routes), port)


def _own_pages(language: str) -> list[Route]:
    """Serve the files of the page, each at its own address: no path that is asked for is ever looked up."""

    def route(path: Path) -> Route:
        body, media = worded(path.name, path.read_bytes(), language), _MEDIA[path.suffix]

        def answer(request: Request) -> Response:
            return Response(body, media_type=media, headers={"cache-control": "no-cache"})

        return Route("/" if path.name == "index.html" else f"/{path.name}", answer)

    return [route(path) for path in sorted(PAGE.iterdir()) if path.suffix in _MEDIA]


class _Answers:
    """What a viewer may ask for."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def events(self, request: Request) -> Response:
        """Give the stream of a viewer: a view whenever something changes, a comment now and then."""
        asked = request.query_params
        key = self._studio.key(asked.get("content", "0"), asked.get("preset", "screen"))
        name = asked.get("viewer", "")
        if key is None or not _NAME.fullmatch(name):
            return Response("no such brochure\n", 404)
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[str]()

        def tell(view: str) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, view)

        async def events() -> AsyncIterator[str]:
            try:
                self._studio.enter(name, key, tell)
                yield "retry: 500\n\n"
                while not self._studio.closing:
                    yield await _next_event(queue)
            finally:
                self._studio.leave(name, tell)

        return StreamingResponse(events(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def look(self, request: Request) -> Response:
        """Take note of what a viewer has in view: {"viewer": name, "seen": [index, …], "scale": one of SCALES}."""
        if request.headers.get("content-type") != "application/json":
            return Response("not JSON\n", 415)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > 10_000:
                return Response("too long\n", 413)
        try:
            told = json.loads(body)
            name, seen, scale = told["viewer"], frozenset(map(int, told["seen"])), int(told["scale"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return Response("not understood\n", 400)
        if scale not in SCALES or not isinstance(name, str):
            return Response("not understood\n", 400)
        self._studio.look_at(name, seen, scale)
        return Response(status_code=204)

    async def picture(self, request: Request) -> Response:
        """Give the picture of a page, named id-scale.png; what it shows never changes, so the browser may keep it."""
        named = re.fullmatch(r"([0-9a-f]{24})-([0-9]{2,3})\.png", request.path_params["picture"])
        png = await run_in_threadpool(self._studio.gallery.png, named[1], int(named[2])) if named else None
        if png is None:
            return Response("no such page\n", 404)
        headers = {"cache-control": "private, max-age=31536000, immutable"}
        return Response(png, media_type="image/png", headers=headers)

    async def pdf(self, request: Request) -> Response:
        """Give the PDF of a brochure, once it is finished."""
        words, studio = request.path_params, self._studio
        key = studio.key(words["content"], words["preset"])
        if key is None or words["name"] != studio.file_name(key):
            return Response("no such brochure\n", 404)
        waited = 0.0
        while waited < _PATIENCE and not studio.closing:
            try:
                pdf = studio.finished(key)
            except LookupError:
                return Response("the brochure cannot be made yet; its page tells why\n", 409)
            if pdf is not None:
                headers = {"content-disposition": "attachment", "cache-control": "no-store"}
                return Response(pdf, media_type="application/pdf", headers=headers)
            await asyncio.sleep(0.05)
            waited += 0.05
        return Response("the brochure is not ready yet\n", 503)


async def _next_event(queue: asyncio.Queue[str]) -> str:
    """Wait for news; of several that have come meanwhile, the last one tells all."""
    try:
        view = await asyncio.wait_for(queue.get(), _PULSE)
    except TimeoutError:
        return ": still here\n\n"
    while not queue.empty():
        view = queue.get_nowait()
    return f"event: view\ndata: {view}\n\n"
