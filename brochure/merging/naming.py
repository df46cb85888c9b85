"""Names of copies: a pattern of columns, made safe for any file system."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from brochure.merging.rows import Row, Table
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Exit, Problem, Severity, refusal
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

_COLUMN = compiled(r"\{([^{}]+)\}")
# What a name may not hold on some system, or what leads elsewhere.
_UNSAFE = compiled(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
# In bytes of UTF-8, the ending left out.
_LONGEST = 180
_TAKEN = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
ENDING = ".pdf"


def held(pattern: str, columns: Iterable[str]) -> None:
    """Hold a pattern to the columns. Raises BrochureError (Exit.USAGE): name-unknown, name-same."""
    known = list(columns)
    asked = [name.strip() for name in _COLUMN.findall(pattern)]
    for name in asked:
        if name not in known:
            close = did_you_mean(name, known)
            hint = (
                Said("did you mean '{{{close}}}'?", close=close)
                if close
                else Said("the columns are {columns}", columns=", ".join(known))
            )
            raise refusal(
                "name-unknown", Said("the table has no column '{name}'", name=name), "--name", hint, Exit.USAGE
            )
    if not asked:
        hint = Said("name a column in it: --name '{{{column}}}.pdf'", column=known[0] if known else "name")
        raise refusal("name-same", Said("all copies would have one name"), "--name", hint, Exit.USAGE)


def named(pattern: str, row: Row) -> str:
    """Give the file name of a row's copy, without a folder; "" where nothing of it is left."""
    text = _COLUMN.sub(lambda found: row.values.get(found[1].strip(), ""), pattern.removesuffix(ENDING))
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", " ".join(text.split())))
    plain = plain.strip(" .-").encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").strip(" .-")
    return f"{plain}-{ENDING}" if plain.lower() in _TAKEN else f"{plain}{ENDING}" if plain else ""


def names(table: Table, pattern: str) -> Iterator[tuple[Row, str, Problem | None]]:
    """Give each row its name, or what is wrong with it: name-empty, name-taken."""
    taken: dict[str, Row] = {}
    for row in table.rows:
        name = named(pattern, row)
        key = unicodedata.normalize("NFKC", name).casefold()
        if not name:
            message, hint = (
                Said("row {number} leaves no name", number=row.number),
                Said("its copy is not made; fill the columns of --name"),
            )
            yield row, "", table.problem(row, "name-empty", Severity.ERROR, message, hint)
        elif key in taken:
            other = taken[key]
            message = Said(
                "rows {first} and {second} are both called {name}", first=other.number, second=row.number, name=name
            )
            hint = Said("the copy of the second is not made; add a column to --name that tells them apart")
            yield row, "", table.problem(row, "name-taken", Severity.ERROR, message, hint)
        else:
            taken[key] = row
            yield row, name, None
