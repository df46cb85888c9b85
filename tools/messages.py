"""Extract what the tool says, and compile what it says in other languages: `make messages`.

Every `Said` of the code, every `t` of the templates of reports, every text of the preview's page, the help of commands
(the text below their name in the code), and what the library of options says by itself. Babel keeps the catalogues:
what is new in them has an empty translation, what is said no more is gone.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from inspect import cleandoc
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from brochure.preview.texts import texts
from brochure.vocabulary.speech import CATALOGUES, DOMAIN, LANGUAGES

_COMMANDS = "brochure/cli/commands.py"
ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(CATALOGUES)
# Wide enough that no line is broken but at its own ends: a change of one word is one line of a difference.
_WIDTH = 0
_SAYS = re.compile(r"""\bt\(\s*"((?:[^"\\]|\\.)*)\"""")
# How many forms a thing that is counted has, and which: 0 is one to the French.
_PLURALS = {"fr": "nplurals=2; plural=(n > 1);"}
# No date: the same words are the same file.
_HEAD = """# What make-brochure says, in another language; renewed by `make messages`.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
Found = tuple[str | tuple[str, str], str]


class _Bare(Catalog):
    """A catalogue that says of itself how it is to be read alone: neither when, nor by which Babel it was made."""

    plurals = ""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self.plurals)]

    mime_headers = property(_get_mime_headers)


def found() -> dict[str | tuple[str, str], set[str]]:
    """Give every message, or the two forms of one that counts, with the files that say it."""
    said: dict[str | tuple[str, str], set[str]] = {}
    for message, file in (*_of_code(), *_of_templates(), *_of_page(), *_of_click()):
        if worded(message):
            said.setdefault(message, set()).add(file)
    return said


def worded(message: str | tuple[str, str]) -> bool:
    """Tell whether a message is more than what stands in it: words, or signs that a language sets in its own way."""
    text = message if isinstance(message, str) else "".join(message)
    return bool(re.sub(r"\{\w+(?::[^}]*)?\}|\s", "", text))


def _of_code() -> Iterator[Found]:
    for path in sorted((ROOT / "brochure").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if texts:
                    yield (texts[0] if len(texts) == 1 else (texts[0], texts[1])), file
            elif isinstance(node, ast.FunctionDef) and file == _COMMANDS and any(map(_is_command, node.decorator_list)):
                yield cleandoc(ast.get_docstring(node) or ""), file


def _is_command(decorator: ast.expr) -> bool:
    return ast.unparse(decorator).partition("(")[0] in ("command.command", "click.group")


def _of_templates() -> Iterator[Found]:
    for path in sorted((ROOT / "templates" / "reports").glob("*.j2")):
        for text in _SAYS.findall(path.read_text(encoding="utf-8")):
            yield text, path.relative_to(ROOT).as_posix()


def _of_page() -> Iterator[Found]:
    for text in texts():
        yield text, "brochure/preview/page"


def _of_click() -> Iterator[Found]:
    spec = find_spec("click")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (folder,) = spec.submodule_search_locations
    # Said through a variable.
    yield "required", "click/core.py"
    keywords = {"_": None, "ngettext": (1, 2)}
    for name, _, message, *_ in extract_from_dir(folder, [("**.py", "python")], keywords=keywords):
        yield message if isinstance(message, str) else (message[0], message[1]), f"click/{name}"


def path_of(language: str) -> Path:
    """Give the file of a catalogue."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(language: str) -> Catalog:
    """Give the catalogue of a language: all that is said, with what was translated."""
    kept = Catalog()
    if path_of(language).is_file():
        kept = _read(language)
    renewed = Catalog(fuzzy=False)
    for message, files in sorted(found().items(), key=_order):
        known = kept.get(message if isinstance(message, str) else message[0])
        renewed.add(message, known.string if known else "", [(file, 1) for file in sorted(files)])
    return renewed


def _read(language: str) -> Catalog:
    return read_po(io.BytesIO(path_of(language).read_bytes()))


def _order(one: tuple[str | tuple[str, str], set[str]]) -> tuple[list[str], str]:
    message, files = one
    return sorted(files), message if isinstance(message, str) else message[0]


def written(language: str) -> bytes:
    """Give the catalogue as its file has it."""
    file = io.BytesIO()
    write_po(file, catalogue(language), width=_WIDTH, omit_header=True, include_lineno=False, sort_output=False)
    return _HEAD.format(language=language, plural=_PLURALS[language]).encode() + file.getvalue()


def compiled(language: str) -> bytes:
    """Give what the tool reads: the same, compiled."""
    file = io.BytesIO()
    bare = _Bare(fuzzy=False)
    bare.plurals = _PLURALS[language]
    for message in _read(language):
        if message.id:
            bare.add(message.id, message.string)
    write_mo(file, bare)
    return file.getvalue()


def main() -> None:
    """Renew the catalogues."""
    for language in LANGUAGES:
        if language != "en":
            path = path_of(language)
            path.write_bytes(written(language))
            path.with_suffix(".mo").write_bytes(compiled(language))


if __name__ == "__main__":
    main()
