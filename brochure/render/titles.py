"""Titles: which words stand together; of covers, the largest step at which they have few lines, and where those end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import combinations, pairwise
from unicodedata import combining, normalize

from brochure.figures.measuring import asked, known, listener
from brochure.figures.typeface import Typeface
from brochure.render.direction import least_leading
from brochure.render.joints import is_joined, joints
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.units import PT

TRACK = -0.018
# What stands with the word after it: articles, pronouns before their verb, and what negates it, among others. Other
# languages bind by the length of their words alone.
_BOUND: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "fr": "le la les l un une des du de d en et ou à au aux sur par pour dans où qui que son sa ses nos vos "
        "nous vous me te se m t s pas",
        "en": "a an the of and or to in on at by for from with our your not",
        "de": "der die das den dem des ein eine einen im in am an und oder zu zum zur von vom für mit auf "
        "uns euch sich nicht",
        "es": "el la los las un una de del en y o a al por para con su sus me te se nos os no",
        "it": "il lo la i gli le l un una di del dei della in e o a al da per con mi ti si ci vi non",
        "nl": "de het een van in en of te op aan bij voor met niet",
        "pt": "o a os as um uma de do da dos das em no na e ou ao para com",
        "ca": "el la els les l un una de del dels d i o a al als en per amb",
        "gl": "o a os as un unha de do da dos das en no na e ou ao á para con",
        "ro": "un o de la și sau în cu pe din al ai a",
        "sv": "en ett den det de i på av och eller att för med till",
        "da": "en et den det de i på af og eller at for med til",
        "nb": "en ei et den det de i på av og eller å for med til",
        "hu": "a az egy és vagy",
        "el": "ο η το οι τα τον την του της των ένας μια ένα και ή σε στο στη στην με για από",
        "ga": "an na a i ar le do de agus nó",
        "cy": "y yr a ac i o yn ar am neu",
    }.items()
}
# Small numbers in words, which in large type stand with what is counted, as those in figures do.
_NUMBERS: Mapping[str, str] = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "pt": "dois duas três quatro cinco seis sete oito nove dez onze doze",
}
_SHORT_END = 3
# Letters that hang below their line.
_HANGING = frozenset("gjpqyçşţģķļņŗ")
# The class in Unicode of marks over a letter.
_ABOVE = 230
# A word of so many letters is whole, as long as it has room at any size.
_WHOLE = 12
_CLOSING = frozenset("?!:;")
# The price of a line, of a break after an s that may join parts, of one that is no seam of the word, of one within a
# part of it, and of one between words that belong together.
_LINE, _MAYBE, _NO_SEAM, _WITHIN, _TORN = 0.3, 0.3, 0.9, 1.2, 2.7
# The same after a word that leads to an article, as in "in the": where all have no room, the article stays.
_LED = 1.8
# Where the sense pauses, a line ends gladly.
_PAUSE, _PAUSES = -0.15, (",", ";", ":", "\u2013")
_NEAR_EDGE = 4
# A line before the last that fills less of the measure looks torn off; a step of so much of the size may mend it.
_STUMP, _MENDS = 0.36, 0.6
# Where there is one size, so does a line that is so much of the widest: it costs more than one tear, and less than two.
_LAGS, _LAGGING = 0.45, 3.6
# Chinese and Japanese lines end between any two signs, but not before what closes, and best after the kana of a phrase.
_EAST = compiled("[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]")
_SIGN = compiled(
    "[「『（“‘《〈]*(?:[^\\W\u2e80-\uffef]+|\\S)[、。，．：；！？」』）”’》〉…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]*(\\s*)"
)
_PHRASE = compiled("[\u3041-\u309f、。，：；！？」』）”]$")
_NO_PHRASE = 0.4
# What is said large over a few lines has no more letters.
_SPOKEN = 240
# More words that stand together are not weighed, to be let go where a column is narrow.
_WEIGHED = 6
# The languages in which an s joins the parts of a word.
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no"})
# Of a longer word no column is sure to have room for more; a last word with a hyphen before its last few letters.
_COLUMN = 12
_HYPHENED = compiled(r"\w{1,8}-\w{1,4}")
_ADDRESS = compiled("[/@_]")
# What parts a title in two, of which the first says what it is about.
_PARTS = compiled(r"\s*[:;.?!\u2013\u2014(]\s")
_TAG = compiled(r"(<[^>]*>|&[^;\s]{1,10};)")
SOFT, _NO_BREAK = "\u00ad", "\u00a0"
# More letters than a line of any format holds.
_LETTERS = 400
# Nothing stands between two pieces, and no hyphen where a line ends there.
_NOTHING = "\u200b"


class Piece(NamedTuple):
    """What a line may end with: its letters, where they begin and end in the title, what follows, and its price."""

    text: str
    start: int
    end: int
    after: str = " "
    price: float = 0.0


class Line(NamedTuple):
    """A line of a title: its letters, where it ends in the title, and whether it ends within a word."""

    text: str
    end: int
    parted: bool = False


def lines(
    title: str, size: float, width: float, language: str, face: Typeface, parts: bool, loose: bool = False
) -> list[Line] | None:
    """Give the best lines of a title at a size in mm; None where a word is too wide, and none may be parted.

    The best are few and even, and end where words do not belong together; `loose` ones do that rather than be stumps.
    """
    found = _lines(title, size, width, language, face, parts, loose)
    return None if found is None else list(found)


@known(256)
def _lines(
    title: str, size: float, width: float, language: str, face: Typeface, parts: bool, loose: bool
) -> list[Line] | None:
    def wide(text: str) -> float:
        return face.width(text.replace(_NOTHING, ""), size, TRACK)

    pieces = list(_pieces(title, language, lambda text: wide(text) <= width, parts, loose))
    if any(wide(piece.text + ("-" if not piece.after else "")) > width for piece in pieces):
        return None
    best: list[tuple[float, list[Line]]] = [(0.0, [])]
    for first in range(len(pieces) - 1, -1, -1):
        text, found = "", None
        for last in range(first, len(pieces)):
            piece = pieces[last]
            text += piece.text
            ends = last == len(pieces) - 1
            parted = not piece.after and not ends
            whole = wide(text + "-" * parted)
            if whole > width and last > first:
                break
            price, rest = best[len(pieces) - 1 - last]
            price += (1 - whole / width) ** 2 + _LINE + (0.0 if ends else piece.price)
            if loose and not ends and whole < _LAGS * width and not piece.text.endswith(_PAUSES):
                price += _LAGGING
            if found is None or price < found[0]:
                found = (price, [Line(text, piece.end, parted), *rest])
            text += piece.after.strip(_NOTHING)
        assert found is not None
        best.append(found)
    return best[-1][1]


def _pieces(title: str, language: str, fits: Callable[[str], bool], parts: bool, loose: bool) -> Iterator[Piece]:
    """Give what lines are made of: words, those that belong together as one, too wide ones in parts.

    `loose` ones are let go after a word that is no short one.
    """
    if _EAST.search(title):
        yield from _signs(title)
        return
    bound = _bound(title, language)
    whole = {end for _, end in bound}
    for start, end in _freed(title, bound) if loose else bound:
        run = title[start:end]
        if fits(run.replace(SOFT, "")):
            price = _TORN if end not in whole else _PAUSE if run.endswith(_PAUSES) else 0.0
            yield Piece(run.replace(SOFT, ""), start, end, price=price)
            continue
        words = [(start + found.start(), start + found.end()) for found in re.finditer(r"\S+", run)]
        for number, (low, high) in enumerate(words):
            price = _torn([title[slice(*word)].casefold() for word in words[number : number + 2]], language)
            wide = parts and not fits(title[low:high].replace(SOFT, ""))
            for piece in _word(title, (low, high), language, price, wide):
                yield from _anywhere(piece, fits) if wide and not fits(f"{piece.text}-") else (piece,)


def _freed(title: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Part runs of words that belong together after each that is longer than those that nothing ends in."""
    for low, high in runs:
        for found in re.finditer(rf"(?:[^ \t\n]{{1,{_SHORT_END}}}[ \t\n]+)*[^ \t\n]+", title[low:high]):
            yield low + found.start(), low + found.end()


