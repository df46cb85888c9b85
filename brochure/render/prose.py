"""Cleaned Markdown made ready for a page: headings in step, pictures and links resolved, leads and lists told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from html import escape, unescape
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from brochure.load.markdown.convert import inline, inner_html, plain_text, to_html, to_prose
from brochure.load.markdown.repairs import prune, source_of
from brochure.load.markdown.tree import started
from brochure.model.values import Text
from brochure.vocabulary.limits import DEFAULT, LimitExceeded, Limits
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Problem, Severity
from brochure.vocabulary.records import NamedTuple, dataclass

_NOTHING: Mapping[str, str] = MappingProxyType({})
# What a picture that stands alone may stand in.
_AROUND = frozenset({"a", "br", "em", "img", "span", "strong"})
Stands: TypeAlias = Literal["alone", "in a line", "in a heading"]
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEME = compiled(r"[A-Za-z][A-Za-z0-9+.-]*:")
# What stands before the colon names the item; longer than this, it is a sentence.
_NAME_LENGTH = 70
_STRESS = compiled(r"<(/?)(?:strong|em)>")
_NAMED = compiled(rf"((?:[^:<]|</?(?:strong|em)>){{2,{_NAME_LENGTH}}}?)\s?:\s(.+)$", re.DOTALL)
_BOLD = compiled(rf"<strong>([^<]{{2,{_NAME_LENGTH}}}?)\s?:?</strong>\s?[:.,–—-]?\s*(.*)$", re.DOTALL)
# So many items are a list of a few things, each with its name.
_FEWEST, _MOST = 2, 6
# A quotation of as many letters has room in a margin.
_PULLED = 120
# What words are broken in, and their last one, of whatever letters: others may stand for them in copies.
_PARAGRAPHS = frozenset({"p", "li", "dd"})
_END = compiled(r"\S+$")
# What ends in a line of its own, which had better be more than one short word.
_ENDING = frozenset({"p", "li", "dd", *_HEADINGS})
# What a column of figures holds: a number with its sign and its unit, or a dash for none.
_FIGURES = compiled(r"[-−–+±~≈]?\s?(?:[€$£]\s?)?[\d][\d\s.,:’'/]*\s?(?:%|‰|€|\$|£|°C?|[a-zA-Zµ]{1,3}[²³]?)?|[-–—]")
# The space before a last word of few letters, after one that is not long either; in a first paragraph, of some more.
_LAST_WORD, _LAST_OF_LEAD = (
    compiled(rf"(?<=[\w,;])(?<!\w{{13}}) (?=[^\s<>]{{1,{most}}}(?:</\w+>|\s?[.!?:»…]+)*$)") for most in (6, 13)
)

# A text as its last words are bound: tags, spaces, words; and the tags at which a line ends anyhow.
_TOKENS, _LINE_ENDS = compiled(r"<[^>]*>|[ \n]+|[^< \n]+|<"), compiled(r"</?(?:br|p|li|ul|ol|div|img|pre|table)\b")
# A last line of fewer letters looks left over; so many have room in any column of running text.
_PAIR, LEFT_OVER, _TAIL = 2, 12, 26
# A last word of so many letters is not left over, where what is bound to it would tear the line before.
LONG = 8
# A word of no more letters belongs to the one after it.
_ARTICLE = 3
# A first paragraph of more letters is never said large, and a paragraph of fewer ends in its first lines.
_NEVER_LARGE, _SOME_LINES = 280, 60
# A first paragraph of no more letters may be said large: so large that two words have no room beside each other.
_LED = 70
# A text of fewer letters is a line of its own.
LINE = 30
# Nobody types an address of more letters from paper: its code and its link hold it whole.
_TYPED = 160


def printed_address(address: str) -> str:
    """Give an address as a reader would type it from paper; "" where there is nothing to type."""
    scheme, _, rest = address.partition(":")
    if scheme == "mailto":
        return rest.partition("?")[0]
    return rest.removeprefix("//").rstrip("/") if scheme in ("http", "https") else ""


def beside_code(address: str) -> str:
    """Give an address as it stands beside its code: of one that nobody types, where it begins."""
    shown = re.split("[?#]", printed_address(address))[0].rstrip("/")
    return shown if len(shown) <= _TYPED else shown.partition("/")[0][:_TYPED] + "/…"


def on_the_web(address: str, site: str) -> str:
    """Give the address of a page on the web, "" where there is none: without its site, a path leads nowhere."""
    whole = absolute(address, site)
    parts = urlsplit(whole)
    return whole if parts.scheme in ("http", "https") and parts.netloc else ""


def absolute(address: str, site: str) -> str:
    """Make an address absolute where its site is known; "" for what is no address (RFC 3986, 3.2.2)."""
    try:
        return urljoin(site, address) if site else urlsplit(address).geturl()
    except ValueError:
        return ""


class Block(NamedTuple):
    """A paragraph, or the like, as HTML; `letters` counts its own, `leads` tells whether it announces the next one.

    One that is `pulled` is a short quotation; of a picture alone `source` is the address, `picture` it itself in what
    it stands in, without the style that keeps it in a text, and `caption` what is printed with it.
    """

    html: str
    letters: int
    leads: bool
    pulled: bool
    source: str
    picture: str
    caption: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text split for a page: `title` from its first heading, `lead` its first paragraph, `rest` what follows.

    All three are HTML; `cards` are the items of a list that closes the text, as (name, explanation), and `announced`
    is the paragraph that leads to them. `blocks` are those of what follows.
    """

    title: str
    lead: str
    rest: str
    cards: tuple[tuple[str, str], ...]
    announced: str
    length: int
    blocks: tuple[Block, ...] = ()


