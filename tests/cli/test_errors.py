"""Every error that an author can make, beside the exact words of the command, its exit code and the PDF that stays."""

from __future__ import annotations

import base64
import errno
import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from brochure.cli import commands
from brochure.store import folder

OLD = b"%PDF- the last good one"
BUILT = "out/a.pdf: "
FRONT = "---\ntitle: A house\n"
BODY = "\nOf brick.\n"
SETTINGS = "language: en\ndate: 2026-01-01\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
SOUGHT = "  hint: it was sought in: content/, static/, assets/\n"
INSIDE = "  hint: give a path inside the project, such as img/picture.png\n"
COLOUR_HINT = (
    '  hint: write red, green and blue in hexadecimal and in quotes, "#c00000", or a colour of CSS: crimson, '
    "rgb(192 0 0)\n"
)


def png(width: int = 30, height: int = 20) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#14213d").save(file, "PNG")
    return file.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """The head of a PNG file of this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def bomb() -> str:
    """Nine lists of ten references each to the one before: a billion values."""
    lines = ["a: &a [x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join([*lines, ""])


@dataclass(frozen=True)
class Link:
    """A symbolic link."""

    target: str


Files = Mapping[str, str | bytes | Link | None]


@dataclass(frozen=True)
class Case:
    """A project with an error: its files, what the command must say, and how it ends.

    Where it ends with 0, the line of what was built follows what is said.
    """

    name: str
    files: Files
    said: str
    exit_code: int = 1
    arguments: tuple[str, ...] = field(default=("build",))


def content(text: str | bytes, **more: str | bytes | Link) -> Files:
    return {"content/a.md": text, **{f"content/{name.replace('_', '.')}": body for name, body in more.items()}}


def front(lines: str) -> Files:
    return content(f"{FRONT}{lines}---\n")


def picture(reference: str, **more: str | bytes | Link) -> Files:
    return content(f"{FRONT}image: {reference}\n---\n{BODY}", **more)


def settings(lines: str) -> Files:
    return {"brochure.yaml": lines}


def at_picture(told: str, reference: str, hint: str) -> str:
    return f"content/a.md:3:8: {told}\n    image: {reference}\n           ^\n{hint}"


FILES = (
    Case(
        "missing",
        {"content/a.md": None},
        "content/b.md: error[file-missing]: there is no file 'content/b.md'\n  hint: check the name and the folder\n",
        arguments=("build", "content/b.md"),
    ),
    Case(
        "folder",
        {"content/more.md/x": "x"},
        "content/more.md: error[file-is-folder]: 'content/more.md' is a folder, not a file\n"
        "  hint: name a file inside it\n",
        arguments=("build", "content/more.md"),
    ),
    Case(
        "empty",
        content(" \n"),
        "content/a.md: error[file-empty]: the file is empty\n  hint: write the content into it, or give another file\n",
    ),
    Case(
        "binary",
        content(b"---\ntitle: a\0\n---\n"),
        "content/a.md: error[file-binary]: the file is not text: it holds zero bytes\n"
        "  hint: give a Markdown or YAML text file; a document of a word processor must be saved as text first\n",
    ),
    Case(
        "latin-1",
        content("---\r\ntitle: Le café\r\n---\r\n".encode("latin-1")),
        "content/a.md:2:14: error[file-not-utf8]: the file is not UTF-8: byte 0xE9 does not fit\n"
        "    title: Le caf\N{REPLACEMENT CHARACTER}\n"
        "                 ^\n"
        "  hint: save it as UTF-8 in the editor (Save with encoding)\n",
    ),
    Case(
        "utf-16",
        content("---\ntitle: a\n---\n".encode("utf-16")),
        "content/a.md: error[file-not-utf8]: the file is UTF-16, not UTF-8\n"
        "  hint: save it as UTF-8 in the editor (Save with encoding)\n",
    ),
    Case("byte order mark and CRLF", content(b"\xef\xbb\xbf---\r\ntitle: A house\r\n---\r\nText.\r\n"), "", 0),
)
YAML = (
    Case(
        "no front matter",
        content("\n# A house\n\nText.\n"),
        "",
        0,
    ),
    Case(
        "front matter opened in a wrong way",
        content("\n----\ntitle: A house\n----\n"),
        "content/a.md:2:1: error[no-front-matter]: the file has no front matter\n"
        "    ----\n"
        "    ^\n"
        "  hint: begin the file with a line ---, then keys such as 'title: …', then a line --- again\n",
    ),
    Case(
        "front matter not closed",
        content("---\ntitle: A house\n\nText\n"),
        "content/a.md:1:1: error[no-front-matter]: the front matter that opens here is never closed\n"
        "    ---\n"
        "    ^\n"
        "  hint: put a line --- below its last key\n",
    ),
    Case(
        "tab",
        front("how:\n\tdesc: b\n"),
        "content/a.md:4:1: error[yaml-tab]: a tab stands in the margin, where YAML wants spaces\n"
        "    \tdesc: b\n"
        "    ^\n"
        "  hint: replace the tab by two spaces a level\n",
    ),
    Case(
        "unclosed quote",
        front('desc: "An open house\nthen:\n  desc: b\n'),
        'content/a.md:3:7: error[yaml-unclosed-quote]: the quote " that opens here is never closed\n'
        '    desc: "An open house\n'
        "          ^\n"
        '  hint: put " at the end of the value\n',
    ),
    Case(
        "duplicate key",
        front("desc: b\ntitle: Another\n"),
        "content/a.md:4:1: error[duplicate-key]: the key 'title' is written twice: first on line 2, again here\n"
        "    title: Another\n"
        "    ^\n"
        "  hint: keep one of the two, or join their values\n",
    ),
    Case(
        "alias bomb",
        front(bomb()),
        "content/a.md:7:40: error[yaml-too-large]: the file holds more than 20,000 values once its references (*name)"
        " are followed\n"
        "    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
        "                                           ^\n"
        "  hint: write less, do without references, or raise 'limits.yaml-values' in brochure.yaml\n",
    ),
)
MODEL = (
    Case(
        "wrong types",
        content("---\ntitle: [A, house]\nquote: 12\nsteps:\n  list: spring\n---\n"),
        'content/a.md:2:8: warning[wrong-type]: \'title\' must be a text, not the list ["A", "house"]\n'
        "    title: [A, house]\n"
        "           ^\n"
        "  hint: it is read as such; write it so\n"
        "content/a.md:3:8: warning[wrong-type]: 'quote' must be a mapping with the keys photo, quote, name, desc, not "
        "the number 12; it is left out\n"
        "    quote: 12\n"
        "           ^\n"
        "  hint: write each key on a line of its own, indented\n"
        "content/a.md:5:9: warning[wrong-type]: 'steps.list' must be a list, not the text \"spring\"\n"
        "      list: spring\n"
        "            ^\n"
        "  hint: it is read as such; write it so\n",
        0,
    ),
    Case("numbers and dates are text", content("---\ntitle: 2026-11-01\ndesc: 007\n---\n"), "", 0),
    Case(
        "no title",
        content("---\ndesc: A house\n---\n"),
        "content/a.md:1:1: warning[title-missing]: the brochure has no 'title': it is called after its file, 'A'\n"
        "    ---\n"
        "    ^\n"
        "  hint: add a line 'title: …' to the front matter\n",
        0,
    ),
    Case("empty settings", {"brochure.yaml": b"", **content(f"{FRONT}---\n{BODY}")}, "", 0),
    Case(
        "misspelt key",
        front("setps:\n  list: []\n"),
        "content/a.md:3:1: warning[unknown-key]: unknown key 'setps': did you mean 'steps'?\n"
        "    setps:\n"
        "    ^\n"
        "  hint: rename it to 'steps'\n",
        0,
    ),
    Case(
        "glyph",
        content(f"{FRONT}---\n\nText 漢\n"),
        "content/a.md:5:6: warning[glyph-missing]: no font of the brochure has the letters '漢': they were left out\n"
        "    Text 漢\n"
        "         ^\n"
        "  hint: write them another way, or pip install 'make-brochure[chinese]', or give files of Noto Sans SC under "
        "brand.fonts in brochure.yaml\n",
        0,
    ),
)
PIXEL = base64.b64encode(png(1, 1)).decode()
PICTURES = (
    Case(
        "picture missing",
        picture("img/hall.png"),
        at_picture(
            "warning[picture-missing]: the picture 'img/hall.png' was not found; drawn artwork takes its place",
            "img/hall.png",
            SOUGHT,
        ),
        0,
    ),
    Case(
        "picture empty",
        picture("hall.png", hall_png=b""),
        at_picture(
            "warning[picture-broken]: the picture 'content/hall.png' is empty; drawn artwork takes its place",
            "hall.png",
            "  hint: export it again from its source\n",
        ),
        0,
    ),
    Case(
        "picture truncated",
        picture("hall.png", hall_png=png()[:60]),
        at_picture(
            "warning[picture-broken]: the picture 'content/hall.png' is cut off; drawn artwork takes its place",
            "hall.png",
            "  hint: export it again from its source\n",
        ),
        0,
    ),
    Case(
        "picture of another type",
        picture("hall.jpg", hall_jpg=png(1000, 1000)),
        at_picture(
            "warning[picture-type]: the picture 'content/hall.jpg' is a PNG file by its content (page 1)",
            "hall.jpg",
            "  hint: name it 'hall.png'\n",
        ),
        0,
    ),
    Case(
        "no picture at all",
        picture("hall.jpg", hall_jpg=b"a letter"),
        at_picture(
            "warning[picture-broken]: the picture 'content/hall.jpg' is of no known type; drawn artwork takes its "
            "place",
            "hall.jpg",
            "  hint: use SVG, PNG, JPEG, WebP or AVIF\n",
        ),
        0,
    ),
    Case(
        "too many pixels",
        picture("hall.png", hall_png=png_that_says(20_000, 10_000)),
        at_picture(
            "error[picture-too-large]: the picture 'content/hall.png' has 20000 x 10000 pixels; at most 60 million "
            "pixels are taken",
            "hall.png",
            "  hint: save it at the size at which it is printed, 300 pixels to the inch, or raise 'limits.pixels' in "
            "brochure.yaml\n",
        ),
    ),
    Case(
        "script in a drawing",
        picture("hall.svg", hall_svg=f"{SVG}<script>x()</script></svg>"),
        at_picture(
            "error[svg-script]: the picture 'content/hall.svg' holds a script",
            "hall.svg",
            "  hint: export it again as plain SVG\n",
        ),
    ),
    Case(
        "handler in a drawing",
        picture("hall.svg", hall_svg=f"{SVG}<g onload='x()'/></svg>"),
        at_picture(
            "error[svg-script]: the picture 'content/hall.svg' holds the handler 'onload'",
            "hall.svg",
            "  hint: export it again as plain SVG\n",
        ),
    ),
    Case(
        "outside reference in a drawing",
        picture("hall.svg", hall_svg=f'{SVG}<image href="http://example.org/a.png"/></svg>'),
        "content/hall.svg:1: warning[svg-external-reference]: the picture 'content/hall.svg' refers to something "
        "outside itself: 'http://example.org/a.png'; it was not read; drawn artwork takes its place\n"
        f'    {(SVG + "<image href=")[:100]}"http://example.org/a.png\n    ^\n'
        "  hint: embed what it needs, as paths\n",
        0,
    ),
    Case(
        "raster in a drawing",
        picture("hall.svg", hall_svg=f'{SVG}<image href="data:image/png;base64,{PIXEL}"/></svg>'),
        at_picture(
            "warning[svg-raster]: the picture 'content/hall.svg' holds a raster picture, which does not scale as "
            "vectors do (page 1)",
            "hall.svg",
            "  hint: draw it as paths, or use the raster picture itself\n",
        ),
        0,
    ),
)
PATHS = (
    *(
        Case(
            f"path {reference}",
            picture(reference),
            at_picture(
                f"warning[path-outside-project]: the picture '{reference}' {what}; it was not read; drawn artwork "
                "takes its place",
                reference,
                INSIDE,
            ),
            0,
        )
        for reference, what in (
            ("../../etc/passwd", "lies outside the project"),
            ("/etc/passwd", "is no path of the project"),
            ("file:///etc/passwd", "lies outside the project"),
        )
    ),
    Case(
        "link that leads out",
        picture("hall.svg", hall_svg=Link("/etc/passwd")),
        at_picture(
            "warning[path-outside-project]: the picture 'hall.svg' leads out of the project; it was not read; drawn "
            "artwork takes its place",
            "hall.svg",
            INSIDE,
        ),
        0,
    ),
    Case(
        "path in the body",
        content(f"{FRONT}---\n\nSee ![the hall](../../etc/passwd)\n"),
        "content/a.md:5:17: warning[path-outside-project]: the picture '../../etc/passwd' lies outside the project; "
        "it was not read; nothing takes its place\n"
        "    See ![the hall](../../etc/passwd)\n"
        "                    ^\n" + INSIDE,
        0,
    ),
)
PROJECT = (
    Case(
        "no colours",
        settings('brand:\n  colours:\n    ink: bluish\n    signal: "#12"\n    tint: #eef1f8\n'),
        "brochure.yaml:3:10: error[colour-invalid]: 'brand.colours.ink' is no colour: \"bluish\"\n"
        "        ink: bluish\n"
        "             ^\n"
        f"{COLOUR_HINT}"
        "brochure.yaml:4:13: error[colour-invalid]: 'brand.colours.signal' is no colour: \"#12\"\n"
        '        signal: "#12"\n'
        "                ^\n"
        f"{COLOUR_HINT}"
        "brochure.yaml:5:5: error[colour-invalid]: 'brand.colours.tint' is read as a comment: #eef1f8\n"
        "        tint: #eef1f8\n"
        "        ^\n"
        '  hint: put it in quotes: "#eef1f8"\n',
    ),
    Case(
        "no size",
        settings("format: a6\n"),
        "brochure.yaml:1:9: error[format-invalid]: 'format' is no page format: \"a6\"\n"
        "    format: a6\n"
        "            ^\n"
        "  hint: write a5, a4, letter, square, leaflet or a size in mm such as 210x210\n",
    ),
    Case(
        "size out of range",
        settings("format: 20x200\n"),
        "brochure.yaml:1:9: error[format-invalid]: 'format' is out of range: \"20x200\"\n"
        "    format: 20x200\n"
        "            ^\n"
        "  hint: each side must measure 90 to 450 mm\n",
    ),
    Case(
        "contrast",
        settings('brand:\n  colours:\n    tint: "#8090a0"\n'),
        "brochure.yaml:3:11: error[contrast-too-low]: 'brand.colours.ink' on 'tint' has a contrast of 4.87:1, at least "
        "7:1 is needed\n"
        '        tint: "#8090a0"\n'
        "              ^\n"
        "  hint: make the one darker or the other lighter\n",
    ),
    Case(
        "logo missing",
        settings("organisation:\n  logo: img/logo.svg\n"),
        "brochure.yaml:2:9: warning[picture-missing]: the picture 'img/logo.svg' was not found; nothing takes its "
        "place\n"
        "      logo: img/logo.svg\n"
        "            ^\n" + SOUGHT,
        0,
    ),
    Case(
        "font missing",
        settings("brand: {fonts: {text: [fonts/none.ttf]}}\n"),
        "brochure.yaml:1:24: error[font-missing]: the font 'fonts/none.ttf' was not found\n"
        "    brand: {fonts: {text: [fonts/none.ttf]}}\n"
        "                           ^\n"
        "  hint: it was sought in project/\n",
    ),
    Case(
        "no fonts",
        {
            **settings("brand:\n  fonts:\n    text: [a.ttf, b.otf]\n    small: [../c.ttf]\n"),
            "a.ttf": b"wOF2" + bytes(60),
            "b.otf": b"OTTO\0\1" + bytes(60),
        },
        "brochure.yaml:3:12: error[font-broken]: the font 'a.ttf' is no TrueType or OpenType font\n"
        "        text: [a.ttf, b.otf]\n"
        "               ^\n"
        "  hint: give a TTF or OTF file; web fonts (WOFF) and collections (TTC) must be converted first\n"
        "brochure.yaml:3:19: error[font-broken]: the font 'b.otf' is a broken font\n"
        "        text: [a.ttf, b.otf]\n"
        "                      ^\n"
        "  hint: give a TTF or OTF file; web fonts (WOFF) and collections (TTC) must be converted first\n"
        "brochure.yaml:4:13: error[path-outside-project]: the font '../c.ttf' leads out of the project; it was not "
        "read\n"
        "        small: [../c.ttf]\n"
        "                ^\n"
        "  hint: copy it into the project\n",
    ),
    Case(
        "several errors in one run",
        {
            **settings("format: a6\norganisation: {logo: none.svg}\n"),
            **content(
                "---\nstpes: 1\nimage: ../../x.png\nquote: 12\n---\n\n![](e.png) 漢\n",
                e_png=b"",
            ),
        },
        "brochure.yaml:1:9: error[format-invalid]: 'format' is no page format: \"a6\"\n"
        "    format: a6\n"
        "            ^\n"
        "  hint: write a5, a4, letter, square, leaflet or a size in mm such as 210x210\n"
        "brochure.yaml:2:22: warning[picture-missing]: the picture 'none.svg' was not found; nothing takes its place\n"
        "    organisation: {logo: none.svg}\n"
        "                         ^\n"
        + SOUGHT
        + "content/a.md:1:1: warning[title-missing]: the brochure has no 'title': it is called after its file, 'A'\n"
        "    ---\n"
        "    ^\n"
        "  hint: add a line 'title: …' to the front matter\n"
        "content/a.md:2:1: warning[unknown-key]: unknown key 'stpes': did you mean 'steps'?\n"
        "    stpes: 1\n"
        "    ^\n"
        "  hint: rename it to 'steps'\n"
        "content/a.md:3:8: warning[path-outside-project]: the picture '../../x.png' lies outside the project; it was "
        "not read; drawn artwork takes its place\n"
        "    image: ../../x.png\n"
        "           ^\n"
        + INSIDE
        + "content/a.md:4:8: warning[wrong-type]: 'quote' must be a mapping with the keys photo, "
        "quote, name, desc, not the number 12; it is left out\n"
        "    quote: 12\n"
        "           ^\n"
        "  hint: write each key on a line of its own, indented\n"
        "content/a.md:7:5: warning[picture-broken]: the picture 'content/e.png' is empty; nothing takes its place\n"
        "    ![](e.png) 漢\n"
        "        ^\n"
        "  hint: export it again from its source\n",
    ),
)
CASES = (*FILES, *YAML, *MODEL, *PICTURES, *PATHS, *PROJECT)


def write(root: Path, files: Files) -> Path:
    """Write a project with an old PDF in its out/; gives the PDF."""
    for name, body in {
        "brochure.yaml": SETTINGS,
        "content/a.md": f"{FRONT}---\n{BODY}",
        "out/a.pdf": OLD,
        **files,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(body, Link):
            path.symlink_to(body.target)
        elif body is not None:
            path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return root / "out" / "a.pdf"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_cases_have_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_author_is_told(case: Case, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole text on standard error is as written here; an error leaves the last good PDF as it is."""
    pdf = write(root, case.files)
    code = commands.main(case.arguments)
    out, told = capsys.readouterr()
    built = "".join(line for line in told.splitlines(keepends=True) if line.startswith(BUILT))
    assert (code, told.removesuffix(built), out) == (case.exit_code, case.said, "")
    assert bool(built) == (case.exit_code == 0)
    assert (pdf.read_bytes() == OLD) == (case.exit_code != 0)


