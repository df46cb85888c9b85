"""Rows of a kind: what was planned for two of them is known of all that give the same answers, and planned no more.

The first rows of a kind are planned in full, and all that was asked of their words is written down. Where two of them,
with no word in common, are the same but for those words, a row of that kind with the same answers, neither shorter nor
longer than they are, is the same, too: its words are put in the places of theirs, and held to the layouts as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from typing import Generic, TypeVar

from brochure.copies.kinds import Row, lexicon, words_of
from brochure.copies.recording import Document, Layout, Replay
from brochure.copies.template import Alike, Template
from brochure.copies.wording import Words
from brochure.engine.unproven import Unproven
from brochure.figures.measuring import Drawing, Listener, Pattern, Step, filled, has_same_answers, listening
from brochure.figures.typeface import ems
from brochure.vocabulary.problems import Problem
from brochure.vocabulary.records import dataclass

Beside = TypeVar("Beside")
# What stands for any run.
_FREE = ("",)
# Rows of a sketch that are kept until two of them have nothing in common.
_ROWS = 24
# Sketches of a kind, and kinds, that are kept at the most.
_WAYS, _KINDS = 8, 500
# After so many rows that were not planned, and each time after four times as many, one is planned all the same.
_AUDIT = 16


@dataclass(frozen=True, slots=True)
class Sketch:
    """All that was planned for a row, its words by their numbers: what is the same for all rows that are alike."""

    words: tuple[tuple[int, tuple[tuple[str, Pattern], ...], tuple[tuple[tuple[str, str], Pattern], ...]], ...]
    layouts: tuple[int, ...]
    title: Pattern
    told: tuple[Problem, ...]
    drawn: tuple[tuple[str, Drawing], ...]
    steps: tuple[Step, ...]
    asked: tuple[tuple[Step, object], ...]
    signs: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Known(Generic[Beside]):
    """A sketch with the rows that it was made of."""

    template: Template
    sketch: Sketch
    beside: Beside
    documents: Mapping[int, Document]
    layouts: Sequence[tuple[Document, Layout]]
    least: tuple[int, ...]
    most: tuple[int, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    sure: set[tuple[str, ...]] = field(default_factory=set)
    spare: frozenset[int] | None = None

    def is_of(self, template: Template, sketch: Sketch, beside: Beside) -> bool:
        """Tell whether it is the same that was planned for other rows."""
        return self.template is template and self.sketch == sketch and self.beside == beside

    def add(self, row: Row) -> None:
        """Add a row that has the same sketch."""
        runs = tuple(row.runs)
        self.least = tuple(map(min, self.least, row.lengths))
        self.most = tuple(map(max, self.most, row.lengths))
        for known in self.rows:
            if (shared := _shared(runs, known)) is not None:
                self.sure.add(shared)
        if _FREE * len(runs) not in self.sure and len(self.rows) < _ROWS:
            self.rows.append(runs)

    def holds(self, row: Row) -> bool:
        """Tell whether a row is one of these."""
        runs = tuple(row.runs)
        if not all(low <= length <= high for low, length, high in zip(self.least, row.lengths, self.most, strict=True)):
            return False
        if not any(all(map(_is_free, shared, runs)) for shared in self.sure):
            return False
        return has_same_answers(self.sketch.steps, self.sketch.asked, runs, ems)

    def _spared(self) -> Iterator[int]:
        """Give the blocks that are laid out as another is, in a layout that was only tried."""
        keys = {number: [key for key, _ in texts] for number, texts, _ in self.sketch.words}
        blocks = [
            block
            for document, layout in self.layouts
            for key in keys[id(document)]
            for block in layout.watch.blocks_with(key)
        ]
        kept = [block for block in blocks if self.template.is_drawn(block)]
        for block in blocks:
            if any(block is other for other in kept):
                continue
            if any(block.is_twin(other) for other in kept):
                yield id(block)
            else:
                kept.append(block)

    def replay(self, row: Row) -> Replay:
        """Put the words of a row in their places. Raises Unproven."""
        runs = tuple(row.runs)
        made = self.template.replay()
        if self.spare is None:
            self.spare = frozenset(self._spared())
        for number, texts, said in self.sketch.words:
            words = Words(
                {key: new for key, pattern in texts if (new := filled(pattern, runs)) != key},
                {name: new for name, pattern in said if (new := filled(pattern, runs)) != name[1]},
            )
            made.words[number] = self.documents[number], words
        for document, layout in self.layouts:
            made.prove(document, layout, made.words[id(document)][1], self.spare)
        for address, (draw, of) in self.sketch.drawn:
            old = next(one.pictures[address] for one in self.documents.values() if address in one.pictures)
            svg = draw(*(filled(pattern, runs) for pattern in of))
            if not svg:
                raise Unproven("a drawing that ends elsewhere")
            self.template.show(address, svg)
            made.pictures[address] = old, svg.encode()
        return made


class Kinds(Generic[Beside]):
    """The kinds of rows that are known; `beside` a sketch stands what its copies have in common besides."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], list[_Known[Beside]]] = {}
        self._words: frozenset[str] = frozenset()
        self._closed: set[tuple[object, ...]] = set()
        self._made, self._audit = 0, _AUDIT
        self._seen: list[_Known[Beside]] = []

    def open(self, texts: Sequence[str]) -> None:
        """Begin anew, with what stands in the brochure."""
        self.__init__()  # type: ignore[misc]
        self._words = lexicon() | {word for text in texts for word in words_of(text)}

    def row(self, values: Sequence[tuple[str, str]]) -> Row:
        """Look at the values of a row."""
        return Row(values, self._words)

    @contextmanager
    def listening(self, row: Row) -> Iterator[Listener]:
        """Listen to what is asked of the words of a row."""
        heard = Listener(row.runs, self._words.__contains__)
        with listening(heard):
            yield heard

    def copy(self, row: Row, called: bytes) -> tuple[bytes, Template, Sketch, Beside] | None:
        """Give the copy of a row that is like others, None where it is to be planned."""
        for known in self._known.get(row.kind, ()) if row.kind is not None else ():
            if known.sure and known.template.has_letters(row.runs) and known.holds(row):
                if self._made == self._audit:
                    self._audit *= 4
                    return None
                try:
                    replay = known.replay(row)
                    pdf = known.template.put(replay, filled(known.sketch.title, tuple(row.runs)), called)
                except Unproven:
                    continue
                self._made += 1
                return pdf, known.template, known.sketch, known.beside
        return None

    def learn(self, row: Row, heard: Listener, template: Template, alike: Alike, beside: Beside) -> None:
        """Write down what was planned for a row."""
        if row.kind is None or heard.refused or row.kind in self._closed:
            return
        sketch = _sketched(heard, alike)
        if sketch is None:
            return
        if len(self._known) >= _KINDS:
            del self._known[next(iter(self._known))]
        found = self._known.setdefault(row.kind, [])
        for known in found:
            if known.is_of(template, sketch, beside):
                known.add(row)
                return
            if known.template is template and known.sure and known.holds(row):
                # Something was asked that nobody heard.
                self._closed.add(row.kind)
                del self._known[row.kind]
                return
        if len(found) < _WAYS:
            documents = {number: document for number, (document, _) in alike.replay.words.items()}
            layouts = tuple(alike.replay.proven.values())
            made = _Known(template, sketch, beside, documents, layouts, row.lengths, row.lengths)
            self._liken(made, len(row.runs))
            made.add(row)
            found.append(made)

    def _liken(self, made: _Known[Beside], count: int) -> None:
        """Let a sketch be as sure as it is for rows of another kind: where its words stand is known from them."""
        for known in self._seen:
            if known.is_of(made.template, made.sketch, made.beside):
                # What one kind comes to know from now on, the others know, too.
                if all(len(shared) == count for shared in known.sure):
                    made.sure = known.sure
                return
        self._seen = [*self._seen, made][-_KINDS:]

    def forget(self, template: Template) -> None:
        """Let go of what was made of a brochure that stands for others no more."""
        for kind, found in self._known.items():
            self._known[kind] = [known for known in found if known.template is not template]
        self._seen = [known for known in self._seen if known.template is not template]


