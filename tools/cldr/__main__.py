"""Write the tables of CLDR; with a folder of unpacked npm packages, cut anew what Babel has not."""

from __future__ import annotations

import sys
from pathlib import Path

from tools import cldr


def main() -> None:
    """Write each table that is not as it would be made."""
    if len(sys.argv) > 1:
        cldr.cut(Path(sys.argv[1]))
    for name, text in cldr.tables().items():
        path = cldr.TABLES / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