def test_a_file_where_the_output_folder_belongs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can write below a file, not even root; tests/faults does the same with rights."""
    write(root, {})
    (root / "taken").write_bytes(OLD)
    assert commands.main(["build", "--out", "taken"]) == 6
    assert capsys.readouterr().err == (
        "taken: error[out-not-writable]: the output cannot be written: what bears this name is no folder\n"
        "  hint: Check what stands there and its rights, or take another folder: --out.\n"
    )
    assert (root / "taken").read_bytes() == OLD


def test_a_full_disk(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk that takes no more: tests/faults fills a real one."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    pdf = write(root, {})
    monkeypatch.setattr(folder.os, "fsync", full)
    assert commands.main(["build"]) == 6
    assert capsys.readouterr().err == (
        "out/a.pdf: error[disk-full]: the output cannot be written: No space left on device\n"
        "  hint: Free some space, then build again; the last good PDF is untouched.\n"
    )
    assert pdf.read_bytes() == OLD


def test_standard_output_that_takes_nothing(root: Path) -> None:
    """What is said on /dev/full is lost, and that is an error of the machine."""
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "brochure", "--version"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (run.returncode, run.stderr) == (
        6,
        "standard output: error[output-lost]: not all that was to be said could be written: No space left on device\n"
        "  hint: give the command a standard output that takes what it says, and run it again\n",
    )


@pytest.mark.usefixtures("inside_worker")
def test_an_interruption(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C in the middle of a build ends it with 130 and one word below the ^C; nothing is left behind."""
    from brochure import pipeline

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    pdf = write(root, {})
    monkeypatch.setattr(pipeline, "bind", interrupted)
    assert commands.main(["build"]) == 130
    assert capsys.readouterr().err == "\ninterrupted\n"
    assert (pdf.read_bytes(), os.listdir(root / "out")) == (OLD, ["a.pdf"])  # noqa: PTH208
