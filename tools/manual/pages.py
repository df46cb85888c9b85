"""What the manual takes from the code, between the marks `<!-- made: NAME -->` and `<!-- /made -->` of its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from brochure.model.kinds.picture import PICTURE
from brochure.model.project import PROJECT
from brochure.model.schema import content_schema, project_schema
from brochure.model.wishes import OPTIONS
from brochure.placing.names import folded, singular
from brochure.placing.tables import Kind, families, silent
from brochure.preflight.rulebook import table as rule_table
from brochure.sections.registry import shipped
from brochure.vocabulary.conditions import CONDITIONS, PROFILES, SETTINGS
from brochure.vocabulary.limits import ROWS
from brochure.vocabulary.paper import FORMATS, SHEETS
from brochure.vocabulary.presets import PRESETS, Preset
from tools import gallery
from tools.manual import codes, commands, keys, spread

FOLDER = Path(__file__).resolve().parents[2] / "docs"
_MARKED = re.compile(r"(<!-- made: (\w+) -->\n).*?(?=<!-- /made -->)", re.DOTALL)
# Rules and limits have pages of their own.
_ELSEWHERE = ("preflight.", "limits.")
# What the manual tells of a preset, by the field that says it.
_TOLD = {
    "suffix": "ends the file name",
    "bleed": "bleed, in mm",
    "tagged": "tagged for PDF/UA-1",
    "links": "links can be clicked",
    "hyphens": "words are broken",
    "imposed": "laid on sheets",
    "press": "finished for the press",
}


def pages() -> list[Path]:
    """List the pages of the manual."""
    return sorted(FOLDER.rglob("*.md"))


def renewed(text: str) -> str:
    """Give a page with what the code says today. Raises KeyError for a mark that nothing belongs to."""
    return _MARKED.sub(lambda found: f"{found[1]}{FILLS[found[2]]().strip()}\n", text)


def _table(head: str, lines: Iterable[str]) -> str:
    columns = head.count("|") - 1
    return "\n".join([head, f"|{'---|' * columns}", *lines])


def _content() -> str:
    return keys.table(keys.rows(shipped().keys, content_schema(shipped().keys)))


def _options() -> str:
    return keys.table(keys.rows(OPTIONS, OPTIONS.schema()))


def _families() -> str:
    lines = (
        f"| {kind.name} | {_names(kind.names, kind.weak)} | {_fields(kind)} |" for kind in families().kinds.values()
    )
    return _table("| section | keys | fields of its items, by the keys of the section |", lines)


def _names(names: Iterable[str], weak: Iterable[str]) -> str:
    said = dict.fromkeys(names)
    return ", ".join(f"`{name}`" + ("*" if singular(folded(name)) in weak else "") for name in said)


def _fields(kind: Kind) -> str:
    rows = ((name, [field for field in fields if field != name]) for name, fields in kind.item.items())
    return "; ".join(f"`{name}`: {', '.join(dict.fromkeys(fields))}" for name, fields in rows if fields)


def _silent() -> str:
    found = silent()
    groups: dict[str, list[str]] = {}
    for name, reason in found.names:
        groups.setdefault(reason, []).append(f"`{name}`")
    lines = [f"| {reason.replace('_', ' ')} | {', '.join(names)} |" for reason, names in groups.items()]
    ends = ", ".join(f"`…{end}`" for end in found.endings)
    begins = ", ".join(f"`{begin}…`" for begin in found.beginnings)
    return _table("| about | keys |", [*lines, f"| by their end | {ends} |", f"| by their beginning | {begins} |"])


def _picture() -> str:
    return keys.table(keys.rows(PICTURE, PICTURE.schema()))


def _project() -> str:
    found = keys.rows(PROJECT, project_schema())
    return keys.table(row for row in found if not row.path.startswith(_ELSEWHERE))


def _presets() -> str:
    head = f"| | {' | '.join(f'`{name}`' for name in PRESETS)} |"
    told = [field.name for field in fields(Preset) if field.name in _TOLD]
    values = {name: " | ".join(_word(getattr(preset, name)) for preset in PRESETS.values()) for name in told}
    return _table(head, (f"| {_TOLD[name]} | {row} |" for name, row in values.items()))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`" if isinstance(value, str) and value else f"{value:g}" if isinstance(value, float) else "nothing"


def _formats() -> str:
    rows = (
        (row, f" (panels of {', '.join(f'{width:.1f}' for width in row.panels)})" if row.panels else "")
        for row in FORMATS.values()
    )
    return _table(
        "| format | mm |", (f"| `{row.name}` | {row.width:g} x {row.height:g}{panels} |" for row, panels in rows)
    )


def _sheets() -> str:
    return _table("| sheet | mm |", (f"| `{row.name}` | {row.width:g} x {row.height:g} |" for row in SHEETS.values()))


def _settings() -> str:
    lines = (
        f"| `{row.name}` | {row.condition} | {row.ink_limit:g} % | {row.standard} | {row.bleed:g} mm "
        f"| {row.resolution:g} dpi |"
        for row in SETTINGS.values()
    )
    return _table("| settings | condition | ink limit | standard | bleed | pictures |", lines)


def _conditions() -> str:
    lines = (
        f"| {name} | {about} | {'shipped' if name in PROFILES else 'your own'} |" for name, about in CONDITIONS.items()
    )
    return _table("| condition | what it is | ICC profile |", lines)


def _rules() -> str:
    return rule_table(PRESETS.values())


def _limits() -> str:
    lines = (f"| `{row.key}` | {row.default:,} | {row.most:,} | {row.unit} | {row.about} |" for row in ROWS.values())
    return _table("| limit | default | at most | unit | what it limits |", lines)


FILLS: Mapping[str, Callable[[], str]] = {
    "content": _content,
    "options": _options,
    "families": _families,
    "silent": _silent,
    "picture": _picture,
    "project": _project,
    "commands": commands.commands,
    "exits": commands.exits,
    "presets": _presets,
    "formats": _formats,
    "sheets": _sheets,
    "settings": _settings,
    "conditions": _conditions,
    "rules": _rules,
    "problems": codes.tables,
    "limits": _limits,
    "gallery": gallery.sections,
    "spread": spread.legend,
}
