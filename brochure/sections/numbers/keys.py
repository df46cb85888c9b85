"""What may be written of a key figure."""

from __future__ import annotations

from brochure.model.values import NOTHING, Text
from brochure.vocabulary.keys import key
from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure."""

    num: Text = key("The figure itself.", NOTHING, examples=("206", "60 %", "4 sur 5"))
    title: Text | None = key("What it counts.", examples=("Entrepreneurs",))
    btn_title: str | None = key("The words of the website's button.", name="btnTitle", examples=("Discover them",))
    btn_url: str | None = key("The address that the button leads to.", name="btnUrl", examples=("/talents",))
