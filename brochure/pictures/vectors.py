"""Vector pictures: SVG is checked before the engine sees it, so that none can run, reach out or explode.

Parsed by expat with every kind of declaration refused (no entities, no internal subset), nothing external read.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from xml.parsers import expat

from brochure.pictures import rasters, undrawn
from brochure.pictures.flaws import STAND_IN, Flaw, Unusable
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

# Elements drawn once `use`, patterns, masks and markers are followed, for each that the file may have.
_DRAWN = 3
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# Between an address and a name, as the engine's parser has it: what it refuses for that is refused here.
_SPACE_END = "}"
_URL = compiled(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_ESCAPE = compiled(r"\\([0-9a-fA-F]{1,6})\s?")
_RULE = compiled(r"([^{}]*)\{([^{}]*)\}")
_NUMBER = compiled(r"[0-9.]+")
_NAME = compiled(r"[.#]?[\w-]+")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
# Elements whose reference names a target without drawing it.
_POINTING = frozenset({"a", "animate", "animateMotion", "animateTransform", "set", "mpath"})
_DATA = compiled(r"data:image/(png|jpe?g|gif|webp|avif)(;[^,]*)?;base64,", re.IGNORECASE)


@dataclass(slots=True)
class _Node:
    """An element: what it is called and what it refers to inside the file."""

    tag: str
    names: frozenset[str]
    references: list[str] = field(default_factory=list)
    # What is drawn again at every point of its path.
    markers: list[str] = field(default_factory=list)
    points: int = 1
    children: list[_Node] = field(default_factory=list)


@dataclass(slots=True)
class Vector:
    """A checked SVG: the file as it may be drawn, its width and height in CSS pixels, and what is worth a warning."""

    data: bytes = b""
    width: float = 300.0
    height: float = 150.0
    flaws: list[Flaw] = field(default_factory=list)


def check(name: str, data: bytes, limits: Limits, file: str = "") -> Vector:
    """Check an SVG file; `file` is what problems call it, "" for one from the network.

    Styles that it would import, and fonts, are left out and told, as all is that the engine does not draw.
    Raises Unusable: `picture-broken`, `svg-entity`, `svg-script`, `svg-external-reference`, `svg-too-complex`, and
    what a raster inside is refused for.
    """
    reader = _Reader(name, limits, file, data.splitlines())
    data = undrawn.ELSEWHERE.sub(reader.leave_out, data)
    reader.vector.data = data
    try:
        reader.read(data)
    except expat.ExpatError as error:
        what = Said(
            "is not well-formed XML: {error} on line {line}",
            error=expat.ErrorString(error.code),
            line=error.lineno,
        )
        raise _refused("picture-broken", name, what) from error
    except (UnicodeError, LookupError) as error:
        raise _refused("picture-broken", name, Said("is not well-formed XML: {error}", error=error)) from error
    reader.weigh()
    reader.vector.flaws += reader.undrawn()
    return reader.vector


class _Reader:
    """Reads one file: judges every element and attribute, and keeps the tree of references."""

    def __init__(self, name: str, limits: Limits, file: str, lines: Sequence[bytes]) -> None:
        self.name = name
        self.limits = limits
        self._file, self._lines = file, lines
        self._lacks: dict[str, int] = {}
        self._css_line = 1
        self.vector = Vector()
        self._root: _Node | None = None
        self._open: list[_Node] = []
        self._count = 0
        self._ids: dict[str, _Node] = {}
        self._css: list[str] = []

    def read(self, data: bytes) -> None:
        """Parse the file."""
        parser = self._parser = expat.ParserCreate(namespace_separator=_SPACE_END)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(data, True)
        for selectors, declarations in _RULE.findall("".join(self._css)):
            self._style_rule(selectors, declarations)
        css = "".join(self._css)
        self._judge_css(css)
        for what, at in undrawn.of_style(css):
            self._lacks.setdefault(what, self._css_line + css.count("\n", 0, at))

    def leave_out(self, found: re.Match[bytes]) -> bytes:
        """Take out what would be read from elsewhere, and tell of it; lines stay where they are."""
        what = (
            Said("styles from elsewhere (@import)")
            if found[0].startswith(b"@import")
            else Said("a font of its own (@font-face)")
        )
        self._lacks.setdefault(what, found.string.count(b"\n", 0, found.start()) + 1)
        return b"\n" * found[0].count(b"\n")

    def undrawn(self) -> Iterator[Flaw]:
        """Tell of what is not drawn, a kind at a time, where it first stands."""
        for what, line in sorted(self._lacks.items(), key=lambda lack: lack[1]):
            message = Said("the drawing holds {what}, which is not drawn", what=what)
            hint = Said("export it as plain SVG 1.1: text as paths, effects as pictures, nothing that moves")
            yield self._flaw("svg-not-drawn", message, hint, line)

    def _flaw(self, code: str, message: Said, hint: Said, line: int) -> Flaw:
        if not self._file:
            return Flaw(code, Severity.WARNING, Said("in '{name}', {message}", name=self.name, message=message), hint)
        excerpt = self._lines[line - 1].decode("utf-8", "replace") if line <= len(self._lines) else ""
        return Flaw(code, Severity.WARNING, message, hint, Place(self._file, line), excerpt)

    def weigh(self) -> None:
        """Count the elements that drawing would touch. Raises Unusable `svg-too-complex`."""
        weights: dict[int, int] = {}
        underway: set[int] = set()

        def weight(node: _Node) -> int:
            key = id(node)
            if key in weights:
                return weights[key]
            if key in underway or len(underway) > 4 * self.limits.svg_nesting:
                raise self._complex(Said("refers to itself in a circle"))
            underway.add(key)
            total = 1 + sum(map(weight, node.children)) + sum(map(weight, self._targets(node.references)))
            total += node.points * sum(map(weight, self._targets(node.markers)))
            underway.discard(key)
            if total > _DRAWN * self.limits.svg_elements:
                many = f"{_DRAWN * self.limits.svg_elements:,}"
                raise self._complex(
                    Said("draws more than {many} elements through its references", many=many), "svg_elements"
                )
            weights[key] = total
            return total

        if self._root is not None:
            weight(self._root)

    def _targets(self, names: list[str]) -> Iterator[_Node]:
        return (self._ids[name] for name in names if name in self._ids)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            raise _refused("svg-entity", self.name, Said("declares entities or other markup of its own"))

    def _entity(self, *_: object) -> None:
        self._doctype("", None, None, 1)

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise self._external(data)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(_SPACE_END)
        self._count += 1
        if self._root is None and (space, local) != (_SVG, "svg"):
            raise _refused("picture-broken", self.name, Said("is no SVG but <{local}>", local=local))
        if self._count > self.limits.svg_elements:
            raise self._complex(Said("has more than {limit}", limit=told(self.limits, "svg_elements")), "svg_elements")
        if len(self._open) >= self.limits.svg_nesting:
            raise self._complex(
                Said("nests its elements more than {limit} deep", limit=told(self.limits, "svg_nesting")), "svg_nesting"
            )
        if local.lower() == "script":
            raise self._script(Said("a script"))
        names = {local, f"#{attributes.get('id', '')}", *(f".{word}" for word in attributes.get("class", "").split())}
        node = _Node(local, frozenset(names))
        line = self._parser.CurrentLineNumber
        plain = {key: value for key, value in attributes.items() if _SPACE_END not in key}
        for what in filter(None, (undrawn.of_element(local), *undrawn.of_attributes(plain))):
            self._lacks.setdefault(what, line)
        for key, value in attributes.items():
            self._attribute(node, key, value)
        if identifier := attributes.get("id"):
            self._ids.setdefault(identifier, node)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
            if beyond := undrawn.size_beyond(attributes):
                message = Said("the picture '{name}' has {what} for its size", name=self.name, what=beyond)
                raise self._instead("picture-broken", message, Said("export it again as plain SVG"))
            self._measure(attributes)
        self._open.append(node)

    def _end(self, tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open and self._open[-1].tag == "style":
            if not self._css:
                self._css_line = self._parser.CurrentLineNumber
            self._css.append(text)

    def _attribute(self, node: _Node, key: str, value: str) -> None:
        space, _, local = key.rpartition(_SPACE_END)
        if not space and local.lower().startswith("on"):
            raise self._script(Said("the handler '{local}'", local=local))
        if space == _XML and local == "base":
            raise self._external(value)
        if local in ("href", "src") and space in ("", _XLINK):
            self._reference(node, "".join(value.split()))
        elif "(" in value or "\\" in value:
            marks = "marker" in local or "marker" in value
            (node.markers if marks else node.references).extend(self._judge_css(value))
        elif local in ("d", "points"):
            node.points = max(1, len(_NUMBER.findall(value)) // 2)

    def _reference(self, node: _Node, target: str) -> None:
        if target.lower().startswith(("javascript:", "vbscript:")):
            raise self._script(Said("a link to a script"))
        if node.tag == "a" or not target:
            return
        if target.startswith("#"):
            if node.tag not in _POINTING:
                node.references.append(target[1:])
        elif node.tag in ("image", "feImage") and _DATA.match(target):
            self._raster(target)
        else:
            raise self._external(target)

    def _raster(self, target: str) -> None:
        decoded = decode(target)
        if decoded is None:
            raise Unusable(
                "picture-broken",
                Said("the raster inside '{name}' cannot be read", name=self.name),
                Said("export it again"),
            )
        rasters.prepare(self.name, decoded[1], self.limits)
        if not self.vector.flaws:
            message = Said(
                "the picture '{name}' holds a raster picture, which does not scale as vectors do", name=self.name
            )
            hint = Said("draw it as paths, or use the raster picture itself")
            self.vector.flaws.append(Flaw("svg-raster", Severity.WARNING, message, hint))

    def _judge_css(self, text: str) -> list[str]:
        """Refuse what reaches out of the file; gives the identifiers referred to."""
        plain = _ESCAPE.sub(lambda match: _character(match[1]), text).replace("\\", "")
        if "@import" in plain.lower():
            raise self._external("@import")
        targets = [target.strip() for target in _URL.findall(plain)]
        for target in targets:
            if target and not target.startswith("#"):
                raise self._external(target)
        return [target[1:] for target in targets if target]

    def _style_rule(self, selectors: str, declarations: str) -> None:
        """Give the references of a rule to every element that it may select, generously read."""
        references = self._judge_css(declarations)
        if not references or self._root is None:
            return
        wanted = frozenset(_NAME.findall(selectors))
        stack = [self._root]
        while stack:
            node = stack.pop()
            stack.extend(node.children)
            if "*" in selectors or node.names & wanted:
                (node.markers if "marker" in declarations else node.references).extend(references)

    def _measure(self, attributes: dict[str, str]) -> None:
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
        if len(box) == 4:
            wide, high = _length(box[2]) or 0.0, _length(box[3]) or 0.0
            if wide > 0 and high > 0:
                width = width or (height * wide / high if height else wide)
                height = height or width * high / wide
        self.vector.width, self.vector.height = width or 300.0, height or 150.0

    def _external(self, target: str) -> Unusable:
        told = Said(
            "the picture '{name}' refers to something outside itself: '{target}'; it was not read",
            name=self.name,
            target=target[:60],
        )
        return self._instead("svg-external-reference", told, Said("embed what it needs, as paths"))

    def _instead(self, code: str, told: Said, advice: Said) -> Unusable:
        """Give what stands for a drawing that is told where it is wrong, and done without."""
        refused = Unusable(code, told, advice, Severity.WARNING)
        if self._file:
            found = self._flaw("", NOTHING, NOTHING, self._parser.CurrentLineNumber)
            refused.flaw = replace(
                refused.flaw,
                message=Said("{told}; {instead}", told=told, instead=STAND_IN),
                place=found.place,
                excerpt=found.excerpt,
            )
        return refused

    def _script(self, what: Said) -> Unusable:
        return _refused("svg-script", self.name, Said("holds {what}", what=what))

    def _complex(self, what: Said, limit: str = "") -> Unusable:
        advice = Said("simplify the drawing")
        return _refused("svg-too-complex", self.name, what, hint(limit, advice) if limit else advice)


_PLAIN = Said("export it again as plain SVG")


def _refused(code: str, name: str, what: Said, advice: Said = _PLAIN) -> Unusable:
    return Unusable(code, Said("the picture '{name}' {what}", name=name, what=what), advice)


def decode(url: str) -> tuple[str, bytes] | None:
    """Give media type and bytes of a data: URI that holds a raster picture in base64; None for any other."""
    match = _DATA.match(url)
    if match is None:
        return None
    try:
        return f"image/{match[1].lower().replace('jpg', 'jpeg')}", base64.b64decode(url[match.end() :])
    except (binascii.Error, ValueError):
        return None


def _character(code: str) -> str:
    point = int(code, 16)
    return chr(point) if 0 < point < 0x110000 else ""


def _length(text: str) -> float | None:
    match = re.fullmatch(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?\d+)?)\s*([a-z]*)\s*", text)
    if match is None or match[2] not in _UNITS:
        return None
    return float(match[1]) * _UNITS[match[2]] or None
