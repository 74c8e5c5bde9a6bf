import numpy as np
import pytest
from scipy.stats import chisquare

from touchpath.stats.checks import (
    mixed_exposure,
    novelty_by_week,
    novelty_by_week_ab,
    placebo_dates,
    responses_differ,
    smallest_expected_cell,
    split_check,
    split_check_by_persona,
)
from touchpath.stats.weekly import before_after


def test_split_agrees_with_scipy_and_with_weights_of_any_total() -> None:
    ours = split_check([5210, 4790], [1, 1])
    assert ours.p_value == pytest.approx(chisquare([5210, 4790]).pvalue)
    assert split_check([300, 100, 100], [6, 2, 2]).p_value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("counts", "light"), [((5000, 5050), "green"), ((5000, 5290), "amber"), ((5000, 5400), "red")]
)
def test_split_lights(counts: tuple[int, int], light: str) -> None:
    assert split_check(counts, [0.5, 0.5]).light == light


def test_personas_pay_for_their_number() -> None:
    table = [[5000, 5290], [100, 101], [300, 310]]
    by_persona = split_check_by_persona(table, [1, 1])
    assert by_persona[0].p_value == pytest.approx(3 * split_check(table[0], [1, 1]).p_value)
    assert [split.light for split in by_persona] == ["green", "green", "green"]
    assert by_persona[1].p_value == 1.0


def test_a_split_that_cannot_be_checked() -> None:
    assert split_check([0, 0], [1, 1]).reason is not None
    with pytest.raises(ValueError, match="planned share"):
        split_check([3, 4], [1, 0])


@pytest.mark.parametrize(("both", "light"), [(10, "green"), (11, "amber"), (100, "amber"), (101, "red")])
def test_mixed_exposure_lights(both: int, light: str) -> None:
    assert mixed_exposure(both, 1000) == (both / 1000, light)


def test_nobody_exposed_is_nan() -> None:
    assert np.isnan(mixed_exposure(0, 0)[0])


def test_response_rates() -> None:
    assert responses_differ(80, 100, 100, 100) == (pytest.approx(0.2), False)
    assert responses_differ(100, 100, 70, 100) == (pytest.approx(0.3), True)
    assert np.isnan(responses_differ(0, 0, 3, 4)[0])


def test_a_real_jump_stands_out_among_earlier_dates() -> None:
    rng = np.random.default_rng(4)
    calm = 0.4 + rng.normal(0, 0.01, 26)
    placebo = placebo_dates(np.concatenate([calm, 0.5 + rng.normal(0, 0.01, 4)]), 26)
    assert placebo.share_as_large == 0
    assert placebo.dates == 19
    assert placebo.stands_out


def test_a_jump_like_earlier_ones_does_not() -> None:
    series = np.tile(np.repeat([0.4, 0.5], 4), 4)
    placebo = placebo_dates(series, 28)
    assert placebo.share_as_large > 0.1
    assert not placebo.stands_out


def test_placebos_use_the_weeks_before_only() -> None:
    series = np.concatenate([np.random.default_rng(1).normal(0, 1, 20), [0.0, 0.0, 0.0, 0.0]])
    wild = series.copy()
    wild[20:] = 50
    assert placebo_dates(wild, 20).dates == placebo_dates(series, 20).dates
    assert placebo_dates(wild, 20).share_as_large == 0


def test_too_few_weeks_count_as_green_and_say_so() -> None:
    placebo = placebo_dates([0.4] * 12, 9)
    assert placebo.stands_out
    assert "Fewer than 10" in (placebo.reason or "")


def test_novelty_weeks_average_to_the_effect() -> None:
    series = np.random.default_rng(9).normal(0.4, 0.01, 14)
    weeks = novelty_by_week(series, 10)
    main = before_after(series, 10).level_shift
    assert weeks.estimate.mean() == pytest.approx(main.estimate)
    assert weeks.estimate.shape == (4,)
    assert np.all(weeks.high - weeks.low > main.high - main.low)


def test_novelty_of_a_randomised_start() -> None:
    weeks = novelty_by_week_ab([10, 12], [100, 100], [25, 12], [100, 100])
    assert weeks.estimate == pytest.approx([0.15, 0.0])
    assert weeks.low[0] > 0
    assert weeks.low[1] < 0 < weeks.high[1]


def test_the_smallest_expected_cell_of_the_mature() -> None:
    assert smallest_expected_cell(40, 100, 0.1) == pytest.approx(4)
    assert smallest_expected_cell(40, 100, 0.95) == pytest.approx(2)