class Placed(NamedTuple):
    """A picture as it stands in a text: its address, "" for none, its style, and whether a line stands round it."""

    url: str
    style: str
    framed: bool


class Reader:
    """Reads the texts of one brochure: in its language, its links made absolute, its pictures found."""

    def __init__(
        self,
        language: str,
        site: str,
        picture: Callable[[str, Text, Stands], Placed],
        limits: Limits = DEFAULT,
        words: Mapping[str, str] = _NOTHING,
        broken: bool = False,
        astray: Callable[[str], None] = lambda address: None,
    ) -> None:
        """Take what finds a picture of a text by its path, and gives its address and its style.

        `astray` is told of each path whose site is not known.

        It is told how the picture stands: for one that stands alone it may give a drawing, for others no address.
        Where words of running text are `broken`, the last one of a paragraph is not.
        """
        self.broken = broken
        self._astray = astray
        self.words = words
        self.language = language
        self.limits = limits
        self.site = site
        self._picture = picture
        self._known: dict[tuple[Text, int], list[Element]] = {}

    def line(self, text: Text) -> str:
        """Give the HTML of a one-line value. Raises BrochureError `limit-…`."""
        with placed(text):
            html = inline(text.markdown, self.language, self.limits)
        if "<img" not in html and "<a" not in html:
            return html
        holder = ElementTree.fromstring(f"<p>{html}</p>")
        self._resolve([holder], text)
        return inner_html(holder)

    def elements(self, text: Text) -> list[Element]:
        """Give the top-level elements of a text, which is read once, for the caller. Raises BrochureError `limit-…`."""
        key = text, text.start
        if key not in self._known:
            with placed(text):
                elements = list(to_prose(text.markdown, self.language, self.limits))
            self._resolve(elements, text)
            _mark_sources(elements)
            self._known[key] = elements
        return deepcopy(self._known[key])

    def blocks(self, text: Text, few: bool = False) -> str:
        """Give the HTML of a text, of any length or of `few` lines, in a section. Raises BrochureError `limit-…`."""
        elements = self.elements(text)
        _step_headings(elements)
        bind_ends(elements, LINE, few)
        if self.broken:
            _keep_ends(elements)
        return to_html(elements)

    def _resolve(self, tops: list[Element], text: Text) -> None:
        """Find the pictures of elements, make their links absolute, and give each the address that is printed.

        A link that leads nowhere (to no element of the text, to a page of no known website) is plain text. A picture
        in a line that is not found leaves it.
        """
        self._see(tops, text)
        found = [element for top in tops for element in top.iter()]
        known = {f"#{element.get('id')}" for element in found if element.get("id")}
        # Two texts may be alike to the letter, their notes too.
        for element in found:
            for key in ("id", "href"):
                if (name := element.get(key, "")) and f"#{name.removeprefix('#')}" in known:
                    element.set(key, f"{name}-{text.start}")
        known = {f"{name}-{text.start}" for name in known}
        for element in found:
            if element.tag == "a":
                self._lead(element, known)
            elif kind := element.get("data-callout"):
                self._label(element, kind)

    def _see(self, tops: list[Element], text: Text) -> None:
        holder = Element("div")
        holder.extend(tops)
        pictures = list(holder.iter("img"))
        lone = (_only_picture(block) for block in holder.iter())
        stands: dict[int, Stands] = {id(one): "alone" for one in lone if one is not None}
        stands |= {
            id(one): "in a heading" for name in _HEADINGS for top in holder.iter(name) for one in top.iter("img")
        }
        for element in pictures:
            placed = self._picture(element.get("src", ""), text, stands.get(id(element), "in a line"))
            element.attrib.update({"src": placed.url, "class": "inlay framed" if placed.framed else "inlay"})
            element.attrib.update({"style": placed.style} if placed.style else {})
        if not all(element.get("src") for element in pictures):
            prune(holder)
            tops[:] = list(holder)

    def _label(self, box: Element, kind: str) -> None:
        """Say what a box is that its author gave no title."""
        word = self.words.get(f"box-{kind}")
        if word and (not len(box) or "data-title" not in box[0].attrib):
            label = Element("p", {"data-title": ""})
            label.text = word
            box.insert(0, label)

    def _lead(self, link: Element, known: set[str]) -> None:
        href = link.get("href", "")
        if link.get("class") == "to-mark" and "to-mark" in self.words:
            link.set("title", f"{self.words['to-mark']} {link.get('title', '')}".strip())
        if not href.startswith("#"):
            href = absolute(href, self.site)
        if href not in known and not _SCHEME.match(href):
            if href and not href.startswith("#"):
                self._astray(href)
            link.tag = "span"
            link.attrib.pop("href", None)
            return
        link.set("href", href)
        shown = printed_address(href)
        if shown:
            link.set(*(("data-bare", "") if shown in plain_text(link) else ("data-address", shown)))

    def passage(self, text: Text | None, cards: bool = False) -> Passage:
        """Split a text for a page; `cards` asks for a closing list to be told apart."""
        elements = self.elements(text) if text else []
        return split(elements, cards, self.broken)

    def pages(self, text: Text | None) -> tuple[Passage, ...]:
        """Split the body: a heading of the first or second level opens a page."""
        groups: list[list[Element]] = []
        for element in self.elements(text) if text else []:
            if not groups or element.tag in ("h1", "h2"):
                groups.append([])
            groups[-1].append(element)
        groups = _titled(groups)
        share_notes(groups)
        return tuple(split(group, False, self.broken) for group in groups)


