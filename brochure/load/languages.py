"""Tell in which language a text is written, by its script, or by the little words that no text does without."""

from __future__ import annotations

import re
from collections import Counter

from brochure.vocabulary.patterns import compiled

# At least so many little words, and so many times those of the language that is taken otherwise.
_ENOUGH, _CLEARLY = 5, 1.3
# Letters that one of these languages has alone, or nearly so; one is worth so many little words.
_LETTERS = {
    "bg": "ъщ", "cs": "ěřů", "es": "ñ¿¡", "hr": "ćđ", "hu": "őű", "is": "þð", "lt": "ėųį", "lv": "āēīņģķļ",
    "pl": "łśźżń", "pt": "ãõ", "ro": "șț", "ru": "ыэё", "sk": "ľĺŕ", "sr": "ђјљњћџ", "tr": "ğış", "uk": "іїєґ",
    "vi": "ơưạảấầậắặếềểệịọốồộớờởợụủứừữự",
}  # fmt: skip
_WORTH = 2
# Letters alone are left out: they number lists and name variables as well.
_LITTLE = {
    "bg": "на се да за от не са като или във със но по при до",
    "ca": "el la els les de és una un per que amb del dels no es en al",
    "cs": "na se je že do jako nebo není aby ale pro při od po co který",
    "da": "og at det en et er som på for af ikke med til den de",
    "de": "der die das und ist nicht mit ein eine für auf von in den zu im dem",
    "el": "και το να του της την για με τα δεν που στο από σε οι",
    "en": "the and of to is with for that are by it which in on at from not or you",
    "es": "el la los las de es una un para que con por del se no en al lo",
    "et": "ja on ei et see kui oma või ka mis ning kes aga",
    "fi": "ja on ei se että joka kun ovat mutta tai myös ole kuin niin",
    "fr": "le la les de des du et est une un en dans pour qui sur par que au on",
    "hr": "je na se da za su ne od kao ili nije koji što uz ali do",
    "hu": "az és hogy nem van egy mint vagy csak meg ha ki el be még",
    "is": "og að það er sem til við með eru um en ekki frá af",
    "it": "il la lo gli le di una un per che con non del della si in da al",
    "lt": "ir yra kad iš su ne bet arba kai čia apie nuo po per",
    "lv": "un ir ka ar no uz par nav kas vai bet kā pie pēc",
    "nb": "og det en et er som på for av ikke med har til den de",
    "nl": "de het een en van is niet met voor op dat zijn in te",
    "pl": "na do nie jest się to że jak są od ale dla co po za",
    "pt": "os as um uma de para que com não do da em dos no na ao se",
    "ro": "și de la în nu cu este un pe care sau din să mai",
    "ru": "не на что по как это для или из но он от за до",
    "sk": "na sa je že do ako alebo nie aby ale pre pri od po čo",
    "sl": "in je na se da za so ne pri ki ali ni od po kot",
    "sr": "је на се да за су не од као или није који што уз па до",
    "sv": "och att det en ett är som på för av inte med till den de",
    "tr": "ve bir bu için ile da de olan değil ne çok kadar gibi en ya",
    "uk": "не на що та як це для або із але він від за до",
    "vi": "và của có là các một những cho được không người khi bằng từ",
}
# Scripts of one language, or of one that most of their texts are in; the surer one first: kana stand among Chinese
# signs, and letters that Arabic has not among those that it has.
_SCRIPTS = {
    "ja": compiled("[\u3041-\u30ff]"),
    "ko": compiled("[\uac00-\ud7a3]"),
    "zh-Hans": compiled("[\u4e00-\u9fff]"),
    "th": compiled("[\u0e01-\u0e5b]"),
    "hi": compiled("[\u0904-\u0939]"),
    "he": compiled("[\u05d0-\u05ea]"),
    "fa": compiled("[\u067e\u0686\u0698\u06af\u06cc\u06a9]"),
    "ar": compiled("[\u0621-\u064a]"),
}
# Such a part of the letters is in the script, or in the signs by which it is told from a nearer one.
_MOSTLY, _AMONG = 0.4, 0.03
_TELLING = ("ja", "fa")
# Signs that traditional Chinese alone has, of those that stand in every text.
_TRADITIONAL = frozenset("這個們來時會說對為國學還過點開關長門東車馬書見話語讓從與麼")
_LANGUAGES = {code: frozenset(words.split()) for code, words in _LITTLE.items()}


def language_of(text: str, otherwise: str) -> str:
    """Give the language of a text, as a BCP 47 tag; `otherwise` where that is not clear."""
    if script := _by_script(text):
        return script
    # What a colon follows is a key of front matter.
    words = Counter(re.findall(r"[^\W\d_]{2,}+(?!:)", text.lower()))
    signs = Counter(text.lower()) if not text.isascii() else Counter[str]()
    found = {
        code: sum(words[word] for word in little) + _WORTH * sum(signs[sign] for sign in _LETTERS.get(code, ""))
        for code, little in _LANGUAGES.items()
    }
    best = max(found, key=lambda code: found[code])
    clear = found[best] >= max(_ENOUGH, _CLEARLY * found.get(otherwise.split("-")[0].lower(), 0))
    return best if clear else otherwise


def _by_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    if letters < _ENOUGH or text.isascii():
        return None
    found = {language: len(signs.findall(text)) / letters for language, signs in _SCRIPTS.items()}
    for language, part in found.items():
        if part >= (_AMONG if language in _TELLING else _MOSTLY):
            with_others = part + (found["zh-Hans"] if language == "ja" else found["ar"] if language == "fa" else 0.0)
            if with_others >= _MOSTLY:
                return "zh-Hant" if language == "zh-Hans" and _TRADITIONAL & set(text) else language
    return None
