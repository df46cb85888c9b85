"""The layout engine's one owner: HTML to laid-out pages, laid-out pages to the bytes of a PDF."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.engine import cssvalues, fonts, loading
from brochure.engine.laid import TELLING, About, Laid, NothingGained, Placed, Setting
from brochure.engine.rules import Rules, names_in
from brochure.engine.signs import Signs, face
from brochure.pictures.assets import BASE_URL, Assets
from brochure.render.group import Group
from brochure.store.folder import opened
from brochure.vocabulary.limits import LimitExceeded, Limits, told
from brochure.vocabulary.problems import BrochureError, Exit, Problem, refusal
from brochure.vocabulary.speech import Said

if TYPE_CHECKING:
    from brochure.engine.boxes import CSS, HTML, Image
    from brochure.engine.redrawing import Pieces

# Chapters and their parts are worth a bookmark, smaller headings are not.
_BOOKMARKS = "h4,h5,h6{bookmark-level:none}"


class _Listener(logging.Handler):
    """Collects what the engine has to say; nothing of it reaches the terminal."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname}: {record.getMessage()}")


class Engine:
    """Lays out sections with one stylesheet, one set of fonts and one cache of pictures.

    `faces` are the shipped ones unless told. Of a `trusted` stylesheet nothing is read that no document needs. `log`
    holds what the engine said since the start, `variables` those that the stylesheet and the documents set; `layouts`
    counts the layouts made.
    Raises BrochureError `engine-missing` (Exit.ENGINE).
    """

    def __init__(
        self, assets: Assets, css: str, faces: Sequence[fonts.Face] | None = None, trusted: bool = False
    ) -> None:
        loading.load()
        from brochure.engine.boxes import Fetcher, Fonts

        self.log: list[str] = []
        self.variables: frozenset[str] = frozenset()
        self.layouts = 0
        self._own = contextlib.ExitStack()
        self.assets = assets
        self.faces = tuple(faces or fonts.faces())
        self.signs = Signs(self.faces)
        self._signed = False
        self._listener = _Listener(self.log)
        self._fetcher = Fetcher(assets)
        self._fonts = Fonts(self._own.enter_context(_font_folder()), assets.shipped_font)
        self._pictures: dict[str, Image | None] = {}
        self._slim: dict[tuple[str, int, int], bytes] = {}
        self.restyle(css, trusted)

    def restyle(self, css: str, trusted: bool = False) -> None:
        """Take another stylesheet; fonts and pictures stay loaded. Raises BrochureError `engine-failed`."""
        from brochure.engine.boxes import CounterStyle

        self._counters = CounterStyle()
        self._written, self._trusted, self._variables = css, trusted, cssvalues.on_root(css)
        self.variables |= cssvalues.set_in(css + Setting().css())
        self._styles: dict[frozenset[str], tuple[Rules, dict[str, str]]] = {}
        with self._listening(css):
            self._style(fonts.font_faces(self.faces, lambda face: self.assets.serve_font(face.path)))
            self._styles_for("")

    def forget(self, url: str) -> None:
        """Drop what was kept of a picture, whose bytes have changed."""
        self._pictures.pop(url, None)
        for made in [made for made in self._slim if made[0] == url]:
            del self._slim[made]

    @contextlib.contextmanager
    def apart(self) -> Iterator[None]:
        """Let what is kept of pictures be as it was before, whatever is laid out meanwhile."""
        kept = dict(self._pictures)
        try:
            yield
        finally:
            self._pictures.clear()
            self._pictures.update(kept)

    def open(self, html: str) -> Parsed:
        """Parse a document; it can then be laid out many times. Raises BrochureError `engine-failed`."""
        from brochure.engine.boxes import HTML

        with self._listening(html):
            html = self.signs.set(html)
            if 'class="sign"' in html and not self._signed:
                self._style(fonts.font_faces(face(), lambda sign: self.assets.serve_font(sign.path)))
                self._signed = True
            return Parsed(self, html, HTML(string=html, base_url=BASE_URL, url_fetcher=self._fetcher))

    def bind(
        self,
        laid: Sequence[tuple[Group, Laid]],
        about: About,
        tagged: bool,
        resolution: float = 0.0,
        pieces: Pieces | None = None,
    ) -> bytes:
        """Bind the pages of the sections, in turn, into one PDF; `pieces` keeps track of what is drawn where.

        Pictures keep at most `resolution` pixels to the inch as they are drawn; 0 lets them be.
        Raises BrochureError `engine-failed`.
        """
        from brochure.engine.binding import bind
        from brochure.engine.placing import sizes
        from brochure.engine.slimming import large, slimmed

        shown = sizes(laid, self._pictures) if resolution and large(self._pictures) else {}
        with self._listening(""), slimmed(self._pictures, shown, resolution, self._slim):
            return bind([part for _, part in laid], about, tagged, pieces)

    def placed(self, laid: Sequence[tuple[Group, Laid]]) -> Placed:
        """Tell what the pages of the sections, in turn, show and where."""
        from brochure.engine.placing import place

        return place(laid, self._pictures)

    def picture(self, url: str) -> Image | None:
        """Give the picture that an address has now, whatever it had when pages were laid out."""
        from brochure.engine.boxes import picture_of

        return picture_of(url, {}, self._fetcher, "from-image")

    def notes(self) -> tuple[Problem, ...]:
        """Give what loading the engine had to say."""
        return loading.notes()

    def close(self) -> None:
        """Remove the engine's temporary files; call it before a process that ends without tearing down."""
        self._own.close()

    def _style(self, css: str, matcher: object = None) -> CSS:
        from brochure.engine.boxes import CSS

        return CSS(
            string=css,
            matcher=matcher,
            base_url=BASE_URL,
            url_fetcher=self._fetcher,
            font_config=self._fonts,
            counter_style=self._counters,
        )

    def _styles_for(self, html: str) -> tuple[Rules, dict[str, str]]:
        """Give the rules of the stylesheet for a document, and what in it follows the size of the text."""
        declared, before = cssvalues.set_in(html), len(self.log)
        self.variables |= declared
        own = declared.intersection(self._variables)
        if own not in self._styles:
            resolved = cssvalues.resolve(self._written, own)
            rules = Rules(_BOOKMARKS + resolved, self._style, self._trusted)
            self._styles[own] = rules, cssvalues.scales(resolved)
            if own:
                # Said of the stylesheet before.
                del self.log[before:]
        return self._styles[own]

    def _sized(self, parsed: Parsed, setting: Setting) -> str:
        """Give a setting as the last stylesheet of a document."""
        _, scales = self._styles_for(parsed.html)
        return f"{setting.css()}:root{{{cssvalues.at_size(scales, setting.size)}}}"

    def _lay(self, parsed: Parsed, setting: Setting, unlike: Setting | None = None) -> Laid:
        """Lay a document out; raises NothingGained where its first pages end as they do in a setting it is `unlike`."""
        from brochure.engine.survey import Survey

        with self._listening(parsed.html):
            self.layouts += 1
            rules, _ = self._styles_for(parsed.html)
            sized = self._sized(parsed, setting)
            other = self._sized(parsed, unlike) if unlike is not None else ""
            with parsed.again.laying(sized, other, TELLING if other else 0):
                document = parsed.tree.render(
                    font_config=self._fonts,
                    counter_style=self._counters,
                    stylesheets=[rules.concerning(parsed.names), self._style(sized)],
                    cache=self._pictures,
                )
            hold_pages(len(document.pages), self.assets.limits)
            survey = Survey(document.pages, parsed.tree.etree_element, setting.first_page)
        pages = tuple(document.pages)
        return Laid(pages, setting, survey.facts, tuple(survey.overset), survey.lonely, document, parsed.html)

    def _stretch(self, parsed: Parsed, laid: Laid, room: float) -> Laid | None:
        from brochure.engine.boxes import Page, of_page
        from brochure.engine.stretch import stretch
        from brochure.engine.survey import Survey

        assert laid.document is not None
        page = of_page(laid.pages[0])
        with self._listening(parsed.html):
            if not stretch(page, room, self._picture_of):
                return None
            laid.document.pages[:] = [Page(page)]
            survey = Survey(laid.document.pages, parsed.tree.etree_element, laid.setting.first_page)
        if survey.overset:
            return None
        setting = replace(laid.setting, slack=(room,))
        return replace(laid, pages=tuple(laid.document.pages), setting=setting, facts=survey.facts)

    def _picture_of(self, url: str, orientation: object = "from-image") -> Image | None:
        from brochure.engine.boxes import picture_of

        return picture_of(url, self._pictures, self._fetcher, orientation)

    @contextlib.contextmanager
    def _listening(self, source: str) -> Iterator[None]:
        """Hear the engine's records; tell of a crash in plain words, with the source kept for a report."""
        logger = logging.getLogger("weasyprint")
        propagate, logger.propagate = logger.propagate, False
        logger.addHandler(self._listener)
        try:
            yield
        except (BrochureError, LimitExceeded, RecursionError, MemoryError, NothingGained):
            raise
        except Exception as error:
            raise _failed(error, source) from error
        finally:
            logger.removeHandler(self._listener)
            logger.propagate = propagate


