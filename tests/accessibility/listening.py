"""What is wrong with a document for those who listen to it: each check gives what it finds, in words.

The checks read the structure tree of a finished PDF (`tests.pdfreader.reading`). No rule of a validator proves these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tests.owed import missing, words
from tests.pdfreader.reading import Item, Reading

# Alone, these say nothing of where a link leads (WCAG 2.2, technique G91 and failure F63).
VAGUE = re.compile(
    r"(cliquez |cliquer )?ici|(ce )?lien|lire( la suite)?|(en savoir |voir )?plus|voir|suite|site|page"
    r"|(click )?here|(this )?link|this|(read |learn |see )?more|see|website"
)
_HEADING = re.compile(r"H[1-6]")
_CHILDREN = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}


def headings(tree: Item) -> list[str]:
    """One first heading, before every other; none skips a level on its way down, none is empty."""
    found = [item for item in tree.walk() if _HEADING.fullmatch(item.role)]
    levels = [int(item.role[1]) for item in found]
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of the first level"]
    for before, level, item in zip([0, *levels], levels, found, strict=False):
        if level > before + 1:
            faults.append(f"{item.all_text!r}: level {level} after level {before}")
        if not item.all_text.strip():
            faults.append(f"an empty heading of level {level}")
    return faults


def lists(tree: Item) -> list[str]:
    """A list holds items, an item one body with something in it, and what stands in no list is no item."""
    faults = []
    for parent, item in _pairs(tree):
        wrong = {child.role for child in item.children} - _CHILDREN.get(
            item.role, {child.role for child in item.children}
        )
        faults += [f"{item.role} holds {role}" for role in sorted(wrong)]
        if item.role == "LI" and parent.role != "L":
            faults.append(f"an item of a list in {parent.role}")
        if item.role == "LI" and [child.role for child in item.children].count("LBody") != 1:
            faults.append("an item of a list without one body")
        if item.role in ("L", "LBody") and not item.children and not item.all_text.strip():
            faults.append(f"{item.role} is empty")
    return faults


def paragraphs(tree: Item) -> list[str]:
    """A paragraph has something to say; one of nothing but spaces is read as a pause that nobody meant."""
    found = [item for item in tree.walk() if item.role == "P"]
    return [
        f"an empty paragraph on page {item.pages}"
        for item in found
        if not item.all_text.strip() and all(inner.role != "Figure" for inner in item.walk())
    ]


def figures(tree: Item) -> list[str]:
    """A figure has an alternative text, which states the numbers painted in it and the one that is set after it."""
    faults = []
    for parent, item in _pairs(tree):
        if item.role != "Figure":
            continue
        if not (item.alt or "").strip():
            faults.append(f"a figure on page {item.pages[0] + 1} has no alternative text")
            continue
        at = parent.children.index(item)
        following = parent.children[at + 1].all_text if at + 1 < len(parent.children) else ""
        labels = [following] if "%" in following[:12] else []
        faults += unsaid(item.alt or "", labels)
    return faults


def unsaid(alternative: str, labels: Sequence[str]) -> list[str]:
    """Name the numbers of labels that an alternative text does not state."""
    said = re.findall(r"\d+(?:[.,]\d+)?", alternative)
    return [
        f"{alternative!r} does not state {number}"
        for label in labels
        for number in re.findall(r"\d+(?:[.,]\d+)?", label)
        if number not in said
    ]


def links(tree: Item) -> list[str]:
    """A link has words that say where it leads; two links that are described alike lead to the same place."""
    faults, known = [], dict[str, str]()
    for item in tree.find("Link"):
        said = " ".join(item.all_text.split())
        areas = item.entries.get("areas", [])
        if not said and not any(child.alt for child in item.walk()):
            faults.append("a link without words")
        if VAGUE.fullmatch(" ".join(words(said)).lower()):
            faults.append(f"{said!r} says nothing of where the link leads")
        if not areas:
            faults.append(f"{said!r} cannot be followed")
        for area in areas:
            target = str(area.A.URI) if "/A" in area else f"#{area.Dest}"
            contents = str(area.get("/Contents", ""))
            faults += _link_faults(said, contents, target)
            told = (said if "/A" in area else contents).lower()
            if known.setdefault(told, target) != target:
                faults.append(f"{told!r} leads to {known[told]} and to {target}")
    return faults


def _link_faults(said: str, contents: str, target: str) -> Iterator[str]:
    """A description holds the words of the link, and the place to which it leads out of the document."""
    if missing(words(said), words(contents)):
        yield f"the link {said!r} is described as {contents!r}"
    if "://" in target and target.partition("://")[2] not in contents:
        yield f"the description {contents!r} does not name {target}"


def languages(reading: Reading) -> list[str]:
    """The document has a language, and an element tells another one only where it differs."""
    whole = str(reading.pdf.Root.get("/Lang", ""))
    faults = [] if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", whole) else [f"the document is in {whole!r}"]
    assert reading.tree is not None
    return faults + [f"{item.role} repeats {whole}" for _, item in _pairs(reading.tree) if item.lang == whole]


def furniture(reading: Reading, running: str, first: int, last: int) -> list[str]:
    """From page `first` to `last` (from 1) furniture is an artifact, and nothing else is missed.

    A folio stands on every page, the running title on left ones alone.
    """
    faults = [f"page {page + 1}: {text!r} is neither content nor artifact" for page, text in reading.untagged]
    faults += [f"{text!r} is in no element" for text in reading.orphans if text.strip()]
    told = [(page + 1, kind, " ".join(text.split())) for page, kind, text in reading.artifacts]
    for page in range(first, last + 1):
        found = {text for at, kind, text in told if at == page and kind == "/Pagination"}
        wanted = {str(page)} if page % 2 else {str(page), running}
        faults += [f"page {page}: no {text!r} of pagination" for text in sorted(wanted - found)]
        faults += [f"page {page}: {text!r} runs here, too" for text in sorted(found - wanted)]
    for page, kind, text in told:
        if kind != "/Pagination" and len(words(text)) > _FEW:
            faults.append(f"page {page}: {text!r} is not read")
    return faults


# Marks and labels of drawings are short; more words than this are text that somebody should hear.
_FEW = 12


def order(tree: Item, owed: Sequence[str]) -> list[str]:
    """The words of the source follow each other in the tree as there; those that a line's end parts count as one.

    A figure says its words in its alternative text.
    """
    known = frozenset(owed)
    said = ((item.alt or "") if item.role == "Figure" else _own(item) for item in tree.walk())
    return missing(list(owed), [word for text in said for word in words(_mended(text, known))])


def _mended(text: str, known: Collection[str]) -> str:
    """Take the hyphens out of words that the source has without them."""
    joined = ((found[0], found[0].replace("-", "")) for found in re.finditer(r"\w+(?:-\w+)+", text))
    for parted, whole in joined:
        text = text.replace(parted, whole) if whole in known else text
    return text


def _own(item: Item) -> str:
    """Give the text of a block with what runs within it, of one that holds blocks what stands beside them."""
    if is_block(item):
        return item.all_text
    return "" if item.role in _INLINE else item.text


_INLINE = frozenset({"Link", "Span", "Figure", "Reference", "Em", "Strong", "Code"})


def is_block(item: Item) -> bool:
    """Tell whether an element is read as a whole: text of its own, or with nothing but runs or its number in it."""
    runs = _INLINE | {"Lbl"} if item.role.startswith("H") else _INLINE
    return item.role not in _INLINE and bool(item.pieces) and all(child.role in runs for child in item.children)


def blocks(item: Item) -> Iterator[Item]:
    """Give the blocks of a tree in turn; what stands in one is read with it."""
    if is_block(item):
        yield item
        return
    for child in item.children:
        yield from blocks(child)


def _pairs(tree: Item) -> Iterator[tuple[Item, Item]]:
    for item in tree.walk():
        for child in item.children:
            yield item, child
