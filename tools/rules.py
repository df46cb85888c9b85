"""Write the table of the preflight rules into the README, between its two marks."""

from __future__ import annotations

import re
from pathlib import Path

from brochure.preflight.rulebook import table
from brochure.vocabulary.presets import PRESETS

README = Path(__file__).resolve().parents[1] / "README.md"
_MARKED = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- /rules -->)", re.DOTALL)


def renewed(text: str) -> str:
    """Give a manual with the table of today."""
    return _MARKED.sub(lambda _: table(PRESETS.values()) + "\n", text)


def main() -> None:
    """Renew the README."""
    text = README.read_text(encoding="utf-8")
    if renewed(text) != text:
        README.write_text(renewed(text), encoding="utf-8")


if __name__ == "__main__":
    main()
