"""What runs into the margins of a page: only what stands on it.

The engine notes a running element on the page on which it is laid out first, also where what it stands in is then put
on the next page. Here it is held to the pages that its parent is on.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Sequence
from typing import Any


def mend() -> None:
    """Let margins have what stands on their page."""
    layout: Any = importlib.import_module("weasyprint.layout")
    layout.make_margin_boxes = functools.partial(_margins, layout.make_margin_boxes)


def _margins(theirs: Callable[..., Sequence[Any]], context: Any, page: Any, state: Any) -> Sequence[Any]:
    noted = [pages for pages in context.running_elements.values() if context.current_page in pages]
    if noted:
        shown = {box.element for box in page.descendants()}
        parents = {child: parent for parent in page.children[0].element.iter() for child in parent}
        for pages in noted:
            pages[context.current_page] = [
                box for box in pages[context.current_page] if parents.get(box.element) in shown
            ]
            if not pages[context.current_page]:
                del pages[context.current_page]
    return theirs(context, page, state)
