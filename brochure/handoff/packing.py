"""All that goes to the print shop with a PDF for the press: proofs, report, and a sheet as PDF and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from brochure.compare.pictures import png
from brochure.engine.engine import Engine
from brochure.engine.fonts import faces
from brochure.engine.laid import About, Setting
from brochure.engine.writings import faces_for
from brochure.handoff.ticket import Inked, Ticket, ticket
from brochure.handoff.wording import Wording, data
from brochure.model.project import Project
from brochure.pdfreader.opening import read
from brochure.pdfreader.plates import Plated
from brochure.pictures.assets import Assets
from brochure.preflight.proofing import Proof
from brochure.preflight.report import html
from brochure.project.dating import is_dated
from brochure.render.environment import environment
from brochure.render.group import Group
from brochure.render.words import shop_words
from brochure.vocabulary.job import Outcome
from brochure.vocabulary.problems import name_of
from brochure.vocabulary.report import as_json
from brochure.vocabulary.shipped import STYLES

# A proof is to be read on a screen, and looked at as large as the page.
_DPI = 110
SHEET = "sheet"


def packed(outcome: Outcome, project: Project, about: About) -> Iterator[tuple[str, bytes]]:
    """Give the files that go with the PDF of a build for the press, by their names; the PDF comes first."""
    job, pdf = outcome.job, outcome.pdf
    assert pdf is not None
    yield job.pdf_name, pdf
    report = f"{job.pdf_name.removesuffix('.pdf')}-report.html"
    proofs, inked = [], []
    with Proof(pdf, everywhere=False) as proof:
        # One page at a time: its plates are larger than all the rest.
        for page in proof.pages(_DPI):
            proofs.append(f"proof-{page.number:02}.png")
            inked.append(Inked(tuple(page.plates), page.used, page.most))
            yield proofs[-1], _shown(proof, page)
    name = name_of(job.content)
    limit = project.press.settings.ink_limit
    text = html(name, job.preset, pdf, outcome.problems, outcome.ran, outcome.skipped, outcome.keys, limit)
    yield report, text.encode("utf-8", "replace")
    dated = is_dated(project, job)
    made = ticket(job.pdf_name, pdf, project, about, dated, read(pdf, name), inked, outcome.problems)
    yield f"{SHEET}.json", as_json(data(made)).encode("utf-8")
    yield f"{SHEET}.pdf", _sheet(made, about, job.root, report, tuple(proofs))


def _shown(proof: Proof, page: Plated) -> bytes:
    """Draw a page to its trim, as it is seen on its paper."""
    return png(proof.seen(page).crop(page.within(page.trim)))


def _sheet(made: Ticket, about: About, root: Path, report: str, proofs: Sequence[str]) -> bytes:
    spoken, words = shop_words(about.language)
    rows = Wording(spoken, words, report, tuple(proofs)).rows(made)
    template = environment(None).get_template("handoff/sheet.html.j2")
    page = template.render(language=spoken, spoken=about.language, words=words, title=about.title, rows=rows)
    letters = faces({}, about.language)
    engine = Engine(Assets(root, (), STYLES), "", (*letters, *faces_for(about.language, about.title, letters)))
    try:
        laid = engine.open(page).lay(Setting())
        title = f"{words['sheet']}: {about.title}"
        said = About(title, spoken, about.author, about.date, about.generator)
        return engine.bind([(Group(SHEET, ()), laid)], said, tagged=True)
    finally:
        engine.close()
