"""What of a page a section reads, and how parts of it become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.placing.form import Form
from brochure.placing.making import joined, mapping
from brochure.placing.values import leaves
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

OWN, NAME, FIELDS, BLOCK, TEXT, ASKED = (
    Said("its own key"), Said("its name"), Said("its fields"), Said("its kind of block"), Said("its sentences"),
    Said("sections"),
)  # fmt: skip
# The rank of what the text begins with: after all names of a lead.
OPENING = 1000
_WORDS = compiled(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of the page that a section reads: from which key path, at what place, and why.

    `heading` is one for which the section has no key. `rank` puts the texts of the introduction, and the pictures of
    the cover, in their order; `run` numbers what a page builder lists in its own order.
    """

    section: str
    tree: nodes.Mapping
    path: str
    place: Place
    why: Said
    heading: Scalar | None = None
    rank: int = 0
    run: int = 0

    def scalars(self) -> Iterator[Scalar]:
        """Give the values of the file of which it is made."""
        for leaf in leaves(self.tree):
            yield from leaf.origins()
        if self.heading is not None:
            yield from self.heading.origins()


def folded_words(text: str) -> str:
    """Give the words of a text in small letters, with a space before and after each."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def brought_together(claims: Iterable[Claim], forms: Mapping[str, Form], printed: str) -> list[Claim]:
    """Make one introduction and one cover of all there are; `printed` are words that stand in the brochure anyway."""
    found = list(claims)
    rest = _once([claim for claim in found if claim.section not in ("introduction", "cover")])
    cover, further = _cover([claim for claim in found if claim.section == "cover"], forms)
    leads = [claim for claim in found if claim.section == "introduction"] + further
    return [*cover, *_introduction(leads, forms, printed), *rest]


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what says again what another of its section says: a page and its settings often have one list twice."""
    kept: list[Claim] = []
    said: set[tuple[str, tuple[str, ...]]] = set()
    for claim in claims:
        words = tuple(folded_words(leaf.text) for leaf in leaves(claim.tree))
        if (claim.section, words) not in said or claim.run:
            kept.append(claim)
        said.add((claim.section, words))
    return kept


def _cover(claims: Sequence[Claim], forms: Mapping[str, Form]) -> tuple[list[Claim], list[Claim]]:
    """Give the cover with the first of its pictures and lines, and the lines that are left."""
    entries: dict[str, tuple[Claim, Node]] = {}
    left: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (one.why != OWN, one.rank)):
        for entry in claim.tree.entries:
            if entry.key.text not in entries:
                entries[entry.key.text] = claim, entry.value
            elif isinstance(entry.value, Scalar) and entry.key.text == "subtitle" and "introduction" in forms:
                tree = mapping([(forms["introduction"].key, entry.value)], entry.value.place)
                left.append(replace(claim, section="introduction", tree=tree, rank=0))
    if not entries:
        return [], left
    first = min((claim for claim, _ in entries.values()), key=lambda claim: claim.why != OWN)
    tree = mapping([(name, node) for name, (_, node) in entries.items()], first.place)
    return [replace(first, tree=tree)], left


def _introduction(claims: Sequence[Claim], forms: Mapping[str, Form], printed: str) -> list[Claim]:
    """Give the first of all leads, and below it what others say that is not printed yet."""
    if not claims:
        return []
    ordered = sorted(claims, key=lambda one: (one.why != OWN, one.rank))
    key = forms["introduction"].key
    texts: list[str] = []
    parts: list[Scalar] = []
    opening = ordered[-1].tree.get(key) if ordered[-1].rank == OPENING else None
    there = printed + (folded_words(opening.text) if isinstance(opening, Scalar) else "")
    for claim in ordered:
        line = claim.tree.get(key)
        if line is None and claim.heading is not None and len(ordered) > 1:
            if folded_words(claim.heading.text) not in there:
                texts.append(f"{'###' if texts else '##'} {' '.join(claim.heading.text.split())}")
                parts.append(claim.heading)
                there += folded_words(claim.heading.text)
            continue
        line = claim.heading if line is None else line
        if not isinstance(line, Scalar):
            # What is none is told by whoever reads it.
            return [claim]
        if line is not opening and (texts or opening is not None) and folded_words(line.text) in there:
            continue
        if claim.heading is not None and line is not claim.heading and folded_words(claim.heading.text) not in there:
            texts.append(f"{'###' if texts else '##'} {' '.join(claim.heading.text.split())}")
            parts.append(claim.heading)
        texts.append(line.text.strip() if len(ordered) > 1 else line.text)
        parts.append(line)
        there += folded_words(line.text)
    first = ordered[0]
    return [replace(first, tree=mapping([(key, joined(texts, parts))], first.place), heading=None)]
