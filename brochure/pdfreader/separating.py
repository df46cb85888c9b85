"""A document that draws its plates: every colour space is replaced by one that shows what an ink leaves of the paper.

A renderer that knows no inks still knows spaces of any inks (DeviceN, ISO 32000-1, 8.6.6.5), which a function turns
into red, green and blue. Overprinting is drawn as the blend mode that keeps the darker value of each channel: where a
light tint overprints a darker one of the same ink that tells too much, never too little. RGB and Lab say nothing of
any ink and are left white, as a spot ink is on every plate but its own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator

from brochure.pdfreader import colours
from brochure.pdfreader.events import Instruction
from brochure.pdfreader.facts import PROCESS

# Grey counts the other way round: what it says is what black leaves.
_GREY = ("Grey",)
_LIGHTS = ("", "", "")
# ISO 32000-1, 8.6.6.4: every plate there is, and none.
ALL, _NONE = "All", "None"
_NAMES = {"cmyk": PROCESS, "gray": _GREY, "rgb": _LIGHTS, "lab": _LIGHTS}
_SHORT = {"g": "gray", "rg": "rgb", "k": "cmyk"}
_DEEPEST = 16


def leaving(names: Sequence[str], inks: Sequence[str], everywhere: bool = False) -> str:
    """Give the function (ISO 32000-1, 7.10.5) from values of the named inks to what three inks leave of the paper.

    `everywhere` shows the colour of register marks on every plate.
    """
    count, steps = len(names), []
    for pushed, ink in enumerate(inks):
        if tuple(names) == (ALL,) and everywhere:
            steps.append(f"1 {count + pushed} index sub")
        elif ink in names:
            steps.append(f"1 {count - names.index(ink) + pushed} index sub")
        elif tuple(names) == _GREY and ink == "Black":
            steps.append(f"{pushed} index")
        else:
            steps.append("1")
    return "{ " + " ".join([*steps, f"{count + 3} 3 roll", *["pop"] * count]) + " }"


class Separation:
    """A document that is separated, and changed by that; what several pages share is done once.

    `everywhere` shows the colour of register marks on every plate.
    """

    def __init__(self, pdf: pikepdf.Pdf, everywhere: bool = False) -> None:
        self._pdf, self._everywhere = pdf, everywhere
        self._done: set[tuple[int, int]] = set()
        self._spaces: dict[tuple[str, ...], tuple[Object, Object]] = {}
        self._swatches: dict[str, tuple[Object, int, int]] = {}
        for page in pdf.pages:
            self._holder(page.obj, 0)

    @property
    def spots(self) -> tuple[str, ...]:
        """Name the inks that are none of the four, in the order in which they are met."""
        named = dict.fromkeys(ink for names in self._spaces for ink in names)
        return tuple(ink for ink in named if ink and ink not in (*PROCESS, *_GREY, ALL, _NONE))

    @property
    def is_lit(self) -> bool:
        """Tell whether some colours are those of light, which no plate shows."""
        return _LIGHTS in self._spaces

    def showing(self, inks: Sequence[str]) -> bytes:
        """Give the document whose red, green and blue are what three inks leave of the paper."""
        for names, (_, function) in self._spaces.items():
            function.write(leaving(names, inks, self._everywhere).encode())
        file = io.BytesIO()
        self._pdf.save(file, compress_streams=False, fix_metadata_version=False)
        return file.getvalue()

    def swatches(self) -> bytes:
        """Give a document of a page for each spot ink in turn, filled with it as viewers show it."""
        made = pikepdf.new()
        for ink in self.spots:
            space, at, count = self._swatches[ink]
            space = made.copy_foreign(self._pdf.make_indirect(space))
            page = made.add_blank_page(page_size=(9, 9)).obj
            page.Resources = Dictionary(ColorSpace=Dictionary(Spot=space))
            tints = " ".join(str(int(number == at)) for number in range(count))
            page.Contents = made.make_stream(f"/Spot cs {tints} scn 0 0 9 9 re f".encode())
        file = io.BytesIO()
        made.save(file)
        return file.getvalue()

    def alternates(self) -> dict[str, tuple[float, ...]]:
        """Give the four inks that stand in for each spot ink that names them outright (ISO 32000-1, 8.6.6.4)."""
        found = {}
        for ink in self.spots:
            space, _, count = self._swatches[ink]
            plain = count == 1 and space[2] == Name.DeviceCMYK and space[3].get("/FunctionType") == 2
            if plain and "/C1" in space[3]:
                found[ink] = tuple(map(float, space[3].C1))
        return found

    def _holder(self, holder: Object, depth: int) -> None:
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
            function = self._pdf.make_stream(leaving(names, _LIGHTS).encode())
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
        for at, ink in enumerate(found.inks):
            self._swatches.setdefault(ink, (space, at, len(found.inks)))
        return self._space(_NAMES.get(found.kind, found.inks)) if found.kind else space

    def _resources(self, resources: Object, depth: int) -> None:
        if not self._fresh(resources):
            return
        spaces = resources.get("/ColorSpace", Dictionary())
        for key in sorted(spaces.keys()):
            spaces[key] = self._separated(spaces[key])
        for item in resources.get("/ExtGState", {}).values():
            _overprint(item)
        for item in resources.get("/XObject", {}).values():
            if item.get("/Subtype") == "/Form":
                self._holder(item, depth + 1)
            elif "/ColorSpace" in item and self._fresh(item):
                item.ColorSpace = self._separated(self._named(item.ColorSpace, spaces))
        for item in resources.get("/Pattern", {}).values():
            if int(item.get("/PatternType", 1)) == 1:
                self._holder(item, depth + 1)
            else:
                self._shading(item.Shading)
        for item in resources.get("/Shading", {}).values():
            self._shading(item)
        for item in resources.get("/Font", {}).values():
            if item.get("/Subtype") == "/Type3":
                self._glyphs(item, resources, depth + 1)

    def _glyphs(self, font: Object, around: Object, depth: int) -> None:
        """Separate the glyphs of a Type 3 font, which draw with the resources around it where it has none (9.6.5)."""
        if depth > _DEEPEST or not self._fresh(font):
            return
        if "/Resources" not in font:
            font.Resources = Dictionary({key: value for key, value in around.items() if key != "/Font"})
        self._resources(font.Resources, depth)
        for glyph in font.get("/CharProcs", {}).values():
            if self._fresh(glyph):
                self._content(glyph, font.Resources)

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
