"""What a layout takes over from an earlier one of the same document, which was made in another setting.

Settings differ in the variables that they set. A style which depends on none of those that differ is the same, and so
are the lines of a text whose styles are. Both are copied: to work them out is most of a layout. So it is with what a
document that was edited has in common with what it was before.
Import it after `loading.load()`. Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element

from brochure.engine import boxes
from brochure.engine.boxes import Box, ComputedStyle, LineBox, TextBox
from brochure.engine.laid import NothingGained
from brochure.engine.likeness import likened
from brochure.engine.restyling import restyled
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_SET = compiled(r"([\w-]+):([^;{}]*)")
# What depends on these of an element stays with it: nobody inherits them, nothing is reckoned from them.
_SIDES = ("top", "bottom", "left", "right")
_OWN = frozenset(
    ("break_before", "height", "min_height", "max_height", "width", "min_width", "max_width", *_SIDES)
).union(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES)
_VARIABLE = "__"
_NONE: frozenset[str] = frozenset()
# What styles and elements are known by, in whatever document: numbers that no other has.
_numbers = count(1)


@dataclass(slots=True, eq=False)
class _Line:
    """A line as it was given: its place then, that of its block, and where the text goes on."""

    line: LineBox
    across: float
    down: float
    resume: Any

    def copied(self, across: float, down: float) -> LineBox:
        """Give the line anew; what its page made of it since is undone."""
        made: LineBox = _copied(self.line)
        made.translate(self.across + across - made.position_x, down - made.position_y)
        made.position_y = down
        return made

    def within(self, place: Callable[[Any], Any]) -> _Line:
        """Give the line as one of another document, of whose elements `place` gives the one for each."""
        return _Line(_copied(self.line, place), self.across, self.down, self.resume)


@dataclass(slots=True, eq=False)
class _Styled:
    """The setting of a layout, and its styles; `found` gains those of its pages.

    `marks` has of each a number that those share which are the same, and one for what they hand down.
    """

    setting: Mapping[str, str]
    styles: Mapping[Any, Any]
    found: Any
    marks: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The document that one was made from: its last styles and its lines; `pairs` are the elements of both."""

    kept: Sequence[_Styled]
    lines: Mapping[tuple[Any, ...], Sequence[_Line]]
    pairs: Mapping[Element, Element]
    back: Mapping[Element, Element]


# Styles of so many layouts are kept: one that was tried between two may be like neither.
_KEPT = 2


