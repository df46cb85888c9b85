"""What the settings ask for: sections by their names, with content from elsewhere and options of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node
from brochure.model.paths import KeyPath
from brochure.model.placed import Order
from brochure.model.reading import Reading
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.model.wishes import Wish
from brochure.placing.claims import ASKED, Claim
from brochure.placing.fitting import fit
from brochure.placing.form import Form
from brochure.placing.making import mapping, with_entry
from brochure.placing.prose import prose
from brochure.placing.tables import Kind, families
from brochure.placing.values import maps
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

Change = Callable[[Node], Node | None]


@dataclass(frozen=True, slots=True)
class Wished:
    """A section that the settings ask for, and what it reads where they say so; `absent` where nothing is there."""

    wish: Wish
    form: Form
    claims: tuple[Claim, ...] = ()
    absent: bool = False


def wished(
    reading: Reading, forms: Mapping[str, Form], front: nodes.Mapping, wishes: tuple[Wish, ...]
) -> tuple[Wished, ...]:
    """Find what each wish asks for; one that cannot be met is told, and left out."""
    return tuple(_found(reading, forms, front, wishes))


def _found(
    reading: Reading, forms: Mapping[str, Form], front: nodes.Mapping, wishes: tuple[Wish, ...]
) -> Iterator[Wished]:
    covers: set[str] = set()
    for wish in wishes:
        form = _form(reading, forms, wish)
        if form is None:
            continue
        if form.where != "inside":
            if form.name in covers:
                message, hint = Said("'{name}' stands twice in the list", name=form.name), Said("keep one of the two")
                reading.report("setting-ignored", message, wish.place, hint, "warning")
                continue
            covers.add(form.name)
        if wish.source is None:
            yield Wished(wish, form)
        elif not form.keys:
            message = Said("'{name}' has no keys of its own, so that 'from' has no effect", name=form.name)
            reading.report(
                "setting-ignored", message, wish.source.place, Said("ask for a 'text' from there"), "warning"
            )
            yield Wished(wish, form)
        elif (node := wish.source.find(front)) is None:
            yield Wished(wish, form, absent=True)
        else:
            yield Wished(wish, form, tuple(_claims(reading, form, wish, wish.source, node)))


def _form(reading: Reading, forms: Mapping[str, Form], wish: Wish) -> Form | None:
    """Find the section that is meant; the key of its content is not its name."""
    name = wish.name.casefold()
    if name in forms:
        return forms[name]
    called = [kind.name for kind, _ in families().named(wish.name)]
    own = [form for form in forms.values() if name in (key.casefold() for key in form.keys)]
    for form in (*own, *(forms[kind] for kind in called if kind in forms)):
        message = Said("'{wrong}' here is '{name}'", wrong=wish.name, name=form.name)
        reading.report(
            "unknown-key", message, wish.place, Said("write the name of the section: {name}", name=form.name), "warning"
        )
        return form
    meant = did_you_mean(wish.name, forms)
    hint = Said("write it as '{meant}'", meant=meant) if meant else Said("known are {known}", known=", ".join(forms))
    message = (
        Said("there is no section '{name}': did you mean '{meant}'?", name=wish.name, meant=meant)
        if meant
        else Said("there is no section '{name}'", name=wish.name)
    )
    reading.report("unknown-key", message, wish.place, hint, "warning")
    return None


def _claims(reading: Reading, form: Form, wish: Wish, source: KeyPath, node: Node) -> Iterator[Claim]:
    kind = families().kinds.get(form.name, Kind(form.name))
    renames = _renames(reading, form, wish, node)
    found = fit(form, kind, node, renames)
    if found is None or not found.trees:
        if (running := _running(form, node)) is None:
            hint = Said(
                "say where the keys of '{name}' are: fields: {{{first}: …}}", name=form.name, first=_first(form)
            )
            message = Said("'{name}' finds nothing that it can read in '{source}'", name=form.name, source=source)
            reading.report("from-unfit", message, source.place, hint, "warning")
            return
        yield Claim(form.name, running, source.text, node.place, ASKED)
    for tree in found.trees if found is not None else ():
        yield Claim(form.name, tree, source.text, node.place, ASKED, found.heading if found is not None else None)


def _first(form: Form) -> str:
    item = form.item
    return next(iter(item.keys if isinstance(item, Keys) else form.head), form.key)


def _running(form: Form, node: Node) -> nodes.Mapping | None:
    """Give all the words of a value as the running text of a section that has one."""
    spec = form.keys[form.key]
    target = next((name for name in form.head if families().listed("running", name)), None)
    running = prose(node)
    if running is None or isinstance(spec, Items) or (isinstance(spec, Value) and spec.kind.name != "text"):
        return None
    if isinstance(spec, Value):
        return mapping([(form.key, running)], node.place)
    return mapping([(form.key, mapping([(target, running)], node.place))], node.place) if target else None


def _renames(reading: Reading, form: Form, wish: Wish, node: Node) -> dict[str, KeyPath]:
    """Give the fields that are renamed; what the section has not, or the content, is told."""
    item = form.item.keys if isinstance(form.item, Keys) else {}
    listed = {f"list.{name}" for name in item}
    wrapper = isinstance(node, nodes.Mapping) and form.list is not None
    known = [*(form.head or item), *(["list", *sorted(listed)] if wrapper else item)]
    kept: dict[str, KeyPath] = {}
    for name, path in wish.fields.items():
        if name not in known and not (name == form.list or name in item):
            meant = did_you_mean(name, known)
            hint = (
                Said("write it as '{meant}'", meant=meant)
                if meant
                else Said("known are {known}", known=", ".join(dict.fromkeys(known)))
            )
            reading.report(
                "unknown-key",
                Said("'{name}' has no key '{key}'", name=form.name, key=name),
                path.place,
                hint,
                "warning",
            )
        elif not _is_there(name, path, node, wish.fields):
            message = Said("there is no '{path}' in '{source}'", path=path, source=wish.source)
            reading.report(
                "unknown-key", message, path.place, Said("write a key that the content has there"), "warning"
            )
        else:
            kept["list" if name == form.list else name] = path
    return kept


def _is_there(name: str, path: KeyPath, node: Node, fields: Mapping[str, KeyPath]) -> bool:
    inner = node
    if name.startswith("list.") and isinstance(node, nodes.Mapping) and "list" in fields:
        inner = fields["list"].find(node) or node
    places = (inner, *maps(inner), *(one for entry in _entries(inner) for one in maps(entry.value)))
    return any(path.find(one) is not None for one in places)


def _entries(node: Node) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, nodes.Mapping) else ()


def ordered(reading: Reading, one: Wished, claim: Claim | None) -> Order:
    """Give the section as it is asked for: with its content, without what the options replace."""
    wish, form = one.wish, one.form
    tree = claim.tree if claim is not None else mapping([], wish.place)
    if wish.bare:
        tree = _without_pictures(tree, form.keys)
        if form.where == "front" and wish.word is not None:
            # A cover without a picture is drawn without a fact.
            tree = _with_picture(reading, form, tree, "picture", wish.word, wish)
    for option in ("picture", "icon"):
        if (node := wish.nodes.get(option)) is not None:
            tree = _with_picture(reading, form, tree, option, node, wish)
    looks = [(name, wish.nodes[name]) for name in ("focus", "duotone") if name in wish.nodes]
    if looks:
        tree = _seen(tree, form.keys, looks)
    if wish.heading is not None:
        tree = _untitled(form, tree)
    way = wish.way
    return Order(form.name, tree, wish.heading, way.text if way else "", way.place if way else wish.place)


def _untitled(form: Form, tree: nodes.Mapping) -> nodes.Mapping:
    inner = tree.get(form.key)
    if not isinstance(inner, nodes.Mapping) or "title" not in form.head:
        return tree
    kept = tuple(entry for entry in inner.entries if entry.key.text.casefold() != "title")
    return with_entry(tree, form.key, nodes.Mapping(kept, inner.place))


def _with_picture(
    reading: Reading, form: Form, tree: nodes.Mapping, option: str, node: Node, wish: Wish
) -> nodes.Mapping:
    """Put a picture where the section has one."""
    keys = form.head or form.keys
    names = [name for name, spec in keys.items() if _is_picture(spec) and (name == "icon") == (option == "icon")]
    if not names:
        message = (
            Said("'{name}' has no icon of its own", name=form.name)
            if option == "icon"
            else Said("'{name}' has no picture of its own", name=form.name)
        )
        hint = Said("name it where the content is") if form.item else Said("leave the option out")
        reading.report("setting-ignored", message, node.place, hint, "warning")
        return tree
    if not form.head:
        return with_entry(tree, names[0], node)
    inner = tree.get(form.key)
    base = inner if isinstance(inner, nodes.Mapping) else mapping([], wish.place)
    return with_entry(tree, form.key, with_entry(base, names[0], node))


def _is_picture(spec: Spec) -> bool:
    return isinstance(spec, Value) and spec.kind.name == "picture"


def _mapped(node: Node, spec: Spec, change: Change) -> Node | None:
    """Give a node in which each picture is changed, or left out."""
    if _is_picture(spec):
        return change(node)
    if isinstance(node, nodes.Sequence) and isinstance(spec, Items):
        items = [_mapped(item, spec.item, change) for item in node.items]
        return nodes.Sequence(tuple(item for item in items if item is not None), node.place)
    if isinstance(node, nodes.Sequence) and isinstance(spec, Keys) and "list" in spec.keys:
        return _mapped(node, spec.keys["list"], change)
    if isinstance(node, nodes.Mapping) and isinstance(spec, Keys):
        return _keys(node, spec.keys, change)
    return node


def _keys(node: nodes.Mapping, keys: Mapping[str, Spec], change: Change) -> nodes.Mapping:
    known = {name.casefold(): spec for name, spec in keys.items()}
    kept = []
    for entry in node.entries:
        spec = known.get(entry.key.text.casefold())
        value = _mapped(entry.value, spec, change) if spec is not None else entry.value
        if value is not None:
            kept.append(Entry(entry.key, value))
    return nodes.Mapping(tuple(kept), node.place)


def _without_pictures(tree: nodes.Mapping, keys: Mapping[str, Spec]) -> nodes.Mapping:
    return _keys(tree, keys, lambda node: None)


def _seen(tree: nodes.Mapping, keys: Mapping[str, Spec], looks: list[tuple[str, Node]]) -> nodes.Mapping:
    """Give a tree in which each picture has these keys."""

    def change(node: Node) -> Node:
        base = node if isinstance(node, nodes.Mapping) else mapping([("file", node)], node.place)
        for name, look in looks:
            base = with_entry(base, name, look)
        return base

    return _keys(tree, keys, change)