def _sketched(heard: Listener, alike: Alike) -> Sketch | None:
    """Give the sketch of a row; None where a picture follows its words, and nobody can draw it anew."""
    replay, pattern = alike.replay, heard.pattern
    pictures: list[tuple[str, Drawing]] = []
    for address, (_, new) in replay.pictures.items():
        drawn = next((made for made, svg in heard.drawn if svg.encode() == new), None)
        if drawn is None:
            return None
        pictures.append((address, drawn))
    words = tuple(
        (
            number,
            tuple(sorted((key, pattern(text)) for key, text in own.texts.items())),
            tuple(sorted((name, pattern(text)) for name, text in own.said.items())),
        )
        for number, (_, own) in replay.words.items()
    )
    layouts, asked = tuple(replay.proven), tuple(heard.asked.items())
    steps, signs = tuple(heard.steps), tuple(heard.signs)
    return Sketch(words, layouts, pattern(alike.title), alike.told, tuple(pictures), steps, asked, signs)


def _shared(runs: Sequence[str], others: Sequence[str]) -> tuple[str, ...] | None:
    """Give the runs that two rows share, _FREE for those with nothing in common; None where two are alike in part.

    Words have nothing in common where they begin otherwise: somebody might have looked at that.
    """
    found: list[str] = []
    for run, other in zip(runs, others, strict=True):
        if run == other:
            found.append(run)
        elif run.isdigit() or run[0].casefold() != other[0].casefold():
            found += _FREE
        else:
            return None
    return tuple(found)


def _is_free(shared: str, run: str) -> bool:
    return (shared,) == _FREE or shared == run