class Again:
    """The layouts of one document, in turn; the styles of the last ones and all lines are kept."""

    def __init__(self) -> None:
        self._kept: list[_Styled] = []
        self._lines: dict[tuple[Any, ...], list[_Line]] = {}
        # Where each page ends, of all settings.
        self._ends: dict[str, dict[int, Any]] = {}
        self._names: dict[Any, int] = {}
        self._beside: _Beside | None = None

    def follow(self, other: Again, pairs: Mapping[Element, Element]) -> None:
        """Take over from the layouts of a document what is the same in this one; elements of both are in `pairs`."""
        self._names.update((made, other._name(theirs)) for made, theirs in pairs.items())
        back = {theirs: made for made, theirs in pairs.items()}
        self._beside = _Beside(tuple(other._kept), other._lines, pairs, back)

    def stand_alone(self) -> None:
        """Let go of the document that this one was made from."""
        self._beside = None

    def _name(self, element: Any) -> int:
        return self._names.setdefault(element, next(_numbers))

    @contextmanager
    def laying(self, sized: str, unlike: str = "", pages: int = 0) -> Iterator[None]:
        """Let what is laid out meanwhile, in the setting of a stylesheet, take over what stays the same.

        Raises NothingGained where as many `pages` end as they do in the setting that it is to be `unlike`.
        """
        ends = self._ends[sized] = dict[int, Any]()

        def ended(count: int, place: Any) -> None:
            ends[count] = place
            if count == pages and self.ends_as(sized, unlike, pages):
                raise NothingGained

        with (
            boxes.styled_by(lambda found: self._take(found, sized), self._known),
            boxes.lines_by(self._lay),
            boxes.pages_by(ended),
        ):
            yield

    def ends_as(self, sized: str, unlike: str, pages: int) -> bool:
        """Tell whether as many pages are there in two settings, and end at the same places."""
        ends, others = (self._ends.get(setting, {}) for setting in (sized, unlike))
        return all(count in ends and count in others and ends[count] == others[count] for count in range(1, pages + 1))

    def same(self, sized: str, before: str) -> bool:
        """Tell whether a setting would give the layout that was made in the one `before`: no style asks the rest."""
        setting = dict(_SET.findall(before))
        last = next((one for one in self._kept if one.setting == setting), None)
        if last is None or (varied := _varied(setting, dict(_SET.findall(sized)))) is None:
            return False
        taint = _Taint(varied)
        touches = map(taint.of, last.found.get_computed_styles().values())
        return not any(touch.deep or touch.properties for touch in touches)

    def _known(self, html: Any, sheets: Sequence[Any], targets: Any) -> Any:
        """Give the styles of a document that was laid out before in another setting; None for the engine to seek."""
        if not self._kept:
            return None
        last = self._kept[0]
        return restyled(last.found, last.styles, html, sheets, targets)

    def _take(self, found: Any, sized: str) -> None:
        """Put into the styles of a new layout what one like it worked out of them."""
        made = _Styled(dict(_SET.findall(sized)), dict(found.get_computed_styles()), found)
        beside = self._beside if not self._kept else None
        ways = ((_varied(one.setting, made.setting), one) for one in (beside.kept if beside else self._kept))
        alike = [(varied, one) for varied, one in ways if varied is not None]
        varied, last = min(alike, key=lambda way: len(way[0]), default=(_NONE, None))
        self._kept = [made, *self._kept][:_KEPT]
        taint = _Taint(varied)
        styles = last.styles if last is not None else {}
        if beside is not None:
            styles = likened(made.styles, styles, beside.pairs.get, varied)
        for key, style in made.styles.items():
            old = styles.get(key)
            if id(style) in made.marks:
                continue
            if last is None or old is None or id(old) not in last.marks:
                made.marks[id(style)] = next(_numbers), next(_numbers)
                continue
            touch = taint.of(style)
            own, down = last.marks[id(old)]
            if not touch.deep:
                boxes.take_style(
                    style, old, touch.properties | touch.variables if touch.properties else touch.variables
                )
            clean = not touch.deep and not touch.properties
            made.marks[id(style)] = own if clean else next(_numbers), next(_numbers) if touch.deep else down

    def _lay(
        self, context: Any, source: Box, top: float, bottom: float, skip: Any, block: Box, *rest: Any
    ) -> Iterator[tuple[LineBox, Any]]:
        """Give the lines of a block: first those that are known, then what is laid out."""
        texts: list[Any] = []
        if context.excluded_shapes or context.footnotes or any(rest[2:]) or not self._gather(source, texts):
            yield from boxes.lines_of(context, source, top, bottom, skip, block, *rest)
            return
        key = (self._name(source.element), source.element_tag, block.width, repr(skip), *texts)
        known = self._lines.get(key)
        if known is None:
            known = self._lines[key] = self._taken_over(key, source.element)
        left = block.content_box_x()
        for number in range(len(known)):
            line = known[number].copied(left, top)
            skip, top = known[number].resume, line.position_y + line.height
            yield line, skip
        count = len(known)
        if count and known[-1].resume is None:
            return
        for line, resume in boxes.lines_of(context, source, top, bottom, skip, block, *rest):
            if len(known) == count:
                known.append(_Line(line, line.position_x - left, line.position_y, resume))
                count += 1
            yield line, resume

    def _taken_over(self, key: tuple[Any, ...], element: Any) -> list[_Line]:
        """Give the lines of the document that this one was made from, where all that is in the element is of both."""
        beside = self._beside
        if beside is None or element is None or not all(one in beside.pairs for one in element.iter()):
            return []
        return [line.within(lambda one: beside.back.get(one, one)) for line in beside.lines.get(key, ())]

    def _gather(self, box: Box, texts: list[Any]) -> bool:
        """Gather what the lines of a block depend on; tells whether that is nothing but words and their styles."""
        if not isinstance(box, (TextBox, LineBox, boxes.InlineBox)) or not box.is_in_normal_flow():
            return False
        # Its words are not known before pages are made, of which the engine tells by the very box.
        if box.missing_link is not None:
            return False
        mark = self._marked(box.style)
        said = box.text if isinstance(box, TextBox) else box.element_tag
        texts.append((type(box), mark, box.style["white_space"], said))
        if mark is None:
            return False
        return isinstance(box, TextBox) or all(self._gather(child, texts) for child in box.children)

    def _marked(self, style: Any) -> tuple[bool, int] | None:
        """Give what two styles share that are the same; None of one that is like no other."""
        marks = self._kept[0].marks
        if (mark := marks.get(id(style))) is not None:
            return False, mark[0]
        if not boxes.is_anonymous(style):
            return None
        while boxes.is_anonymous(style):
            style = style.parent_style
        mark = marks.get(id(style))
        return None if mark is None else (True, mark[1])


