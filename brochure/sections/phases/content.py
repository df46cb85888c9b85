"""What an author writes of the phases."""

from __future__ import annotations

from brochure.model.kinds.picture import Icon
from brochure.model.values import Text, caption_of
from brochure.vocabulary.keys import key
from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase."""

    icon: Icon | None = key("Its picture.", examples=("/img/test.svg",))
    step: Text | None = key("What it is called.", examples=("Phase 1",))
    duration: Text | None = key("How long it takes.", examples=("2 mois", "3 weeks"))
    title: Text | None = key("Its title.", examples=("Test the idea",))
    dates: Text | None = key("When, or what is done.", examples=("March to May 2026",))
    desc: Text | None = key("Its text.", examples=("First, we listen.",))

    @property
    def texts(self) -> tuple[Text | None, ...]:
        """Give its texts in the order of the page."""
        return (self.step, self.duration, self.title, self.dates, self.desc, caption_of(self.icon))


@dataclass(frozen=True, slots=True)
class Steps:
    """The timeline."""

    title: Text | None = key("Its title.", examples=("The four phases",))
    phases: tuple[Phase, ...] = key("The phases, in order.", (), name="list")
