"""Write what commands answer today into the pages that show it: `python -m tests.docs.answers [PAGE…]`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.reading import PAGES, ROOT, blocks, language_of, steps
from tests.docs.running import Reader, even


def renewed(text: str, home: Path, language: str = "en") -> str:
    """Follow a page and give it with the answers that came; sizes of files stay where nothing else differs."""
    reader, made, rest = Reader(home, language), "", text
    for block in blocks(text):
        if block.kind != "console":
            reader.follow(block)
            continue
        lines = []
        for step in steps(block):
            told = reader.take(step.command)
            lines.append(f"$ {step.command}\n{step.answer if even(step.answer or '') == even(told) else told}")
        before, fence, after = rest.partition(f"```console\n{block.text}")
        made, rest = made + before + fence.removesuffix(block.text) + "".join(lines), after
    return made + rest


def main(names: list[str]) -> None:
    """Renew the pages named, or all."""
    for path in PAGES:
        name = str(path.relative_to(ROOT))
        if not names or name in names:
            with TemporaryDirectory() as folder:
                home = Path(folder) / "home"
                home.mkdir()
                path.write_text(renewed(path.read_text(encoding="utf-8"), home, language_of(name)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
