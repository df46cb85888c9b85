"""A build killed at any moment leaves the old PDF or the new one, and nothing that the next build does not mend."""

from __future__ import annotations

import json
import random
import shutil
import signal
from collections.abc import Iterator

import pytest

from brochure.store.folder import PREFIX
from tests.faults.conftest import YEARS, Site
from tests.faults.victim import PHASES

# How many of the hundred moments fall into each phase; the bytes are those of a file being written.
SHARES = {"starting": 10, "reading": 15, "loading": 10, "layout": 20, "binding": 15, "writing": 20, "bytes": 10}
HANDFUL = [("reading", 20_000), ("layout", 100_000), ("binding", 50_000), ("writing", 60), ("bytes", 9_000)]


def survive(site: Site, right: dict[str, bytes], moments: list[tuple[str, int]]) -> None:
    """Kill a build of the new version at each moment; look at what is left; build; let the versions change places."""
    old, new = YEARS
    site.write(old)
    assert site.build() == right[old]
    for number, (phase, event) in enumerate(moments):
        if number % 2:
            shutil.rmtree(site.cache)
        site.write(new)
        assert site.kill(phase, event) == (signal.SIGXFSZ if phase == "bytes" else signal.SIGKILL), (phase, event)
        assert site.pdf.read_bytes() in (right[old], right[new]), (phase, event)
        assert [name for name in site.left() if not name.startswith(PREFIX)] == [], (phase, event)
        if phase == "bytes":
            assert [(site.out / name).stat().st_size for name in site.left()] == [event]
        assert site.build() == right[new], (phase, event)
        assert site.passing() == [], (phase, event)
        old, new = new, old


def test_killed_in_each_phase(site: Site, right: dict[str, bytes]) -> None:
    """A handful of moments, one a phase and one in the middle of a file."""
    survive(site, right, HANDFUL)


def moments(phase: str, most: int) -> Iterator[tuple[str, int]]:
    """Draw the moments of a phase, the same on every run, spread over all of it."""
    draw, share = random.Random(phase), SHARES[phase]
    for number in range(share):
        yield phase, draw.randint(1 + most * number // share, max(1, most * (number + 1) // share))


@pytest.mark.slow
@pytest.mark.parametrize(("phase", "part"), [(phase, part) for phase in SHARES for part in range(2)])
def test_killed_at_a_hundred_moments(phase: str, part: int, site: Site, right: dict[str, bytes]) -> None:
    """The events of each phase are counted once; the moments are drawn over all of them."""
    if phase == "bytes":
        most = len(right[YEARS[0]]) - 1
    else:
        assert site.kill("count", 0) == 0
        most = json.loads((site.root / "counts.json").read_text())[phase]
        (site.root / "counts.json").unlink()
        assert most > SHARES[phase]
    survive(site, right, list(moments(phase, most))[part::2])


def test_the_shares_make_a_hundred_and_miss_no_phase() -> None:
    """A phase without moments would not be tried at all."""
    assert (sum(SHARES.values()), set(SHARES) - {"bytes"}) == (100, set(PHASES))
