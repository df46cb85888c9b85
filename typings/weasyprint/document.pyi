from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import Box

get_all_computed_styles: Any

class Page:
    height: float
    _page_box: Box

    def __init__(self, page_box: Box) -> None: ...

class Document:
    pages: list[Page]
    metadata: Any

    def copy(self, pages: Sequence[Page]) -> Document: ...
    def write_pdf(self, **options: object) -> bytes: ...
