"""Start a project: a commented brochure.yaml and a short content file, never over what exists."""

from __future__ import annotations

import json
from pathlib import Path

from brochure.problems import BrochureError, Place, Problem, Severity

_STARTER = Path(__file__).resolve().parent / "starter"


def start(folder: Path, name: str | None, language: str, size: str) -> list[Path]:
    """Write a project that builds at once, and give the files written.

    `name` is the organisation's, the folder's by default. Raises BrochureError with `file-exists`, for every file
    in the way at once and with nothing written; OSError where the folder refuses.
    """
    title = name or folder.resolve().name
    replacements = {"@name@": json.dumps(title, ensure_ascii=False), "@language@": language, "@format@": size}
    texts = {
        folder / "brochure.yaml": _filled(_STARTER / f"brochure.{language}.yaml", replacements),
        folder / "content" / "brochure.md": _filled(_STARTER / f"content.{language}.md", replacements),
    }
    _refuse_existing(folder, texts)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return list(texts)


def _filled(template: Path, replacements: dict[str, str]) -> str:
    text = template.read_text(encoding="utf-8")
    for mark, value in replacements.items():
        text = text.replace(mark, value)
    return text


def _refuse_existing(folder: Path, texts: dict[Path, str]) -> None:
    in_the_way = [folder] if folder.exists() and not folder.is_dir() else [path for path in texts if path.exists()]
    hint = "Nothing was written. Name a folder that is new or empty."
    if in_the_way:
        raise BrochureError(
            [
                Problem("file-exists", Severity.ERROR, "the file exists already", Place(str(at)), hint)
                for at in in_the_way
            ]
        )
