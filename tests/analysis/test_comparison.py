"""Groups against the rest, and periods against the one before."""

from datetime import date, datetime

import numpy as np
import pytest

from touchpath.analysis.comparison import (
    GroupCounts,
    bases_of,
    compare_groups,
    compare_periods,
    last_period,
    previous_period,
)
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.stats.ab_test import rate_test
from touchpath.stats.differences import newcombe

GROUPS = (
    GroupCounts("a", (400, 300, 90)),
    GroupCounts("b", (300, 200, 120)),
    GroupCounts("c", (200, 150, 85)),
)
BASES = bases_of((False, False, False))


def test_a_rate_after_an_optional_step_refers_to_the_last_required_one():
    assert bases_of((False, False, True, False, True)) == (0, 0, 1, 1, 3)


def test_each_group_is_compared_with_the_others_never_with_everybody():
    found = compare_groups(GROUPS, BASES)
    cell = next(cell for cell in found.cells if cell.group == "a" and cell.step == 2)
    assert (cell.n, cell.reached, cell.rest_n, cell.rest_reached) == (300, 90, 350, 205)
    assert cell.difference.estimate == pytest.approx(90 / 300 - 205 / 350)
    low, high = newcombe(205, 350, 90, 300)
    assert (cell.difference.low, cell.difference.high) == pytest.approx((float(low), float(high)))
    assert cell.difference.p_value == pytest.approx(rate_test(205, 350, 90, 300)[0])


def test_the_family_is_every_cell_shown():
    found = compare_groups(GROUPS, BASES)
    raw = sorted(cell.difference.p_value for cell in found.cells)
    assert found.tested == len(found.cells) == 6
    smallest = min(found.cells, key=lambda cell: cell.difference.p_value)
    assert smallest.adjusted_p == pytest.approx(6 * raw[0])
    assert found.called[0].group == "a"
    assert found.called[0].step == 2


def test_of_two_groups_only_one_is_tested_because_the_other_is_its_rest():
    found = compare_groups(GROUPS[:2], BASES)
    assert {cell.group for cell in found.cells} == {"a"}
    assert found.tested == 2


def test_too_few_people_are_shown_but_leave_the_family():
    found = compare_groups((*GROUPS, GroupCounts("few", (9, 5, 1))), BASES)
    few = [cell for cell in found.cells if cell.group == "few"]
    assert all(np.isnan(cell.adjusted_p) and "too few" in (cell.difference.reason or "") for cell in few)
    assert all(not cell.called for cell in few)
    assert found.tested == 6


def test_one_group_or_one_step_is_refused_with_a_sentence():
    with pytest.raises(DefinitionError, match="at least two groups"):
        compare_groups(GROUPS[:1], BASES)
    with pytest.raises(DefinitionError, match="at least two steps"):
        compare_groups((GroupCounts("a", (4,)), GroupCounts("b", (4,))), (0,))


def test_periods_have_an_interval_and_never_a_p_value():
    cells = compare_periods((1000, 300), (900, 180), (0, 0))
    assert cells[0].difference.estimate == pytest.approx(0.3 - 0.2)
    assert cells[0].difference.excludes_zero
    assert np.isnan(cells[0].difference.p_value)
    assert not cells[0].called


def test_a_period_before_is_as_long_and_ends_the_day_before():
    calendar = Calendar("UTC", "monday", datetime(2025, 1, 1), datetime(2025, 3, 31))
    before = previous_period(Filters(date_from=date(2025, 3, 1), date_to=date(2025, 3, 31)), calendar)
    assert before is not None
    assert (before.date_from, before.date_to) == (date(2025, 1, 29), date(2025, 2, 28))
    assert previous_period(Filters(date_from=date(2025, 1, 20)), calendar) is None


def test_without_dates_the_later_half_of_the_data_is_this_period():
    calendar = Calendar("UTC", "monday", datetime(2025, 1, 1), datetime(2025, 1, 10))
    now = last_period(Filters(), calendar)
    assert now is not None
    assert (now.date_from, now.date_to) == (date(2025, 1, 6), date(2025, 1, 10))
    before = previous_period(now, calendar)
    assert before is not None
    assert (before.date_from, before.date_to) == (date(2025, 1, 1), date(2025, 1, 5))


@pytest.mark.calibration
def test_when_nothing_differs_hardly_any_comparison_says_so():
    random = np.random.default_rng(41)
    flagged, studies = 0, 600
    for _ in range(studies):
        steps = [random.integers(150, 900, 6)]
        for rate in (0.7, 0.5, 0.6, 0.35):
            steps.append(random.binomial(steps[-1], rate))
        groups = [GroupCounts(str(i), tuple(int(part[i]) for part in steps)) for i in range(6)]
        flagged += bool(compare_groups(groups, bases_of((False,) * 5)).called)
    # 600 studies: a true rate of 5 % gives more than 7 % in about one run of a hundred
    assert flagged / studies <= 0.07
