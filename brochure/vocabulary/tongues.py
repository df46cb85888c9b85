"""Languages by their tags (BCP 47): those that the tool knows, and that which a file says in its name."""

from __future__ import annotations

from brochure.vocabulary.patterns import compiled

# ISO 639-1.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo"
    " es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka"
    " kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng"
    " nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su"
    " sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# The official languages of the European Union, and others; each has a table of CLDR and a catalogue of words.
_KNOWN = (
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv nb is ca eu gl cy uk tr sr ar he fa hi th"
    " zh-Hans zh-Hant ja ko vi"
)
KNOWN = frozenset(_KNOWN.split())
# Signs that follow one another without spaces, for a class of a regular expression: Thai, Chinese, Japanese.
UNSPACED = "\u0e00-\u0e7f\u2e80-\u9fff\uff00-\uffef"
# What parts two parts of a line where it is not a comma and a space.
_COMMAS = {"ar": "، ", "fa": "، ", "zh-Hans": "，", "zh-Hant": "，", "ja": "、"}
_OTHERWISE = {"no": "nb", "iw": "he"}
_SCRIPTS = frozenset({"latn", "cyrl", "arab", "hebr", "deva", "thai", "hans", "hant"})
_SUFFIX = compiled(r"[^.].*\.([a-z]{2})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}))?")


def language_in(stem: str) -> str | None:
    """Give the tag (BCP 47) that ends the stem of a file's name, None where none does."""
    found = _SUFFIX.fullmatch(stem)
    if found is None or found[1] not in _CODES.split():
        return None
    rest = found[2] or ""
    return "-".join([found[1], *([rest.upper() if len(rest) == 2 else rest.title()] if rest else [])])


def tongue_of(language: str) -> str | None:
    """Give the name under which the tool knows a language (a BCP 47 tag), None where it does not know it.

    Norwegian without more is Bokmål; Chinese is parted by its script, which its region tells.
    """
    parts = language.replace("_", "-").lower().split("-")
    first = _OTHERWISE.get(parts[0], parts[0])
    if first == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    # Serbian, Azeri and others have a second script, for which the words are not.
    return first if first in KNOWN and not _SCRIPTS & set(parts[1:]) else None


def comma(language: str) -> str:
    """Give what parts two parts of a line in a language (a BCP 47 tag): a comma of its script, with its space."""
    return _COMMAS.get(tongue_of(language) or "", ", ")
