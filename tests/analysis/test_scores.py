"""NPS, CSAT and CES over answers written out in the tests."""

from datetime import datetime
from math import isnan

import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.scores import score_difference, scores
from touchpath.journey.filters import Filters
from touchpath.stats.proportions import wilson
from touchpath.stats.survey_scores import nps_interval

DAY = datetime(2025, 3, 3, 12)


def measured(folder, answers, filters=None, **content):
    engine = engine_with(folder, answers=answers, **content)
    found = scores(engine, filters or Filters(), ())
    engine.close()
    return found


def test_nps_is_promoters_minus_detractors(tmp_path):
    answers = [(i, DAY, "nps", score) for i, score in enumerate([0, 6, 7, 8, 9, 10, 10, 10])]
    figure = measured(tmp_path, answers)["nps"].figure
    assert figure.value == 100 * (4 - 2) / 8
    low, high = nps_interval(2, 2, 4)
    assert (figure.low, figure.high) == (pytest.approx(float(low)), pytest.approx(float(high)))


def test_nps_never_takes_another_scale(tmp_path):
    answers = [
        (1, DAY, "nps", 9, None, None, 0, 10),
        (2, DAY, "nps", 11),
        (3, DAY, "nps", 5, None, None, 1, 5),
        (4, DAY, "nps", 1, None, None, 1, 10),
        (5, DAY, "nps", float("nan")),
    ]
    figure = measured(tmp_path, answers)["nps"].figure
    assert (figure.value, figure.n) == (100, 1)


def test_csat_is_the_share_of_the_top_two_boxes(tmp_path):
    answers = [(i, DAY, "csat", score) for i, score in enumerate([1, 2, 3, 4, 5, 5])]
    found = measured(tmp_path, answers)["csat"]
    assert found.figure.value == 0.5
    assert found.mean == pytest.approx(20 / 6)
    low, high = wilson(3, 6)
    assert (found.figure.low, found.figure.high) == (pytest.approx(float(low)), pytest.approx(float(high)))


def test_csat_on_seven_boxes_takes_the_top_two_of_seven(tmp_path):
    answers = [(i, DAY, "csat", score, None, None, 1, 7) for i, score in enumerate([4, 5, 6, 7])]
    assert measured(tmp_path, answers)["csat"].figure.value == 0.5


def test_ces_is_the_mean_and_other_scales_are_rescaled_openly(tmp_path):
    answers = [(1, DAY, "ces", 7), (2, DAY, "ces", 4), (3, DAY, "ces", 3, None, None, 1, 5)]
    found = measured(tmp_path, answers)["ces"]
    assert found.figure.value == pytest.approx((7 + 4 + 4) / 3)
    assert found.rescaled
    assert found.good == pytest.approx(1 / 3)


def test_ces_interval_is_students(tmp_path):
    """Mean 5 and standard deviation sqrt(2.5) of 3, 4, 5, 6, 7: 5 +- 2.776 * 0.7071."""
    answers = [(i, DAY, "ces", score) for i, score in enumerate([3, 4, 5, 6, 7])]
    figure = measured(tmp_path, answers)["ces"].figure
    assert (figure.low, figure.high) == (pytest.approx(3.0368, abs=1e-3), pytest.approx(6.9632, abs=1e-3))


def test_repeat_answers_of_one_person_widen_the_interval(tmp_path):
    once = [(i, DAY, "csat", 5 if i < 20 else 1) for i in range(40)]
    repeated = [(i // 4, DAY, "csat", 5 if i < 20 else 1) for i in range(40)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    apart = measured(tmp_path / "a", once)["csat"].figure
    together = measured(tmp_path / "b", repeated)["csat"].figure
    assert apart.value == together.value == 0.5
    assert together.high - together.low > 1.5 * (apart.high - apart.low)


def test_weights_count_and_the_unweighted_value_is_kept(tmp_path):
    answers = [(1, DAY, "csat", 5, 3.0), (2, DAY, "csat", 1, 1.0)]
    found = measured(tmp_path, answers)["csat"]
    assert (found.figure.value, found.unweighted, found.weighted) == (0.75, 0.5, True)


@pytest.mark.parametrize("weight", [0.0, -1.0, -4.0, float("nan"), float("inf"), float("-inf"), 1e-101, 1e101])
def test_an_answer_whose_weight_is_not_above_zero_and_finite_counts_nowhere(tmp_path, weight):
    answers = [(1, DAY, "nps", 10, 1.0), (2, DAY, "nps", 0, 1.0), (3, DAY, "nps", 0, weight)]
    found = measured(tmp_path, answers)["nps"]
    assert (found.figure.value, found.figure.n, found.people) == (0, 2, 2)
    assert -100 <= found.figure.low < 0 < found.figure.high <= 100


@pytest.mark.parametrize("weight", [1e-100, 1e100])
def test_the_smallest_and_largest_weights_still_count(tmp_path, weight):
    found = measured(tmp_path, [(1, DAY, "nps", 10, weight)])["nps"]
    assert (found.figure.value, found.figure.n, found.effective) == (100, 1, pytest.approx(1))


def test_weights_that_differ_leave_fewer_effective_answers(tmp_path):
    """Weights 3, 1, 1, 1: (6)^2 / 12 = 3; all are promoters, so the interval is that of three answers."""
    answers = [(i, DAY, "nps", 10, 3.0 if i == 0 else 1.0) for i in range(4)]
    found = measured(tmp_path, answers)["nps"]
    assert (found.figure.value, found.effective) == (100, pytest.approx(3))
    assert found.figure.low == pytest.approx(float(nps_interval(0, 0, 3)[0]))


def test_rounding_takes_no_interval_away(tmp_path):
    answers = [(i // 3, DAY, "nps", 10, 0.1 + 0.01 * (i % 7)) for i in range(300)]
    figure = measured(tmp_path, answers)["nps"].figure
    assert (figure.value, 95 < figure.low < figure.high <= 100) == (100, True)


def test_csat_takes_no_scale_of_a_hundred(tmp_path):
    answers = [(1, DAY, "csat", 5), (2, DAY, "csat", 80, None, None, 0, 100), (3, DAY, "csat", 3, None, None, 3, 3)]
    figure = measured(tmp_path, answers)["csat"].figure
    assert (figure.value, figure.n) == (1, 1)


def test_filters_choose_answers(tmp_path):
    answers = [(1, DAY, "nps", 10, None, "web"), (2, DAY, "nps", 0, None, None), (None, None, "nps", 0)]
    people = {1: "Family"}
    for number, (filters, value, n) in enumerate(
        [
            (Filters(), 100 / 3 - 200 / 3, 3),
            (Filters(personas=("Family",)), 100, 1),
            (Filters(personas=(None,)), -100, 2),
            (Filters(channels=("web",)), 100, 1),
            (Filters(date_from="2025-03-01"), 0, 2),
        ]
    ):
        (tmp_path / str(number)).mkdir()
        figure = measured(tmp_path / str(number), answers, filters, personas=people)["nps"].figure
        assert (figure.value, figure.n) == (pytest.approx(value), n)


def test_no_answers_are_a_reason_not_a_zero(tmp_path):
    figure = measured(tmp_path, [])["ces"].figure
    assert isnan(figure.value)
    assert figure.reason == "No CES answers are in view."
    assert score_difference(figure, figure) is None
