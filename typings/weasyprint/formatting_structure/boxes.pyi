"""Lengths are in CSS pixels, 96 to the inch."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypedDict
from xml.etree.ElementTree import Element

Area = tuple[float, float, float, float]

class Colour:
    alpha: float
    coordinates: Sequence[float]

    def to(self, space: str) -> Colour: ...

class Style(TypedDict):
    background_color: Colour
    color: Colour | Literal["currentcolor"]
    direction: str
    font_size: float
    height: Any
    max_height: Any
    letter_spacing: float | Literal["normal"]
    position: str
    text_decoration_line: Any
    visibility: str
    white_space: str

class Layer:
    image: object | None
    unbounded: bool
    repeat: tuple[str, str]
    position: tuple[float, float]
    size: tuple[float, float]
    painting_area: Area
    positioning_area: Area

class Background:
    color: Colour
    layers: Sequence[Layer]

class Box:
    element: Element | None
    element_tag: str | None
    is_leader: bool
    trailing_collapsible_space: bool
    style: Style
    children: Sequence[Box]
    position_x: float
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    transformation_matrix: object
    link_annotation: dict[str, Any] | None
    background: Background | None
    remove_decoration_sides: set[str]
    missing_link: Box | None

    def descendants(self) -> Iterator[Box]: ...
    def translate(self, dx: float, dy: float) -> None: ...
    def copy(self) -> Box: ...
    def copy_with_children(self, new_children: Sequence[Box]) -> Box: ...
    def hit_area(self) -> Area: ...
    def is_absolutely_positioned(self) -> bool: ...
    def is_in_normal_flow(self) -> bool: ...
    def content_box_x(self) -> float: ...
    def content_box_y(self) -> float: ...
    def padding_box_x(self) -> float: ...
    def padding_box_y(self) -> float: ...
    def border_box_x(self) -> float: ...
    def border_box_y(self) -> float: ...
    def padding_width(self) -> float: ...
    def padding_height(self) -> float: ...
    def border_width(self) -> float: ...
    def border_height(self) -> float: ...
    def margin_width(self) -> float: ...
    def margin_height(self) -> float: ...

class TextBox(Box):
    text: str
    baseline: float
    pango_layout: Any

    def copy_with_text(self, text: str) -> Box: ...

class ReplacedBox(Box):
    replacement: object

class TableRowGroupBox(Box):
    is_header: bool
    is_footer: bool

class BlockBox(Box): ...
class BlockContainerBox(Box): ...
class BlockLevelBox(Box): ...
class FlexContainerBox(Box): ...
class FootnoteAreaBox(Box): ...
class GridContainerBox(Box): ...
class InlineBox(Box): ...
class InlineLevelBox(Box): ...

class LineBox(Box):
    baseline: float
    block_ellipsis: str
    text_overflow: str

class MarginBox(Box): ...
