"""Words of English that messages are made of."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(text: str, most: int = 40) -> str:
    """Quote the beginning of a text."""
    plain = " ".join(text.split())
    return f"'{plain}'" if len(plain) <= most else f"'{plain[: most - 1].rstrip()}…'"


def counted(number: int, thing: str) -> str:
    """Count things in words: 1 page, 2 pages."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def pages_named(pages: Iterable[int]) -> str:
    """Name pages: page 3, pages 1 to 8, pages 2, 4 and 7."""
    numbers = sorted(set(pages))
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"pages {numbers[0]} to {numbers[-1]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
