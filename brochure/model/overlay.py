"""`brochure:` in front matter: the settings of one content file, laid key by key over those of brochure.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.load.yaml.nodes import Entry, Mapping
from brochure.model.reading import Reading
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.vocabulary.speech import Said

KEY = "brochure"
# What a content file, which may be anybody's, cannot say: how much a build may take, what it reads, how it is judged.
HELD = ("limits", "remote", "preflight", "assets", "ignore")
_HINT = Said("it belongs into brochure.yaml")


def own_settings(front: Mapping, spec: Keys) -> Mapping | None:
    """Give the settings in front matter; None where `brochure` is something else, as on websites that offer a PDF."""
    found = next((entry.value for entry in front.entries if entry.key.text.casefold() == KEY), None)
    known = {name.casefold() for name in spec.keys}
    if isinstance(found, Mapping) and any(entry.key.text.casefold() in known for entry in found.entries):
        return found
    return None


def laid_over(reading: Reading, base: Mapping, front: Mapping | None, spec: Keys) -> Mapping:
    """Lay the settings of a content file over others; what it may not say is told, and left out."""
    return base if front is None else _merged(base, Mapping(tuple(_allowed(reading, front, spec, "")), front.place))


def _allowed(reading: Reading, tree: Mapping, spec: Keys, prefix: str) -> Iterator[Entry]:
    names = {name.casefold(): name for name in spec.keys}
    for entry in tree.entries:
        name = names.get(entry.key.text.casefold(), entry.key.text)
        inner = spec.keys.get(name)
        if prefix + name in HELD or (inner is not None and _is_path(inner)):
            message = Said("'{key}.{prefix}{name}' has no effect in a content file", key=KEY, prefix=prefix, name=name)
            reading.report("setting-ignored", message, entry.key.place, _HINT, "warning")
        elif isinstance(inner, Keys) and isinstance(entry.value, Mapping):
            kept = tuple(_allowed(reading, entry.value, inner, f"{prefix}{name}."))
            yield Entry(entry.key, Mapping(kept, entry.value.place))
        else:
            yield entry


def _is_path(spec: Spec) -> bool:
    spec = spec.item if isinstance(spec, Items) else spec
    return isinstance(spec, Value) and spec.kind.name == "path"


def _merged(base: Mapping, over: Mapping) -> Mapping:
    entries = {entry.key.text.casefold(): entry for entry in base.entries}
    for entry in over.entries:
        name = entry.key.text.casefold()
        below = entries.get(name)
        if below is not None and isinstance(below.value, Mapping) and isinstance(entry.value, Mapping):
            entry = Entry(entry.key, _merged(below.value, entry.value))
        entries[name] = entry
    return Mapping(tuple(entries.values()), base.place)