def _only_picture(block: Element) -> Element | None:
    """Give the picture that is all there is in a block of running text; in a table, a list or a heading none is."""
    if block.tag not in ("p", "div", "figure", "blockquote"):
        return None
    shown = [child for child in block if child.tag != "figcaption"]
    parts = [element for child in shown for element in child.iter()]
    found = [element for element in parts if element.tag == "img"]
    inside = any(element.tag not in _AROUND for element in parts)
    texts = [block.text or "", *(f"{plain_text(child)}{child.tail or ''}" for child in shown)]
    return found[0] if len(found) == 1 and not inside and not "".join(texts).strip() else None


def _titled(groups: list[list[Element]]) -> list[list[Element]]:
    """Let a heading without text of its own title what follows; the last one closes what comes before it."""
    made: list[list[Element]] = []
    for group in groups:
        if made and all(element.tag in _HEADINGS for element in made[-1]):
            made[-1] += group
        else:
            made.append(group)
    if len(made) > 1 and all(element.tag in _HEADINGS for element in made[-1]):
        last = made.pop()
        made[-1] += last
    return made


@contextmanager
def placed(text: Text) -> Iterator[None]:
    """Tell of a limit that a text exceeds at the place of the text."""
    try:
        yield
    except LimitExceeded as found:
        excerpt = text.source.lines[text.place.line - 1] if text.source and text.place.line else ""
        problem = Problem(found.code, Severity.ERROR, found.message, text.place, found.hint, excerpt)
        raise BrochureError((problem,)) from None


def plain_text_of(text: Text, language: str) -> str:
    """Give a one-line value without markup."""
    with placed(text):
        html = inline(text.markdown, language)
    return plain_text(ElementTree.fromstring(f"<p>{html}</p>"))


def share_notes(groups: list[list[Element]]) -> None:
    """Put each footnote at the end of the part in which its mark stands; those without a mark stay where they are."""
    listed = groups[-1][-1] if groups else None
    if listed is None or listed.get("class") != "footnotes" or len(groups) < 2:
        return
    groups[-1].pop()
    left = {f"#{item.get('id')}": (number, item) for number, item in enumerate(listed, 1)}
    for group in groups:
        called = [link.get("href", "") for top in group for link in top.iter("a")]
        mine = sorted(left.pop(name) for name in dict.fromkeys(called) if name in left)
        if group is groups[-1]:
            mine += left.values()
        if mine:
            first = mine[0][0]
            notes = Element("ol", {"class": "footnotes"} | started(first))
            notes.extend(item for _, item in mine)
            group.append(notes)


