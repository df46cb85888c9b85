"""A hostile project: its files, and what must become of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

# What stands outside of the project, and must never be read or printed.
CANARY = "CANARIDEHORS"
TITLE = "---\ntitle: Essai\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20"'


@dataclass(frozen=True)
class Link:
    """A symbolic link; `OUT` in its target stands for the folder outside."""

    target: str


@dataclass(frozen=True)
class Case:
    """A hostile project.

    `files` maps paths to what stands there; `OUT` in a text stands for the folder outside of the project, `PORT` for
    the port of a server that must not be asked. `codes` are the problems that must be told, those of notes left out;
    `exit_code` is how the command must end; `words` must be printed, as text.
    """

    name: str
    files: Mapping[str, str | bytes | Link]
    exit_code: int = 0
    codes: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    # Slow with the limits that are the default: run by the benchmark, and in tests with a lower limit of time.
    bomb: bool = False

    def write(self, folder: Path, outside: Path, port: int, settings: str = "") -> Path:
        """Write the project into a folder; gives its root."""
        root = folder / "project"
        for name, body in {"brochure.yaml": "language: fr\n", **self.files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(body, Link):
                path.symlink_to(body.target.replace("OUT", str(outside)))
            elif isinstance(body, bytes):
                path.write_bytes(body)
            else:
                extra = settings if name == "brochure.yaml" else ""
                text = (body + extra).replace("OUT", str(outside)).replace("PORT", str(port))
                path.write_text(text, encoding="utf-8", newline="")
        return root


def page(body: str, front: str = "") -> dict[str, str | bytes | Link]:
    """A project of one page of Markdown."""
    return {"content/x.md": f"{TITLE}{front}---\n\n{body}\n"}


def drawing(svg: str | bytes, name: str = "content/x.svg") -> dict[str, str | bytes | Link]:
    """A project of one picture, which its page shows."""
    return {**page(f"Un texte.\n\n![Un dessin]({Path(name).name})"), name: svg}


# A bomb may be stopped at any of these; which comes first depends on the pages it would fill.
_LITTLE = {"nearly-empty", "brochure-empty"}
_STOPS = {"limit-seconds", "limit-memory", "limit-pages"}


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, raw: bytes, *more: bytes, colour: int = 2) -> bytes:
    """A PNG file that says it has this size; `raw` are its pixels, filter bytes included."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
    packed = chunk(b"IDAT", zlib.compress(raw, 9))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + packed + chunk(b"IEND", b"")


@dataclass
class Outcome:
    """What became of a case: exit code, problems, what was touched, and what it cost."""

    exit_code: int
    codes: list[str]
    told: str
    text: str
    touched: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0


def faults(case: Case, outcome: Outcome) -> list[str]:
    """Say in what an outcome is not what the case must come to."""
    found = [f"touched: {thing}" for thing in outcome.touched]
    if CANARY in outcome.text or CANARY in outcome.told:
        found.append("told what stands outside")
    stopped = case.bomb and outcome.exit_code == 1 and set(outcome.codes) & _STOPS
    # Of how little a page holds, the content of a case says what it likes.
    told = set(outcome.codes) - _LITTLE
    if not stopped and (outcome.exit_code, told) != (case.exit_code, set(case.codes) - _LITTLE):
        found.append(f"exit code {outcome.exit_code}, {sorted(set(outcome.codes))}")
    found += [f"lacks {word!r}" for word in case.words if word not in outcome.text.replace("\u00a0", " ")]
    if "Traceback" in outcome.told or set(outcome.codes) & {"internal-error", "engine-failed"}:
        found.append(f"fell over: {outcome.told[-400:]}")
    return found
