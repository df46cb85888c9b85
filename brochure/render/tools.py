"""What a template may have drawn: the tones of a list, a code, the sign of a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from zlib import crc32

from markupsafe import escape

from brochure.figures import icons, qr
from brochure.figures.sign import sign
from brochure.model.project import Project
from brochure.pictures.shelf import Shelf
from brochure.render.prose import beside_code
from brochure.render.record import NO_ICON, NO_PICTURE, Icon, Record
from brochure.render.theme import Tone, tones
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import QR_BYTES

_CODE_WIDTH = 60.0


def has_code(shelf: Shelf, address: str) -> bool:
    """Tell whether an address gets a code; one that is too long is told."""
    if qr.fits(address):
        return True
    message = Said(
        "an address has {size:,} bytes, and a QR code holds {most:,}: where it begins is printed, without a code",
        size=len(address.encode()),
        most=QR_BYTES,
    )
    shelf.locate(address, "address-long", Severity.WARNING, message, Said("give a short address that leads there"))
    return False


def astray(shelf: Shelf, address: str) -> None:
    """Tell that a path of an unknown site is left out."""
    message = Said("'{address}' is a path of a site that is not known: it is left out", address=address)
    hint = Said("say which: organisation: {{site: https://example.org}} in brochure.yaml, or write the whole address")
    shelf.locate(address, "address-relative", Severity.NOTE, message, hint)


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of the templates of one brochure; `told` is what is said of a code, by its address."""

    project: Project
    shelf: Shelf
    language: str
    told: str

    def ramp(self, count: int) -> tuple[Tone, ...]:
        """Give a tone for each item of a list, in the order of the ramp."""
        return tones(self.project, count)

    def qr(self, address: str) -> Record:
        """Draw the code of an address on the web; nothing for any other, and, with a word, for one too long.

        `quiet` is how much of its width the zone on each side of it takes in which nothing stands.
        """
        if not address.startswith(("https://", "http://")):
            return NO_PICTURE
        if not has_code(self.shelf, address):
            return NO_PICTURE
        colours, told = self.project.brand.colours, self.told.format(address=address)
        drawn = qr.qr(address, _CODE_WIDTH, colours.ink.screen, colours.paper.screen, told)
        url = self.shelf.draw(f"qr-{crc32(address.encode()):x}", drawn)
        printed = beside_code(address)
        quiet = f"{qr.QUIET / qr.modules(address):.4f}"
        return Record({"url": url, "alt": told, "code": address, "printed": printed, "quiet": quiet})

    def sign(self, colour: str) -> Record:
        """Draw the sign that opens a quotation, in a colour; `ratio` is its width for a height of one."""
        drawn, ratio = sign(self.language, colour)
        return Record({"url": self.shelf.draw(f"sign-{colour[1:]}", drawn), "ratio": f"{ratio:.3f}"})

    def icons(self, items: Sequence[Record], tones: Sequence[Tone], of: Literal["on", "text"] = "on") -> list[Icon]:
        """Give the icon of each item: its own, else one that its title asks for; none where one would go without.

        Those of the set are drawn in the colour `of` text on the item's tone, or of the tone as text.
        """
        found = self._found(items)
        if not items or not all(found):
            return []
        colours = [str(getattr(tone, of)) for tone in tones]
        return [self._inked(one, colour) for one, colour in zip(found, colours, strict=False) if one]

    def entry_icons(self, items: Sequence[Record]) -> list[Icon | None]:
        """Give the icon of each item, in ink: all have one where one has, but for those of which none was wanted.

        Where one of those that were asked for is not known, and its title asks for none, none is shown.
        """
        found, ink = self._found(items), self.project.brand.colours.ink.screen
        asked = any(isinstance(item.icon, Icon) for item in items)
        if not asked or (not all(found) and any(item.icon is NO_ICON for item in items)):
            return [None] * len(items)
        return [self._inked(one, ink) if one and not one.url else one for one in found]

    def _found(self, items: Sequence[Record]) -> list[Icon | None]:
        """Give the icon of each item: its own, else one that its title asks for where then each has one."""
        given = {number: one for number, item in enumerate(items) if isinstance(one := item.icon, Icon)}
        titles = [escape(item.title or "").striptags() for item in items]
        chosen = icons.chosen(titles, {number: one.name for number, one in given.items()}, self.language)
        named = {number: Icon("", name) for number, name in chosen.items()}
        return [given.get(number) or named.get(number) for number in range(len(items))]

    def _inked(self, one: Icon, colour: str) -> Icon:
        return one._replace(url=self.shelf.inked(one.name, colour)) if one.name else one
