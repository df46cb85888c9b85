"""What an author is told of how a page was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brochure.model.reading import Reading
from brochure.placing.account import PASSED, UNPRINTED, Fate
from brochure.placing.adopting import quoted
from brochure.placing.arrange import Arranged
from brochure.placing.claims import ASKED, OWN
from brochure.placing.values import words_in
from brochure.vocabulary.speech import Said, joined

_NAMED = Said("'{path}' ({count} word)", "'{path}' ({count} words)")


def tell(reading: Reading, page: Arranged, found: Sequence[Fate], body: str) -> None:
    """Tell each guess, each section that is left off, and all that no section reads."""
    for claim in page.guesses:
        if claim.why not in (OWN, ASKED) and claim.path:
            hint = Said("say otherwise in brochure.yaml: 'sections' or 'ignore'")
            message = Said(
                "'{path}' is read as '{section}', by {why}", path=claim.path, section=claim.section, why=claim.why
            )
            reading.report("key-guessed", message, claim.place, hint, "note")
    for title in page.titles:
        reading.report(
            "key-guessed", Said("this is read as the title"), title.place, Said("write a 'title' for another"), "note"
        )
    _tell_left(reading, page, body)
    for fate in found:
        if fate.why == "off" and fate.words:
            message = Said(
                "'{path}' is switched off: {count} word is left out",
                "'{path}' is switched off: {count} words are left out",
                path=fate.path,
                count=fate.words,
            )
            reading.report("content-off", message, fate.place, Said("take the switch away to print it"), "note")
    for why, severity in ((UNPRINTED, "warning"), (PASSED, "note")):
        unprinted = [fate for fate in found if fate.why == why]
        if unprinted:
            each = [_NAMED.of(path=fate.path, count=fate.words) for fate in unprinted]
            message = Said("no section prints {names}", names=joined(", ", each))
            reading.report("content-unprinted", message, unprinted[0].place, _hint(page, unprinted, body), severity)


def _tell_left(reading: Reading, page: Arranged, body: str) -> None:
    """Note the sections that the settings leave off their list."""
    names = dict.fromkeys(claim.section for claim in page.left)
    for name in names:
        mine = [claim for claim in page.left if claim.section == name]
        words = sum(words_in(scalar.text) for claim in mine for scalar in claim.scalars())
        if words:
            message = Said(
                "'{name}' is not among the sections: {count} word of '{path}' is left out",
                "'{name}' is not among the sections: {count} words of '{path}' are left out",
                name=name,
                count=words,
                path=mine[0].path,
            )
            hint = Said("add '{name}' to 'sections' in brochure.yaml", name=name)
            reading.report("section-left-off", message, mine[0].place, hint, "note")
    if page.placed.orders and body.strip() and not any(one.order.section == "body" for one in page.made):
        start = reading.source.text.rfind(body.strip())
        message = Said(
            "'body' is not among the sections: {count} word of the text is left out",
            "'body' is not among the sections: {count} words of the text are left out",
            count=words_in(body),
        )
        hint = Said("add 'body' to 'sections' in brochure.yaml")
        reading.report("section-left-off", message, max(0, start), hint, "note")


def _hint(page: Arranged, unprinted: Iterable[Fate], body: str) -> Said:
    """Give the lines for brochure.yaml that print what is left, or that ignore it."""
    paths = [quoted(fate.path) for fate in unprinted]
    ignored = f"ignore: [{', '.join(paths)}]"
    texts = [f"text: {{from: {path}}}" for path in paths]
    if page.listed:
        return Said(
            "print it: add {texts} to 'sections'; or leave it out: {ignored}",
            texts=", ".join(f"- {text}" for text in texts),
            ignored=ignored,
        )
    return Said("print it: {listing}; or leave it out: {ignored}", listing=listing(page, body, texts), ignored=ignored)


def listing(page: Arranged, body: str, texts: Iterable[str] = ()) -> str:
    """Give the sections of a page as the line of the settings that asks for them, with others before the body."""
    made = [one.order.section for one in page.made if one.claim is not None]
    names = [name for name in dict.fromkeys(made) if name not in ("cover", "back")]
    text = ["body"] if body.strip() or page.opened else []
    return f"sections: [{', '.join(['cover', *names, *texts, *text, 'back'])}]"
