"""Rows for copies: names of many lengths, in the scripts of the shipped faces, empty values and long ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

_NAMES = (
    "Grant", "Sorbonne", "Harbour School", "Oak Hall", "Elm House", "Lycée Fénelon", "Marie Curie", "Rosa Parks",
    "Łódź Liceum", "Ñandú y Cía", "Søren Kierkegaard Skole", "Škola Žižkov", "İzmir Lisesi", "Trường Nguyễn Du",
    "Ελένη Παππά", "Гімназія Шевченка", "Østre Åsen", "Œuvre & Co", "O'Hara's", "Saint-Exupéry", "A",
    "Ada B. C. Lovelace",    "École des Hautes Études en Sciences Sociales", "Donaudampfschifffahrtsgesellschaft",
    "Fjord–Fjell", "ffi fl fi ff",
    "AVATAR Tolstoy Wave", "No. 5", "7", "Harbour *Lab*", "<Jean> & Co",
    "The Very Long Name of a School by the Sea and Hill",
)  # fmt: skip
_TOWNS = ("Lyon", "Sète", "Port, East", "Bath", "Kraków", "Αθήνα", "", "Saint-Étienne", "Rostock")


def rows(count: int, seed: int = 15) -> Iterator[tuple[tuple[str, str], ...]]:
    """Give so many rows, always the same ones: most names are of a kind that many others are of, too."""
    dice = random.Random(seed)
    for number in range(count):
        school = dice.choice(_NAMES)
        town = dice.choice(_TOWNS)
        if dice.random() < 0.6:
            school, town = f"{dice.choice(_NAMES[:4])} {dice.randrange(10, 99)}", dice.choice(_TOWNS[:2])
        yield (("school", school), ("town", town), ("code", f"{dice.choice('abcde')}{number % 10}{number // 10}"))


def alike(count: int, seed: int = 15) -> Iterator[tuple[tuple[str, str], ...]]:
    """Give so many rows of few kinds: unknown words of several lengths, and numbers."""
    dice = random.Random(seed)
    for number in range(count):
        # The first ones are the shortest and the longest.
        size = (5, 7)[number // 2 % 2] if number < 8 else dice.randrange(5, 8)
        words = ["".join(dice.choice(signs) for signs in ("QZXKV", *(("aeiou", "rmbvz") * 3)))[:size] for _ in "ab"]
        school = f"{words[0]} {dice.randrange(200, 999)}" if number % 2 else words[0]
        yield (("school", school), ("town", words[1]), ("code", f"b{dice.randrange(60, 99)}"))


def borders() -> Iterator[tuple[tuple[str, str], ...]]:
    """Give rows that stand just at a border, each after some that lie about it: most are of a kind with others.

    Names one letter longer each, so that one is the first that has no room in its line, or at its size; a word that is
    parted, and one that is just not; what stands with the word after it; words of another language; none at all.
    """
    grown = [f"{first}oruman"[: 4 + at % 9] + "elo" * (at // 9) for at, first in enumerate("ZQXKVBZQXKVBZQXKVB")]
    words = ["Qumraveltano", "Zumraveltanob", "Qumraveltanobirdosmel", "Zumraveltanobirdosmelu", "la Qumravel"]
    words += ["lan Zumravel", "Qumravel a", "Zumravel St", "Qumravel und der die das", "Zumravel ğışiğa", ""]
    towns = ("Bumor", "Zevar", "Qilum", "Xomar")
    for at, school in enumerate([*grown, *words]):
        yield (("school", school), ("town", towns[at % 4]), ("code", f"b{60 + at}"))
