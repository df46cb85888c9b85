"""Any front matter of the model becomes a brochure, or Problems: through whole builds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brochure.model.spec import Items, Keys, Spec, Value
from brochure.pipeline import build
from brochure.sections.registry import shipped
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Problem, Severity

pytestmark = pytest.mark.deep

# Not faults of the tool: what is said of content of any kind.
_FALLEN = {"internal-error", "engine-failed", "engine-warning", "engine-missing"}
_WORDS = st.sampled_from(
    ["Maison", "**60%** des gens", "l’été", "12 à 18 mois", "3 mois", "*un* [lien](https://example.org/a)",
     "œuvre : oui", "- a\n- b", "## Titre\n\nTexte.", "> cité\n>\n> - un", "| a | b |\n|---|---|\n| c | d |",
     "note[^1]\n\n[^1]: au pied",
     "![](none.png)", "![]()", "mot " * 60, "W" * 90, "1. un\n2. deux", "<b>gras</b><script>x</script>", "206", "~",
     "60 %", "**", "é" * 9, "$x_1$ & <y>", "a\u00a0b", "…"]
)  # fmt: skip
_PATHS = st.sampled_from(["", "none.png", "img/none.svg", "/img/none.jpg"])
_ODD = st.none() | st.booleans() | st.integers(-3, 2_000) | st.dates().map(str) | st.lists(st.just("x"), max_size=2)
_FORMS = {
    "path": _PATHS,
    "address": st.just("https://example.org"),
    "language": st.sampled_from(["fr", "en", "de", "pt-BR"]),
}


def values(spec: Spec) -> st.SearchStrategy[Any]:
    """What may stand at a place of the model: nearly always what is meant there, at times something odd."""
    if isinstance(spec, Keys):
        meant: st.SearchStrategy[Any] = st.fixed_dictionaries(
            {}, optional={key: values(inner) for key, inner in spec.keys.items()}
        )
    elif isinstance(spec, Items):
        meant = st.lists(values(spec.item), max_size=4)
    else:
        assert isinstance(spec, Value)
        meant = _FORMS.get(spec.kind.name, st.lists(_WORDS, min_size=1, max_size=3).map("\n\n".join))
    return st.integers(0, 39).flatmap(lambda chance: _ODD if chance == 0 else meant)


_FRONT = st.fixed_dictionaries(
    {"title": _WORDS}, optional={key: values(spec) for key, spec in shipped().keys.keys.items() if key != "title"}
)
_BODY = st.lists(_WORDS, max_size=4).map("\n\n".join)


def outcome(job: Job) -> tuple[tuple[Problem, ...], bytes | None]:
    """Build; give the problems, and the PDF where there is one."""
    try:
        result = build(job)
    except BrochureError as error:
        return error.problems, None
    return result.problems, result.pdf


# A failure is shown as it was found: to look for a smaller one would take minutes.
@settings(
    max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(front=_FRONT, body=_BODY, size=st.sampled_from(["a5", "a4", "square", "leaflet"]))
def test_any_front_matter_builds_or_gives_problems(tmp_path: Path, front: dict[str, Any], body: str, size: str) -> None:
    """No traceback, no word of the engine: a PDF that opens, or errors that each have a place in the file."""
    content, project = tmp_path / "a.md", tmp_path / "brochure.yaml"
    # JSON is YAML, too, and says exactly what is meant.
    content.write_text(f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n{body}\n", encoding="utf-8")
    project.write_text(f"language: fr\nformat: {size}\n", encoding="utf-8")
    told, pdf = outcome(Job(content, tmp_path, project, tmp_path))
    failed = any(problem.severity is Severity.ERROR for problem in told)
    assert failed or (pdf is not None and len(pypdfium2.PdfDocument(pdf)) >= 2)
    assert [problem for problem in told if problem.code in _FALLEN] == []


def test_a_picture_in_a_one_line_value_is_sought_as_any_other(tmp_path: Path) -> None:
    """It is told where it stands, and drawn artwork takes its place; the engine has nothing to say."""
    content = tmp_path / "a.md"
    content.write_text("---\ntitle: A house\nquote:\n  quote: Yes\n  desc: Anna ![her](none.png)\n---\n")
    problems = build(Job(content, tmp_path, None, tmp_path)).problems
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert [(problem.code, problem.place.line, problem.place.column) for problem in told] == [
        ("picture-missing", 5, 21)
    ]


def test_links_that_lead_nowhere_are_plain_text(tmp_path: Path) -> None:
    """No link of the PDF names a file of this machine or a target that is none; footnotes and the way back stay."""
    content = tmp_path / "a.md"
    content.write_text(
        "---\ntitle: A\nurl: /x\ndesc: See [a](#none), [b](/page)\nquote: {quote: '[q](#no)', desc: '[d](/p)'}\n---\n\n"
        "## Page\n\nText[^1] [y](other.md), [z](#page) and [w](https://example.org/).\n\n[^1]: note\n"
    )
    result = build(Job(content, tmp_path, None, tmp_path))
    # Paths of a site that is not known are left out, which their author is told.
    assert [problem.code for problem in result.problems] == [*["address-relative"] * 3, "pdf-undated"]
    assert result.output is not None
    with pikepdf.open(result.output.path) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(note["/A"]["/URI"]) for note in notes if "/A" in note] == ["https://example.org/"]
        assert [str(note["/Dest"])[:5] for note in notes if "/Dest" in note] == ["fn:1-", "fnref"]
