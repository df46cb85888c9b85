"""Renew what the manual, and the README, take from the code."""

from __future__ import annotations

from tools import rules
from tools.manual.pages import pages, renewed


def main() -> None:
    """Write each page that is not as the code says."""
    rules.main()
    for path in pages():
        text = path.read_text(encoding="utf-8")
        if renewed(text) != text:
            path.write_text(renewed(text), encoding="utf-8")


if __name__ == "__main__":
    main()