def _torn(words: Sequence[str], language: str) -> float:
    """Give the price of a break between two words that belong together; less after one that leads to an article."""
    articles = _BOUND.get(language[:2].lower(), frozenset())
    return 0.0 if len(words) < 2 else _LED if articles.issuperset(words) else _TORN


def _signs(title: str) -> Iterator[Piece]:
    """Give the signs of a Chinese or a Japanese title, each with what closes it; words of other scripts are whole."""
    for found in _SIGN.finditer(title):
        text = found[0].rstrip()
        price = 0.0 if found[1] or _PHRASE.search(text) else _NO_PHRASE
        yield Piece(text, found.start(), found.start() + len(text), " " if found[1] else _NOTHING, price)


def _word(title: str, span: tuple[int, int], language: str, price: float, parts: bool) -> Iterator[Piece]:
    low, high = span
    word = title[low:high]
    at = 0
    for cut, cost in seams(word, language) if parts and not _ADDRESS.search(word) else ():
        # Thai has no hyphen.
        after = _NOTHING if language[:2].lower() == "th" else ""
        yield Piece(word[at:cut].replace(SOFT, ""), low + at, low + cut, after, cost)
        at = cut
    yield Piece(word[at:].replace(SOFT, ""), low + at, high, " ", price)


def _anywhere(piece: Piece, fits: Callable[[str], bool]) -> Iterator[Piece]:
    """Part letters that no rule parts wherever a line is full, an address without a hyphen that is none of it."""
    hyphen = "" if piece.text.isalpha() else _NOTHING
    first, text = piece.start, piece.text
    while len(text) > 1 and not fits(f"{text[:_LETTERS]}-"):
        # Sought from its beginning: of a word without an end, each line is measured, and not all that follows.
        most = 1
        while fits(f"{text[: most + 1]}-"):
            most += 1
        yield Piece(text[:most], first, first + most, hyphen, _TORN)
        first, text = first + most, text[most:]
    yield piece._replace(text=text, start=first)


