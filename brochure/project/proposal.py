"""From one or two colours of an organisation to a palette in which all text can be read, and why it had to move."""

from __future__ import annotations

from brochure.model.kinds.colours import screen_colour
from brochure.model.project import Colours
from brochure.model.together import CONTRASTS
from brochure.vocabulary.colour import contrast, grey, luminance, mix, tone, tones, warm
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

_WHITE, _BLACK = "#ffffff", "#000000"
_ON_PAPER = next(least for upper, ground, least in CONTRASTS if (upper, ground) == ("ink", "paper"))
# How much of the ink the soft ground holds: enough to be seen beside paper, too little to tire the eye.
_TINTED = 0.07
# A dark colour made for an accent, the first that stands out from it, and an accent made for a dark colour: lightness
# and chroma in OKLCH.
_DEEP, _BESIDE = (0.27, 0.23, 0.19), 3.0
_DEEP_CHROMA, _WARM_CHROMA = 0.06, 0.012
_NEAR_BLACK = "#1a1a1a"
_BRIGHT, _VIVID = (0.70, 0.17), 4.5


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colours for the screen, "#rrggbb": text and dark grounds, accent, soft ground."""

    ink: str
    signal: str
    tint: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A palette in which all can be read; `why` says what of the colours wished had to change, "" for nothing."""

    palette: Scheme
    why: Said = NOTHING


def colour_of(text: str) -> str | None:
    """Give "#rrggbb" for a colour as CSS writes it, or in hexadecimal without its sign; None for anything else."""
    return screen_colour(text) or screen_colour(f"#{text.strip()}")


def propose(ink: str | None, signal: str | None) -> Proposal:
    """Make a palette of a dark colour, an accent, either or none of them ("#rrggbb"); what lacks is made to go with it.

    Any accent is taken. A dark colour in which text cannot be read (WCAG 2.2, 1.4.6) is moved no farther than it must.
    """
    if ink is None and signal is None:
        shipped = Colours()
        return Proposal(Scheme(shipped.ink.screen, shipped.signal.screen, shipped.tint.screen))
    if ink is None:
        assert signal is not None
        return Proposal(_palette(_ink_for(signal), signal))
    if signal is not None and not _dark(ink) and _dark(signal):
        return Proposal(
            _palette(signal, ink), Said("the dark colour {ink} is the lighter of the two: they are exchanged", ink=ink)
        )
    found, why = (ink, NOTHING) if _dark(ink) else (_darker(ink), _too_pale(ink))
    return Proposal(_palette(found, signal or _accent_for(found)), why)


def _palette(ink: str, signal: str) -> Scheme:
    return Scheme(ink, signal, _tint(ink))


def _tint(ink: str) -> str:
    return mix(_WHITE, ink, _TINTED)


def _dark(ink: str) -> bool:
    """Tell whether text of this colour can be read on paper and on the soft ground."""
    return contrast(ink, _tint(ink)) >= _ON_PAPER


def _ink_for(signal: str) -> str:
    """Give a dark tone of an accent that stands out from it, or the darkest of them."""
    if grey(signal):
        return min(_NEAR_BLACK, signal, key=luminance)
    # Browns would be muddy, so a warm accent stands with a dark that is nearly black.
    deep, chroma = (_DEEP[1:], _WARM_CHROMA) if warm(signal) else (_DEEP, _DEEP_CHROMA)
    inks = [tone(signal, light, chroma) for light in deep]
    return next((ink for ink in inks if contrast(ink, signal) >= _BESIDE), inks[-1])


def _accent_for(ink: str) -> str:
    if grey(ink):
        return ink
    bright = tone(ink, *_BRIGHT)
    lighter = (shade for shade in (bright, *tones(bright, 1.0)) if contrast(ink, shade) >= _VIVID)
    return next(lighter, _WHITE)


def _darker(colour: str) -> str:
    return next(filter(_dark, tones(colour, 0.0)), _BLACK)


def _too_pale(ink: str) -> Said:
    ratio = _told(contrast(ink, _tint(ink)))
    return Said(
        "text in {ink} is too pale: its contrast is {ratio:g}:1, at least {least:g}:1 is needed",
        ink=ink,
        ratio=ratio,
        least=_ON_PAPER,
    )


def _told(ratio: float) -> float:
    """Round down, so that a ratio just too low never reads as enough."""
    return int(ratio * 10) / 10
