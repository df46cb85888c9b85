"""Pictures from the network: only from the machines that brochure.yaml lists, within limits of size and time."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from brochure.pictures.flaws import STAND_IN, Unusable
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import Said
from brochure.vocabulary.version import VERSION

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

# A site may move a picture a few times, not send the reader round in circles.
_REDIRECTS = 3
_WORDS = {
    "NameResolutionError": Said("no machine has this name"),
    "NewConnectionError": Said("nothing answers there"),
    "ConnectTimeoutError": Said("no answer came in time"),
    "ReadTimeoutError": Said("no answer came in time"),
    "ProtocolError": Said("the answer broke off"),
    "SSLError": Said("its certificate is not in order"),
}
_PIECE = 64 * 1024


def fetch(address: str, machines: tuple[str, ...], limits: Limits) -> bytes:
    """Give the bytes of a picture.

    `machines` are names, with a port where it is not the usual one. Redirects are followed to listed machines only.
    Raises Unusable: `picture-remote`, `remote-failed`, `picture-too-large`.
    """
    # Before the library is loaded, which tries out the network at once.
    _admit(address, machines)
    outcome: list[bytes | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_fetch(address, machines, limits))
        except BaseException as error:
            outcome.append(error)

    # A thread, since no time-out of a socket bounds the look-up of a name, or an answer that comes byte by byte.
    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(limits.remote_seconds)
    if not outcome:
        advice = hint("remote_seconds", Said("save it in the project"))
        raise _failed(address, Said("it took longer than {limit}", limit=told(limits, "remote_seconds")), advice)
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _fetch(address: str, machines: tuple[str, ...], limits: Limits) -> bytes:
    import urllib3

    # No retries: what failed once is told; the author tries again.
    with urllib3.PoolManager(retries=False, headers={"User-Agent": f"make-brochure/{VERSION}"}) as pool:
        for _ in range(_REDIRECTS + 1):
            _admit(address, machines)
            try:
                timeout = urllib3.Timeout(total=limits.remote_seconds)
                answer = pool.request("GET", address, redirect=False, preload_content=False, timeout=timeout)
                target = answer.get_redirect_location()
                if not target:
                    return _body(answer, address, limits)
                answer.close()
            except urllib3.exceptions.HTTPError as error:
                raise _failed(
                    address, _WORDS.get(type(error).__name__) or Said("{error}", error=type(error).__name__)
                ) from error
            address = urljoin(address, target)
    raise _failed(address, Said("it was moved more than {most} times", most=_REDIRECTS))


def _admit(address: str, machines: tuple[str, ...]) -> None:
    """Refuse an address of a machine that is not listed, and one that carries a name and a password."""
    try:
        parts = urlsplit(address)
        machine = parts.hostname or ""
        wanted = f"{machine}:{parts.port}" if parts.port else machine
    except ValueError:
        parts, wanted = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or parts.username is not None or wanted not in machines:
        listed = f"remote: [{', '.join(dict.fromkeys((*machines, wanted)))}]"
        hint = Said("save it in the project, or let it be fetched, in brochure.yaml: {listed}", listed=listed)
        if not wanted or parts.username is not None:
            hint = Said("save it in the project")
        message = Said(
            "the picture '{address}' lies on the web and was not fetched; {instead}",
            address=address[:80],
            instead=STAND_IN,
        )
        raise Unusable("picture-remote", message, hint, Severity.WARNING)


def _body(answer: BaseHTTPResponse, address: str, limits: Limits) -> bytes:
    if answer.status != 200:
        raise _failed(address, Said("the answer was {status}", status=answer.status))
    most = limits.picture * 1_000_000
    data = bytearray()
    # As sent: unpacking would let a small answer become a large one.
    while piece := answer.read1(_PIECE, decode_content=False):
        data += piece
        if len(data) > most:
            message = Said(
                "the picture '{address}' is larger than {limit}", address=address[:80], limit=told(limits, "picture")
            )
            raise Unusable("picture-too-large", message, hint("picture", Said("save it smaller")))
    return bytes(data)


_LOOK = Said("look whether the address is right, or save the picture")


def _failed(address: str, why: Said, advice: Said = _LOOK) -> Unusable:
    message = Said(
        "the picture '{address}' could not be fetched: {why}; {instead}",
        address=address[:80],
        why=why,
        instead=STAND_IN,
    )
    return Unusable("remote-failed", message, advice, Severity.WARNING)
