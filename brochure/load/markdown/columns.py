"""Columns of a table, as wide as what stands in them asks."""

from __future__ import annotations

from math import sqrt
from xml.etree.ElementTree import Element, SubElement

# Signs of a line in a column; what is longer takes more lines, not as much more width.
_LINE = 24
_LEAST = 3


def fit_columns(table: Element) -> None:
    """Give a table the widths of its columns, in parts of a hundred; one with merged cells, or with widths, stays."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    merged = any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row)
    count = max(map(len, rows), default=0)
    if merged or count < 2 or table.find("colgroup") is not None or any(len(row) != count for row in rows):
        return
    asked = [_asked([row[number] for row in rows]) for number in range(count)]
    columns = Element("colgroup")
    table.insert(1 if len(table) and table[0].tag == "caption" else 0, columns)
    for width in asked:
        SubElement(columns, "col", {"style": f"width:{100 * width / sum(asked):.2f}%"})


def _asked(cells: list[Element]) -> float:
    """Tell the signs that a column asks for: its longest word at least, a short text whole."""
    texts = ["".join(cell.itertext()).split() for cell in cells]
    word = max((len(word) for words in texts for word in words), default=0)
    whole = max((len(" ".join(words)) for words in texts), default=0)
    return max(word, min(whole, _LINE) + sqrt(max(0, whole - _LINE)), _LEAST) + 1