@dataclass(frozen=True, slots=True)
class _Touch:
    """What of a style is another one in another setting: some of its properties, or any (`deep`); and the variables."""

    deep: bool
    properties: frozenset[str]
    variables: frozenset[str]


class _Taint:
    """Which styles depend on variables, by way of whatever other variables."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._found: dict[int, _Touch] = {}
        self._asked: dict[int, frozenset[str]] = {}

    def of(self, style: ComputedStyle) -> _Touch:
        """Tell what of a style depends on them."""
        if (touch := self._found.get(id(style))) is None:
            touch = self._found[id(style)] = self._reckoned(style)
        return touch

    def _reckoned(self, style: ComputedStyle) -> _Touch:
        parent = self.of(style.parent_style) if style.parent_style is not None else None
        named = {name: asked for name, (value, _) in style.cascaded.items() if (asked := self._asked_by(value))}
        set_here = {name: named.get(name, _NONE) for name in style.cascaded if name.startswith(_VARIABLE)}
        variables = self._names if parent is None else parent.variables
        if parent is not None and set_here:
            variables = variables.difference(set_here)
        while more := {name for name, names in set_here.items() if name not in variables and names & variables}:
            variables |= more
        if parent is not None and parent.deep:
            return _Touch(True, frozenset(), variables)
        touched = frozenset(name for name in named.keys() - set_here.keys() if named[name] & variables)
        handed_down = parent is not None and bool(parent.properties)
        asks = handed_down and any(value == "inherit" for value, _ in style.cascaded.values())
        return _Touch(asks or not touched <= _OWN, touched, variables)

    def _asked_by(self, value: object) -> frozenset[str]:
        if (asked := self._asked.get(id(value))) is None:
            asked = self._asked[id(value)] = boxes.variables_in(value)
        return asked


def _copied(box: Any, place: Callable[[Any], Any] = lambda element: element) -> Any:
    made = box.copy()
    made.element = place(box.element)
    if not isinstance(box, TextBox):
        made.children = [_copied(child, place) for child in box.children]
        made.remove_decoration_sides = set(box.remove_decoration_sides)
    made.__dict__.pop("background", None)
    return made


def _varied(before: Mapping[str, str], setting: Mapping[str, str]) -> frozenset[str] | None:
    """Name the variables that differ, as the styles call them; None where more differs than variables."""
    names = {name for name in before.keys() | setting.keys() if before.get(name) != setting.get(name)}
    if not all(name.startswith("--") for name in names):
        return None
    return frozenset(name.replace("-", "_") for name in names)
