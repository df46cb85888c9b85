"""Values by name, as a template sees them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from brochure.vocabulary.records import NamedTuple


class Record:
    """Values that a template reads as `record.key`; it has nothing else, so that a key may be called items or values.

    It is false where all of its values are.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> object:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __bool__(self) -> bool:
        return any(self._values.values())


# A picture that is not there, as a template sees it.
NO_PICTURE = Record({"url": "", "alt": "", "caption": "", "focus": "", "decorative": False, "most": ()})
# An icon that was asked for by a name that none has.
NO_ICON = Record(dict.fromkeys(("url", "alt", "caption", "focus"), "") | {"decorative": False, "most": ()})


class Icon(NamedTuple):
    """An icon as a template sees it; `name` is what the set calls it, "" for a file, which has its own colours."""

    url: str
    name: str
    alt: str = ""
    caption: str = ""
    most: tuple[float, ...] = ()
    focus: str = ""

    @property
    def decorative(self) -> bool:
        """Tell whether it says nothing that its item does not."""
        return not self.alt


class Read(Markup):
    """A value that prints as it was written; `value` is what was read in it with certainty, None otherwise."""

    value: object = None
    url: str = ""

    @classmethod
    def of(cls, html: str, value: object = None, url: str = "") -> Read:
        """Make one of HTML that the Markdown room has cleaned."""
        made = cls(html)
        made.value, made.url = value, url
        return made
