"""Markdown to clean elements, set for print."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

Prose = tuple[Element, ...]


def to_prose(markdown: str, language: str) -> Prose:
    """Give the top-level elements of a Markdown text, cleaned and with the typography of its language."""
    raise NotImplementedError


def inline(markdown: str, language: str) -> str:
    """Give the HTML of a one-line value, without the paragraph around it."""
    raise NotImplementedError


def to_html(elements: Iterable[Element]) -> str:
    """Give the HTML of elements, one after another."""
    raise NotImplementedError


def inner_html(element: Element) -> str:
    """Give the HTML of what an element holds."""
    raise NotImplementedError


def plain_text(element: Element) -> str:
    """Give the text of an element without its markup; footnote marks are left out."""
    raise NotImplementedError
