from typing import Any

class ComputedStyle(dict[str, Any]):
    cascaded: dict[str, tuple[object, object]]
    specified: dict[str, Any]
    parent_style: ComputedStyle | None
    cache: dict[str, Any]

class AnonymousStyle(dict[str, Any]):
    parent_style: ComputedStyle | AnonymousStyle

class Pending:
    tokens: list[Any]

class StyleFor:
    def get_computed_styles(self) -> dict[Any, ComputedStyle]: ...
