"""A document that draws its inks: every colour space is replaced by one that shows what an ink leaves of the paper.

A renderer that knows no inks still knows spaces of any inks (DeviceN, ISO 32000-1, 8.6.6.5), which a function turns
into red, green and blue. Overprinting is drawn as the blend mode that keeps the darker value of each channel: where a
light tint overprints a darker one of the same ink that tells too much, never too little. RGB, Lab and spot inks say
nothing of the four inks and are left white.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator

from brochure.pdfreader import colours
from brochure.pdfreader.events import Instruction

COLOURS = ("Cyan", "Magenta", "Yellow")
BLACK = ("Black", "Black", "Black")
_INKS = ("Cyan", "Magenta", "Yellow", "Black")
# Grey counts the other way round: what it says is what black leaves.
_GREY = ("Grey",)
_LIGHTS = ("", "", "")
_NAMES = {"cmyk": _INKS, "gray": _GREY, "rgb": _LIGHTS, "lab": _LIGHTS}
_SHORT = {"g": "gray", "rg": "rgb", "k": "cmyk"}
_DEEPEST = 16


def separations(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Give two documents: red, green and blue are what cyan, magenta and yellow leave; grey is what black leaves.

    The document is changed.
    """
    separation = _Separation(pdf)
    for page in pdf.pages:
        separation.holder(page.obj, 0)
    for inks in (COLOURS, BLACK):
        separation.show(inks)
        file = io.BytesIO()
        pdf.save(file, compress_streams=False)
        yield file.getvalue()


def leaving(names: Sequence[str], inks: Sequence[str]) -> str:
    """Give the function (ISO 32000-1, 7.10.5) from values of the named inks to what three inks leave of the paper."""
    count, steps = len(names), []
    for pushed, ink in enumerate(inks):
        if ink in names:
            steps.append(f"1 {count - names.index(ink) + pushed} index sub")
        elif tuple(names) == _GREY and ink == "Black":
            steps.append(f"{pushed} index")
        else:
            steps.append("1")
    return "{ " + " ".join([*steps, f"{count + 3} 3 roll", *["pop"] * count]) + " }"


class _Separation:
    """One document under way; what several pages share is done once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._done: set[tuple[int, int]] = set()
        self._spaces: dict[tuple[str, ...], tuple[Object, Object]] = {}

    def show(self, inks: Sequence[str]) -> None:
        """Let every space show these inks."""
        for names, (_, function) in self._spaces.items():
            function.write(leaving(names, inks).encode())

    def holder(self, holder: Object, depth: int) -> None:
        """Separate a page, form or pattern: its content and what it draws by name."""
        if depth > _DEEPEST or not self._fresh(holder):
            return
        resources = holder.get("/Resources")
        if resources is None and holder.get("/Type") == "/Page":
            resources = pikepdf.Page(holder).resources
        if resources is None:
            resources = Dictionary()
        holder.Resources = resources
        self._resources(resources, depth)
        self._content(holder, resources)

    def _fresh(self, item: Object) -> bool:
        key = item.objgen
        fresh = key == (0, 0) or key not in self._done
        self._done.add(key)
        return fresh

    def _space(self, names: tuple[str, ...]) -> Object:
        if names not in self._spaces:
            function = self._pdf.make_stream(leaving(names, COLOURS).encode())
            function.FunctionType, function.Domain, function.Range = 4, [0, 1] * len(names), [0, 1] * 3
            called = Array([Name(f"/{name or 'Light'}{number}") for number, name in enumerate(names)])
            made = self._pdf.make_indirect(Array([Name.DeviceN, called, Name.DeviceRGB, function]))
            self._spaces[names] = made, function
        return self._spaces[names][0]

    def _separated(self, space: Object) -> Object:
        """Give the space that stands for another; a pattern's stays."""
        found = colours.space(space)
        if found.family == "/Indexed":
            return Array([Name.Indexed, self._separated(space[1]), space[2], space[3]])
        return self._space(_NAMES.get(found.kind, found.inks)) if found.kind else space

    def _resources(self, resources: Object, depth: int) -> None:
        if not self._fresh(resources):
            return
        spaces = resources.get("/ColorSpace", Dictionary())
        for key in list(spaces.keys()):
            spaces[key] = self._separated(spaces[key])
        for item in resources.get("/ExtGState", {}).values():
            _overprint(item)
        for item in resources.get("/XObject", {}).values():
            if item.get("/Subtype") == "/Form":
                self.holder(item, depth + 1)
            elif "/ColorSpace" in item and self._fresh(item):
                item.ColorSpace = self._separated(self._named(item.ColorSpace, spaces))
        for item in resources.get("/Pattern", {}).values():
            if int(item.get("/PatternType", 1)) == 1:
                self.holder(item, depth + 1)
            else:
                self._shading(item.Shading)
        for item in resources.get("/Shading", {}).values():
            self._shading(item)

    @staticmethod
    def _named(space: Object, spaces: Object) -> Object:
        return spaces.get(str(space), space) if isinstance(space, Name) and not colours.space(space).kind else space

    def _shading(self, shading: Object) -> None:
        if self._fresh(shading):
            shading.ColorSpace = self._separated(shading.ColorSpace)

    def _content(self, holder: Object, resources: Object) -> None:
        source = pikepdf.Page(holder) if holder.get("/Type") == "/Page" else holder
        written: list[Instruction] = []
        for instruction in pikepdf.parse_content_stream(source):
            name = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage) and not instruction.iimage.image_mask:
                continue
            named = colours.space(instruction.operands[0]).kind if name in ("cs", "CS") else ""
            if name.lower() in _SHORT:
                space, strokes = self._name(_SHORT[name.lower()], resources), name.isupper()
                written.append(ContentStreamInstruction([space], Operator("CS" if strokes else "cs")))
                written.append(ContentStreamInstruction(instruction.operands, Operator("SCN" if strokes else "scn")))
            elif named:
                written.append(ContentStreamInstruction([self._name(named, resources)], instruction.operator))
            else:
                written.append(instruction)
        data = pikepdf.unparse_content_stream(written)
        if isinstance(holder, pikepdf.Stream):
            holder.write(data)
        else:
            # What nobody has chosen is black.
            first = self._name("gray", resources)
            start = f"{first} cs {first} CS 0 scn 0 SCN\n".encode()
            holder.Contents = self._pdf.make_stream(start + data)

    def _name(self, kind: str, resources: Object) -> Name:
        if "/ColorSpace" not in resources:
            resources.ColorSpace = Dictionary()
        names = _NAMES[kind]
        name = Name(f"/Plate{len(names)}")
        resources.ColorSpace[str(name)] = self._space(names)
        return name


def _overprint(entries: Object) -> None:
    """Draw overprint in mode 1, where an ink of 0 leaves its plate alone, as the darker of two (8.6.7 and 11.3.5)."""
    over = any(bool(entries.get(key, False)) for key in ("/OP", "/op")) and int(entries.get("/OPM", 0)) == 1
    if "/BM" not in entries and (over or "/OP" in entries or "/op" in entries):
        entries.BM = Name.Darken if over else Name.Normal
