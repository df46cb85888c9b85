"""One file as it is read: every problem is kept, once, in the author's words."""

from __future__ import annotations

from brochure.load.text import Source
from brochure.load.yaml.nodes import Node, Scalar, Sequence
from brochure.vocabulary.problems import Place, Problem, Severity

_QUOTED_LENGTH = 40


class Reading:
    """The file that is read, and what is wrong with it so far."""

    def __init__(self, source: Source, problems: tuple[Problem, ...] = ()) -> None:
        self.source = source
        self.problems = list(problems)

    def report(self, code: str, message: str, where: Place | int, hint: str = "", severity: str = "error") -> None:
        """Keep a problem, once."""
        problem = self.source.problem(code, Severity(severity), message, where, hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def scalar(self, node: Node, key: str, expected: str, hint: str = "") -> Scalar | None:
        """Give a node that is a single value; report any other."""
        if isinstance(node, Scalar):
            return node
        self.wrong_type(node, key, expected, hint)
        return None

    def wrong_type(self, node: Node, key: str, expected: str, hint: str = "") -> None:
        """Report that a value is not what the model has at this key."""
        self.report("wrong-type", f"'{key}' must be {expected}, not {_described(node)}", node.place, hint)


def _described(node: Node) -> str:
    kind = node.kind if isinstance(node, Scalar) else "list" if isinstance(node, Sequence) else "mapping"
    text = _flow(node)
    return f"the {kind} {text if len(text) <= _QUOTED_LENGTH else f'{text[: _QUOTED_LENGTH - 1].rstrip()}…'}"


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return f'"{text}"' if node.kind == "text" else text
    if isinstance(node, Sequence):
        return f"[{', '.join(_flow(item) for item in node.items[:4])}]"
    return "{" + ", ".join(f"{entry.key.text}: {_flow(entry.value)}" for entry in node.entries[:4]) + "}"
