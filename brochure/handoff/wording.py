"""A job in the words of a print shop: rows for its sheet, and data for its machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from brochure.handoff.ticket import Ticket
from brochure.load.cldr import tongue
from brochure.vocabulary.conditions import CONDITIONS
from brochure.vocabulary.version import VERSION


def data(ticket: Ticket) -> dict[str, Any]:
    """Give a job as its JSON names the parts; lengths are in mm, inks in per cent."""
    return {"version": VERSION, **asdict(ticket), "inks": list(ticket.inks)}


class Wording:
    """Says a job in the words of a language; `report` and `proofs` are the names of the files that go with it."""

    def __init__(self, language: str, words: Mapping[str, str], report: str, proofs: tuple[str, ...]) -> None:
        self._number = tongue(language).number
        self._words, self._report, self._proofs = words, report, proofs

    def rows(self, ticket: Ticket) -> list[tuple[str, str]]:
        """Give the rows of the sheet: what it is about, and what is to be said."""
        words = self._words
        told = {
            "file": self._say("file-is", name=ticket.file, size=max(1, round(ticket.bytes / 1024))),
            "checksum": ticket.sha256,
            "format": self._format(ticket),
            "pages": "; ".join(self._pages(ticket)),
            "binding": self._binding(ticket),
            "paper": self._paper(ticket),
            "inks": self._inks(ticket.inks),
            "steps": self._steps(ticket.steps),
            "ink-sum": self._say("ink-sum-is", most=ticket.heaviest, limit=ticket.ink_limit),
            "bleed": ", ".join(self._bleed(ticket)),
            "condition": self._condition(ticket),
            "standard": ticket.standard,
            "pictures": self._pictures(ticket),
            "fonts": self._fonts(ticket),
            "findings": self._findings(ticket),
            "proofs": self._proofs_are(),
            "date": ticket.date,
        }
        return [(words[name], value) for name, value in told.items() if value]

    def _say(self, row: str, /, **values: object) -> str:
        said = {key: self._number(value) if isinstance(value, (int, float)) else value for key, value in values.items()}
        return self._words[row].format(**said)

    def _format(self, ticket: Ticket) -> str:
        size = {"width": ticket.width, "height": ticket.height}
        if ticket.format:
            return self._say("format-named", name=ticket.format, **size)
        return self._say("format-is", **size)

    def _paper(self, ticket: Ticket) -> str:
        return ticket.paper or self._say(f"paper-{ticket.substrate or 'any'}", condition=ticket.condition)

    def _inks(self, inks: tuple[str, ...]) -> str:
        return self._say("inks-are", count=len(inks), names=", ".join(self._words.get(ink, ink) for ink in inks))

    def _steps(self, steps: tuple[str, ...]) -> str:
        return self._say("steps-are", names=", ".join(steps)) if steps else ""

    def _pages(self, ticket: Ticket) -> Iterator[str]:
        yield self._say("pages-leaflet" if ticket.binding == "folded" else "pages-are", count=ticket.pages)
        if ticket.right_to_left:
            yield self._words["rtl"]

    def _binding(self, ticket: Ticket) -> str:
        folds = ticket.folds[0] if ticket.folds else ()
        return self._say(f"binding-{ticket.binding}" if not folds else "binding-folds", folds=self._list(folds))

    def _list(self, lengths: tuple[float, ...]) -> str:
        return " / ".join(map(self._number, lengths))

    def _bleed(self, ticket: Ticket) -> Iterator[str]:
        yield self._say("bleed-is", bleed=ticket.bleed) if ticket.bleed else self._words["bleed-none"]
        yield self._words["marks" if ticket.marks else "marks-none"]

    def _condition(self, ticket: Ticket) -> str:
        said = self._say("condition-is", condition=ticket.condition, profile=ticket.profile)
        known = CONDITIONS.get(ticket.condition)
        return f"{said} ({known})" if known else said

    def _pictures(self, ticket: Ticket) -> str:
        if ticket.coarsest is None:
            return self._words["pictures-none"]
        return self._say("pictures-are", count=ticket.pictures, dpi=ticket.coarsest)

    def _fonts(self, ticket: Ticket) -> str:
        if ticket.loose:
            return self._say("fonts-not", count=len(ticket.loose), names=", ".join(ticket.loose))
        return self._say("fonts-are", count=len(ticket.fonts)) if ticket.fonts else ""

    def _findings(self, ticket: Ticket) -> str:
        if not ticket.errors and not ticket.warnings:
            return self._words["findings-none"]
        return self._say("findings-are", errors=ticket.errors, warnings=ticket.warnings, report=self._report)

    def _proofs_are(self) -> str:
        first, last = self._proofs[0], self._proofs[-1]
        return self._say("proofs-are" if last != first else "proofs-one", first=first, last=last)