def tied(html: str, language: str, fits: Callable[[str], bool] | None = None) -> str:
    """Tie articles to their nouns in a title whose lines the engine finds, where a column has room for both.

    A last word that ends in a few letters after a hyphen stays whole. Where it is known what `fits` a line, words are
    let go that would make lines more.
    """
    pieces = _TAG.split(html)
    ends = [at for at, piece in enumerate(pieces) if piece.strip() and not piece.startswith("<")][-1:]
    known = fits if len(pieces) == 1 else None
    return "".join(
        piece if _TAG.fullmatch(piece) else _tied(piece, language, [at] == ends, known)
        for at, piece in enumerate(pieces)
    )


def loosened(title: str, runs: Sequence[tuple[int, int]], fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Let go of as few runs of words as it takes for the title to have as few lines as it has without any.

    Nor is a line before the last a short word alone, where letting go of what follows helps.
    """
    tied_up = [run for run in runs if " " in title[slice(*run)]][:_WEIGHED]
    least, found = len(_filled(title, [], fits)), _filled(title, tied_up, fits)
    if len(found) == least and not _has_word_alone(found):
        return list(runs)
    ways = (kept for many in range(len(tied_up), -1, -1) for kept in combinations(tied_up, many))
    good = [kept for kept in ways if len(_filled(title, kept, fits)) == least]
    kept = next((one for one in good if not _has_word_alone(_filled(title, one, fits))), good[0])
    return [run for run in runs if run in kept or " " not in title[slice(*run)]]


def _filled(title: str, kept: Sequence[tuple[int, int]], fits: Callable[[str], bool]) -> list[str]:
    """Give the lines of a title as the engine fills them, of which none ends within what is kept together."""
    inside = [found.start() for found in re.finditer(" ", title) if not any(a < found.start() < b for a, b in kept)]
    found, first, last = [], 0, 0
    for end in (*inside, len(title)):
        if last > first and not fits(title[first:end]):
            found.append(title[first:last])
            first = last + 1
        last = end
    return [*found, title[first:]]


def _has_word_alone(found: Sequence[str]) -> bool:
    """Tell whether a line is a word alone, much shorter than the next one."""
    return any(" " not in line and len(line) < _LAGS * len(after) for line, after in pairwise(found))


def _tied(text: str, language: str, last: bool, fits: Callable[[str], bool] | None) -> str:
    made = text
    runs = together(text, language)
    for low, high in reversed(loosened(text, runs, fits) if fits else runs):
        run = text[low:high]
        if fits and " " in run:
            # The engine ends a line too early before a span that is whole.
            made = f"{made[:low]}{run.replace(' ', _NO_BREAK)}{made[high:]}"
        elif " " in run or (last and high == len(text.rstrip()) and _HYPHENED.fullmatch(run)):
            made = f'{made[:low]}<span class="whole">{run}</span>{made[high:]}'
    return made


def counted(html: str, language: str) -> str:
    """Keep a number, in figures or a small one in words, with the word after it, where a line has room for both."""
    number, pieces = _numbered(language[:2].lower()), _TAG.split(html)
    return "".join(piece if _TAG.fullmatch(piece) else number.sub(_NO_BREAK, piece) for piece in pieces)


def leads_on(word: str, language: str) -> bool:
    """Tell whether a word belongs to the one after it, as an article does."""
    return word.casefold() in _BOUND.get(language[:2].lower(), ())


def spoken(html: str, language: str, fits: Callable[[str], bool]) -> str:
    """Keep articles with their nouns, and numbers with what is counted, in what is said large over a few lines.

    What has no room on one is let go, the first words first.
    """
    pieces = _TAG.split(counted(html, language))
    articles = _BOUND.get(language[:2].lower(), frozenset())
    is_short = sum(len(piece) for piece in pieces if not _TAG.fullmatch(piece)) <= _SPOKEN
    return "".join(
        _kept(piece, articles, fits) if is_short and not _TAG.fullmatch(piece) else piece for piece in pieces
    )


def _kept(text: str, articles: frozenset[str], fits: Callable[[str], bool]) -> str:
    runs: list[str] = []
    for word in reversed(text.split(" ")):
        longer = f"{word}{_NO_BREAK}{runs[0]}" if runs and runs[0] and word.casefold() in articles else ""
        if longer and fits(longer):
            runs[0] = longer
        else:
            runs.insert(0, word)
    return " ".join(runs)


@cache
def _numbered(language: str) -> re.Pattern[str]:
    """Find the space between a number and what is counted."""
    words = [rf"(?<=\b{word})" for word in _NUMBERS.get(language, "").split()]
    numbers = "|".join([r"(?<=\d)", *words])
    return compiled(rf"(?:{numbers}) (?=[^\W\d]{{1,{_COLUMN}}}(?!\w))", re.IGNORECASE)


def together(title: str, language: str) -> list[tuple[int, int]]:
    """Give the runs of words of a title that stand on one line, where a column has room for that.

    Of a run that has none, the last words stand together.
    """
    runs: list[tuple[int, int]] = []
    for low, high in _bound(title, language):
        held: list[tuple[int, int]] = []
        for found in reversed(list(re.finditer(r"[^ \t\n]+", title[low:high]))):
            start, end = low + found.start(), low + found.end()
            if held and held[0][1] - start <= 2 * _COLUMN and _longest(title[slice(*held[0])].split(" ")[0]) <= _COLUMN:
                held[0] = (start, held[0][1])
            else:
                held.insert(0, (start, end))
        runs += held
    return runs


def _longest(word: str) -> int:
    """Count the letters of a word, or of the longest of those that no-break spaces make one."""
    return max(map(len, word.split(_NO_BREAK)))


def _bound(title: str, language: str) -> list[tuple[int, int]]:
    """Give the runs of words of which no line ends within one: an article with its noun, a number with its name."""
    articles = _BOUND.get(language[:2].lower(), frozenset())
    words = [(found.start(), found.end()) for found in re.finditer(r"[^ \t\n]+", title)]
    runs: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(words):
        word, last = title[start:end], number == len(words) - 1
        before = title[slice(*words[number - 1])].casefold().strip(".,:") if number else ""
        bound = before in articles or word in _CLOSING or word.rstrip(".,").isdigit()
        if number and (bound or (last and len(word) <= _SHORT_END)):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def seams(word: str, language: str) -> list[tuple[int, float]]:
    """Give where a word may be parted and what that costs: at its soft hyphens, else after the rules of its language.

    Best is where the parts of a compound meet, in languages that join them with an s after that.
    """
    if (heard := listener()) is not None and heard.holds(word):
        heard.refused = "a word that is parted"
    return _seams(word, language)


@cache
def _seams(word: str, language: str) -> list[tuple[int, float]]:
    if SOFT in word:
        return [(at + 1, 0.0) for at, sign in enumerate(word) if sign == SOFT]
    import pyphen  # type: ignore[import-untyped]

    known = pyphen.language_fallback(language.replace("-", "_"))
    places = pyphen.Pyphen(lang=known).positions(word) if known else []
    inside = [int(at) for at in places if _NEAR_EDGE <= at <= len(word) - _NEAR_EDGE]
    if language[:2].lower() == "de":
        return _compounded(word, inside)
    linked = language[:2].lower() in _COMPOUNDING
    return [(at, 0.0 if linked and word[at - 1] == "s" else _NO_SEAM) for at in inside]


def _compounded(word: str, places: Sequence[int]) -> list[tuple[int, float]]:
    """Give the places at which a German word may be parted, those where its parts meet among them."""
    found = joints(word)

    def price(at: int) -> float:
        if at in found.sure or at in found.likely or (at not in found.within and is_joined(word[:at])):
            return 0.0
        if at in found.within:
            return _WITHIN
        return _MAYBE if word[at - 1] == "s" else _NO_SEAM

    sure = (at for at in found.sure if _NEAR_EDGE <= at <= len(word) - _NEAR_EDGE)
    return [(at, price(at)) for at in sorted({*places, *sure})]


def parted(html: str, fits: Callable[[str], bool], language: str) -> str:
    """Put soft hyphens into the words of HTML that do not fit a line, at the seams of a compound where it has some."""

    def seamed(found: re.Match[str]) -> str:
        word = found[0]
        if SOFT in word or _ADDRESS.search(word) or fits(word):
            return word
        places = seams(word, language)
        prices = sorted({cost for _, cost in places})
        # At the best of its seams alone, where what lies between them has room.
        for most in prices:
            cuts = (0, *(at for at, cost in places if cost <= most), len(word))
            pieces = [word[low:high] for low, high in pairwise(cuts)]
            if most == prices[-1] or (all(fits(f"{piece}-") for piece in pieces[:-1]) and fits(pieces[-1])):
                return SOFT.join(pieces)
        return word

    pieces = _TAG.split(html)
    return "".join(piece if _TAG.fullmatch(piece) else re.sub(r"\S+", seamed, piece) for piece in pieces)


def fitting(
    title: str,
    steps: Sequence[float],
    width: float,
    room: float,
    language: str,
    face: Typeface,
    most: Callable[[float], int],
) -> tuple[float, list[Line]] | None:
    """Give the largest step, in pt, at which a title fits, and its lines; None where it fits at none.

    `width` and `room` are in mm, `most` tells how many lines a step may have. Long words are parted from the second
    step on, others at the smallest alone. A step at which a line is a stump, or parts words that belong together, gives
    way to one that has none.
    """
    long = max((len(word) for word in title.split()), default=0) > _WHOLE
    first: tuple[float, list[Line]] | None = None
    for number, size in enumerate(steps):
        if first and size < first[0] * _MENDS:
            break
        for parts in (False, True) if number and (long or size == steps[-1]) else (False,):
            found = lines(title, size * PT, width, language, face, parts)
            if found and len(found) <= most(size) and len(found) * size * leading(len(found), language) * PT <= room:
                stump = any(face.width(line.text, size * PT, TRACK) < _STUMP * width for line in found[:-1])
                if not (stump or _tears(title, found, language)):
                    return size, found
                first = first or (size, found)
    return first


def _tears(title: str, found: Sequence[Line], language: str) -> int:
    """Count the lines that end between words that belong together."""
    ends = [line.end for line in found[:-1] if not line.parted]
    return sum(low < end < high for low, high in _bound(title, language) for end in ends)


def faults(title: str, found: Sequence[Line], language: str, face: Typeface) -> tuple[int, int]:
    """Count the stumps among the lines of a title, and those that end between words that belong together.

    A stump is much shorter than the widest, and neither the last nor one at whose end the sense pauses.
    """
    wide = [face.width(line.text, 1.0, TRACK) for line in found]
    lags = [
        length < _LAGS * max(wide) and not line.text.endswith(_PAUSES)
        for line, length in zip(found[:-1], wide[:-1], strict=True)
    ]
    return sum(lags), _tears(title, found, language)


def leading(count: int, language: str) -> float:
    """Give how high a line of a title of so many lines is, as a part of its size."""
    return max(1.0 if count < 3 else 1.02, least_leading(language) if count > 1 else 0.0)


def headed(title: str, language: str, fits: Callable[[str], bool]) -> str:
    """Give what a title is called at the edge of every page, where it may have less room than on the cover.

    That is its first part, up to a colon or the like, else as many of its words as fit.
    """
    if fits(title):
        return title
    if (heard := listener()) is not None and heard.holds(title):
        heard.refused = "a running head that is cut"
    first = _PARTS.split(title, maxsplit=1)[0]
    if first != title and " " in first and fits(first):
        return first
    ends = [start for start, _ in _bound(title, language)[1:] if fits(f"{title[:start].rstrip()}\u2026")]
    return f"{title[: ends[-1]].rstrip(' ,;:')}\u2026" if ends else ""


def begins_high(title: str) -> bool:
    """Tell of a title whose first letter is a capital with a mark over it."""
    return asked(_begins_high, title)


def _begins_high(title: str) -> bool:
    return title[:1].isupper() and any(combining(mark) == _ABOVE for mark in normalize("NFD", title[0]))


def hanging(line: str) -> tuple[int, ...]:
    """Give where the letters of a line are that hang below it."""
    return asked(_hanging, line)


def _hanging(line: str) -> tuple[int, ...]:
    return tuple(at for at, sign in enumerate(line) if sign in _HANGING)


@dataclass(frozen=True, slots=True)
class Bearing:
    """Tells how far the ink of all lines keeps from where they begin, in ems of a typeface."""

    face: Typeface

    def __call__(self, *lines: str) -> float:
        """Give the least of them; what hangs out before the line already stays."""
        return max(0.0, min((self.face.box(line[0])[0] for line in lines if line), default=0.0))


def bearing(made: Sequence[Line], face: Typeface, beside: float) -> float:
    """Give how far to the left lines stand, in ems, so that their ink begins where that of words over them does.

    These are set in the same face, so many times as large.
    """
    return asked(Bearing(face), *(line.text for line in made)) * max(0.0, 1 - beside)


def broken(html: str, made: Sequence[Line]) -> str:
    """Put the ends of lines into a title that is HTML, and a hyphen where one is within a word."""
    ends = {line.end: line.parted for line in made[:-1]}
    found, at, skip = [], 0, False
    for part in _TAG.split(html):
        if part.startswith("<"):
            found.append(part)
            continue
        for sign in [part] if part.startswith("&") and part.endswith(";") else part:
            plain = unescape(sign)
            if skip and plain.isspace():
                skip, at = False, at + 1
                continue
            skip = False
            found.append("" if plain == SOFT else sign)
            at += len(plain)
            if at in ends:
                found.append("-<br>" if ends[at] else "<br>")
                skip = not ends[at]
    return "".join(found)
