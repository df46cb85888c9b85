"""From the keys of a page to the sections of a brochure, in order: what the settings ask for, else all there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Scalar
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.paths import KeyPath
from brochure.model.placed import Order, Placed
from brochure.model.reading import Reading
from brochure.model.spec import Spec
from brochure.model.values import Text
from brochure.model.wishes import Wish
from brochure.placing.claims import NAME, OPENING, OWN, Claim, brought_together, folded_words
from brochure.placing.form import Form
from brochure.placing.making import mapping, named
from brochure.placing.page import Page
from brochure.placing.pruning import Pruned, pruned
from brochure.placing.settling import settled
from brochure.placing.stemming import stemmed
from brochure.placing.strays import with_address, with_pictures
from brochure.placing.wishing import Wished, ordered, wished
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import NamedTuple, dataclass

_TOP = ("title", "lang", "url")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the settings say of the content: its sections, what of it is ignored, its language."""

    wishes: tuple[Wish, ...] = ()
    ignored: tuple[KeyPath, ...] = ()
    language: str = "en"


class Made(NamedTuple):
    """A section as it will be made, and the part of the page that it is made of, None where there is none."""

    order: Order
    claim: Claim | None

    def settled(self, reading: Reading, keys: Mapping[str, Spec]) -> Made:
        """Give it with values as its keys take them."""
        return self._replace(order=replace(self.order, tree=settled(reading, keys, self.order.tree)))


@dataclass(frozen=True, slots=True)
class Arranged:
    """A page arranged: what is read, each section with what it is made of, and what is read by none.

    `left` are parts that a section would read which the settings leave off; `absent` are the paths that lead nowhere;
    `front` is the page as it was written, `cut` what was not looked at; `guesses` are what was read otherwise than by
    the keys of its sections; `listed` says that the settings list the sections, `opened` that the introduction has
    what the text begins with.
    """

    placed: Placed
    made: tuple[Made, ...]
    left: tuple[Claim, ...]
    absent: tuple[KeyPath, ...]
    front: nodes.Mapping
    cut: Pruned
    titles: tuple[Scalar, ...]
    slips: tuple[Entry, ...]
    guesses: tuple[Claim, ...] = ()
    listed: bool = False
    opened: bool = False


def arranged(
    reading: Reading,
    front: nodes.Mapping,
    forms: Sequence[Form],
    asked: Asked,
    body: str,
    titled: bool,
    opening: Scalar | None = None,
) -> Arranged:
    """Arrange the keys of a page; what is wrong with the settings is reported.

    `body` is the text under them; `titled` tells that it has the title. Its `opening` belongs to the introduction.
    """
    known = {form.name: replace(form, language=asked.language) for form in forms}
    cut = pruned(front, asked.ignored, asked.language)
    tree = settled(reading, keys_of(Brochure).keys, cut.tree)
    page = Page(known, stemmed(tree), titled)
    page.read()
    titles = tuple(scalar for _, scalar in sorted(page.titles, key=lambda one: one[0])[:1])
    listed = wished(reading, known, tree, asked.wishes)
    free = _free(page.claims, listed)
    if not any(one.form.where == "inside" for one in listed) or any(
        one.form.name == "gallery" and one.wish.source is None for one in listed
    ):
        free = [*_with_strays(known, tree, free), *_opened(known, opening)]
    claims = brought_together(free, known, folded_words(body))
    inside = [one for one in listed if one.form.where == "inside"]
    maker = _Maker(reading, claims, listed)
    made, left = maker.listed(known.values()) if inside else (maker.all(known.values()), ())
    made = [one.settled(reading, known[one.order.section].keys) for one in made]
    alone = not asked.wishes and _is_plain(made)
    tree = _tree(tree, page.slips, titles, made if alone else ())
    placed = Placed(tree, () if alone else tuple(one.order for one in made))
    absent = tuple(one.wish.source for one in listed if one.absent and one.wish.source is not None)
    guesses = tuple(claim for claim in free if claim.why != OWN)
    return Arranged(
        placed,
        tuple(made),
        tuple(left),
        absent,
        front,
        cut,
        titles,
        tuple(page.slips),
        guesses,
        bool(inside),
        opening is not None,
    )


def _free(claims: Iterable[Claim], listed: Iterable[Wished]) -> list[Claim]:
    """Give what no wish has taken for itself."""
    given = {id(scalar) for one in listed for claim in one.claims for scalar in claim.scalars()}
    return [claim for claim in claims if not any(id(scalar) in given for scalar in claim.scalars())]


def _opened(forms: Mapping[str, Form], opening: Scalar | None) -> list[Claim]:
    """Give what a text begins with, as the last part of the introduction."""
    form = forms.get("introduction")
    if form is None or opening is None:
        return []
    tree = mapping([(form.key, opening)], opening.place)
    return [Claim(form.name, tree, "", opening.place, NAME, rank=OPENING)]


