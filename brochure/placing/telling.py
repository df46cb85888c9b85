"""What an author is told of how a page was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brochure.model.reading import Reading
from brochure.placing.account import UNPRINTED, Fate
from brochure.placing.adopting import quoted
from brochure.placing.arrange import Arranged
from brochure.placing.claims import ASKED, OWN
from brochure.placing.values import words_in
from brochure.vocabulary.english import counted


def tell(reading: Reading, page: Arranged, found: Sequence[Fate], body: str) -> None:
    """Tell each guess, each section that is left off, and all that no section reads."""
    for claim in page.guesses:
        if claim.why not in (OWN, ASKED) and claim.path:
            hint = "say otherwise in brochure.yaml: 'sections' or 'ignore'"
            message = f"'{claim.path}' is read as '{claim.section}', by {claim.why}"
            reading.report("key-guessed", message, claim.place, hint, "note")
    for title in page.titles:
        reading.report("key-guessed", "this is read as the title", title.place, "write a 'title' for another", "note")
    _tell_left(reading, page, body)
    for fate in found:
        if fate.why == "off" and fate.words:
            message = f"'{fate.path}' is switched off: {counted(fate.words, 'word')} are left out"
            reading.report("content-off", message, fate.place, "take the switch away to print it", "note")
    unprinted = [fate for fate in found if fate.why == UNPRINTED]
    if unprinted:
        names = ", ".join(f"'{fate.path}' ({counted(fate.words, 'word')})" for fate in unprinted)
        message = f"no section prints {names}"
        reading.report("content-unprinted", message, unprinted[0].place, _hint(page, unprinted, body), "warning")


def _tell_left(reading: Reading, page: Arranged, body: str) -> None:
    """Note the sections that the settings leave off their list."""
    names = dict.fromkeys(claim.section for claim in page.left)
    for name in names:
        mine = [claim for claim in page.left if claim.section == name]
        words = sum(words_in(scalar.text) for claim in mine for scalar in claim.scalars())
        if words:
            message = f"'{name}' is not among the sections: {counted(words, 'word')} of '{mine[0].path}' are left out"
            hint = f"add '{name}' to 'sections' in brochure.yaml"
            reading.report("section-left-off", message, mine[0].place, hint, "note")
    if page.placed.orders and body.strip() and not any(one.order.section == "body" for one in page.made):
        start = reading.source.text.rfind(body.strip())
        message = f"'body' is not among the sections: {counted(words_in(body), 'word')} of the text are left out"
        hint = "add 'body' to 'sections' in brochure.yaml"
        reading.report("section-left-off", message, max(0, start), hint, "note")


def _hint(page: Arranged, unprinted: Iterable[Fate], body: str) -> str:
    """Give the lines for brochure.yaml that print what is left, or that ignore it."""
    paths = [quoted(fate.path) for fate in unprinted]
    ignored = f"ignore: [{', '.join(paths)}]"
    texts = [f"text: {{from: {path}}}" for path in paths]
    if page.listed:
        return f"print it: add {', '.join(f'- {text}' for text in texts)} to 'sections'; or leave it out: {ignored}"
    return f"print it: {listing(page, body, texts)}; or leave it out: {ignored}"


def listing(page: Arranged, body: str, texts: Iterable[str] = ()) -> str:
    """Give the sections of a page as the line of the settings that asks for them, with others before the body."""
    made = [one.order.section for one in page.made if one.claim is not None]
    names = [name for name in dict.fromkeys(made) if name not in ("cover", "back")]
    return f"sections: [{', '.join(['cover', *names, *texts, *(['body'] if body.strip() else []), 'back'])}]"
