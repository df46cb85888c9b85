"""Pictures from the network: only from the machines that brochure.yaml lists, within limits of size and time."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from brochure.pictures.flaws import STAND_IN, Unusable
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.version import VERSION

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

# A site may move a picture a few times, not send the reader round in circles.
_REDIRECTS = 3
_WORDS = {
    "NameResolutionError": "no machine has this name",
    "NewConnectionError": "nothing answers there",
    "ConnectTimeoutError": "no answer came in time",
    "ReadTimeoutError": "no answer came in time",
    "ProtocolError": "the answer broke off",
    "SSLError": "its certificate is not in order",
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
        advice = hint("remote_seconds", "save it in the project")
        raise _failed(address, f"it took longer than {told(limits, 'remote_seconds')}", advice)
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
                raise _failed(address, _WORDS.get(type(error).__name__, type(error).__name__)) from error
            address = urljoin(address, target)
    raise _failed(address, f"it was moved more than {_REDIRECTS} times")


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
        hint = f"save it in the project, or let it be fetched, in brochure.yaml: {listed}"
        if not wanted or parts.username is not None:
            hint = "save it in the project"
        message = f"the picture '{address[:80]}' lies on the web and was not fetched; {STAND_IN}"
        raise Unusable("picture-remote", message, hint, Severity.WARNING)


def _body(answer: BaseHTTPResponse, address: str, limits: Limits) -> bytes:
    if answer.status != 200:
        raise _failed(address, f"the answer was {answer.status}")
    most = limits.picture * 1_000_000
    data = bytearray()
    # As sent: unpacking would let a small answer become a large one.
    while piece := answer.read1(_PIECE, decode_content=False):
        data += piece
        if len(data) > most:
            message = f"the picture '{address[:80]}' is larger than {told(limits, 'picture')}"
            raise Unusable("picture-too-large", message, hint("picture", "save it smaller"))
    return bytes(data)


def _failed(address: str, why: str, advice: str = "look whether the address is right, or save the picture") -> Unusable:
    message = f"the picture '{address[:80]}' could not be fetched: {why}; {STAND_IN}"
    return Unusable("remote-failed", message, advice, Severity.WARNING)