def bound(html: str, lead: bool = False) -> str:
    """Keep the last word of a text with the one before it where it is short, so that no line is that word alone.

    In the `lead` of a text, it may be longer.
    """
    return (_LAST_OF_LEAD if lead else _LAST_WORD).sub("\u00a0", html)


def ended(html: str, most: int = _TAIL, three: int = 0) -> str:
    """Bind the last two words of a text, more where they are short, as far as `most` letters have room in its column.

    With no more letters than `three`, a short third stands with them, as an article does: a long one is left where it
    has room. No last line is a word alone then. It costs no line: what is bound stands on the last line, or on the one
    before.
    """
    tokens = _TOKENS.findall(html.rstrip())
    starts, words = [len(tokens)], [""]
    for at in reversed(range(len(tokens))):
        if _LINE_ENDS.match(tokens[at]):
            break
        if not tokens[at].strip(" \n"):
            starts.append(at + 1)
            words.append("")
            continue
        starts[-1] = at
        if not tokens[at].startswith("<"):
            words[-1] = unescape(tokens[at]) + words[-1]
    bound = 1
    while bound < len(words) and words[bound] and len(" ".join(words[: bound + 1])) <= _room(words, bound, most, three):
        bound += 1
    return _held(tokens[: starts[bound - 1]], tokens[starts[bound - 1] :])


def _room(words: Sequence[str], bound: int, most: int, three: int) -> int:
    """Give how many letters may stand together where one more word is bound to so many; they are told from the last.

    What is together already, by a space that is bound, counts as the words that it is.
    """
    tail = " ".join(words[:bound])
    count = sum(any(map(str.isalnum, word)) for word in tail.split())
    if count < _PAIR or len(tail) < LEFT_OVER:
        return most
    return three if count == _PAIR and len(words[bound]) <= _ARTICLE else 0


def _held(before: list[str], tail: Sequence[str]) -> str:
    """Keep the last words on one line: by the spaces in them, or in a span where they hold markup.

    A space that is bound, with markup behind it, lets the engine end lines early; so does one before a span, unless it
    is in one of its own.
    """
    tags = [token for token in tail if token.startswith("<")]
    if not tags or 2 * sum(tag.startswith("</") for tag in tags) != len(tags):
        return "".join((*before, *("\u00a0" if token.isspace() else token for token in tail)))
    if before and before[-1].isspace():
        before[-1] = "<span> </span>"
    return "".join((*before, '<span class="whole">', *tail, "</span>"))


def split(elements: list[Element], cards: bool, broken: bool = False) -> Passage:
    """Tell the parts of a text apart; where words of running text are `broken`, last ones are not."""
    length = sum(len(plain_text(element)) for element in elements)
    title = ""
    if elements and elements[0].tag in _HEADINGS:
        title = inner_html(elements.pop(0))
    # A picture that comes first is none of the words that lead in.
    leads = elements and elements[0].tag == "p" and bool(plain_text(elements[0]).strip())
    lead = inner_html(elements.pop(0)) if leads else ""
    listed: tuple[tuple[str, str], ...] = ()
    announced = ""
    items = _items(elements[-1]) if cards and elements else []
    if broken:
        _keep_ends(items)
    named = tuple(map(_name_apart, items))
    if _FEWEST <= len(named) <= _MOST and all(name or len(rest) <= _NAME_LENGTH for name, rest in named):
        elements.pop()
        listed = tuple((name, rest) if name else (rest.strip(), "") for name, rest in named)
        if elements and elements[-1].tag == "p" and plain_text(elements[-1]).rstrip().endswith(":"):
            announced = inner_html(elements.pop())
    _step_headings(elements)
    _set_apart(elements)
    bind_ends(elements)
    end_paragraphs(elements)
    if broken:
        _keep_ends(elements)
    lead = ended(lead) if len(lead) > _NEVER_LARGE else lead
    blocks = tuple(map(_block, elements))
    rest = "".join(block.html for block in blocks)
    return Passage(bound(title), bound(lead, len(lead) > _LED), rest, listed, announced, length, blocks)


def _block(element: Element) -> Block:
    text = plain_text(element)
    pulled = element.get("class") == "pull"
    html, picture = to_html([element]), _only_picture(element)
    if picture is None:
        return Block(html, len(text), text.rstrip().endswith(":"), pulled, "", "", "")
    bare = deepcopy(element)
    for one in bare.iter("img"):
        one.attrib.pop("style", None)
        one.attrib.pop("class", None)
    said = [inner_html(child) for child in bare if child.tag == "figcaption"]
    shown = to_html(child for child in bare if child.tag != "figcaption")
    return Block(html, len(text), False, pulled, picture.get("src", ""), shown, "".join(said))


