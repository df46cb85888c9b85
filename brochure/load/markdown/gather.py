"""What stands in a container, line by line, its margin taken off; each function gives also the line that follows."""

from __future__ import annotations

import re

from brochure.load.markdown.marks import CONTAINER, FENCE, ITEM, QUOTE, RULE, Fence, begins_block, closes, indent
from brochure.vocabulary.patterns import compiled

# However far its text stands from its mark, a line so deep belongs to an item (as in Python-Markdown).
_DEEP = 4
# An item so much deeper than another stands in it.
_NESTED = 2
# Code: the text of an item does not begin here.
_CODE = 5

Lines = list[str]


def items(lines: Lines, at: int) -> tuple[list[Lines], int]:
    """Gather the items of the list that begins at a line."""
    first = ITEM.match(lines[at])
    found: list[Lines] = []
    while first is not None and (mark := _sibling(lines, at, first)) is not None:
        content, at = item(lines, at, mark)
        found.append(content)
        after = _nonblank(lines, at)
        at = after if after < len(lines) and _sibling(lines, after, first) is not None else at
    return found, at


def _sibling(lines: Lines, at: int, first: re.Match[str]) -> re.Match[str] | None:
    """Match an item of the list that another began: of its kind, after a number with its sign, and no rule (5.3)."""
    mark = ITEM.match(lines[at]) if at < len(lines) else None
    if mark is None or RULE.match(lines[at]) or indent(lines[at]) >= len(first["margin"]) + _DEEP:
        return None
    numbered = mark["mark"][0].isdigit()
    if numbered != first["mark"][0].isdigit():
        return None
    return mark if not numbered or mark["mark"][-1] == first["mark"][-1] else None


def item(lines: Lines, at: int, mark: re.Match[str]) -> tuple[Lines, int]:
    """Gather what stands in an item, or in the meaning of a word."""
    own = len(mark["margin"])
    gap = len(mark["gap"] or " ")
    width = own + len(mark["mark"]) + (gap if gap < _CODE and mark["text"] else 1)
    content = [lines[at][width:]]
    fence = Fence()
    fence.take(content[0])
    end = at + 1
    while end < len(lines):
        line, depth = lines[end], indent(lines[end])
        nested = depth >= own + _NESTED and not fence and ITEM.match(line) is not None
        if not line.strip() or depth >= min(width, own + _DEEP) or nested:
            content.append(line[min(depth, width) :])
        elif _goes_on(content[-1], line, fence):
            content.append(line.lstrip())
        else:
            break
        fence.take(content[-1])
        end += 1
    while len(content) > 1 and not content[-1].strip():
        content.pop()
        end -= 1
    return content, end


def quote(lines: Lines, at: int) -> tuple[Lines, int]:
    """Gather what is quoted."""
    content: Lines = []
    fence = Fence()
    while at < len(lines):
        mark = QUOTE.match(lines[at])
        if mark is not None:
            content.append(lines[at][mark.end() :])
        elif _goes_on(content[-1], lines[at], fence):
            content.append(lines[at])
        else:
            break
        fence.take(content[-1])
        at += 1
    return content, at


def code(lines: Lines, at: int) -> tuple[Lines, int]:
    """Gather fenced code; where nothing closes it, it ends with the text."""
    opening = FENCE.match(lines[at])
    assert opening is not None
    margin = indent(lines[at])
    content: Lines = []
    for end in range(at + 1, len(lines)):
        found = FENCE.match(lines[end])
        if found is not None and closes(found, opening["mark"]):
            return content, end + 1
        content.append(lines[end][min(margin, indent(lines[end])) :])
    return content, len(lines)


def indented(lines: Lines, at: int) -> tuple[Lines, int]:
    """Gather what is indented by four below a line."""
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) >= _DEEP):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return [line[_DEEP:] for line in lines[at + 1 : end]], end


def fenced(lines: Lines, at: int) -> tuple[Lines, int]:
    """Gather what stands between a line of colons and the one that closes it, or the end of the text."""
    depth, fence = 1, Fence()
    for end in range(at + 1, len(lines)):
        line = lines[end]
        fence.take(line)
        if fence:
            continue
        if line.strip() and not line.strip(" :") and "::" in line:
            depth -= 1
        elif CONTAINER.match(line):
            depth += 1
        if depth == 0:
            return lines[at + 1 : end], end + 1
    return lines[at + 1 :], len(lines)


def _goes_on(before: str, line: str, fence: Fence) -> bool:
    """Tell whether a line goes on with the paragraph above it, though it does not stand in its margin."""
    if fence or not before.strip() or not line.strip():
        return False
    return not begins_block(line) and FENCE.match(before) is None and not before.lstrip().startswith("#")


def _nonblank(lines: Lines, at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def element(lines: Lines, at: int, opening: re.Match[str]) -> tuple[Lines, int]:
    """Gather what stands in an HTML element; what follows it on its last line is left there."""
    tag = compiled(rf"<(/?){re.escape(opening['tag'])}\b[^<>]*>", re.IGNORECASE)
    depth, start, content = 1, opening.end(), Lines()
    while at < len(lines):
        line = lines[at]
        for other in tag.finditer(line, start):
            depth += -1 if other[1] else 1
            if depth == 0:
                lines[at] = line[other.end() :]
                return [*content, line[start : other.start()]], at
        content.append(line[start:])
        at, start = at + 1, 0
    return content, at
