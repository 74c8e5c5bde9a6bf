"""What is hidden of an answer, and what goes with it so that nothing can be computed from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpath.analysis.funnel.result import ConversionTimes, StepPeople
from touchpath.analysis.retention.result import Cohort
from touchpath.analysis.small_cells import Withheld, hidden
from touchpath.analysis.small_cells.funnel import steps_to_hide
from touchpath.analysis.small_cells.retention import cohorts_hidden
from touchpath.analysis.small_cells.rules import in_words, to_hide
from touchpath.stats.survival import kaplan_meier

K = 20


@dataclass(frozen=True)
class Cell:
    """A rate of some people, as analyses give it."""

    label: str
    people: int
    size: int
    rate: float
    sentence: str = ""


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        ([100, 50, 30], [False, False, False]),
        ([100, 50, 0], [False, False, False]),
        ([100, 50, 7], [False, True, True]),
        ([100, 12, 11], [False, True, True]),
        ([100, 5, 6], [True, True, True]),
        ([7], [True]),
        ([19, 500], [True, True]),
    ],
)
def test_one_hidden_cell_takes_the_next_smallest_along(counts: list[int], gone: list[bool]) -> None:
    assert to_hide(counts, K) == gone


@given(st.lists(st.integers(0, 80), min_size=1, max_size=8), st.integers(2, 40))
def test_no_hidden_cell_can_be_computed_from_the_total(counts: list[int], k: int) -> None:
    hide = to_hide(counts, k)
    assert all(gone or not 0 < count < k for count, gone in zip(counts, hide, strict=True))
    secret = [count for count, gone in zip(counts, hide, strict=True) if gone]
    shown = [count for count, gone in zip(counts, hide, strict=True) if not gone and count]
    assert not secret or not shown or (len(secret) >= 2 and sum(secret) >= k)


@pytest.mark.parametrize(
    ("people", "gone"),
    [
        ([500, 300, 100], [False, False, False]),
        ([500, 500, 100], [False, False, False]),
        ([500, 497, 300], [False, True, False]),
        ([500, 497, 484], [False, True, True]),
        ([500, 300, 7], [False, False, True]),
    ],
)
def test_steps_too_close_to_each_other_are_hidden(people: list[int], gone: list[bool]) -> None:
    assert steps_to_hide(people, [False] * len(people), K) == gone


@given(st.lists(st.integers(0, 300), min_size=1, max_size=6).map(lambda counts: sorted(counts, reverse=True)))
def test_nobody_is_told_by_subtracting_steps(people: list[int]) -> None:
    hide = steps_to_hide(people, [False] * len(people), K)
    shown = [count for count, gone in zip(people, hide, strict=True) if not gone]
    assert not any(0 < before - after < K for before, after in pairwise(shown))


def test_a_cell_loses_what_rests_on_it_and_keeps_its_name() -> None:
    cell = hidden(Cell("phone", 7, 200, 0.035, "7 people of 200 called."), K)
    assert (cell.label, cell.size, cell.sentence) == ("phone", 200, "fewer than 20 people of 200 called.")
    assert isnan(cell.people)
    assert isnan(cell.rate)
    assert hidden(Cell("web", 70, 200, 0.35), K) == Cell("web", 70, 200, 0.35)
    assert hidden([Cell("phone", 7, 200, 0.035)], 0) == [Cell("phone", 7, 200, 0.035)]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Of 12 people who began", "Of fewer than 20 people who began"),
        ("n = 12: too few", "n = fewer than 20: too few"),
        ("312 people, 12 days, 7 %", "312 people, 12 days, 7 %"),
        ("1,012 people and 3 of 512 answers", "1,012 people and fewer than 20 of 512 answers"),
    ],
)
def test_sentences_name_no_small_number_of_people(said: str, shown: str) -> None:
    assert in_words(said, K) == shown


def test_rows_of_a_table_lose_their_numbers() -> None:
    frame = pd.DataFrame({
        "channel": ["web", "phone"], "people": [80, 3], "events": [900, 12],
        "last_seen": pd.to_datetime(["2025-01-01", "2025-01-02"]),
    })  # fmt: skip
    shown = hidden(frame, K)
    assert list(shown["channel"]) == ["web", "phone"]
    assert shown.loc[0, "events"] == 900
    assert shown.loc[1, ["people", "events", "last_seen"]].isna().all()
    assert list(frame["people"]) == [80, 3]


def test_a_list_of_few_people_is_refused() -> None:
    few = StepPeople(3, np.arange(3), ("a", "b", "c"), np.zeros(3, "M8[us]"), np.zeros(3, "M8[us]"))
    with pytest.raises(Withheld, match="fewer than 20 people"):
        hidden(few, K)
    assert hidden(few, 3).person_id == ("a", "b", "c")


def test_bars_are_put_together_until_each_is_about_enough() -> None:
    times = ConversionTimes(np.arange(60.0), np.arange(7.0), np.array([5, 9, 30, 3, 3, 10]), 1.0, 1.0, 2.0)
    shown = hidden(times, K)
    assert list(shown.counts) == [60]
    assert list(shown.edges) == [0, 6]
    assert not shown.seconds.size
    wide = hidden(ConversionTimes(np.arange(95.0), np.arange(5.0), np.array([40, 2, 25, 28]), 1.0, 1.0, 2.0), K)
    assert list(wide.counts) == [40, 27, 28]
    assert list(wide.edges) == [0, 1, 3, 4]


def test_cohorts_hide_what_column_totals_would_tell() -> None:
    cohorts = [
        Cohort("a", "a", 200, (200, 90), (True, True), (200, 200), (200, 90)),
        Cohort("b", "b", 150, (150, 40), (True, True), (150, 150), (150, 40)),
        Cohort("c", "c", 100, (100, 5), (True, True), (100, 100), (100, 5)),
    ]  # type: ignore[list-item]
    shown = cohorts_hidden(cohorts, K)
    assert [cohort.size for cohort in shown] == [200, 150, 100]
    assert [isnan(cohort.people[1]) for cohort in shown] == [False, True, True]
    assert [isnan(cohort.mature_people[1]) for cohort in shown] == [False, True, True]


def test_a_survival_curve_has_no_step_of_a_few() -> None:
    rng = np.random.default_rng(5)
    curve = kaplan_meier(rng.exponential(10, 300).round(1) + 0.1, np.ones(300, dtype=bool))
    shown = hidden(curve, K)
    at = [float(curve.survival[0]), *map(float, shown.survival)]
    lost = [300 * (before - after) for before, after in pairwise(at)]
    assert len(shown.times) >= 5
    assert min(shown.at_risk) >= K
    assert all(part >= K - 1e-6 for part in lost[1:])
    assert nan not in shown.survival
