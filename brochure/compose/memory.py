"""What was laid out before, so that only what has changed is laid out again."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from typing import TYPE_CHECKING

from brochure.compose.copyfit import Manuscript
from brochure.engine.engine import Engine, Parsed
from brochure.engine.laid import Laid, Setting
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass

if TYPE_CHECKING:
    from brochure.engine.relaying import Watch

_ADDRESS = compiled(r"file:///[^\"'\s()<>&]+")
# Builds after which a layout that no build has asked for is dropped: an undone edit is shown at once.
_KEPT = 3


class Superseded(Exception):
    """The inputs changed while they were being laid out: what is being made is out of date already."""


@dataclass(slots=True)
class _Known:
    """A document laid out in some settings; `used` is the number of the last build that asked for it.

    `parsing` and `said` are what the engine had to say of the document and of its layouts, `watches` hold what those
    asked of their texts; settings are `gainless` whose smaller type saves no page.
    """

    html: str
    addresses: frozenset[str]
    parsed: Parsed
    parsing: list[str]
    used: int
    laid: dict[Setting, Laid] = field(default_factory=dict)
    said: dict[Setting, list[str]] = field(default_factory=dict)
    watches: dict[Setting, Watch] = field(default_factory=dict)
    gainless: set[Setting] = field(default_factory=set)


class Heard(NamedTuple):
    """A document that is remembered, its layouts by their settings, and what those asked of their texts.

    Settings are `gainless` whose smaller type saves no page.
    """

    parsed: Parsed
    laid: Mapping[Setting, Laid]
    watches: Mapping[Setting, Watch]
    gainless: Collection[Setting]


class Memory:
    """Opens documents as the engine does, and remembers their layouts by HTML, pictures, setting and stylesheet.

    One that is `hearing` remembers, too, what layouts ask of their texts. `styles` counts the stylesheets taken.
    """

    def __init__(self, engine: Engine, hearing: bool = False) -> None:
        self.styles = 1
        self._engine = engine
        self._hearing = hearing
        self._known: dict[str, _Known] = {}
        self._pictures: dict[str, tuple[bytes, str]] = {}
        self._build = 0
        self._stop: Callable[[], bool] = lambda: False
        self._said: list[str] = list(engine.log)
        self._heard: list[str] = []

    def begin(self, stop: Callable[[], bool]) -> None:
        """Start a build; once `stop` answers yes, the next layout raises Superseded instead."""
        self._build += 1
        self._stop = stop
        self._known = {key: known for key, known in self._known.items() if known.used >= self._build - _KEPT}
        for known in self._known.values():
            known.parsed.stand_alone()

    def restyle(self, css: str, trusted: bool = False) -> None:
        """Take another stylesheet; nothing laid out before holds any more."""
        self.styles += 1
        self._known.clear()
        self._engine.log.clear()
        self._engine.restyle(css, trusted)
        self._said = list(self._engine.log)

    def open(self, html: str) -> Manuscript:
        """Give a document to lay out. Raises BrochureError `engine-failed`."""
        key = self._key(html)
        known = self._known.get(key)
        if known is None:
            addresses = frozenset(_ADDRESS.findall(html))
            before = len(self._engine.log)
            parsed = self._engine.open(html)
            if self._hearing and (nearest := self._nearest(html)) is not None:
                parsed.follow(nearest.parsed)
            known = self._known[key] = _Known(html, addresses, parsed, self._engine.log[before:], self._build)
        known.used = self._build
        self._heard += known.parsing
        return _Remembered(self, known)

    def _nearest(self, html: str) -> _Known | None:
        """Give the document that one was made from by an edit, if there is one that the engine said nothing of."""
        shared = ((_shared(html, known.html), known) for known in self._known.values() if not any(known.said.values()))
        most, found = max(shared, key=lambda one: one[0], default=(0, None))
        return found if 2 * most > len(html) else None

    def knows(self, html: str) -> bool:
        """Tell whether a document is remembered."""
        return self._key(html) in self._known

    def heard(self) -> Iterator[Heard]:
        """Give the documents that are remembered with what their layouts asked for; those asked for last come last."""
        for known in sorted(self._known.values(), key=lambda known: known.used):
            yield Heard(known.parsed, known.laid, known.watches, known.gainless)

    def html_of(self, laid: Laid) -> str:
        """Give the document of a layout that is remembered, "" of any other."""
        made = (known.html for known in self._known.values() if any(laid is kept for kept in known.laid.values()))
        return next(made, "")

    def listen(self) -> None:
        """Hear anew what the engine says of the layouts asked for from now on."""
        self._heard = []

    def tell(self) -> None:
        """Let the engine's log hold what it said of the stylesheet and of the layouts asked for since `listen`."""
        self._engine.log[:] = [*self._said, *self._heard]

    def lay(self, known: _Known, setting: Setting) -> Laid:
        """Lay a document out, or recall how it was. Raises Superseded, BrochureError `engine-failed`."""
        if setting not in known.laid:
            with self._heard_of(known, setting):
                known.laid[setting] = known.parsed.lay(setting)
        self._heard += known.said[setting]
        return known.laid[setting]

    def tighten(self, known: _Known, laid: Laid, size: float) -> Laid | None:
        """Lay a document out in smaller type, or recall how it was; None where no page is saved.

        Raises Superseded, BrochureError `engine-failed`.
        """
        setting = replace(laid.setting, size=size)
        if setting in known.laid:
            return known.parsed.tighten(laid, size, self.lay(known, setting))
        if setting not in known.gainless:
            with self._heard_of(known, setting):
                found = known.parsed.tighten(laid, size)
            if found is None:
                known.gainless.add(setting)
            else:
                known.laid[setting] = found
        self._heard += known.said[setting]
        return known.laid.get(setting)

    @contextmanager
    def _heard_of(self, known: _Known, setting: Setting) -> Iterator[None]:
        """Keep what the engine says of a layout. Raises Superseded."""
        if self._stop():
            raise Superseded
        before = len(self._engine.log)
        with ExitStack() as around:
            if self._hearing:
                around.enter_context(self._watch(known, setting).watching())
            yield
        known.said[setting] = self._engine.log[before:]

    def _watch(self, known: _Known, setting: Setting) -> Watch:
        from brochure.engine.relaying import Watch

        made = known.watches[setting] = Watch(aside=True)
        return made

    def _key(self, html: str) -> str:
        return html + "".join(map(self._digest, sorted(set(_ADDRESS.findall(html)))))

    def _digest(self, address: str) -> str:
        """Give the digest of a picture's bytes; where they have changed, what was made with the old ones goes."""
        served = self._engine.assets.served(address)
        body = served[1] if served else b""
        before = self._pictures.get(address)
        if before is not None and before[0] is body:
            return before[1]
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        if before is not None and before[1] != digest:
            self._engine.forget(address)
            self._known = {key: known for key, known in self._known.items() if address not in known.addresses}
        self._pictures[address] = (body, digest)
        return digest


