"""The sign that opens a quotation, as the language has it."""

from __future__ import annotations

from brochure.figures.svg import document, path
from brochure.load.cldr import tongue
from brochure.vocabulary.tongues import tongue_of

_HEIGHT = 36.0
# Two commas that hang upside down, two that stand, chevrons, a corner; and how wide each sign is.
_SIGNS = {
    "“": (("M0 36v-16c0-12 6-19 17-20v8c-6 1-9 4-9 9h9v19z", "M23 36v-16c0-12 6-19 17-20v8c-6 1-9 4-9 9h9v19z"), 40.0),
    "”": (("M0 0h17v16c0 12-6 19-17 20v-8c6-1 9-4 9-9h-9z", "M23 0h17v16c0 12-6 19-17 20v-8c6-1 9-4 9-9h-9z"), 40.0),
    "«": (("M0 18L15 0h9L9 18L24 36h-9z", "M21 18L36 0h9L30 18L45 36h-9z"), 45.0),
    "「": (("M0 36v-36h24v7h-17v29z",), 24.0),
}
_LIKE = {"„": "”", "‘": "“", "‹": "«", "『": "「"}
# Of languages that have no table.
_FURTHER = {"ru": "«", "nn": "«"}


def sign(language: str, colour: str) -> tuple[str, float]:
    """Draw the sign, 36 mm high, and give its width for a height of one."""
    mark = tongue(language).quotes[0] if tongue_of(language) else _FURTHER.get(language[:2].lower(), "“")
    shapes, width = _SIGNS[_LIKE.get(mark, mark)]
    return document(width, _HEIGHT, path("".join(shapes), colour)), width / _HEIGHT