def is_opened(page: Arranged) -> bool:
    """Tell whether a page has so much besides its text that what this begins with would come late."""
    claims = [one.claim for one in page.made if one.claim is not None]
    late = any(claim.section not in ("cover", "introduction") for claim in claims)
    own = any(claim.section == "introduction" and claim.why == OWN for claim in claims)
    return late and not own and not page.listed


def _with_strays(forms: Mapping[str, Form], front: nodes.Mapping, claims: list[Claim]) -> list[Claim]:
    """Give the claims with what stands in the page and none of them reads: pictures, an address of its own."""
    if "contact" in forms:
        claims = with_address(front, claims, forms["contact"].key)
    return with_pictures(front, claims, forms["gallery"].key) if "gallery" in forms else claims


def _tree(
    front: nodes.Mapping, slips: Iterable[Entry], titles: Iterable[Scalar], made: Iterable[Made]
) -> nodes.Mapping:
    """Give the mapping that is read: the keys of the page itself, and those of its sections where each stands once."""
    given = [Entry(named("title", title.place), title) for title in titles]
    # A title was sought elsewhere because the page's own one is empty.
    names = _TOP[1:] if given else _TOP
    own = [entry for entry in front.entries if entry.key.text.casefold() in names]
    inside = [entry for one in made for entry in one.order.tree.entries]
    return nodes.Mapping((*given, *own, *inside, *slips), front.place)


def _is_plain(made: Iterable[Made]) -> bool:
    """Tell whether every section stands once, as it would without any order."""
    found = list(made)
    names = [one.order.section for one in found]
    runs = any(one.claim is not None and one.claim.run for one in found)
    return not runs and len(names) == len(set(names)) and all(one.order.heading is None for one in found)


class _Maker:
    """Makes sections of claims and wishes."""

    def __init__(self, reading: Reading, claims: Sequence[Claim], listed: Sequence[Wished]) -> None:
        self._reading, self._claims, self._listed = reading, claims, listed

    def all(self, forms: Iterable[Form]) -> list[Made]:
        """Give every section in its place, as often as there is something for it; blocks in their own order."""
        blocks = sorted((claim for claim in self._claims if claim.run), key=lambda claim: claim.run)
        made: list[Made] = []
        for form in forms:
            if form.name == "body" or form.where == "back":
                made += [self._plain(claim) for claim in blocks]
                blocks = []
            made += self._outside(form) if form.where != "inside" else self._inside(form)
        return made

    def listed(self, forms: Iterable[Form]) -> tuple[list[Made], tuple[Claim, ...]]:
        """Give the sections that the settings list, the covers around them, and the claims that are left.

        A bare name reads what there is of its kind, once.
        """
        free = list(self._claims)
        found: dict[str, list[Made]] = {"front": [], "inside": [], "back": []}
        seen: set[str] = set()
        for form in forms:
            if form.where != "inside":
                found[form.where] += self._outside(form)
                free = [claim for claim in free if claim.section != form.name or _is_off(self._listed, form.name)]
        for one in self._listed:
            if one.form.where != "inside" or one.wish.off or one.absent:
                continue
            mine: Sequence[Claim | None] = one.claims
            if one.wish.source is None:
                mine = [claim for claim in free if claim.section == one.form.name]
                free = [claim for claim in free if claim.section != one.form.name]
                mine = mine or ([None] if one.form.name not in seen else [])
                seen.add(one.form.name)
            found["inside"] += [Made(ordered(self._reading, one, claim), claim) for claim in mine]
        return [*found["front"], *found["inside"], *found["back"]], tuple(free)

    def _outside(self, form: Form) -> list[Made]:
        """Give a cover, as the settings have it."""
        mine = [claim for claim in self._claims if claim.section == form.name]
        one = next((one for one in self._listed if one.form.name == form.name), None)
        if one is None:
            return [self._plain(mine[0]) if mine else Made(_bare(form), None)]
        claim = next(iter([*one.claims, *mine]), None)
        return [] if one.wish.off else [Made(ordered(self._reading, one, claim), claim)]

    def _inside(self, form: Form) -> list[Made]:
        mine = [claim for claim in self._claims if claim.section == form.name and not claim.run]
        return [self._plain(claim) for claim in mine] or [Made(_bare(form), None)]

    def _plain(self, claim: Claim) -> Made:
        heading = claim.heading
        if heading is None:
            return Made(Order(claim.section, claim.tree), claim)
        source = self._reading.source_of(heading.place)
        text = Text(heading.text, heading.place, source, heading.start, heading.end)
        return Made(Order(claim.section, claim.tree, text), claim)


def _bare(form: Form) -> Order:
    return Order(form.name, mapping([], Place("")))


def _is_off(listed: Iterable[Wished], name: str) -> bool:
    """Tell whether the settings leave a section off."""
    return any(one.form.name == name and one.wish.off for one in listed)
