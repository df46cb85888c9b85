"""No pattern of the package takes for ever: long texts of the worst kinds are matched with each."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import brochure

LONG, MIDDLING = 100_000, 2_000
# One sign again and again, spaces, and all marks that a text may begin something with.
TEXTS = (" ", "a", "<[(*_`&\"'{|-#.:;,=1a \n")
# A match takes as much longer as its text is; a search may begin at every sign: so many times what the plainest pattern
# of this kind takes on the same machine, which is as busy. An exponential pattern would never end.
PLAINEST, MOST = re.compile(r"\s*\S"), 30


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Give every pattern that a module of the package holds, alone or in a list or a table, by a name."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for module in pkgutil.walk_packages(brochure.__path__, "brochure."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(within(value)):
                    found.setdefault(f"{module.name}.{name}.{number}", pattern)
    return found


def within(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from within(part, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for part in (*value.keys(), *value.values()):
            yield from within(part, depth + 1)


@pytest.mark.parametrize("sign", TEXTS, ids=["spaces", "letters", "marks"])
def test_every_pattern_comes_to_its_end(sign: str) -> None:
    """Matched against a long text, and sought in one of two thousand signs."""
    known, most = patterns(), MOST * seconds(PLAINEST, " ")
    assert len(known) > 150
    assert [name for name, pattern in known.items() if is_slow(pattern, sign, most)] == []


def test_a_pattern_that_tries_pairs_of_places_is_slow() -> None:
    assert is_slow(re.compile(r"\s{0,70}\s*\S"), " ", MOST * seconds(PLAINEST, " "))


def is_slow(pattern: re.Pattern[str] | re.Pattern[bytes], sign: str, most: float) -> bool:
    """Tell whether a pattern takes too many seconds thrice, for a machine that turns to something else is slow once."""
    return all(seconds(pattern, sign) > most for _ in range(3))


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], sign: str) -> float:
    """Give the processor's time of one match against a long text of the sign, and of a search in a middling one."""
    long, middling = ((sign * (size // len(sign) + 1))[:size] for size in (LONG, MIDDLING))
    began = time.process_time()
    if isinstance(pattern.pattern, bytes):
        found = re.compile(pattern.pattern, pattern.flags)
        found.match(long.encode())
        list(found.finditer(middling.encode()))
    else:
        pattern.match(long)
        list(pattern.finditer(middling))
    return time.process_time() - began
