"""Rows that are alike: what was planned for two of them is known of all that give the same answers.

The first rows are planned in full, and all that was asked of their words is written down: a sketch. Where two rows,
with no word in common, have the same sketch but for those words, a row that gives the same answers has it, too, if
each of its values is of a kind that was seen with it, and if there were a row of which no value is longer, and one of
which none is shorter. Its words are put in the places of theirs, and held to the layouts as ever.
"""

from __future__ import annotations

import operator
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
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Problem
from brochure.vocabulary.records import dataclass

Beside = TypeVar("Beside")
# What stands for any run.
_FREE = ("",)
# Rows of a sketch that are kept until two of them have nothing in common.
_ROWS = 24
# Sketches of a kind, and kinds, that are kept at the most.
_WAYS, _KINDS = 48, 200
# A word that parts what is beside it.
_WORD = compiled(r"[^\W\d_]{2}")
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
    """A sketch with what is known of the rows that it was made of; `joined` are values that stand side by side.

    `lengths` are those of the rows, `kinds` those of their values; `sure` are runs that rows with nothing else in
    common share, none (_FREE) for any.
    """

    template: Template
    sketch: Sketch
    beside: Beside
    documents: Mapping[int, Document]
    layouts: Sequence[tuple[Document, Layout]]
    joined: Sequence[tuple[int, ...]]
    lengths: list[tuple[int, ...]] = field(default_factory=list)
    kinds: set[tuple[object, ...]] = field(default_factory=set)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    sure: set[tuple[str, ...]] = field(default_factory=set)
    spare: frozenset[int] | None = None

    def is_of(self, template: Template, sketch: Sketch, beside: Beside) -> bool:
        """Tell whether it is the same that was planned for other rows."""
        return self.template is template and self.sketch == sketch and self.beside == beside

    def add(self, row: Row) -> None:
        """Add a row that has the same sketch."""
        runs = tuple(row.runs)
        self.kinds |= {row.kinds, *self._parts(row)}
        if not self._lies_between(row):
            self.lengths = [*self.lengths, row.lengths][-_ROWS:]
        for known in self.rows:
            if (shared := _shared(runs, known)) is not None:
                self.sure.add(shared)
        if _FREE * len(runs) not in self.sure and len(self.rows) < _ROWS:
            self.rows.append(runs)

    def _parts(self, row: Row) -> Iterator[tuple[object, ...]]:
        """Give the kinds of values that have nothing to do with the others, and of those that stand side by side."""
        return ((group, tuple(row.kinds[number] for number in group)) for group in self.joined)

    def _lies_between(self, row: Row) -> bool:
        """Tell whether there was a row of which no value is longer, and one of which none is shorter."""
        ways = (operator.ge, operator.le)
        return all(any(all(map(way, row.lengths, known)) for known in self.lengths) for way in ways)

    def holds(self, row: Row) -> bool:
        """Tell whether a row is one of these."""
        runs = tuple(row.runs)
        if row.kinds not in self.kinds and (row.signed or not all(part in self.kinds for part in self._parts(row))):
            return False
        if not self._lies_between(row) or not any(all(map(_is_free, shared, runs)) for shared in self.sure):
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
            if svg.encode() != old:
                made.pictures[address] = old, svg.encode()
        return made


class Kinds(Generic[Beside]):
    """The kinds of rows that are known; `beside` a sketch stands what its copies have in common besides."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Begin with what stands in the brochure."""
        self._known: dict[tuple[object, ...], list[_Known[Beside]]] = {}
        self._words = lexicon() | {word for text in texts for word in words_of(text)}
        self._made, self._audit = 0, _AUDIT

    def row(self, values: Sequence[tuple[str, str]]) -> Row:
        """Look at the values of a row."""
        return Row(values, self._words)

    @contextmanager
    def listening(self, row: Row) -> Iterator[Listener]:
        """Listen to what is asked of the words of a row."""
        heard = Listener(row.free, self._words.__contains__, row.runs, row.wholes)
        with listening(heard):
            yield heard

    def copy(self, row: Row, called: bytes) -> tuple[Halves, Template, Sketch, Beside] | None:
        """Give the copy of a row that is like others, None where it is to be planned."""
        found = self._known.get(_make(row), []) if row.kinds else []
        for known in list(found):
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
                found.remove(known)
                found.insert(0, known)
                return pdf, known.template, known.sketch, known.beside
        return None

    def learn(self, row: Row, heard: Listener, template: Template, alike: Alike, beside: Beside) -> None:
        """Write down what was planned for a row."""
        sketch = _sketched(heard, alike) if row.kinds and not heard.refused else None
        if sketch is None:
            return
        found = self._known.setdefault(_make(row), [])
        # Where one of them would have given something else, something was asked that nobody heard.
        found[:] = [
            known
            for known in found
            if known.is_of(template, sketch, beside)
            or not (known.template is template and known.sure and known.holds(row))
        ]
        made = next((known for known in found if known.is_of(template, sketch, beside)), None)
        if made is None:
            documents = {number: document for number, (document, _) in alike.replay.words.items()}
            layouts, joined = tuple(alike.replay.proven.values()), _joined(sketch, row)
            made = _Known(template, sketch, beside, documents, layouts, joined)
            found.insert(0, made)
            del found[_WAYS:]
        made.add(row)
        if len(self._known) > _KINDS:
            del self._known[next(iter(self._known))]

    def forget(self, template: Template) -> None:
        """Let go of what was made of a brochure that stands for others no more."""
        for make, found in self._known.items():
            self._known[make] = [known for known in found if known.template is not template]


def _make(row: Row) -> tuple[object, ...]:
    """Give how many runs each value has, and which are the same."""
    return (tuple(row.owners), row.same)


def _joined(sketch: Sketch, row: Row) -> Sequence[tuple[int, ...]]:
    """Give the values in groups: side by side are those of which two stand in one text, with no word between them."""
    groups = [{number} for number in range(len(row.lengths))]
    patterns = [pattern for _, texts, said in sketch.words for _, pattern in (*texts, *said)]
    patterns += [sketch.title, *(step[2] for step in sketch.steps if step[0] == "wide")]
    for pattern in patterns:
        for one, between, other in zip(pattern[1::2], pattern[2::2], pattern[3::2], strict=False):
            assert isinstance(one, int)
            assert isinstance(other, int)
            pair = {row.owners[one], row.owners[other]}
            if len(pair) > 1 and not _WORD.search(str(between)):
                met = [group for group in groups if group & pair]
                groups = [group for group in groups if not group & pair] + [set().union(*met)]
    return [tuple(sorted(group)) for group in groups]


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
