"""Listens to what is asked of words while a brochure is planned, so that others can be held to the same answers.

Who plans a brochure compares widths: whether a title has room, where its lines end, whether two texts stand side by
side. While somebody listens, the width of words that may be others is a `Measured`, which does the arithmetic of a
number and writes down every comparison. Other words have the same plan where each of these has the same answer.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from math import ceil, floor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from brochure.vocabulary.patterns import compiled

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")
# Letters that belong together, or digits: what a value is made of.
RUN = compiled(r"[^\W\d_]+|\d+")
# A text in parts: what stands still, and by their numbers the runs that may be others.
Pattern = tuple["str | int", ...]
# What is reckoned with: a number by itself, or where in the list of what was reckoned it stands.
Operand = tuple[float] | int
Step = tuple[Any, ...]
# What draws a picture, and the texts that it draws it of.
Drawing = tuple[Callable[..., str], tuple[Pattern, ...]]


class Listener:
    """Writes down what is asked of texts that hold one of the `free` runs, by their numbers.

    Of `wholes`, values of several runs, all runs may be others where they stand together: `runs` are their numbers.

    `is_known` tells of other words, folded, whether they can be of the brochure itself. `steps` are what was reckoned,
    in turn, `asked` the questions with their answers, `drawn` the drawings that follow words, with what draws them of
    which; `refused` says why other words can be held to none of it, "" where they can.
    """

    def __init__(
        self,
        free: Mapping[str, int],
        is_known: Callable[[str], bool],
        runs: Mapping[str, int] | None = None,
        wholes: Sequence[str] = (),
    ) -> None:
        self.steps: dict[Step, int] = {}
        self.asked: dict[Step, object] = {}
        self.drawn: list[tuple[Drawing, str]] = []
        self.follows = False
        self.signs: list[str] = []
        self.refused = ""
        self._free, self._runs, self._is_known = free, runs or free, is_known
        self._folded = [run.casefold() for run in free]
        self._whole = "|".join(map(_spaced, sorted(wholes, key=len, reverse=True))) or "(?!)"

    def holds(self, text: str) -> bool:
        """Tell whether a text has a part that may be another; one that is no whole run lets nothing stand for it."""
        found = False
        for run in RUN.findall(text):
            if run in self._free:
                found = True
            elif self._is_torn(run):
                self.refused = self.refused or "a part of a word"
        return found

    def _is_torn(self, run: str) -> bool:
        folded = run.casefold()
        return any(folded in whole for whole in self._folded) and not (run.isdigit() or self._is_known(folded))

    def pattern(self, text: str) -> Pattern:
        """Give the parts of a text."""
        parts: list[str | int] = [""]
        at = 0
        for found in re.finditer(self._whole, text):
            _part(parts, text[at : found.start()], self._free)
            _part(parts, found[0], self._runs)
            at = found.end()
        _part(parts, text[at:], self._free)
        return tuple(parts)

    def width(self, path: Path, text: str, track: float, wide: float) -> Measured:
        """Give the width of a text, in ems, as one that is listened to."""
        return Measured(wide, self.step(("wide", path, self.pattern(text), track)), self)

    def step(self, step: Step) -> int:
        """Give where a step stands."""
        return self.steps.setdefault(step, len(self.steps))

    def ask(self, question: Step, answer: object) -> None:
        """Write an answer down."""
        self.asked[question] = answer

    def draw(self, maker: Callable[..., str], words: Sequence[str], svg: str) -> None:
        """Write down what draws a picture that follows words; two makers are equal that draw the same of the same."""
        self.drawn.append(((maker, tuple(map(self.pattern, words))), svg))

    @contextmanager
    def following(self) -> Iterator[None]:
        """Let what is drawn meanwhile follow the words."""
        self.follows = True
        try:
            yield
        finally:
            self.follows = False

    def call(self, function: Callable[..., object], words: Sequence[str], answer: object) -> None:
        """Write down what a function said of words."""
        held = [self.holds(text) for text in words]
        if any(held):
            self.ask((function, *(self.pattern(text) for text in words)), answer)


_LISTENERS: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have somebody listen meanwhile."""
    _LISTENERS.append(listener)
    try:
        yield
    finally:
        _LISTENERS.pop()


def listener() -> Listener | None:
    """Give who listens."""
    return _LISTENERS[-1] if _LISTENERS else None


def asked(question: Callable[..., Answer], *words: str) -> Answer:
    """Ask something of words; who listens hears it, and asks it again of other words in copies.

    Two questions are equal that ask the same.
    """
    if (heard := listener()) is None:
        answer: Answer = _answer(question, words)
        return answer
    answer = question(*words)
    heard.call(question, words, answer)
    return answer


