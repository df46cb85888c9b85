"""A page, key by key: what each becomes, by its own name, by what the world calls it, or by its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from brochure.load.quantity import read_duration
from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.model.spec import Items, Keys, Listed, Spec, Value
from brochure.placing.claims import BLOCK, FIELDS, NAME, OPENING, OWN, TEXT, Claim
from brochure.placing.fitting import Fit, fit
from brochure.placing.flat import block_names, flat_blocks, flat_sections, person
from brochure.placing.form import Form, described, picture, text
from brochure.placing.grid import grid
from brochure.placing.leading import links, parted
from brochure.placing.making import glued, heading_of, joined, mapping, named, sequence
from brochure.placing.names import folded
from brochure.placing.prose import is_link, prose, shown, silence
from brochure.placing.reads import read_by
from brochure.placing.said import is_said
from brochure.placing.shapes import is_chronicle, shape_of
from brochure.placing.strays import inner_picture, references
from brochure.placing.tables import Kind, families, silent
from brochure.placing.values import SENTENCE, has_figure, has_words, is_text, leaves, maps, sort, words_in
from brochure.vocabulary.problems import Place
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean, is_likely


class Page:
    """Reads front matter as the sections that there are; `claims` is what they read, `slips` are keys written wrongly.

    `titled` says that the brochure has a title without the keys.
    """

    def __init__(self, forms: Mapping[str, Form], front: nodes.Mapping, titled: bool) -> None:
        self.forms = forms
        self.claims: list[Claim] = []
        self.titles: list[tuple[int, Scalar]] = []
        self.slips: list[Entry] = []
        self._own = {key.casefold(): (form, key) for form in forms.values() for key in form.keys}
        self._front, self._run = front, 0
        self._said: set[str] = set()
        self._taken: set[int] = set()
        given = next((entry.value for entry in front.entries if entry.key.text.casefold() == "title"), None)
        self._title = _fold(given.text) if isinstance(given, Scalar) else ""
        self._titled = titled

    def read(self) -> None:
        """Read every key."""
        entries = self._front.entries
        self._taken |= self._person(entries)
        self._taken |= self._buttons()
        held = [entry for entry in entries if _spread(entry) != (entry,)]
        spread = (*(inner for entry in held for inner in _spread(entry)), *(e for e in entries if e not in held))
        self._taken |= self._flat(tuple(entry for entry in spread if id(entry) not in self._taken))
        for entry in entries:
            if id(entry) not in self._taken:
                self._entry(entry, _step(entry.key.text), top=True)

    def _buttons(self) -> set[int]:
        """Read the buttons of the page itself as the last lines of its introduction."""
        rest, lines = parted(self._front, top=True)
        if not lines or "introduction" not in self.forms:
            return set()
        self._lead(glued(lines, "  \n"), "", _PRESSED)
        kept = set(map(id, rest.entries))
        return {id(entry) for entry in self._front.entries if id(entry) not in kept}

    def _person(self, entries: tuple[Entry, ...]) -> set[int]:
        """Read a page that is about one person: what stands at the page itself is said of her or him."""
        form = self.forms.get("people")
        found = person(form, entries) if form is not None else None
        if form is None or found is None:
            return set()
        node, used = found
        made = fit(form, families().kinds["people"], sequence([node], node.place))
        if not self._claim(form, made, used[0], "", NAME):
            return set()
        name = next((leaf for leaf in leaves(self.claims[-1].tree) if has_words(leaf)), None)
        if name is not None and not self._title and not self._titled:
            self.titles.append((1, name))
        return {id(entry) for entry in used}

    def _flat(self, entries: tuple[Entry, ...]) -> set[int]:
        """Read what stands at the page itself: facts, an address, blocks with a common beginning to their names."""
        taken: set[int] = set()
        events = {id(inner) for entry in self._front.entries if _is_event(entry) for inner in _spread(entry)}
        for section, tree, used in flat_sections(self.forms, entries, events):
            self.claims.append(Claim(section, tree, "", used[0].key.place, NAME))
            taken |= {id(entry) for entry in used}
        known = {id(entry) for entry in entries if entry.key.text.casefold() in self._own}
        for name, block, used in flat_blocks([entry for entry in entries if id(entry) not in taken | known]):
            made = Entry(named(name, used[0].key.place), block)
            if self._is_new(made):
                taken |= {id(entry) for entry in used}
                if not self._opens(made, name, False) and not self._named(made, name):
                    self._by_shape(made, name, 0) or self._as_text(made, name, 0, least=2)
        return taken

    def _is_new(self, entry: Entry) -> bool:
        known = next(families().named(entry.key.text), None) is not None
        return bool(block_names(entry.value)) and (known or silent().reason(entry.key.text, 0) is None)

    def _entry(self, entry: Entry, path: str, top: bool) -> None:
        key = entry.key.text
        own = self._own.get(key.casefold()) if top else None
        if top and (key.casefold() in _PAGE or folded(key) in self._said):
            return
        if top and families().listed("pages", key) and isinstance(entry.value, nodes.Mapping):
            for inner in entry.value.entries:
                if id(inner) not in self._taken:
                    self._entry(inner, f"{path}.{_step(inner.key.text)}", top=True)
            return
        if own is not None and self._own_key(*own, entry, path):
            return
        if self._opens(entry, path, top) or self._builds(entry, path) or self._named(entry, path):
            return
        if silence(entry) is not None or self._refers(entry, path):
            return
        if top and self._is_slip(entry):
            self.slips.append(entry)
            return
        self._shaped(entry, path)

    def _own_key(self, form: Form, key: str, entry: Entry, path: str) -> bool:
        """Read the key of a section itself: as it is where it fits, else as its kind is written elsewhere."""
        spec, node = form.keys[key], entry.value
        if next(leaves(node), None) is None:
            return True
        if isinstance(spec, Value) and spec.kind.name == "picture":
            node = self._described(entry)
        if _is_one_item(spec, node):
            node = sequence([node], node.place)
        if isinstance(spec, Listed):
            node = spec.opened(node)
        tree = mapping([(key, node)], entry.key.place)
        own = Fit((tree,))
        if isinstance(node, Scalar) and sort(node) == "number" and not isinstance(spec, Listed | Value):
            # What is neither an item nor a list is told by whoever reads it.
            return self._claim(form, own, entry, path, OWN)
        if isinstance(node, Scalar) and not isinstance(spec, Value) and sort(node) != "words":
            found = fit(form, Kind(form.name), node) if sort(node) in ("mail", "address") else None
            return self._claim(form, found, entry, path, OWN)
        kind = families().kinds.get(form.name, Kind(form.name))
        strict = _is_form(spec, node)
        seen = {id(leaf) for leaf in read_by(form, tree)} if strict else set()
        if strict and all(id(leaf) in seen for leaf in leaves(node)):
            return self._claim(form, own, entry, path, OWN)
        found = fit(replace(form, keys={key: spec}), kind, node)
        least = _words(form, own) if strict else 0, len(seen)
        if found is None or (_words(form, found), len(_leaves(form, found))) <= least:
            # A text that stands for a mapping is made one afterwards.
            found = own if strict or (found is None and has_words(node)) else None
        return self._claim(form, found, entry, path, OWN)

    def _claim(self, form: Form, found: Fit | None, entry: Entry, path: str, why: Said, run: int = 0) -> bool:
        """Keep what was read, and read what is left."""
        if found is None:
            return False
        for tree in found.trees:
            self.claims.append(Claim(form.name, tree, path, entry.key.place, why, found.heading, run=run))
        for left in found.left:
            self._entry(left, f"{path}.{_step(left.key.text)}", top=False)
        return True

    def _opens(self, entry: Entry, path: str, top: bool) -> bool:
        """Read what a page opens with: title, texts and picture of the hero, the lead by any of its names."""
        known, key, node = families(), entry.key.text, entry.value
        if known.listed("openers", key) and isinstance(node, nodes.Mapping):
            self._opener(node, path, 0)
            return True
        if self._is_title(entry, top):
            return True
        rank = self._lead_rank(key)
        if rank is None or "introduction" not in self.forms:
            return False
        if isinstance(node, Scalar) and has_words(node):
            self._lead(node, path, rank)
            return True
        inner = (node,) if isinstance(node, nodes.Mapping) else maps(node)
        if not inner or not any(has_words(leaf) for leaf in leaves(node)):
            return False
        for number, one in enumerate(inner):
            at = path if one is node else f"{path}[{number}]"
            if not self._headed(one, at):
                self._opener(one, at, rank)
        return True

    def _headed(self, node: nodes.Mapping, path: str) -> bool:
        """Read a heading with a list below it as the section of that list, to which its words belong."""
        lists = [entry for entry in node.entries if maps(entry.value)]
        titles = {folded(name) for name in families().kinds["introduction"].head["title"]}
        titled = any(folded(entry.key.text) in titles and has_words(entry.value) for entry in node.entries)
        if len(lists) != 1 or not titled:
            return False
        listed = [kind for kind in families().kinds.values() if kind.name in self.forms and kind.name not in _RUNNING]
        named = [kind for kind, _ in families().named(lists[0].key.text) if kind in listed]
        kind = next(iter(named), None) or shape_of(lists[0].value, tuple(listed))
        if kind is None:
            return False
        form = self.forms[kind.name]
        return "title" in form.head and self._claim(form, fit(form, kind, node), lists[0], path, NAME)

    def _lead_rank(self, key: str) -> int | None:
        names = [folded(name) for name in families().kinds["introduction"].names]
        return names.index(folded(key)) + 1 if folded(key) in names else None

    def _is_title(self, entry: Entry, top: bool) -> bool:
        """Take a title that has another name, where there is none, and a line that belongs below it."""
        known, node = families(), entry.value
        if not top:
            return False
        line = text(node, running=False)
        if line is None or not has_words(line):
            return False
        strong = known.listed("titles", entry.key.text)
        weak = known.listed("weak_titles", entry.key.text) and not self._titled and words_in(line.text) < 2 * SENTENCE
        if (strong or weak) and not self._title:
            self.titles.append((0 if strong else 1, line))
            return True
        if "head" in folded(entry.key.text) and "introduction" in self.forms and (strong or weak or self._titled):
            form = self.forms["introduction"]
            tree = mapping([], line.place)
            self.claims.append(Claim(form.name, tree, _step(entry.key.text), line.place, NAME, line))
            return True
        return self._subtitle(entry, line)

    def _subtitle(self, entry: Entry, line: Scalar, path: str = "") -> bool:
        cover = self.forms.get("cover")
        if not families().listed("subtitles", entry.key.text) or cover is None or "subtitle" not in cover.keys:
            return False
        found = Fit((mapping([("subtitle", line)], entry.key.place),))
        return self._claim(cover, found, entry, path or _step(entry.key.text), NAME)

    def _opener(self, node: nodes.Mapping, path: str, rank: int) -> None:
        """Read a mapping that opens the page; what in it is neither text nor picture is read like any other key."""
        kind = families().kinds["introduction"]
        headings = [folded(name) for name in kind.head["title"]]
        seen: list[Scalar] = []
        heading: Scalar | None = None
        node, lines = parted(node)
        beside = {folded(entry.key.text): entry.value for entry in node.entries}
        said: set[str] = set()
        for entry in node.entries:
            name, value, inner = folded(entry.key.text), entry.value, f"{path}.{_step(entry.key.text)}"
            behind = inner_picture(value) if families().listed("backgrounds", entry.key.text) else None
            if name not in _NO_COVER and (found := picture(value) or behind) is not None:
                described_, used = described(found, name, beside)
                said |= used
                self._cover(described_, inner, entry.key.place)
        for entry in node.entries:
            name, value, inner = folded(entry.key.text), entry.value, f"{path}.{_step(entry.key.text)}"
            line = text(value, running=name in _TEXTS)
            if name in said or silence(entry) is not None or is_link(value):
                continue
            if line is not None and has_words(line) and (isinstance(value, Scalar) or name in (*_TEXTS, *headings)):
                if self._above(entry, line, inner):
                    continue
                if name in headings and heading is None:
                    heading = line
                else:
                    seen.append(line)
            elif not isinstance(value, Scalar) and (name in _NO_COVER or picture(value) is None):
                self._entry(entry, inner, top=False)
        if heading is not None and not self._title and not self._titled and rank == 0 and not self.titles:
            self.titles.append((2, heading))
            heading = None
        if heading is not None and _fold(heading.text) == self._title:
            heading = None
        seen += [glued(lines, "  \n")] if lines else []
        for number, line in enumerate(seen):
            self._lead(line, path, rank, heading if number == 0 else None)
        if heading is not None and not seen:
            self._lead(heading, path, rank)

    def _above(self, entry: Entry, line: Scalar, path: str) -> bool:
        """Read a line that belongs above the title of a page, which is that below the title of the cover."""
        return families().listed("above", entry.key.text) and self._subtitle(replace(entry, value=line), line, path)

    def _lead(self, line: Scalar, path: str, rank: int, heading: Scalar | None = None) -> None:
        form = self.forms["introduction"]
        tree = mapping([(form.key, line)], line.place)
        self.claims.append(Claim(form.name, tree, path, line.place, NAME, heading, rank))

    def _described(self, entry: Entry) -> Node:
        """Give a picture at the page itself with what keys beside its own say of it, which say it of nothing else."""
        shown = picture(entry.value)
        if shown is None:
            return entry.value
        beside = {folded(one.key.text): one.value for one in self._front.entries}
        found, used = described(shown, folded(entry.key.text), beside)
        self._said |= used
        return found

    def _cover(self, shown: Node, path: str, place: Place) -> None:
        form = self.forms.get("cover")
        if form is not None:
            self.claims.append(Claim(form.name, mapping([(form.key, shown)], place), path, place, NAME, rank=1))

    def _builds(self, entry: Entry, path: str) -> bool:
        """Read the blocks of a page builder, each by itself, in their order."""
        blocks = maps(entry.value)
        known = families()
        words = [word for block in blocks if (word := _kind_word(block)) is not None]
        if not words and "table" in self.forms and grid(self.forms["table"], entry.value) is not None:
            return False
        weak = known.listed("weak_builders", entry.key.text) and len(words) == len(blocks)
        named = known.listed("builders", entry.key.text) or (weak and any(known.of_block(word.text) for word in words))
        if not blocks or not (named or _are_kinds(words, len(blocks))):
            return False
        for number, block in enumerate(_listed(entry.value)):
            if isinstance(block, nodes.Mapping):
                self._run += 1
                self._block(block, f"{path}[{number}]", self._run)
        return True

    def _block(self, block: nodes.Mapping, path: str, run: int) -> None:
        word = _kind_word(block)
        node = _unwrapped(block)
        made = Entry(named(word.text if word is not None else "", block.place), node)
        kind = families().of_block(word.text) if word is not None else None
        if kind is not None and kind.name == "introduction":
            self._opener(node, path, 0)
            return
        if kind is not None and kind.name in self.forms:
            form = self.forms[kind.name]
            if self._claim(form, fit(form, kind, node), made, path, BLOCK, run):
                return
        for entry in node.entries:
            for inner, _ in families().named(entry.key.text):
                if inner.name in self.forms and inner.name != "text" and maps(entry.value):
                    form = self.forms[inner.name]
                    if self._claim(form, fit(form, inner, node), made, path, BLOCK, run):
                        return
        self._by_shape(made, path, run) or self._as_text(made, path, run, titled=False, least=2)

    def _opening(self, entry: Entry, path: str) -> bool:
        """Read when doors are open: days and times, however they are paired."""
        form, node = self.forms.get("contact"), entry.value
        spec = form.head.get("hours") if form is not None else None
        if form is None or not isinstance(spec, Items) or not families().listed("hours", entry.key.text):
            return False
        if isinstance(node, nodes.Mapping):
            pairs = ((heading_of(one, form.language), one.value) for one in node.entries if is_text(one.value))
            rows = [mapping([("days", day), ("time", time)], day.place) for day, time in pairs]
        elif isinstance(node, nodes.Sequence):
            rows = [_opened(item) for item in node.items if any(is_text(leaf) for leaf in leaves(item))]
        else:
            rows = [mapping([("days", node)], node.place)] if has_words(node) else []
        if rows:
            inner = mapping([("hours", sequence(rows, node.place))], node.place)
            self.claims.append(Claim(form.name, mapping([(form.key, inner)], node.place), path, entry.key.place, NAME))
        return bool(rows)

    def _named(self, entry: Entry, path: str) -> bool:
        """Read a key by what the world calls it."""
        if self._opening(entry, path):
            return True
        for kind, sure in families().named(entry.key.text):
            form = self.forms.get(kind.name)
            if form is None or kind.name == "introduction":
                continue
            if kind.name == "cover":
                if picture(entry.value) is not None:
                    self._cover(self._described(entry), path, entry.key.place)
                    return True
                continue
            names = kind.name == "people" and _are_names(entry)
            sure = sure or (kind.plain == "name" and _is_mixed(entry.value))
            sure = sure or _has_names(entry.value, _BESIDE.get(kind.name))
            sure = sure or (kind.name == "phases" and is_chronicle(kind, entry.value))
            timed = not sure and kind.name == "phases" and _have_lengths(kind, entry.value, form.language)
            sure = sure or timed
            sure = sure or (kind.name == "agenda" and _are_dated(kind, entry.value))
            if not sure and not names and shape_of(entry.value, (kind,)) is None:
                continue
            if kind.name == "quote" and "quotes" in self.forms and _is_list(entry.value):
                continue
            heading = None
            if kind.name == "text":
                if not _holds(entry.value, 2 if sure else SENTENCE):
                    continue
                heading = heading_of(entry, form.language)
            if (kind := self._in_time(kind, entry.value)).name == "agenda":
                form, weak = self.forms["agenda"], form.name == "phases" or _are_dated(kind, entry.value)
                heading = heading_of(entry, form.language) if weak and is_said(entry.key.text, form.language) else None
            found = fit(form, kind, entry.value, heading=heading)
            if found is not None and _words(form, found):
                if timed and found.heading is None and is_said(entry.key.text, form.language):
                    found = replace(found, heading=heading_of(entry, form.language))
                return self._claim(form, found, entry, path, NAME)
        return False

    def _refers(self, entry: Entry, path: str) -> bool:
        """Read a list of sources as a text under its key."""
        form = self.forms.get("text")
        tree = references(entry, form.language) if form is not None else None
        if form is None or tree is None:
            return False
        return self._claim(form, Fit((mapping([(form.key, tree)], tree.place),)), entry, path, NAME)

    def _is_slip(self, entry: Entry) -> bool:
        """Tell whether a key is likely a slip of one that a section reads, and that is not there."""
        key = entry.key.text
        there = {one.key.text.casefold() for one in self._front.entries}
        free = [name for name in (*(name for _, name in self._own.values()), *_PAGE) if name.casefold() not in there]
        meant = did_you_mean(key, free)
        if meant is None or not is_likely(key, meant) or next(families().named(key), None) is not None:
            return False
        if meant in _PAGE:
            return isinstance(entry.value, Scalar)
        form, name = self._own[meant.casefold()]
        # Letters that only changed places were meant, whatever the value.
        turned = sorted(key.casefold()) == sorted(meant.casefold()) and isinstance(entry.value, Scalar)
        return turned or _is_form(form.keys[name], entry.value)

    def _shaped(self, entry: Entry, path: str) -> None:
        self._by_shape(entry, path, 0) or self._leads(entry, path) or self._as_text(entry, path, 0)

    def _leads(self, entry: Entry, path: str) -> bool:
        """Read a list of names, each with its address, as a text under its key."""
        form, lines = self.forms.get("text"), links(entry.value)
        if form is None or not lines:
            return False
        heading = heading_of(entry, form.language)
        listed = joined([f"- {line.text}" for line in lines], lines, "\n")
        tree = mapping([("title", heading), ("text", listed)], entry.value.place)
        return self._claim(form, Fit((mapping([(form.key, tree)], tree.place),)), entry, path, TEXT)

    def _by_shape(self, entry: Entry, path: str, run: int) -> bool:
        """Read a key by the fields of what is in it, the surest first."""
        kinds = tuple(kind for kind in families().kinds.values() if kind.name in self.forms)
        kind = shape_of(entry.value, kinds)
        language = next((form.language for form in self.forms.values()), "")
        heading = heading_of(entry, language) if run == 0 else None
        if kind is None:
            form = self.forms.get("table")
            return form is not None and self._claim(form, grid(form, entry.value, heading), entry, path, FIELDS, run)
        kind = self._in_time(kind, entry.value)
        form = self.forms[kind.name]
        found = fit(form, kind, entry.value, heading=heading)
        return self._claim(form, found, entry, path, FIELDS, run)

    def _in_time(self, kind: Kind, node: Node) -> Kind:
        """Give what a list of phases is: where each is at a point of time, and none takes any, a list of dates."""
        if kind.name != "phases" or "agenda" not in self.forms or not is_chronicle(kind, node):
            return kind
        return families().kinds["agenda"]

    def _as_text(self, entry: Entry, path: str, run: int, titled: bool = True, least: int = SENTENCE) -> bool:
        """Print what holds a sentence as a text under its key; what is in it may be read by its own keys first."""
        form, node = self.forms.get("text"), entry.value
        if form is None or not _holds(node, least):
            return False
        if isinstance(node, nodes.Mapping):
            node = self._without_parts(node, path)
        found = fit(form, families().kinds["text"], node) if isinstance(node, nodes.Mapping) else None
        if least < SENTENCE and (found is None or not _has_text(form, found)):
            return False
        if found is not None and _words(form, found) >= sum(words_in(leaf.text) for leaf in _telling(node)):
            tree = found.trees[0]
        else:
            running = prose(shown(node))
            if running is None:
                return True
            tree = mapping([(form.key, mapping([("text", running)], node.place))], node.place)
        inner = tree.get(form.key)
        if titled and isinstance(inner, nodes.Mapping) and inner.get("title") is None:
            tree = mapping(
                [(form.key, mapping([("title", heading_of(entry, form.language)), *_entries(inner)], node.place))],
                node.place,
            )
        return self._claim(form, Fit((tree,)), entry, path, TEXT, run)

    def _without_parts(self, node: nodes.Mapping, path: str) -> nodes.Mapping:
        """Read the lists in a mapping that are sections of their own; give what is left."""
        kept = []
        for entry in node.entries:
            before = len(self.claims)
            lists = maps(entry.value)
            inner = f"{path}.{_step(entry.key.text)}"
            if lists and not self._named(entry, inner):
                self._by_shape(entry, inner, 0)
            if len(self.claims) == before:
                kept.append(entry)
        return nodes.Mapping(tuple(kept), node.place)


# Buttons stand behind all other texts of the introduction but what the text begins with.
_PRESSED = OPENING - 1
# The keys of the page itself.
_PAGE = ("title", "lang", "url", "brochure")
_NO_COVER = frozenset(("logo", "icon", "avatar", "favicon"))
_RUNNING = frozenset(("introduction", "cover", "text"))
_TEXTS = frozenset(("text", "content", "body", "description", "subtitle", "tagline", "lead"))


# What shows, beside a name, that a list is of such a kind.
_BESIDE = {"partners": frozenset[str](), "people": frozenset(("title", "photo", "bio", "avatar", "portrait"))}
# What the columns of opening hours are called; any other name stands for the next one that is free.
_HOURS = {
    **dict.fromkeys(("days", "day"), "days"),
    **dict.fromkeys(
        ("time", "hours", "open", "opens", "from", "start", "close", "closes", "to", "end", "until"), "time"
    ),
    **dict.fromkeys(("note", "description"), "note"),
}


def _opened(node: Node) -> nodes.Mapping:
    """Give a row of opening hours: its day, its time, and what else is said, in the order of the file."""
    if not isinstance(node, nodes.Mapping):
        return mapping([("days", node)], node.place)
    told = [(folded(entry.key.text), entry.value) for entry in node.entries if is_text(entry.value)]
    free = [name for name in ("days", "time", "note") if name not in {_HOURS.get(key) for key, _ in told}]
    found: dict[str, list[Scalar]] = {}
    for key, value in told:
        name = _HOURS.get(key) or (free.pop(0) if free else "note")
        if isinstance(value, Scalar):
            found.setdefault(name, []).append(value)
    return mapping(
        ((name, glued(values, " – " if name == "time" else ", ")) for name, values in found.items()), node.place
    )


def _has_text(form: Form, found: Fit) -> bool:
    """Tell whether what was read is more than a heading."""
    inner = found.trees[0].get(form.key)
    return isinstance(inner, nodes.Mapping) and any(
        has_words(leaf) for name in ("text", "list") if (part := inner.get(name)) for leaf in leaves(part)
    )


def _is_list(node: Node) -> bool:
    """Tell whether a value is a list, or has one in it."""
    inside = (entry.value for entry in node.entries) if isinstance(node, nodes.Mapping) else ()
    return isinstance(node, nodes.Sequence) or any(maps(value) for value in inside)


def _is_mixed(node: Node) -> bool:
    """Tell whether a list holds texts of words beside mappings: a name, and one with its address."""
    items = _listed(node)
    return any(map(has_words, items)) and any(isinstance(item, nodes.Mapping) for item in items)


def _has_names(node: Node, beside: frozenset[str] | None) -> bool:
    """Tell whether every item of a list has a name, and a key `beside` it where any are asked for."""
    rows = [{folded(one.key.text): one.value for one in item.entries} for item in maps(node)]
    fit_ = (has_words(row.get("name")) and (not beside or not beside.isdisjoint(row)) for row in rows)
    return beside is not None and len(rows) == len(_listed(node)) > 0 and all(fit_)


def _have_lengths(kind: Kind, node: Node, language: str) -> bool:
    """Tell whether every item of a list, of which there are several, says what it is, and how long, to be drawn."""
    rows = [{folded(one.key.text): one.value for one in item.entries} for item in maps(node)]
    lengths, names = ({folded(name) for name in kind.item[target]} for target in ("duration", "title"))

    def is_timed(row: Mapping[str, Node]) -> bool:
        told = [value.text for name, value in row.items() if name in lengths and isinstance(value, Scalar)]
        return len(told) == 1 and read_duration(told[0], language) is not None and not names.isdisjoint(row)

    return len(rows) == len(_listed(node)) > 1 and all(map(is_timed, rows))


def _are_dated(kind: Kind, node: Node) -> bool:
    """Tell whether every item of a list has a day, and a name of what is on that day."""
    rows = [{folded(one.key.text): one.value for one in item.entries} for item in maps(node)]
    days, names = ({folded(name) for name in kind.item[target]} for target in ("date", "title"))
    dated = (
        any(name in days and isinstance(value, Scalar) and has_figure(value) for name, value in row.items())
        and any(name in names and is_text(value) for name, value in row.items())
        for row in rows
    )
    return len(rows) == len(_listed(node)) > 0 and all(dated)


def _spread(entry: Entry) -> tuple[Entry, ...]:
    """Give the entries of a mapping that holds keys of the page itself, any other entry as it is."""
    held = families().listed("pages", entry.key.text) and isinstance(entry.value, nodes.Mapping)
    return entry.value.entries if held and isinstance(entry.value, nodes.Mapping) else (entry,)


def _is_event(entry: Entry) -> bool:
    """Tell whether an entry says what it holds of an event, by its name."""
    return families().listed("events", entry.key.text)


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, nodes.Sequence) else ()


def _are_names(entry: Entry) -> bool:
    """Tell whether a list is of names: two words, each with a capital."""
    items = _listed(entry.value)
    texts = [item.text.split() for item in items if isinstance(item, Scalar)]
    return len(texts) == len(items) > 0 and all(len(text) > 1 and text[0][:1].isupper() for text in texts)


def _holds(node: Node, least: int) -> bool:
    """Tell whether a value holds a sentence; where it takes less than that, whether it holds so many words at all."""
    counts = [words_in(leaf.text) for leaf in _telling(node)]
    return max(counts, default=0) >= least or (least < SENTENCE and sum(counts) >= least)


def _entries(node: nodes.Mapping) -> Iterator[tuple[str, Node]]:
    for entry in node.entries:
        yield entry.key.text, entry.value


def _step(key: str) -> str:
    return key.replace("[", "(").replace("]", ")")


def _fold(text_: str) -> str:
    return " ".join(text_.casefold().split())


def _is_form(spec: Spec, node: Node) -> bool:
    """Tell whether a value is of the form that a key asks for."""
    if isinstance(spec, Items):
        return isinstance(node, nodes.Sequence) and all(_is_form(spec.item, item) for item in node.items)
    if isinstance(spec, Keys):
        listed = spec.keys.get("list")
        alone = isinstance(node, nodes.Sequence) and isinstance(listed, Items) and _is_form(listed, node)
        return isinstance(node, nodes.Mapping) or alone
    if spec.kind.name == "picture":
        return isinstance(node, Scalar) or (isinstance(node, nodes.Mapping) and node.get("file") is not None)
    return isinstance(node, Scalar)


def _is_one_item(spec: Spec, node: Node) -> bool:
    """Tell whether an item stands alone where a list of such is wanted."""
    if not isinstance(spec, Items) or not isinstance(spec.item, Keys):
        return False
    if isinstance(node, Scalar):
        return sort(node) == "number"
    return isinstance(node, nodes.Mapping) and all(entry.key.text in spec.item.keys for entry in node.entries)


def _leaves(form: Form, found: Fit) -> set[int]:
    return {id(leaf) for tree in found.trees for leaf in read_by(form, tree)}


def _words(form: Form, found: Fit) -> int:
    return sum(words_in(leaf.text) for tree in found.trees for leaf in read_by(form, tree))


def _kind_word(block: nodes.Mapping) -> Scalar | None:
    known = families()
    words = {folded(entry.key.text): entry.value for entry in block.entries}
    found = (words[name] for name in known.lists["kind"] if name in words)
    return next((word for word in found if isinstance(word, Scalar) and word.kind == "text"), None)


def _are_kinds(words: list[Scalar], count: int) -> bool:
    return len(words) == count and sum(families().of_block(word.text) is not None for word in words) * 2 >= count


def _unwrapped(block: nodes.Mapping) -> nodes.Mapping:
    """Give a block without what says its kind, and with what is in its `content`."""
    known = families()
    kept: list[Entry] = []
    for entry in block.entries:
        if folded(entry.key.text) in ("content", "props", "data", "fields") and isinstance(entry.value, nodes.Mapping):
            kept += entry.value.entries
        elif not known.listed("kind", entry.key.text):
            kept.append(entry)
    return nodes.Mapping(tuple(kept), block.place)


def _telling(node: Node) -> Iterator[Scalar]:
    return (leaf for leaf in leaves(shown(node)) if has_words(leaf))
