"""Where a value that a site fills in falls out of a text: what stays reads as a sentence, or is left out, too."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from brochure.load.markdown.tree import INLINE, append_text
from brochure.vocabulary.patterns import compiled

# Stands before a value of one line, so that nothing in it begins a block.
GUARD = "\ue000"
# Stands where a value fell out: a code point that no text holds (a noncharacter of Unicode).
GAP = "\ufdd0"
_ELLIPSIS = "\u2026"
# Values with nothing between them but a sign or two are one that is missing: an hour and its minutes.
_JOINED = compiled(f"{GAP}(?:[^\\w\\n{GAP}]{{0,2}}{GAP})+")
_WORD = compiled(r"\w")
_OPENING, _CLOSING = "([{«“„‹‘", ")]}»”›’"
_ENDS, _COMMAS, _DASHES = ".!?…", ",;", "–—-"
# The address that a link leads to is read where its words fell out.
_ADDRESS = compiled(r"(?:https?://|mailto:|tel:)(?P<read>[^\s]+?)/?$")
# The end of an ordinal, a unit: what a missing number leaves is no word.
_REST = compiled(r"[^\W\d]{1,2}(?!\w)")
_EMPTIED = frozenset({"li", "tr", "dt", "dd"})
_LISTS = frozenset({"ul", "ol", "dl", "tbody"})


def close_gaps(root: Element) -> None:
    """Close up the text round values that fell out; dots stand for what its sentence does not read without."""
    for element in root.iter():
        for name, value in element.items():
            element.set(name, value.replace(GAP, ""))
        if element.tag == "a" and _bare("".join(element.itertext())) and GAP in "".join(element.itertext()):
            _say_address(element)
    _drop_emptied(root)
    run: list[tuple[Element, str]] = []
    _collect(root, run)
    _close(run)


def _say_address(link: Element) -> None:
    address = _ADDRESS.match(link.get("href", ""))
    if address is not None:
        link[:] = []
        link.text = address["read"]


def _drop_emptied(parent: Element) -> None:
    """Drop items and rows that held nothing but such values, as a loop of a template leaves them, and their list."""
    before: Element | None = None
    for child in list(parent):
        _drop_emptied(child)
        said = "".join(child.itertext())
        emptied = child.tag in _EMPTIED and GAP in said and _bare(said) and child.find(".//img") is None
        listless = child.tag in _LISTS and not len(child)
        if emptied or listless:
            parent.remove(child)
        if listless and before is not None and "".join(before.itertext()).rstrip().endswith(":"):
            append_text(before, len(before), f" {GAP}")
        before = child


def _bare(text: str) -> bool:
    return not _WORD.search(text)


def _collect(element: Element, run: list[tuple[Element, str]]) -> None:
    is_block = element.tag not in INLINE
    if is_block:
        _close(run)
    run.append((element, "text"))
    for child in element:
        _collect(child, run)
        run.append((child, "tail"))
    if is_block:
        _close(run)


def _close(run: list[tuple[Element, str]]) -> None:
    """Close the gaps of a run: the text between two borders of blocks."""
    texts = [getattr(element, slot) or "" for element, slot in run]
    if any(GAP in text for text in texts):
        signs = _closed("".join(texts), any(element.tag == "img" for element, _ in run))
        at = 0
        for (element, slot), text in zip(run, texts, strict=True):
            setattr(element, slot, "".join(signs[at : at + len(text)]))
            at += len(text)
    run.clear()


def _closed(text: str, pictured: bool) -> list[str]:
    """Give a text sign by sign, empty where one is left out."""
    if text.startswith(GUARD):
        return [GUARD, *_closed(text[1:], pictured)]
    if _bare(text):
        return [sign if pictured and sign.isspace() else "" for sign in text]
    joined = _JOINED.sub(lambda found: GAP.ljust(len(found[0]), "\0"), text)
    signs = ["" if sign == "\0" else sign for sign in joined]
    for at, sign in enumerate(joined):
        if sign == GAP:
            signs[at] = ""
            _close_at(signs, at)
    return signs


def _close_at(signs: list[str], at: int) -> None:
    """Close up round a place, or set dots there."""
    left = _beside(signs, range(at - 1, -1, -1))
    right = _beside(signs, range(at + 1, len(signs)))
    before, after = _sign(signs, left), _sign(signs, right)
    starts = not before or (before in _ENDS and signs[at - 1].isspace())
    if _glued(signs, at - 1, -1) or _glued(signs, at + 1, 1):
        is_rest = (not before or signs[at - 1].isspace()) and _REST.match("".join(signs[at + 1 : at + 4]))
        signs[at] = _ELLIPSIS if is_rest else ""
        return
    if before and after and before in _OPENING and after in _CLOSING:
        _clear(signs, _spaced(signs, left), right)
    elif before and before in _OPENING and after and after in _COMMAS + _DASHES:
        _clear(signs, left + 1, right + _blanks(signs, right))
    elif starts and (not after or after in _ENDS):
        _clear(signs, _spaced(signs, at), right if after else len(signs) - 1)
    elif starts and (after in _COMMAS + _DASHES + ":" or after.isupper()):
        _begin(signs, at, right)
    elif before and before in _COMMAS + _DASHES and (not after or after in _ENDS + _COMMAS + _CLOSING + _DASHES):
        _clear(signs, _spaced(signs, left), at)
        if after and after not in _DASHES:
            _clear(signs, at, right - 1)
    else:
        signs[at] = _ELLIPSIS
        if after == ".":
            _clear(signs, at + 1, right)


def _begin(signs: list[str], at: int, right: int) -> None:
    """Let a sentence begin with what stands after a place, and not with a comma."""
    if signs[right].isupper():
        _clear(signs, at, right - 1)
        return
    _clear(signs, at, right + _blanks(signs, right))
    first = _beside(signs, range(right + 1, len(signs)))
    if first >= 0:
        signs[first] = signs[first][:1].upper() + signs[first][1:]


def _glued(signs: list[str], at: int, step: int) -> bool:
    """Tell whether a word goes on at a place, past what is left out."""
    while 0 <= at < len(signs) and not signs[at]:
        at += step
    return 0 <= at < len(signs) and bool(_WORD.match(signs[at]))


def _beside(signs: list[str], places: Iterable[int]) -> int:
    """Give the first of some places where more than a blank stands, -1 where there is none."""
    return next((place for place in places if signs[place].strip() and signs[place] != GAP), -1)


def _sign(signs: list[str], at: int) -> str:
    return signs[at] if at >= 0 else ""


def _spaced(signs: list[str], at: int) -> int:
    """Give where the blanks before a place begin."""
    while at > 0 and (not signs[at - 1] or signs[at - 1].isspace()):
        at -= 1
    return at


def _blanks(signs: list[str], at: int) -> int:
    """Count the blanks after a place."""
    count = 0
    while at + 1 + count < len(signs) and signs[at + 1 + count].isspace():
        count += 1
    return count


def _clear(signs: list[str], first: int, last: int) -> None:
    for at in range(max(first, 0), last + 1):
        signs[at] = ""
