"""Words that keep with the number or the name beside them, by language."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SYMBOLS = _set(
    "€ $ £ % ‰ ° °C °F km km² m m² m³ cm mm kg g mg t l ml ha h min s ms kW kWh MW GW W V Hz ko Mo Go To kB MB GB TB"
)

MONTHS_FR = _set("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
MONTHS_EN = _set("January February March April May June July August September October November December")

UNITS_FR = (
    SYMBOLS
    | MONTHS_FR
    | _set(
        "M€ k€ Md€ Mds€ an ans année années mois semaine semaines jour jours heure heures minute minutes "
        "seconde secondes euro euros centimes million millions milliard milliards mètres kilomètres hectares "
        "degrés points fois"
    )
)
UNITS_EN = (
    SYMBOLS
    | MONTHS_EN
    | _set(
        "year years month months week weeks day days hour hours minute minutes second seconds euro euros "
        "dollars pounds million millions billion thousand miles metres kilometres hectares degrees points "
        "times am pm a.m. p.m."
    )
)
BEFORE_DIGITS_FR = _set(
    "page pages p. pp. n° nº no § article articles art. figure fig. tableau chapitre chap. volume vol. "
    "tome t. phase étape annexe numéro ligne h"
)
BEFORE_NAMES_FR = _set("M. MM. Mme Mmes Mlle Mlles Me Dr Pr St Ste")
BEFORE_DIGITS_EN = MONTHS_EN | _set(
    "page pages p. pp. no. nos. § article figure fig. table chapter ch. volume vol. phase step appendix"
)
BEFORE_NAMES_EN = _set("Mr Mrs Ms Dr Prof St Mr. Mrs. Ms. Dr. Prof. St.")
# Latin expressions of two words, as they stand in texts of today: their first word, and what may follow it.
LATIN = {
    "a": "contrario fortiori minima posteriori priori",
    "ad": "hoc interim libitum",
    "bona": "fide",
    "curriculum": "vitae",
    "de": "facto jure",
    "et": "al alii",
    "ex": "aequo æquo nihilo situ",
    "grosso": "modo",
    "in": "extenso extremis fine situ vitro vivo",
    "ipso": "facto",
    "modus": "operandi",
    "mutatis": "mutandis",
    "nota": "bene",
    "numerus": "clausus",
    "per": "capita se",
    "prima": "facie",
    "pro": "bono rata",
    "sine": "die",
    "statu": "quo",
    "status": "quo",
    "sui": "generis",
    "vice": "versa",
}
