"""The repairs that make a tree of cleaned HTML fit for a page."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from brochure.load.markdown.tree import HOLDERS, INLINE, append_text, unwrap
from brochure.vocabulary.patterns import compiled

# A dash before a name, at the beginning of a line; and the name: of no more letters, and no speech that ends.
_DASHED = compiled(r"(?:[\u2012-\u2015]|--?-?|~)[ \u00a0\u202f]?(?=\S|$)")
_NAMED, _SPEECH = 90, ("!", "?", "\u2026", ":", ",", ";")
# Without any text, they would but take room, or stand in the structure for nothing.
_HOLLOW = frozenset({"p", "a", "em", "strong", "span", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote"})


def prune(parent: Element) -> None:
    """Drop pictures without a source, links without an address, and what this leaves empty; open what only holds."""
    index = 0
    while index < len(parent):
        child = parent[index]
        prune(child)
        if child.tag in HOLDERS:
            _settle(child, parent)
        is_item = child.tag == "li" and parent.tag != "ol" and not child.get("data-task")
        hollow = (child.tag in _HOLLOW or is_item) and not len(child) and not (child.text or "").strip()
        if (child.tag == "img" and not (child.get("src") or "").strip()) or hollow:
            tail = (child.text or "" if hollow else "") + (child.tail or "")
            parent.remove(child)
            append_text(parent, index, tail)
        elif (child.tag == "a" and not child.get("href")) or _only_holds(child):
            unwrap(parent, index)
        else:
            index += 1


def _only_holds(element: Element) -> bool:
    return element.tag in ("div", "span") and not (element.get("lang") or element.get("data-callout"))


def _settle(holder: Element, parent: Element) -> None:
    """Make blocks of all that a holder of blocks holds, and the holder a plain one."""
    if holder.tag == "summary":
        holder.tag = "p"
        holder.set("data-title", "")
        return
    if holder.tag == "details":
        holder.set("data-callout", "details")
    holder.tag = "div"
    if parent.tag not in INLINE and parent.tag != "p":
        wrap(holder)


def wrap(root: Element) -> None:
    """Put text and inline elements that stand between blocks, as raw HTML leaves them, into paragraphs."""
    children, text = list(root), root.text or ""
    root.text = None
    for child in children:
        root.remove(child)
    paragraph: Element | None = None
    if text.strip():
        paragraph = SubElement(root, "p")
        paragraph.text = text.strip("\n")
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag in INLINE or child.tag == "br":
            paragraph = SubElement(root, "p") if paragraph is None else paragraph
            paragraph.append(child)
            child.tail = tail
            continue
        root.append(child)
        paragraph = None
        if tail.strip():
            paragraph = SubElement(root, "p")
            paragraph.text = tail.strip("\n")


def caption(root: Element) -> None:
    """Print what the title of a picture says below it, where it stands alone and its words do not say so already."""
    for block in root.iter("p"):
        lone = block[0] if len(block) == 1 else None
        while lone is not None and lone.tag != "img":
            lone = lone[0] if len(lone) == 1 and not (lone.text or "").strip() else None
        if lone is None or "".join(block.itertext()).strip():
            continue
        said = " ".join(lone.attrib.pop("title", "").split())
        if said and said.casefold() != lone.get("alt", "").strip().casefold():
            block.tag = "figure"
            SubElement(block, "figcaption").text = said


def say_titles(root: Element) -> None:
    """Print what the title of any other picture says after it, in brackets, where nothing says so already."""
    figures = {picture: figure for figure in root.iter("figure") for picture in figure.iter("img")}
    for picture in list(root.iter("img")):
        said, figure = " ".join(picture.attrib.pop("title", "").split()), figures.get(picture)
        below = figure.find("figcaption") if figure is not None else None
        there = (picture.get("alt", "").strip(), "" if below is None else " ".join("".join(below.itertext()).split()))
        if not said or said.casefold() in map(str.casefold, there):
            continue
        if below is not None:
            append_text(below, len(below), f" ({said})")
        elif figure is not None:
            SubElement(figure, "figcaption").text = said
        else:
            picture.tail = f" ({said}){picture.tail or ''}"


def settle_notes(root: Element, suffix: str) -> None:
    """Take the rule off the footnotes, tell them from other lists, and make their ids the text's own.

    Several texts share a page, each with its first note; the suffix comes from the text, so that it never changes. The
    title of a way back is the number of its note.
    """
    for before, after in zip(list(root), list(root)[1:], strict=False):
        if after.tag == "ol" and len(after) and is_note(after[0].get("id")):
            after.set("class", "footnotes")
            if before.tag == "hr":
                root.remove(before)
    _number_notes(root)
    for element in root.iter():
        for name in ("id", "href"):
            value = element.get(name, "")
            if is_note(value.removeprefix("#")):
                element.set(name, value + suffix)
        if element.tag == "a" and element.get("href", "").startswith("#fnref"):
            element.set("class", "to-mark")


def _number_notes(root: Element) -> None:
    """Number the notes as their marks follow one another, whatever they stand in; no way leads back to no mark."""
    listed = next((element for element in root if element.get("class") == "footnotes"), None)
    if listed is None:
        return
    marks = [mark for mark in root.iter("sup") if is_note(mark.get("id")) and len(mark)]
    order = dict.fromkeys(mark[0].get("href", "").removeprefix("#") for mark in marks)
    notes = {note.get("id", ""): note for note in listed}
    listed[:] = [notes[name] for name in order if name in notes] + [notes[name] for name in notes if name not in order]
    numbers = {note.get("id", ""): str(number) for number, note in enumerate(listed, 1)}
    for mark in marks:
        mark[0].text = numbers.get(mark[0].get("href", "").removeprefix("#"), mark[0].text)
    for name, note in notes.items():
        for holder in list(note.iter()):
            for index in reversed(range(len(holder))):
                back = holder[index]
                if back.tag == "a" and back.get("href", "").startswith("#fnref"):
                    back.set("title", numbers[name])
                    if name not in order:
                        holder.remove(back)


def is_note(value: str | None) -> bool:
    """Tell whether an id is that of a footnote, or of the mark of one."""
    return value is not None and value.startswith(("fn:", "fnref"))


def merge_quotes(root: Element) -> None:
    """Make one block quote of those that only blank lines part, and one list of their lists."""
    _join(root, {"blockquote"})
    for quote in root.iter("blockquote"):
        _join(quote, {"ul", "ol"})


def part_sources(root: Element) -> None:
    """Let a name after a dash, the last line of a block quote, be a paragraph of its own, which tells the source."""
    for quote in root.iter("blockquote"):
        last = quote[-1] if len(quote) and quote[-1].tag == "p" else None
        source = None if last is None or source_of(quote) is not None else _last_line(last)
        if last is not None and source is not None and _is_name(source) and not _is_talk(quote):
            _cut_off(last, source)
            quote.append(source)


def source_of(quote: Element) -> Element | None:
    """Give the paragraph of a block quote that is a name after a dash, and says whose words the others are.

    Lines of talk begin with dashes as well: one of several such lines is none.
    """
    last = quote[-1] if len(quote) > 1 and quote[-1].tag == "p" else None
    if last is None or not _DASHED.match(last.text or "") or not _is_name(last) or _is_talk(quote):
        return None
    return last


def _last_line(paragraph: Element) -> Element | None:
    """Give a copy of the last line of a paragraph where it begins with a dash, None of another."""
    slots = [paragraph.text or "", *(child.tail or "" for child in paragraph)]
    for at in range(len(slots) - 1, -1, -1):
        before, broken, after = slots[at].rpartition("\n")
        if broken:
            if not _DASHED.match(after.lstrip()) or not (at or before.strip()):
                return None
            source = Element("p")
            source.text = after.lstrip()
            source.extend(paragraph[at:])
            return source
    return None


def _cut_off(paragraph: Element, source: Element) -> None:
    """Take what is the source from the end of a paragraph, with the break before it."""
    del paragraph[len(paragraph) - len(source) :]
    if not len(paragraph):
        paragraph.text = (paragraph.text or "").rpartition("\n")[0].rstrip()
        return
    paragraph[-1].tail = (paragraph[-1].tail or "").rpartition("\n")[0].rstrip()
    if paragraph[-1].tag == "br" and not paragraph[-1].tail:
        paragraph.remove(paragraph[-1])


def _is_name(source: Element) -> bool:
    words = _DASHED.sub("", "".join(source.itertext()), count=1).strip()
    return 0 < len(words) <= _NAMED and not words.endswith(_SPEECH) and not words[0].islower()


def _is_talk(quote: Element) -> bool:
    lines = [line.strip() for one in quote for line in "".join(one.itertext()).splitlines()]
    return sum(_DASHED.match(line) is not None for line in lines) > 1


def _join(parent: Element, tags: set[str]) -> None:
    """Let an element take in those that follow it under the same name."""
    kept: list[Element] = []
    for child in parent:
        last = kept[-1] if kept else None
        if last is not None and last.tag == child.tag and child.tag in tags:
            append_text(last, len(last), child.text or "")
            last.extend(list(child))
            last.tail = child.tail
        else:
            kept.append(child)
    parent[:] = kept


def drop_rules(root: Element) -> None:
    """Drop the rules that part nothing: the first, the last, and those beside a heading or another rule."""
    parting = {"h1", "h2", "hr"}
    kept: list[Element] = []
    for child in root:
        after_nothing = not kept or kept[-1].tag in parting
        if child.tag == "hr" and after_nothing:
            continue
        if child.tag in parting and kept and kept[-1].tag == "hr":
            kept.pop()
        kept.append(child)
    if kept and kept[-1].tag == "hr":
        kept.pop()
    root[:] = kept


def tighten(item: Element) -> None:
    """Take the paragraph off a list item that has but one."""
    paragraphs = [child for child in item if child.tag == "p"]
    if len(paragraphs) == 1 and item[0] is paragraphs[0] and not (item.text or "").strip():
        item.text = None
        unwrap(item, 0)


def join_meanings(listed: Element) -> None:
    """Make one of words that follow one another, and of meanings: a label has one body (PDF 1.7, 14.8.4.3.3)."""
    for before, after in zip(list(listed), list(listed)[1:], strict=False):
        if before.tag == after.tag == "dt":
            before.append(Element("br"))
        elif before.tag == after.tag == "dd":
            wrap(before)
            wrap(after)
    _join(listed, {"dt", "dd"})


def spell_out(root: Element) -> None:
    """Say in brackets what each abbreviation stands for, where it is met first: paper shows no title."""
    said: set[tuple[str, str]] = set()
    for element in root.iter("abbr"):
        full = element.get("title", "").strip()
        if full and (full, element.text or "") not in said:
            said.add((full, element.text or ""))
            element.tail = f" ({full}){element.tail or ''}"
