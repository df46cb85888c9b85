"""The lines of the icons (48 units, stroke 2.5) and the shapes of the marks (a unit square).

Each entry is (in ink, in the signal colour).
"""

from __future__ import annotations

ICONS: tuple[tuple[str, str], ...] = (
    # a lens that confirms
    ("M21 7a14 14 0 1 0 0 28a14 14 0 1 0 0-28zM31 31L42 42", "M15 21l4.5 4.5l8-9"),
    # a flask at work
    ("M17 6h14M20 6v13L8.5 38a3 3 0 0 0 2.6 4.5h25.8a3 3 0 0 0 2.6-4.5L28 19V6", "M15 32h18M24 26v0M30 37v0"),
    # a value held up by those who use it
    (
        "M5 42a9.5 9.5 0 0 1 19 0a9.5 9.5 0 0 1 19 0M14.5 21a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
        "M33.5 21a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
        "M24 5l6 6l-6 6l-6-6z",
    ),
    # a source that reaches further and further
    ("M14 42a28 28 0 0 1 28-28M22 42a20 20 0 0 1 20-20M6 42A36 36 0 0 1 42 6", "M32 42a10 10 0 0 1 10-10v10z"),
    # a path with its stages
    ("M10 42h20a8 8 0 0 0 0-16H18a8 8 0 0 1 0-16h12", "M38 6a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"),
    # a public house
    ("M6 19L24 7l18 12zM12 25v11M36 25v11M6 42h36", "M24 25v11"),
    # the pieces fit
    ("M7 7h14v14H7zM7 27h14v14H7zM27 27h14v14H27z", "M34 7a7 7 0 1 0 0 14a7 7 0 1 0 0-14z"),
    # a flag on the hill
    ("M6 42a18 18 0 0 1 36 0zM24 24V6", "M24 6h13l-4 5l4 5H24"),
    # steps that rise
    ("M6 42V32h12V22h12V12h12v30z", "M8 18L18 8M18 8h-7M18 8v7"),
    # a dialogue
    ("M6 8h24v18H16l-6 6v-6H6z", "M36 18h6v18h-4v6l-6-6H20v-4"),
)

MARKS: tuple[tuple[str, str], ...] = (
    # someone at the door
    ("M .05 1 L .05 .95 A .45 1 .95 .95 L .95 1 Z", "M .29 .21 A .21 1 .71 .21 A .21 1 .29 .21 Z"),
    # opening out from a point
    ("M 0 0 A 1 1 1 1 L .7 1 A .7 0 0 .3 Z", "M 0 .52 A .48 1 .48 1 L 0 1 Z"),
    # four that make a whole
    (
        "M 0 .46 A .46 1 .46 0 L .46 .46 Z M 1 .54 A .46 1 .54 1 L .54 .54 Z M .46 1 A .46 1 0 .54 L .46 .54 Z",
        "M .54 0 A .46 1 1 .46 L .54 .46 Z",
    ),
    # day over the horizon
    ("M 0 .56 L 1 .56 L 1 .74 L 0 .74 Z M 0 .82 L 1 .82 L 1 1 L 0 1 Z", "M .04 .48 A .46 1 .96 .48 Z"),
    # leaves of one plant
    (
        "M 0 0 A .5 1 .5 .5 A .5 1 0 0 Z M 0 1 A .5 1 .5 .5 A .5 1 0 1 Z M 1 1 A .5 1 .5 .5 A .5 1 1 1 Z",
        "M 1 0 A .5 1 .5 .5 A .5 1 1 0 Z",
    ),
    # two peaks
    ("M 0 1 L .5 .1 L 1 1 Z", "M .62 .2 A .19 1 1 .2 A .19 1 .62 .2 Z"),
    # steps
    ("M 0 1 L 0 .7 L .3 .7 L .3 1 Z M .35 1 L .35 .4 L .65 .4 L .65 1 Z", "M .7 1 L .7 0 A .3 1 1 .3 L 1 1 Z"),
)
