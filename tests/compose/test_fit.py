"""Copyfitting: with a pretended text for the search, with the engine for the claims about pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brochure.compose.copyfit import Manuscript, fit
from brochure.engine.engine import Engine
from brochure.engine.laid import Laid, Overset, PageFacts, Setting
from brochure.render.group import Group, Way
from tests.engine.conftest import section, words


class Pretended:
    """A text whose content fills `small` pages at size 0 and `large` at size 1; slack adds to it by the point.

    Its title ends in a single word at the sizes `lonely`, but in a measure as narrow as `helped`. One of its words is
    `long` for a line.
    """

    level = False

    def __init__(
        self,
        small: float,
        large: float,
        lonely: tuple[float, ...] = (),
        greedy: float = 1.0,
        helped: float = 0.0,
        long: bool = False,
    ) -> None:
        self.small, self.large, self.lonely, self.greedy, self.helped = small, large, lonely, greedy, helped
        self.long = long
        self.settings: list[Setting] = []

    def stretch(self, laid: Laid, room: float) -> Laid | None:
        return None

    def tighten(self, laid: Laid, size: float) -> Laid | None:
        return self.lay(replace(laid.setting, size=size))

    def loosen(self, laid: Laid, rooms: tuple[float, ...]) -> Laid:
        return self.lay(replace(laid.setting, slack=rooms))

    def lay(self, setting: Setting) -> Laid:
        self.settings.append(setting)
        demand = self.small + setting.size * (self.large - self.small) + self.greedy * sum(setting.slack) / 400
        count = max(1, -int(-demand // 1))
        fills = [1.0] * (count - 1) + [demand - count + 1]
        facts = tuple(
            PageFacts(setting.first_page + index, 300, 420, 10, 410, 10 + 400 * fill, 400 * (1 - fill), fill)
            for index, fill in enumerate(fills)
        )
        lonely = setting.size in self.lonely and setting.measure > self.helped
        wide = (Overset(1, "Grundstücksverkehr", "wide"),) if self.long and not setting.relaxed else ()
        return Laid((), setting, facts, wide, ("Titre seul",) if lonely else ())


def run(*texts: tuple[int | None, Pretended], apart: bool = False) -> tuple[Laid, list[int]]:
    """Fit a section of such ways; gives the result and how often each was laid out."""
    table: dict[str, Manuscript] = {str(number): text for number, (_, text) in enumerate(texts)}
    ways = tuple(
        Way(str(number), pages, lambda name=str(number): name)  # type: ignore[misc]
        for number, (pages, _) in enumerate(texts)
    )
    laid = fit(Group("essai", ways, apart=apart), table.__getitem__, 4)
    return laid, [len(text.settings) for _, text in texts]


def test_text_that_fits_is_set_at_its_largest_and_takes_the_room() -> None:
    laid, spent = run((1, Pretended(0.5, 0.9)))
    assert laid.setting == Setting(1.0, (39.95,), 4)
    assert spent == [2]


@pytest.mark.parametrize(("large", "size", "most"), [(1.0, 1.0, 1), (1.05, 0.5, 3), (1.2, 0.5, 3), (1.5, 0.0, 4)])
def test_the_largest_of_three_sizes_that_fits_is_found(large: float, size: float, most: int) -> None:
    laid, (spent,) = run((1, Pretended(0.8, large)))
    assert (laid.setting.size, spent <= most) == (size, True)


@pytest.mark.parametrize("large", [1.05, 1.2, 1.5, 2.5, 3.9])
def test_what_stands_apart_is_set_in_eighths(large: float) -> None:
    laid, (spent,) = run((1, Pretended(0.8, large)), apart=True)
    best = max(step for step in range(9) if 0.8 + step / 8 * (large - 0.8) <= 1)
    assert laid.setting.size == best / 8
    assert spent <= 6


def test_a_variant_that_cannot_fit_gives_way_to_the_next() -> None:
    laid, spent = run((1, Pretended(1.2, 1.6)), (2, Pretended(1.2, 1.6)))
    assert (laid.setting.size, len(laid.facts)) == (1.0, 2)
    assert spent == [3, 2]


def test_a_denser_variant_of_as_many_pages_is_tried() -> None:
    laid, _ = run((1, Pretended(1.2, 1.6)), (1, Pretended(0.9, 1.2)), (2, Pretended(1.2, 1.6)))
    assert len(laid.facts) == 1


def test_of_variants_of_as_many_pages_the_larger_is_taken() -> None:
    """The first where both are set at one size."""
    assert run((1, Pretended(0.9, 1.1)), (1, Pretended(0.8, 0.9)))[0].setting.size == 1.0
    assert run((1, Pretended(0.9, 1.1)), (1, Pretended(0.8, 1.1)))[1] == [2, 1]


def test_a_spread_may_be_a_step_smaller_before_it_is_set_otherwise() -> None:
    table: dict[str, Manuscript] = {"a": Pretended(1.8, 2.1), "b": Pretended(1.5, 1.6)}
    ways = tuple(Way(name, 2, lambda name=name: name) for name in table)  # type: ignore[misc]
    assert fit(Group("essai", ways, "left"), table.__getitem__, 4).setting.size == 0.5
    assert fit(Group("essai", ways), table.__getitem__, 4).setting.size == 1.0


def test_a_hopeless_variant_is_not_tried() -> None:
    """Where a variant of as many pages flowed over by far; one of more pages may set its text otherwise."""
    _, spent = run((1, Pretended(3.5, 4)), (1, Pretended(1, 1)), (2, Pretended(3, 3)), (4, Pretended(3.5, 4)))
    assert spent[1] == 0
    assert spent[2] > 0


def test_a_variant_that_is_much_denser_is_tried_where_another_would_be_hopeless() -> None:
    """The second one of as many pages fits; told of nothing, it is passed over."""
    table: dict[str, Manuscript] = {"a": Pretended(2.9, 3.5), "b": Pretended(0.9, 0.95), "c": Pretended(2.9, 3.5)}

    def pages(much_denser: bool) -> int:
        row = (("a", 1, False), ("b", 1, much_denser), ("c", None, False))
        ways = tuple(Way(name, count, lambda name=name: name, dense) for name, count, dense in row)  # type: ignore[misc]
        return len(fit(Group("essai", ways), table.__getitem__, 4).facts)

    assert (pages(True), pages(False)) == (1, 4)


def test_the_document_of_a_variant_that_is_not_tried_is_never_made() -> None:
    """Nor is that of one that is passed over; one that is tried in several sizes is made once."""
    table: dict[str, Manuscript] = {"a": Pretended(0.9, 1.05), "b": Pretended(1.0, 1.2), "c": Pretended(0.9, 0.9)}
    made: list[str] = []
    ways = tuple(Way(name, 1, lambda name=name: made.append(name) or name) for name in table)  # type: ignore[func-returns-value,misc]
    assert fit(Group("essai", ways[:2]), table.__getitem__, 4).setting.size == 0.5
    assert made == ["a", "b"]
    made.clear()
    assert fit(Group("essai", ways[::-1]), table.__getitem__, 4).setting.size == 1.0
    assert made == ["c"]


def test_a_variant_for_more_text_than_there_is_gives_way_at_once() -> None:
    laid, spent = run((2, Pretended(0.5, 0.8)), (1, Pretended(0.5, 0.8)))
    assert len(laid.facts) == 1
    assert spent[0] == 1


def test_where_nothing_fits_the_last_variant_is_set_tightest() -> None:
    laid, _ = run((1, Pretended(2.5, 3)), (2, Pretended(2.5, 3)))
    assert (laid.setting.size, len(laid.facts)) == (0.0, 3)


@pytest.mark.parametrize(
    ("small", "large", "pages", "size"),
    [(0.1, 0.2, 1, 1.0), (2.1, 2.5, 3, 1.0), (1.8, 2.1, 2, 0.5), (2.1, 2.2, 3, 1.0), (1.0, 1.34, 2, 1.0)],
)
def test_text_that_flows_does_not_end_on_a_nearly_empty_page(
    small: float, large: float, pages: int, size: float
) -> None:
    """Where one step down saves that page."""
    laid, _ = run((None, Pretended(small, large)))
    assert (len(laid.facts), laid.setting.size) == (pages, size)


def test_a_title_that_ends_in_a_single_word_costs_no_size() -> None:
    assert run((1, Pretended(0.5, 0.9, (1.0,))))[0].setting.size == 1.0


@pytest.mark.parametrize(("helped", "measure"), [(0.85, 0.85), (0.7, 0.7), (0.5, 1.0)])
def test_a_title_takes_a_narrower_measure(helped: float, measure: float) -> None:
    """The widest that helps, down to a little more than half."""
    setting = run((1, Pretended(0.5, 0.9, (1.0,), helped=helped)))[0].setting
    assert (setting.size, setting.measure) == (1.0, measure)


def test_slack_that_breaks_the_fit_is_given_in_part_or_not_at_all() -> None:
    assert run((1, Pretended(0.5, 0.9, greedy=1.05)))[0].setting.slack == (36.0,)
    assert run((1, Pretended(0.5, 0.9, greedy=1.8)))[0].setting.slack == (20.0,)
    assert run((1, Pretended(0.5, 0.9, greedy=3)))[0].setting.slack == ()


def test_a_word_is_broken_only_where_no_way_has_room_for_it() -> None:
    assert not run((1, Pretended(0.5, 0.9, long=True)), (1, Pretended(0.5, 0.9)))[0].setting.relaxed
    assert run((1, Pretended(0.5, 0.9, long=True)), (1, Pretended(0.5, 0.9, long=True)))[0].setting.relaxed


def test_the_engine_ends_a_text_on_its_page(engine: Engine) -> None:
    tight = section("essai", (1, f"<p>{words(140)}</p>"), (2, f"<p>{words(140)}</p>"))
    laid = fit(tight, engine.open, 1)
    assert len(laid.facts) == 1
    assert laid.setting.size < 1
    assert laid.overset == ()
    assert engine.layouts <= 6
    assert fit(tight, engine.open, 1).setting == laid.setting


def test_slack_grows_a_picture_to_the_foot_of_the_page(engine: Engine) -> None:
    body = f'<div style="background:#eee;height:calc(20mm + var(--slack-1))"></div><p>{words(20)}</p>'
    (fact,) = fit(section("essai", (1, body)), engine.open, 1).facts
    assert fact.free == pytest.approx(0, abs=0.1)
    assert fact.fill == pytest.approx(1, abs=0.001)


def test_a_crowded_page_is_given_back_with_its_faults(engine: Engine) -> None:
    body = f'<div style="height:20mm">{words(80)}</div>'
    laid = fit(section("essai", (1, body)), engine.open, 1)
    assert {overset.kind for overset in laid.overset} == {"tall"}
    assert isinstance(laid.overset[0], Overset)


def test_a_long_list_takes_no_more_layouts_than_it_needs(engine: Engine) -> None:
    """Nothing in it takes the room on its last page, and smaller type saves none: eight pages tell."""
    items = '<li style="height: 40mm; break-inside: avoid">Mot</li>' * 28
    laid = fit(section("essai", (None, f"<ul>{items}</ul>")), engine.open, 1)
    assert len(laid.facts) == 10
    assert laid.facts[-1].fill < 0.35
    assert laid.setting == Setting(1.0)
    assert engine.layouts == 2