def _shared(text: str, other: str) -> int:
    """Give how many letters two texts share at their beginning and at their end."""
    most = min(len(text), len(other))
    begun = bisect_left(range(most), True, key=lambda n: text[: n + 1] != other[: n + 1])
    rest = range(most - begun)
    return begun + bisect_left(rest, True, key=lambda n: text[-n - 1 :] != other[-n - 1 :])


class _Remembered:
    """A document whose layouts are remembered."""

    def __init__(self, memory: Memory, known: _Known) -> None:
        self._memory = memory
        self._known = known

    @property
    def level(self) -> bool:
        """Tell whether all pages take the same room."""
        return self._known.parsed.level

    def lay(self, setting: Setting) -> Laid:
        """Lay the document out, or recall how it was."""
        return self._memory.lay(self._known, setting)

    def tighten(self, laid: Laid, size: float) -> Laid | None:
        """Lay the document out in smaller type, or recall how it was; None where no page is saved."""
        return self._memory.tighten(self._known, laid, size)

    def loosen(self, laid: Laid, rooms: tuple[float, ...]) -> Laid:
        """Hand out room, in points, on the pages of a layout, which is given as it is where nothing takes any."""
        return self.lay(replace(laid.setting, slack=rooms)) if self._known.parsed.takes(laid, rooms) else laid

    def stretch(self, laid: Laid, room: float) -> Laid | None:
        """Never change a layout that is remembered."""
        return None