def end_paragraphs(elements: list[Element], most: int = _TAIL) -> None:
    """Let no paragraph of some lines end in one that is a word alone, where a column has room for `most` letters.

    Nor does an item of a list, which has less room.
    """
    for element in [one for top in elements for one in top.iter() if one.tag == "li" or one is top]:
        least = {"p": _SOME_LINES, "li": LINE}.get(element.tag)
        if least is not None and len(plain_text(element)) >= least:
            _bind_end(element, lambda text: unescape(ended(escape(text, quote=False), most)))


def _mark_sources(elements: list[Element]) -> None:
    """Mark what says whose words a quotation is."""
    for quote in (one for top in elements for one in top.iter("blockquote")):
        if (source := source_of(quote)) is not None:
            source.set("data-source", "")


def _set_apart(elements: list[Element]) -> None:
    """Mark short quotations, which a margin has room for, and columns of figures, which stand to the right."""
    for top in elements:
        said = [child for child in top if "data-source" not in child.attrib]
        if top.tag == "blockquote" and [child.tag for child in said] == ["p"] and len(plain_text(top)) <= _PULLED:
            top.set("class", "pull")
        for table in top.iter("table"):
            _align_figures(table)


def bind_ends(elements: list[Element], least: int = 0, few: bool = False) -> None:
    """Bind the last words of every paragraph of so many letters and more; of `few` lines, longer ones."""
    for top in elements:
        for element in top.iter():
            if element.tag in _ENDING and len(plain_text(element)) >= least:
                _bind_end(element, lambda text: bound(text, few))


def _bind_end(element: Element, bind: Callable[[str], str]) -> None:
    """Bind the last words, and end with them: where a space after them has no room, the engine ends lines too early."""
    if not len(element):
        element.text = bind((element.text or "").rstrip())
    elif (element[-1].tail or "").strip():
        element[-1].tail = bind((element[-1].tail or "").rstrip())


def _keep_ends(elements: list[Element]) -> None:
    """Keep the last word of every paragraph whole."""
    for element in [one for top in elements for one in top.iter() if one.tag in _PARAGRAPHS]:
        _keep_end(element)


def _keep_end(element: Element) -> None:
    """Mark the last word, which no line is to end within."""
    last = element[-1] if len(element) else None
    text = (element.text if last is None else last.tail) or ""
    if last is not None and not text.strip():
        if last.tag in _AROUND and "class" not in last.attrib:
            _keep_end(last)
        return
    found = _END.search(text)
    if found is None:
        return
    if last is None:
        element.text = text[: found.start()]
    else:
        last.tail = text[: found.start()]
    SubElement(element, "span", {"class": "last-word"}).text = text[found.start() :]


def _align_figures(table: Element) -> None:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    for cells in zip(*rows, strict=False):
        told = [plain_text(cell).strip() for cell in cells if cell.tag == "td"]
        aligned = any(cell.get("align") or cell.get("style") for cell in cells)
        if not aligned and any(told) and all(_FIGURES.fullmatch(text) for text in told if text):
            for cell in cells:
                cell.set("align", "right")


def _items(element: Element) -> list[Element]:
    """Give the items of a list, also of one inside a block quote, where each is one run of text."""
    if element.tag == "blockquote" and len(element) == 1:
        element = element[0]
    items = list(element) if element.tag == "ul" and not any(item.get("data-task") for item in element) else []
    return items if all(child.tag not in ("ul", "ol", "p") for item in items for child in item) else []


def _name_apart(item: Element) -> tuple[str, str]:
    """Part what an item begins with, in bold or up to a colon, from its explanation; "" where it begins otherwise."""
    html = inner_html(item)
    # The line break says what the colon said.
    found = _NAMED.match(html)
    # A name is set in one type: what is stressed in it is not told apart, unless it goes on after the colon.
    if found is None or len(_STRESS.findall(found[1])) != 2 * _STRESS.findall(found[1]).count("/"):
        found = _BOLD.match(html)
    return (_STRESS.sub("", found[1]), found[2].strip()) if found else ("", html)


def _step_headings(elements: list[Element]) -> None:
    """Make headings inside a section start at the third level and skip none (PDF/UA-1, 7.4.2)."""
    level = 2
    for top in elements:
        for element in top.iter():
            if element.tag in _HEADINGS:
                level = min(max(3, _HEADINGS.index(element.tag) + 1), level + 1)
                element.tag = f"h{level}"
