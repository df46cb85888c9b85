"""Pages as organisations have them on their websites become brochures with no change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from tests.world.judging import HERE, Site, judged, sites

SITES = sites()
KNOWN: dict[str, str] = yaml.safe_load((HERE / "known.yaml").read_text(encoding="utf-8"))
EACH = [pytest.param(site, id=site.name, marks=pytest.mark.xdist_group(site.name)) for site in SITES]
# Of different structures, quickly built.
SAMPLE = {"assoc-sentiers", "field-recorder", "lang-nghe-vi", "osoba-cs", "release-post", "safn-is", "sobre-br"}


@pytest.mark.slow
@pytest.mark.parametrize("site", EACH)
def test_a_page_of_the_world_is_acceptable(site: Site, record_property: Callable[[str, object], None]) -> None:
    """In every preset, but for those that known.yaml names; one that has become acceptable is taken from it."""
    verdict = judged(site)
    record_property("world", verdict.row)
    assert bool(verdict.faults) == (site.name in KNOWN), "\n".join(verdict.faults) or "take it from known.yaml"


@pytest.mark.parametrize("site", [each for each in EACH if each.id in SAMPLE])
def test_some_pages_of_the_world_are_acceptable(site: Site) -> None:
    """A thin sample for the screen; what is known not to be acceptable yet is built all the same."""
    faults = judged(site, [("screen", False)]).faults
    assert faults == () or site.name in KNOWN, "\n".join(faults)


def test_the_corpus_is_as_wide_as_it_is_meant_to_be() -> None:
    """Sixty pages and more, of twelve languages and more; three are in scripts that no font here has."""
    assert len(SITES) >= 64
    assert len({site.language for site in SITES if not site.refused}) >= 12
    assert sum(site.refused for site in SITES) == 3
    assert {site.name for site in SITES} == {path.name for path in HERE.iterdir() if path.is_dir()} - {"__pycache__"}
    assert set(KNOWN) <= {site.name for site in SITES}
