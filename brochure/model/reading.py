"""One file as it is read: every problem is kept, once, in the author's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from brochure.load.markdown.foreign import ABOUT, Foreign
from brochure.load.text import Source
from brochure.load.yaml.nodes import Node, Scalar, Sequence
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.speech import NOTHING, Said

_QUOTED_LENGTH = 40


class Reading:
    """The file that is read, those `beside` it from which values came too, and what is wrong so far.

    Nothing wrong in a `local` one is graver than a warning: the rest is read without it.
    """

    def __init__(
        self,
        source: Source,
        problems: tuple[Problem, ...] = (),
        beside: Iterable[Source] = (),
        local: bool = False,
    ) -> None:
        self.source, self._local = source, local
        self.problems = list(problems)
        self._foreign: set[str] = set()
        self._beside = {other.name: other for other in beside}

    def deaf(self) -> Reading:
        """Give a reading of the same files that nobody hears of."""
        return Reading(self.source, (), self._beside.values(), self._local)

    def source_of(self, place: Place) -> Source:
        """Give the file in which a place is."""
        return self._beside.get(place.file, self.source)

    def report(
        self, code: str, message: Said, where: Place | int, hint: Said = NOTHING, severity: str = "error"
    ) -> None:
        """Keep a problem, once."""
        source = self.source_of(where) if isinstance(where, Place) else self.source
        grave = "warning" if self._local and severity == "error" else severity
        problem = source.problem(code, Severity(grave), message, where, hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def scalar(self, node: Node, key: str, expected: Said, hint: Said = NOTHING) -> Scalar | None:
        """Give a node that is a single value; report any other."""
        if isinstance(node, Scalar):
            return node
        self.wrong_type(node, key, expected, hint)
        return None

    def cut(self, scalar: Scalar, key: str, noted: bool) -> None:
        """Tell of a text that YAML ends before its author does; what looks like a comment may be `noted`."""
        for origin in scalar.origins():
            self._cut(origin, key, noted)

    def _cut(self, scalar: Scalar, key: str, noted: bool) -> None:
        at, source = scalar.cut, self.source_of(scalar.place)
        rest = "" if at is None else source.text[at:].split("\n", 1)[0]
        meant = re.match(r"#\s|#$", rest) is not None
        if at is None or (meant and not noted):
            return
        message = Said("the text of '{key}' ends at this comma; what follows is not printed", key=key)
        if rest.startswith("#"):
            message = Said(
                "the text of '{key}' ends here; '{comment}' is a comment, and is not printed",
                key=key,
                comment=_shortened(rest.rstrip()),
            )
        hint = Said('if it belongs to the text, put the whole value in quotes: key: "…"')
        self.report("text-cut", message, source.place(at), hint, "note" if meant else "warning")

    def joined(self, scalar: Scalar) -> None:
        """Tell of a value that was read on over a comma at which YAML parts it."""
        for origin in scalar.origins():
            if origin.joined is not None:
                text = _shortened(origin.text)
                message = Said("YAML ends a value in braces at this comma; '{text}' is read as one value", text=text)
                hint = Said('put it in quotes: "{text}"', text=text)
                self.report("text-joined", message, self.source_of(origin.place).place(origin.joined), hint, "warning")

    def foreign(self, mark: Foreign, source: Source, offset: int) -> None:
        """Tell of markup of another tool, once a kind; it is in a text that begins at an offset of a file."""
        if mark.kind in self._foreign:
            return
        self._foreign.add(mark.kind)
        start, end = offset + mark.start, offset + mark.end
        written = _shortened(" ".join(source.text[start:end].split()))
        message = Said("{written} is {what}", written=written, what=ABOUT[mark.kind])
        self.report(
            "foreign-markup",
            message,
            source.place(start),
            Said("say it in plain Markdown, or look what is printed"),
            "warning",
        )

    def wrong_type(self, node: Node, key: str, expected: Said, hint: Said = NOTHING, read: bool = False) -> None:
        """Report that a value is not what the model has at this key, whether or not it is `read` all the same."""
        message = Said("'{key}' must be {expected}, not {found}", key=key, expected=expected, found=_described(node))
        if self._local and not read:
            message = Said("{wrong}; it is left out", wrong=message)
        self.report("wrong-type", message, node.place, hint)


_FOUND = {
    "text": Said("the text {value}"),
    "number": Said("the number {value}"),
    "date": Said("the date {value}"),
    "boolean": Said("the boolean {value}"),
    "null": Said("the null {value}"),
    "list": Said("the list {value}"),
    "mapping": Said("the mapping {value}"),
}


def _described(node: Node) -> Said:
    kind = node.kind if isinstance(node, Scalar) else "list" if isinstance(node, Sequence) else "mapping"
    return _FOUND[kind].of(value=_shortened(_flow(node)))


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED_LENGTH else f"{text[: _QUOTED_LENGTH - 1].rstrip()}…"


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return f'"{text}"' if node.kind == "text" else text
    if isinstance(node, Sequence):
        return f"[{', '.join(_flow(item) for item in node.items[:4])}]"
    return "{" + ", ".join(f"{entry.key.text}: {_flow(entry.value)}" for entry in node.entries[:4]) + "}"
