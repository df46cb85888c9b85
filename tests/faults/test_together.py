"""Two builds of one project at once: each ends well, and the PDF is one of theirs."""

from __future__ import annotations

import pytest

from tests.faults.conftest import YEARS, Site


def together(site: Site, right: dict[str, bytes], rounds: int) -> None:
    """Start two builds at once, the second of a newer content; then one that must be right."""
    for number in range(rounds):
        first, second = YEARS[number % 2], YEARS[1 - number % 2]
        site.write(first)
        builds = [site.start("--force")]
        if number % 3:
            site.write(second)
        builds.append(site.start("--force"))
        told = [build.communicate()[1] for build in builds]
        assert ([build.returncode for build in builds], "Traceback" in "".join(told)) == ([0, 0], False), told
        assert site.pdf.read_bytes() in right.values()
        assert (site.left(), site.passing()) == ([], [])
        assert site.build() == right[second if number % 3 else first]


def test_two_builds_at_once(site: Site, right: dict[str, bytes]) -> None:
    """One round with the same content, one with a change between the two."""
    together(site, right, 2)


@pytest.mark.slow
def test_two_builds_at_once_many_times(site: Site, right: dict[str, bytes]) -> None:
    """Twenty rounds."""
    together(site, right, 20)
