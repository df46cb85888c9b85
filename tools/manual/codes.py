"""The codes of all problems: those found in the code, and what each means to a reader."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from brochure.preflight.rulebook import RULES
from brochure.vocabulary.limits import ROWS

PACKAGE = Path(__file__).resolve().parents[2] / "brochure"
# What makes a problem out of a code, the first of its arguments that is written out.
_MAKERS = {
    "Problem", "problem", "_problem", "_refuse", "report", "_report", "_refused", "_failure", "stop", "_stop",
    "Refused", "Unusable", "Fault", "Flaw", "Finding", "Wrong", "refusal", "tell", "keep", "locate", "_flaw",
    "_instead",
}  # fmt: skip
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")

# A code, how grave it is, what it means and what to do. A new code stands here in the change that brings it.
MEANINGS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Text and YAML": {
        "file-missing": ("error", "There is no such file. Check the name and the folder."),
        "file-is-folder": ("error", "A folder was named where a file is wanted."),
        "file-unreadable": ("error", "The file cannot be opened: its rights, or it is a pipe or a device."),
        "file-empty": ("error", "The file holds nothing."),
        "file-binary": ("error", "The file holds zero bytes and so is no text."),
        "file-not-utf8": ("error", "The text is not in UTF-8. Save it in that encoding."),
        "file-too-large": ("error", "The file is beyond its limit."),
        "no-front-matter": ("error", "The content does not begin with YAML between two lines of `---`."),
        "yaml-syntax": ("error", "The YAML cannot be read. Often a value with a colon in it needs quotes."),
        "yaml-tab": ("error", "A line is indented by a tab. Use spaces."),
        "yaml-unclosed-quote": ("error", "A quote is opened and not closed."),
        "yaml-not-mapping": ("error", "The YAML is no list of `key: value`."),
        "yaml-tag": ("error", "The YAML has a tag such as `!include`. Only plain values are read."),
        "yaml-too-deep": ("error", "Lists and mappings stand too deep in each other."),
        "yaml-too-large": ("error", "The YAML holds too many values, its aliases followed."),
        "toml-syntax": ("error", "The TOML of the front matter cannot be read."),
        "json-syntax": ("error", "The JSON of the front matter cannot be read."),
        "duplicate-key": ("error", "A key stands twice in one place, be it in two spellings."),
        "text-cut": ("warning", "A `#` or a comma ends a text of YAML before its author does. Put it in quotes."),
        "text-joined": (
            "warning",
            "A comma in braces follows a digit: YAML ends the value there; it is read on as written. Put it in quotes.",
        ),
        "language-guessed": (
            "note",
            "Nothing says the language; it is taken for that of the little words of the text. Write `lang:`.",
        ),
        "words-missing": (
            "warning",
            "The tool has no words in this language: headings that the content does not name are English.",
        ),
        "words-unreviewed": (
            "note",
            "No speaker of the language has read the tool's words in it. Look at the headings; `words:` names others.",
        ),
    },
    "Keys and values": {
        "title-missing": ("warning", "There is no `title` and no one heading `#`: the file's name is on the cover."),
        "unknown-key": ("warning", "A key looks like a slip of a known one, and was left out."),
        "foreign-markup": ("warning", "Marks of a site generator stand in the text. Only the text in them is printed."),
        "content-unprinted": (
            "warning",
            "No section prints these words; numbers, days, addresses and accounts alone are a note, always told. The "
            "hint has the lines for brochure.yaml that print or ignore them.",
        ),
        "brochure-empty": (
            "warning",
            "Nothing is printed but the covers. `build --explain` says what became of the keys.",
        ),
        "key-guessed": ("note", "A key is read as a section by what websites call it, or by its fields."),
        "section-left-off": ("note", "The content has a section that `sections:` does not list; it is left out."),
        "content-off": ("note", "A switch of the website, such as `enable: false`, leaves this out."),
        "from-unfit": (
            "warning",
            "A section of `sections:` can read nothing of where its `from` leads. Say in `fields` where its keys are.",
        ),
        "wrong-type": ("error", "A text stands where a list is wanted, or the like; in content a warning."),
        "value-unknown": ("error", "A value is none of the words that its key takes; in content a warning."),
        "number-invalid": ("error", "A number is none, or is out of its range."),
        "language-unknown": (
            "error",
            "A language is no tag such as `en` or `pt-BR`; in content, or where its name is known, a warning.",
        ),
        "address-invalid": ("error", "A web address is not whole: write it with `https://`."),
        "host-invalid": ("error", "A name under `remote` is no name of a website."),
        "date-invalid": ("error", "A date is no day written as `2026-11-01`."),
        "format-invalid": ("error", "A page format is unknown, or too small or too large."),
        "sheet-invalid": ("error", "A sheet for the booklet is unknown, or too small or too large."),
        "sheet-too-small": ("error", "Two pages side by side, or a leaflet, do not fit on the sheet."),
        "colour-invalid": (
            "error",
            "A colour is none, or is seen through. Write it as CSS does, in quotes if it begins with #.",
        ),
        "contrast-too-low": ("error", "Text of one brand colour could not be read on another."),
        "inks-doubtful": (
            "warning",
            "Inks are written 0 to 1, not 0 to 100, or are far from their screen colour.",
        ),
        "setting-ignored": (
            "warning",
            "A setting has no effect: in a content file, for this section or standard, with `--no-project-templates`.",
        ),
    },
    "Templates and styles": {
        "style-ignored": (
            "warning",
            "A style of the project has no effect: a name, value or variable that is unknown.",
        ),
        "template-broken": ("error", "A template of the project fails at this line. Mend or remove it."),
        "section-invalid": ("error", "The declaration of a section, `sections/NAME.yaml`, cannot be understood here."),
        "section-exists": ("error", "A section of the project has the name of a shipped one. Take another."),
        "section-words-lost": (
            "warning",
            "A template of the project leaves out words of the content. Print the value, or take it out.",
        ),
        "schema-stale": (
            "note",
            "`.schema/content.json` is of other sections or another version: write it anew with `schema content`.",
        ),
        "override-moved": (
            "warning",
            "A template or style of the project stands where the first version sought it, and has no effect there.",
        ),
        "theme-broken": ("error", "A theme of the project has no `theme.css`. Write it; it may be empty."),
    },
    "Pictures and fonts": {
        "picture-missing": ("warning", "A picture was not found; a drawing takes its place, save that of a logo."),
        "icon-unknown": ("warning", "No icon of the set has this name. Take one of lucide.dev, or write a path."),
        "picture-unfed": ("warning", "The content has nothing for the drawing that its cover asks for."),
        "address-relative": (
            "note",
            "A path such as `/contact` leads nowhere without its site: its words are printed alone. Name the site.",
        ),
        "address-long": (
            "warning",
            "An address is longer than any QR code holds: only where it begins is printed. Shorten it.",
        ),
        "portraits-left-out": ("note", "A third of the people or more have no portrait: all go without."),
        "cover-picture-small": ("note", "The picture of a cover is too small for it; the introduction has it."),
        "picture-empty": ("note", "A picture names no file, `![]()`, and was left out."),
        "picture-unnamed": ("warning", "A picture is written as a mapping without `file`, and was left out."),
        "table-unread": ("warning", "The file of a table was not found, or is no text; the table has no rows of it."),
        "alt-missing": (
            "note",
            "Nobody says what a picture shows. Write its `alt`; `alt: ''` where it decorates.",
        ),
        "focus-invalid": ("error", "The `focus` of a picture is no point of it, such as `50% 20%`."),
        "duotone-ignored": ("warning", "A drawing was asked for in two tones. It keeps its own colours."),
        "picture-type": ("warning", "A picture's name says another type than the file has."),
        "picture-broken": ("warning", "A picture cannot be read, and is done without. Export it again."),
        "picture-too-large": ("error", "A picture has too many pixels or bytes. Save it smaller."),
        "path-outside-project": (
            "error",
            "A path or a link leads out of the project, or a link is in an output's place. A picture is done without.",
        ),
        "picture-name": ("warning", "A picture's name differs from the file's: case, backslashes, an old code page."),
        "picture-remote": ("warning", "A picture lies on the web. Save it, or name its website under `remote`."),
        "remote-failed": ("warning", "A picture could not be fetched from its website."),
        "svg-script": ("error", "An SVG holds a script. Export it as plain SVG."),
        "svg-entity": ("error", "An SVG declares entities. Export it as plain SVG."),
        "svg-external-reference": ("warning", "An SVG refers to something outside itself. Embed it, or leave it out."),
        "svg-not-drawn": (
            "warning",
            "An SVG holds what is not drawn: HTML, text on a curve, filters, `var()`. Export it plain.",
        ),
        "svg-too-complex": ("error", "An SVG has too many elements, or they stand too deep in each other."),
        "font-missing": ("error", "A font file named under `brand.fonts` was not found."),
        "font-broken": ("error", "A file under `brand.fonts` is no sound TTF or OTF font."),
        "duration-unread": ("warning", "A duration cannot be drawn to scale. Write a number and a unit."),
        "glyph-missing": ("warning", "No font of the brochure has a sign of the text: it was left out."),
        "script-missing": (
            "error",
            "The text is in a script that no font of the brochure has. Give some that have.",
        ),
    },
    "The press": {
        "profile-missing": ("error", "The printing condition has no profile here. Name one under `press.profile`."),
        "profile-unfit": ("error", "The ICC profile is none for printing in CMYK."),
        "press-transparency": ("error", "Something transparent cannot be flattened for PDF/X-1a. Take PDF/X-4."),
        "press-pixels": (
            "warning",
            "For PDF/X-1a, something transparent is printed as pixels. Take PDF/X-4 if you can.",
        ),
        "press-unsupported": ("error", "A picture is built in a way that the press cannot take. Save it another way."),
        "leaflet-overflow": ("error", "Text has no room on a leaflet: shorten it, or take a format with more pages."),
        "blank-pages": ("warning", "Pages stay blank so that the booklet can be stapled. Say more, or see `fillers`."),
    },
    "Files and projects": {
        "date-unread": ("warning", "SOURCE_DATE_EPOCH is no time, and was not heeded. Give seconds in digits."),
        "pdf-undated": ("note", "Nothing says when the content is from; the PDF bears a fixed date. Write `date`."),
        "content-missing": (
            "error",
            "There is no `content/*.md` or `*.mdx`. Name a file, or start with `make-brochure new DIR`.",
        ),
        "duplicate-stem": ("error", "Two content files would be built into the same PDF. Rename one."),
        "file-exists": ("error", "`new` would write over a file. Nothing was written."),
        "pdf-missing": ("error", "There is no such PDF, or it cannot be read."),
        "pdf-invalid": ("error", "The file is no PDF."),
        "pdf-empty": ("error", "The PDF has no pages."),
        "pdf-damaged": ("error", "The PDF is damaged. Export it again."),
        "pdf-encrypted": ("error", "The PDF is locked with a password (`check`)."),
        "pdf-locked": ("error", "The PDF is locked with a password (`compare`)."),
        "pdf-too-long": ("error", "The PDF has too many pages to check at once."),
        "page-too-large": ("error", "A page is too large to be drawn at this resolution. Lower `--dpi`."),
    },
    "Merge": {
        "rows-unread": ("error", "The table is not there, or has no rows."),
        "rows-encoding": ("warning", "The table is no UTF-8; it was read as Windows-1252. Look at its accents."),
        "row-invalid": ("error", "A row has too few or too many cells, or is no object: its copy is not made."),
        "columns-unclear": ("error", "Two columns have one name, or a column has none."),
        "column-unused": ("warning", "Nothing prints a column, and no name of a copy has it."),
        "slot-unknown": ("error", "No column fills this slot."),
        "slot-unquoted": ("error", "A value begins with a slot, which YAML takes for a mapping. Put it in quotes."),
        "name-unknown": ("error", "The table has no column that `--name` asks for."),
        "name-same": ("error", "`--name` has no column: all copies would have one name."),
        "name-empty": ("error", "A row leaves nothing of the name of its copy, which is not made."),
        "name-taken": ("error", "Two rows have copies of one name; that of the second is not made."),
        "extra-missing": (
            "error",
            "An option needs a library that comes with an extra, such as `make-brochure[dask]`.",
        ),
        "storage-unknown": ("error", "The address of `--out` names no storage that is known here."),
        "storage-failed": ("error", "The storage refused what was written, or cannot be reached."),
        "cluster-unreached": ("error", "No scheduler answers at the address of `--dask`."),
        "cluster-empty": ("error", "The scheduler has no workers, and none came for two minutes."),
        "cluster-gone": ("error", "The scheduler went away and did not come back. What stands is kept: run it again."),
        "cluster-lost": ("error", "The machines that made these rows were lost, again and again."),
        "cluster-failed": ("error", "A machine of the cluster failed, for want of room on its disk, for example."),
        "cluster-differs": ("error", "A machine of the cluster has another make-brochure, or other libraries."),
        "cluster-too-large": ("error", "The project is too large to be sent to other machines."),
    },
    "PDF/UA": {
        "pdfua-failed": ("error", "A rule of PDF/UA-1 does not hold, says veraPDF: clause, test, and how often."),
        "pdfua-fault": ("error", "veraPDF cannot examine the PDF."),
        "pdfua-not-checked": ("error", "Java or veraPDF is missing or gives no answer: nothing was held to PDF/UA."),
        "pdfua-checked": ("note", "How many rules and checks veraPDF ran."),
    },
    "The machine and the tool": {
        "engine-crashed": ("error", "The process that builds came to its end by itself; the other files were built."),
        "port-refused": ("error", "The preview found no port that it may listen on."),
        "output-lost": (
            "error",
            "Standard output takes no more of what the command has to say: a full disk, or closed.",
        ),
        "disk-full": ("error", "The disk is full. The last good PDF is still there."),
        "out-not-writable": (
            "error",
            "The output cannot be written: rights, or something else is in its place.",
        ),
        "out-of-memory": ("error", "The memory of the machine is full."),
        "machine-failed": ("error", "The disk or the system refused something else."),
        "engine-missing": (
            "error",
            "A system library or a Python package of the layout engine is missing; the hint says how to install it.",
        ),
        "engine-failed": (
            "error",
            "The layout engine failed; the message says where the page was kept. Please report it.",
        ),
        "engine-warning": ("warning", "The layout engine did not understand a style or the like."),
        "subset-missing": ("note", "A library that cuts fonts fast is missing."),
        "isolation-missing": (
            "note",
            "The system cannot hold the work apart from the rest; an error with `--isolation required`.",
        ),
        "internal-error": ("error", "The tool has a fault. Please report it."),
    },
}


def known() -> dict[str, tuple[str, str]]:
    """Give gravity and meaning of every code that is no rule of preflight and no limit."""
    return {code: row for group in MEANINGS.values() for code, row in group.items()}


def in_code(source: str) -> Iterator[str]:
    """Give the codes that a module of the package makes problems of."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if name in _MAKERS:
                yield from (str(value) for value in given[:1] if _CODE.fullmatch(str(value)))


@cache
def in_package() -> frozenset[str]:
    """Give the codes that the package makes problems of."""
    return frozenset(code for path in PACKAGE.rglob("*.py") for code in in_code(path.read_text(encoding="utf-8")))


def undocumented() -> frozenset[str]:
    """Give the codes of the package that neither stand here nor are rules or limits."""
    return in_package() - set(known()) - {rule.code for rule in RULES} - {f"limit-{row.key}" for row in ROWS.values()}


def tables() -> str:
    """Give a table of the codes for each group."""
    parts = []
    for title, group in MEANINGS.items():
        lines = "\n".join(f"| `{code}` | {gravity} | {meaning} |" for code, (gravity, meaning) in group.items())
        parts.append(f"## {title}\n\n| code | is | means |\n|---|---|---|\n{lines}")
    return "\n\n".join(parts)
