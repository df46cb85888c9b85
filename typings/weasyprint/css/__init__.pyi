from typing import Any

class InitialStyle(dict[str, Any]):
    def __init__(self, font_config: object) -> None: ...

class ComputedStyle(dict[str, Any]):
    cascaded: dict[str, tuple[Any, Any]]
    pseudo_type: str | None
    base_url: str | None
    font_config: object
    def __init__(self, *values: object) -> None: ...
    specified: dict[str, Any]
    parent_style: ComputedStyle | None
    cache: dict[str, Any]

class AnonymousStyle(dict[str, Any]):
    parent_style: ComputedStyle | AnonymousStyle

class Pending:
    tokens: list[Any]

class StyleFor:
    initial_page_sizes: dict[str, Any]
    font_config: object
    _sheets: list[tuple[Any, str, Any]]
    _cascaded_styles: dict[Any, Any]
    _computed_styles: dict[Any, ComputedStyle]
    def get_computed_styles(self) -> dict[Any, ComputedStyle]: ...

def declaration_precedence(origin: str, importance: bool) -> int: ...