def known(many: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Let a function remember so many answers, which is asked of the same words in plan after plan.

    While somebody listens it is asked anew: what it measures on the way is heard.
    """

    def remembering(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        remembered = lru_cache(many)(function)

        @wraps(function)
        def ask(*values: Asked.args, **options: Asked.kwargs) -> Answer:
            return function(*values, **options) if _LISTENERS else remembered(*values, **options)  # type: ignore[arg-type]

        return ask

    return remembering


@known(512)
def _answer(question: Callable[..., Any], words: tuple[str, ...]) -> Any:
    return question(*words)


def _other(other: object) -> tuple[float, Operand]:
    if isinstance(other, Measured):
        return other.value, other.step
    number = float(other)  # type: ignore[arg-type]
    return number, (number,)


def _reckoned(name: str, reckon: Callable[[Any, Any], Any], turned: bool = False) -> Callable[[Measured, Any], Any]:
    def made(self: Measured, other: Any) -> Any:
        if not isinstance(other, (int, float, Measured)):
            return NotImplemented
        value, step = _other(other)
        pair = ((value, step), (self.value, self.step)) if turned else ((self.value, self.step), (value, step))
        (first, one), (second, two) = pair
        return Measured(reckon(first, second), self.heard.step((name, one, two)), self.heard)

    return made


def _compared(name: str, compare: Callable[[Any, Any], bool]) -> Callable[[Measured, Any], Any]:
    def made(self: Measured, other: Any) -> Any:
        if not isinstance(other, (int, float, Measured)):
            return NotImplemented
        value, step = _other(other)
        answer = compare(self.value, value)
        self.answered((name, self.step, step), answer)
        return answer

    return made


_RECKON: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_ROUND: Mapping[str, Callable[[float], object]] = {"is": float, "int": int, "ceil": ceil, "floor": floor, "near": round}


class Measured:
    """A width that is listened to; where somebody wants to know it as a number, it must be just that."""

    __slots__ = ("heard", "step", "value")

    def __init__(self, value: float, step: int, heard: Listener) -> None:
        self.value, self.step, self.heard = value, step, heard

    def answered(self, question: Step, answer: object) -> None:
        """Tell who listens now."""
        now = listener()
        if now is not None and now is not self.heard:
            now.refused = "a width that was kept"
        self.heard.ask(question, answer)

    def _rounded(self, name: str) -> Any:
        answer = _ROUND[name](self.value)
        self.answered((name, self.step), answer)
        return answer

    __add__, __radd__ = _reckoned("+", operator.add), _reckoned("+", operator.add, turned=True)
    __sub__, __rsub__ = _reckoned("-", operator.sub), _reckoned("-", operator.sub, turned=True)
    __mul__, __rmul__ = _reckoned("*", operator.mul), _reckoned("*", operator.mul, turned=True)
    __truediv__, __rtruediv__ = _reckoned("/", operator.truediv), _reckoned("/", operator.truediv, turned=True)
    __floordiv__, __rfloordiv__ = _reckoned("//", operator.floordiv), _reckoned("//", operator.floordiv, turned=True)
    __mod__, __rmod__ = _reckoned("%", operator.mod), _reckoned("%", operator.mod, turned=True)
    __pow__, __rpow__ = _reckoned("**", operator.pow), _reckoned("**", operator.pow, turned=True)
    __lt__, __le__ = _compared("<", operator.lt), _compared("<=", operator.le)
    __gt__, __ge__ = _compared(">", operator.gt), _compared(">=", operator.ge)
    __eq__, __ne__ = _compared("==", operator.eq), _compared("!=", operator.ne)

    def __neg__(self) -> Measured:
        return Measured(-self.value, self.heard.step(("-", (0.0,), self.step)), self.heard)

    def __pos__(self) -> Measured:
        return self

    def __abs__(self) -> Measured:
        return self if self >= 0.0 else -self

    def __bool__(self) -> bool:
        return bool(self != 0.0)

    def __float__(self) -> float:
        return float(self._rounded("is"))

    def __hash__(self) -> int:
        return hash(self._rounded("is"))

    def __int__(self) -> int:
        return int(self._rounded("int"))

    def __ceil__(self) -> int:
        return int(self._rounded("ceil"))

    def __floor__(self) -> int:
        return int(self._rounded("floor"))

    def __round__(self, digits: int | None = None) -> Any:
        return self._rounded("near") if digits is None else round(float(self), digits)

    def __str__(self) -> str:
        return str(float(self))

    __repr__ = __str__

    def __format__(self, how: str) -> str:
        return format(float(self), how)


def _part(parts: list[str | int], text: str, runs: Mapping[str, int]) -> None:
    """Part a text at its runs; before and after each stands a text."""
    at = 0
    for found in RUN.finditer(text):
        number = runs.get(found[0])
        if number is not None:
            parts[-1] = f"{parts[-1]}{text[at : found.start()]}"
            parts += [number, ""]
            at = found.end()
    parts[-1] = f"{parts[-1]}{text[at:]}"


def _spaced(value: str) -> str:
    """Give what finds a value, also as typography sets it."""
    said = re.escape(value).replace(r"\ ", "[ \u00a0\u202f]").replace("'", "['\u2019]").replace(r"\-", "[-\u2011]")
    return rf"(?<![^\W_]){said}(?![^\W_])"


def filled(pattern: Pattern, runs: Sequence[str]) -> str:
    """Give the text of a pattern with other runs."""
    return "".join(part if isinstance(part, str) else runs[part] for part in pattern)


def has_same_answers(
    steps: Sequence[Step], asked: Sequence[tuple[Step, object]], runs: Sequence[str], ems: Callable[..., float]
) -> bool:
    """Tell whether every question has the answer that it had, with other runs; `ems` gives the width of a text."""
    known: list[float] = []

    def of(operand: Operand) -> float:
        return known[operand] if isinstance(operand, int) else operand[0]

    for name, *rest in steps:
        if name == "wide":
            path, pattern, track = rest
            known.append(ems(path, filled(pattern, runs), track))
        else:
            known.append(_RECKON[name](of(rest[0]), of(rest[1])))
    for (name, *rest), answer in asked:
        if isinstance(name, str):
            same = _COMPARE[name](of(rest[0]), of(rest[1])) if name in _COMPARE else _ROUND[name](of(rest[0]))
        else:
            same = name(*(filled(pattern, runs) for pattern in rest))
        if same != answer:
            return False
    return True
