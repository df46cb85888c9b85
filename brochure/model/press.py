"""The press settings of a project: named ones, with what the project says over them."""

from __future__ import annotations

from dataclasses import replace

from brochure.model.keys import keys_of
from brochure.model.kinds.colours import RICH_BLACK
from brochure.model.kinds.plain import LINE, PATH
from brochure.model.kinds.word import choice
from brochure.model.spec import Keys, Spec, Value
from brochure.model.values import Picture
from brochure.vocabulary.conditions import SETTINGS, Settings
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass

_DEFAULT = "coated"


@dataclass(frozen=True, slots=True)
class Press:
    """What the printer asks for: the named settings with the project's own values over them.

    `profile` is the project's own ICC file; `rich_black` are the inks, in percent, of large black grounds; `paper` is
    told to the print shop; `place` is where the
    printing condition was chosen.
    """

    settings: Settings = SETTINGS[_DEFAULT]
    profile: Picture | None = None
    paper: str = ""
    rich_black: tuple[float, ...] | None = None
    place: Place | None = None


def _press(values: dict[str, object], place: Place) -> Press:
    """Put the project's own values over the settings that it names."""
    named = SETTINGS[str(values.get("settings", _DEFAULT))]
    own = {name: value for name, value in values.items() if name in _OWN}
    settings, profile = keys_of(Settings, named).make(own, place), values.get("profile")
    assert isinstance(settings, Settings)
    assert isinstance(profile, Picture | None)
    rich = values.get("rich-black")
    assert isinstance(rich, tuple | None)
    return Press(settings, profile, str(values.get("paper", "")), rich)


def _undecided(spec: Spec) -> Spec:
    """Give the spec of a value that has its default from the named settings."""
    return replace(spec, default=None) if isinstance(spec, Value) else spec


_OWN = {name: _undecided(spec) for name, spec in keys_of(Settings).keys.items()}
PRESS = Keys(
    "What the print shop asks for; the named settings count where a key is absent.",
    {
        "settings": Value("Named settings.", choice(SETTINGS), ("uncoated",), _DEFAULT),
        "standard": _OWN["standard"],
        "condition": _OWN["condition"],
        "profile": Value("The ICC output profile of the condition.", PATH, ("icc/PSOuncoated_v3.icc",)),
        "paper": Value("The paper that is wanted; 'handoff' tells the print shop.", LINE, ("135 g/m2, matt",)),
        "rich-black": Value(
            "The inks of grounds in black that are a fifth of a page and more; true is 40, 30, 30, 100.",
            RICH_BLACK,
            ([40, 30, 30, 100], True),
        ),
        **_OWN,
    },
    _press,
)
