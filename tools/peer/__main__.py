"""The content of this repository beside a brochure of the same words in Typst: `python -m tools.peer` draws the sheet.

Typst comes from the registry of Python into an environment of its own, which is thrown away. Its source, programme.typ,
is what an author writes who knows the language well and wants these pages; it reads the same content file.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tools.gallery import ENTRIES, GROUND, ROOT, draw, keep, pictures, sheet

TYPST = "typst==0.15.2"
SOURCE = Path(__file__).parent / "programme.typ"
SHEET = ROOT / "docs" / "beside-typst.png"
_COMPILE = """
import sys, typst
source, root, fonts, output = sys.argv[1:]
typst.compile(source, output=output, root=root, font_paths=[fonts], ignore_system_fonts=True)
"""


def compiled(folder: Path) -> Path:
    """Give the PDF that Typst makes, in a folder."""
    environment, output = folder / "typst", folder / "programme.pdf"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", TYPST]
    subprocess.run([str(python), *install], check=True)
    fonts = ROOT / "styles" / "fonts"
    subprocess.run([str(python), "-c", _COMPILE, str(SOURCE), str(ROOT), str(fonts), str(output)], check=True)
    return output


def one_above_the_other(upper: Image.Image, lower: Image.Image) -> Image.Image:
    """Put a sheet above another."""
    made = Image.new("RGB", (max(upper.width, lower.width), upper.height + lower.height), GROUND)
    made.paste(upper, (0, 0))
    made.paste(lower, (0, upper.height))
    return made


def main() -> None:
    """Draw the sheet: the pages of this tool above, those of Typst below."""
    with TemporaryDirectory() as folder:
        theirs = sheet(list(pictures(compiled(Path(folder)))))
    keep(one_above_the_other(draw(ENTRIES[0]), theirs), SHEET)


if __name__ == "__main__":
    main()
