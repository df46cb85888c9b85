"""Pieces of a finished page that are written for the press again with other words, where all around them stays.

Each piece stands between two marks (operator MP, ISO 32000-1, 14.6). What was in force and what lay on the page where
it began is kept; nothing in its new content, nor in what follows it, may then depend on anything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Object

from brochure.engine.unproven import Unproven
from brochure.pdfreader.events import Change
from brochure.pdfreader.interpreter import Endless, Interpreter
from brochure.pdfreader.matrix import Area
from brochure.pdfreader.state import State
from brochure.press.ground import Ground
from brochure.press.order import Fault, Inks
from brochure.press.stream import UNKNOWN, Mode, Nameless, Painters, Stream, Written
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_MARK = compiled(r"/mb(\d+)(e?)")


@dataclass(slots=True, eq=False)
class _Kept:
    """A piece: the stream that it is written in, what was in force there, and how many things lay on the ground before.

    `end` counts those after it; `depth` the states that were saved.
    """

    stream: Stream
    state: State
    written: Written
    begin: int
    depth: int
    end: int = -1


class _Asked(Ground):
    """A ground that notes what was asked of it: how much lay there, the area, whether for its inks, and the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, Area, bool, object]] = []

    def colour(self, area: Area) -> Inks | None:
        """Give the one colour on which an area lies."""
        answer = super().colour(area)
        self.asked.append((len(self.laid), area, False, answer))
        return answer

    def heaviest(self, area: Area) -> float:
        """Give the most of all inks but black together under an area."""
        answer = super().heaviest(area)
        self.asked.append((len(self.laid), area, True, answer))
        return answer


class Reprint:
    """Keeps what the pieces of a PDF were written from, while it is finished."""

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}
        self._scratch: Object | None = None

    def begin(self, document: pikepdf.Pdf) -> None:
        """Keep pieces of a document, which stays open for as long as these are kept."""
        self._document, self._scratch = document, document.make_stream(b"")

    def ground(self) -> Ground:
        """Give the ground of a page."""
        return _Asked()

    def painters(self, painters: Painters) -> Painters:
        """Give the same painters, by which the marks stay and what is between them depends on nothing in force."""
        change = painters[Change]

        def follow(stream: Stream, event: Change) -> None:
            found = _MARK.fullmatch(str(event.operands[0])) if event.operator == "MP" else None
            if found is None:
                change(stream, event)
                return
            stream.keep(event.instruction)
            stream.written = replace(stream.written, fill=None, stroke=None, mode=UNKNOWN)
            self._marked(stream, int(found[1]), bool(found[2]))

        return {**painters, Change: follow}

    def pieces(self, new: Mapping[int, bytes]) -> dict[int, bytes]:
        """Write pieces with new content, as the engine drew it, for the press. Raises Unproven."""
        grounds: dict[int, list[int]] = {}
        for number in sorted(new, key=self._begin):
            grounds.setdefault(id(self._kept[number].stream.ground), []).append(number)
        made: dict[int, bytes] = {}
        for numbers in grounds.values():
            made |= self._on_ground([(number, self._kept[number]) for number in numbers], new)
        return made

    def _begin(self, number: int) -> int:
        kept = self._kept.get(number)
        if kept is None or kept.end < 0:
            raise Unproven("a line that is printed twice, or not by itself")
        return kept.begin

    def _marked(self, stream: Stream, number: int, ends: bool) -> None:
        kept = self._kept.get(number)
        if not ends:
            for overprint in (False, True):
                # Other words may lie on another ground.
                stream.made.mode(Mode(overprint=overprint))
            laid = len(stream.ground.laid)
            # One that was begun before is drawn in two places: what is written of it holds for neither.
            begin = laid if kept is None else -1
            self._kept[number] = _Kept(stream, stream.state.copy(), stream.written, begin, stream.depth)
        elif kept is not None and kept.stream is stream and kept.depth == stream.depth and kept.begin >= 0:
            kept.end = len(stream.ground.laid)

    def _on_ground(self, pieces: Sequence[tuple[int, _Kept]], new: Mapping[int, bytes]) -> dict[int, bytes]:
        """Write the pieces on a ground, in their order. Raises Unproven."""
        ground = pieces[0][1].stream.ground
        if not isinstance(ground, _Asked):
            raise Unproven("a line that is seen through, or through which something is seen")
        old, laid, made = ground.laid, list[tuple[Area, Inks | None]](), dict[int, bytes]()
        changed, spans, at = list[Area](), list[tuple[int, int, int]](), 0
        for number, kept in pieces:
            laid += old[at : kept.begin]
            before = len(laid)
            made[number] = self._written(kept, new[number], laid)
            changed += [area for area, _ in (*old[kept.begin : kept.end], *laid[before:])]
            spans.append((kept.begin, kept.end, len(laid) - before))
            at = kept.end
        laid += old[at:]
        _hold(ground, laid, changed, spans)
        return made

    def _written(self, kept: _Kept, content: bytes, laid: list[tuple[Area, Inks | None]]) -> bytes:
        """Write a piece; what it paints is added to what is laid before it. Raises Unproven."""
        known, scratch = kept.stream, self._scratch
        assert scratch is not None
        scratch.write(content)
        known.work.walk.operators = 0
        reader = Interpreter(known.work.walk, kept.state.copy(), known.reader.resources)
        reader.base = known.reader.base
        own = known.shift, known.mask, known.glazes, known.grouped, kept.written
        stream = Stream(known.work, reader, Ground(laid=laid), *own)
        stream.made = known.made
        stream.made.closed = True
        try:
            return stream.rewrite(scratch) + b"\n"
        except Nameless as error:
            raise Unproven("something that the page has no name for") from error
        except (Fault, Endless) as error:
            raise Unproven("something that the press does not take") from error


def _hold(
    ground: _Asked,
    laid: list[tuple[Area, Inks | None]],
    changed: Sequence[Area],
    spans: Sequence[tuple[int, int, int]],
) -> None:
    """Hold what was asked of a ground, by what was not written again, to its answers. Raises Unproven.

    `laid` are the things on it now, `changed` the areas of those that are others or were; `spans` tell which those are:
    the first, the one after the last, and how many there are in their place now.
    """
    first = min(begin for begin, _, _ in spans)
    for count, area, inks, answer in ground.asked:
        if count <= first or not any(area.meets(other) for other in changed):
            continue
        if any(begin < count < end for begin, end, _ in spans):
            continue
        now = count + sum(made - (end - begin) for begin, end, made in spans if end <= count)
        there = Ground(laid=laid[:now])
        if (there.heaviest(area) if inks else there.colour(area)) != answer:
            raise Unproven("something that lies on other inks now")
