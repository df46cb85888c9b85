"""From one or two colours of an organisation to a palette in which all text can be read, and why it had to move."""

from __future__ import annotations

import re
from dataclasses import dataclass

from brochure.model.project import Colours
from brochure.model.together import CONTRASTS
from brochure.vocabulary.colour import contrast, grey, mix, tone, tones

_WHITE, _BLACK = "#ffffff", "#000000"
_LEAST = {(upper, ground): least for upper, ground, least in CONTRASTS}
_ON_PAPER, _ON_SIGNAL = _LEAST["ink", "paper"], _LEAST["ink", "signal"]
# How much of the ink the soft ground holds: enough to be seen beside paper, too little to tire the eye.
_TINTED = 0.07
# A dark colour made for an accent, the first that serves, and an accent made for a dark colour: lightness and chroma
# in OKLCH.
_DEEP, _DEEP_CHROMA = (0.27, 0.23, 0.19), 0.06
_NEAR_BLACK = "#1a1a1a"
_BRIGHT = (0.70, 0.17)
_HEX = re.compile("#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


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
    why: str = ""


def hexadecimal(text: str) -> str | None:
    """Give "#rrggbb" for #rrggbb or #rgb, with or without the #; None for anything else."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def propose(ink: str | None, signal: str | None) -> Proposal:
    """Make a palette of a dark colour, an accent, either or none of them ("#rrggbb"); what lacks is made to go with it.

    Colours that cannot be read are moved no farther than they must (WCAG 2.2, 1.4.6 for text, 1.4.3 on the accent).
    """
    if ink is None and signal is None:
        shipped = Colours()
        return Proposal(Scheme(shipped.ink.screen, shipped.signal.screen, shipped.tint.screen))
    if ink is None:
        assert signal is not None
        return _from_accent(signal)
    if signal is not None and not _dark(ink) and _dark(signal) and _read(signal, ink):
        return Proposal(_palette(signal, ink), f"the dark colour {ink} is the lighter of the two: they are exchanged")
    found, why = ink, ""
    if not _dark(ink):
        found, why = _darker(ink), _too_pale(ink)
    if signal is None:
        return Proposal(_palette(found, _accent_for(found)), why)
    if _read(found, signal):
        return Proposal(_palette(found, signal), why)
    moved = _lighter(signal, found)
    return Proposal(_palette(found, moved), "; ".join(filter(None, (why, _too_dark(signal, found)))))


def _from_accent(signal: str) -> Proposal:
    ink = _ink_for(signal)
    if _read(ink, signal):
        return Proposal(_palette(ink, signal))
    if _dark(signal):
        why = f"{_too_dark(signal, ink)}; it serves for text and dark grounds, and the accent is made to go with it"
        return Proposal(_palette(signal, _accent_for(signal)), why)
    lighter, darker = _lighter(signal, ink), _darker(signal)
    if contrast(signal, lighter) <= contrast(signal, darker):
        return Proposal(_palette(ink, lighter), f"{_too_dark(signal, ink)}; a lighter tone of it serves")
    why = f"{_too_dark(signal, ink)}; a darker tone serves for text and dark grounds, a lighter one as accent"
    return Proposal(_palette(darker, _accent_for(darker)), why)


def _palette(ink: str, signal: str) -> Scheme:
    return Scheme(ink, signal, _tint(ink))


def _tint(ink: str) -> str:
    return mix(_WHITE, ink, _TINTED)


def _dark(ink: str) -> bool:
    """Tell whether text of this colour can be read on paper and on the soft ground."""
    return contrast(ink, _tint(ink)) >= _ON_PAPER


def _read(ink: str, signal: str) -> bool:
    return contrast(ink, signal) >= _ON_SIGNAL


def _ink_for(signal: str) -> str:
    """Give a dark tone of an accent that can be read on it, or the darkest of them."""
    if grey(signal):
        return _NEAR_BLACK
    inks = [tone(signal, light, _DEEP_CHROMA) for light in _DEEP]
    return next((ink for ink in inks if _read(ink, signal)), inks[-1])


def _accent_for(ink: str) -> str:
    bright = Colours().signal.screen if grey(ink) else tone(ink, *_BRIGHT)
    return bright if _read(ink, bright) else _lighter(bright, ink)


def _darker(colour: str) -> str:
    return next(filter(_dark, tones(colour, 0.0)), _BLACK)


def _lighter(colour: str, ink: str) -> str:
    return next((shade for shade in tones(colour, 1.0) if _read(ink, shade)), _WHITE)


def _too_pale(ink: str) -> str:
    ratio = _told(contrast(ink, _tint(ink)))
    return f"text in {ink} is too pale: its contrast is {ratio}:1, at least {_ON_PAPER:g}:1 is needed"


def _too_dark(signal: str, ink: str) -> str:
    ratio = _told(contrast(ink, signal))
    return f"{signal} is too dark for an accent: text on it has a contrast of {ratio}:1, {_ON_SIGNAL:g}:1 is needed"


def _told(ratio: float) -> str:
    """Round down, so that a ratio just too low never reads as enough."""
    return f"{int(ratio * 10) / 10:g}"