class Parsed:
    """A parsed document of an engine."""

    def __init__(self, engine: Engine, html: str, tree: HTML) -> None:
        from brochure.engine.again import Again

        self.html = html
        self.tree = tree
        self.names = names_in(tree.etree_element)
        self.again = Again()
        self._engine = engine

    @property
    def level(self) -> bool:
        """Tell whether all pages take the same room, so that facing ones stay level; `data-level` on html says so."""
        return "data-level" in self.tree.etree_element.attrib

    def follow(self, other: Parsed) -> None:
        """Take over from a document that this one was made from what is the same, until it is to `stand_alone`."""
        from brochure.engine.likeness import paired

        self.again.follow(other.again, paired(self.tree.etree_element, other.tree.etree_element))

    def stand_alone(self) -> None:
        """Let go of what this one was made from."""
        self.again.stand_alone()

    def lay(self, setting: Setting) -> Laid:
        """Lay the document out. Raises BrochureError `engine-failed`."""
        return self._engine._lay(self, setting)

    def tighten(self, laid: Laid, size: float, known: Laid | None = None) -> Laid | None:
        """Lay the document out in smaller type; None as soon as that can be told to save no page.

        `known` is that layout where it has been made.
        """
        setting = replace(laid.setting, size=size)
        if known is not None:
            sized = partial(self._engine._sized, self)
            return None if self.again.ends_as(sized(setting), sized(laid.setting), TELLING) else known
        try:
            return self._engine._lay(self, setting, laid.setting)
        except NothingGained:
            return None

    def takes(self, laid: Laid, rooms: tuple[float, ...]) -> bool:
        """Tell whether anything takes room, in points, that is handed out on the pages of a layout."""
        sized = partial(self._engine._sized, self)
        return not self.again.same(sized(replace(laid.setting, slack=rooms)), sized(laid.setting))

    def loosen(self, laid: Laid, rooms: tuple[float, ...]) -> Laid:
        """Hand out room, in points, on the pages of a layout, which is given as it is where nothing takes any."""
        return self.lay(replace(laid.setting, slack=rooms)) if self.takes(laid, rooms) else laid

    def stretch(self, laid: Laid, room: float) -> Laid | None:
        """Hand out the room, in points, on the only page of a layout, which changes; None where that cannot be."""
        return self._engine._stretch(self, laid, room)


@contextlib.contextmanager
def _font_folder() -> Iterator[Path]:
    """Give the engine's font files a folder that a later build can tell from one in use, should this one be killed."""
    with opened(Path(tempfile.gettempdir())) as temporary:
        temporary.sweep()
        with temporary.passing(0o700) as folder:
            yield folder.path


def hold_pages(count: int, limits: Limits) -> None:
    """Raise LimitExceeded where there are more pages than a brochure may have."""
    if count > limits.pages:
        raise LimitExceeded(
            "pages", Said("the brochure has more than {limit}", limit=told(limits, "pages")), Said("write less")
        )


def _failed(error: Exception, source: str) -> BrochureError:
    """Keep the source and say where."""
    handle, name = tempfile.mkstemp(prefix="make-brochure-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(source)
    message = Said("the layout engine failed with {kind}: {error}", kind=type(error).__name__, error=error)
    hint = Said("the page was kept in {name}; please report it with this file", name=name)
    return refusal("engine-failed", message, name, hint, Exit.ENGINE)
