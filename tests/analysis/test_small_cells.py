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

from touchpath.analysis.catalogue import CHANNELS, CatalogueTable
from touchpath.analysis.funnel.result import ConversionTimes, StepPeople
from touchpath.analysis.retention.result import Cohort
from touchpath.analysis.small_cells import Withheld, hidden
from touchpath.analysis.small_cells.funnel import steps_to_hide
from touchpath.analysis.small_cells.retention import cohort_cells
from touchpath.analysis.small_cells.rules import hide_table, to_hide
from touchpath.journey.cells import Derived, Label, PartOf, Size, Spoken, Undeclared
from touchpath.stats.survival import kaplan_meier

K = 20


@dataclass(frozen=True)
class Cell:
    """A rate of some people, as analyses give it."""

    label: Label[str]
    people: PartOf[int]
    size: Size[int]
    rate: Derived[float]
    sentence: Spoken[str] = ""


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
    assert (cell.label, cell.size, cell.sentence) == ("phone", 200, "")
    assert isnan(cell.people)
    assert isnan(cell.rate)
    assert hidden(Cell("web", 70, 200, 0.35), K) == Cell("web", 70, 200, 0.35)
    assert hidden((Cell("phone", 7, 200, 0.035),), 0) == (Cell("phone", 7, 200, 0.035),)


@pytest.mark.parametrize(("people", "gone"), [(180, False), (181, True), (199, True), (200, False), (0, False)])
def test_a_part_that_leaves_out_few_goes_as_well(people: int, gone: bool) -> None:
    assert isnan(hidden(Cell("web", people, 200, people / 200), K).people) is gone


@pytest.mark.parametrize(("size", "named"), [(19, "a small group"), (20, "anna@example.org")])
def test_what_few_people_have_is_not_named(size: int, named: str) -> None:
    cell = hidden(Cell("anna@example.org", 0, size, 0.0), K)
    assert cell.label == named
    assert isnan(cell.size) is (size < K)


@dataclass(frozen=True)
class Silent:
    """A result that does not say what it counts."""

    buyers: int


@dataclass(frozen=True)
class Around:
    """A declared result around one that is not."""

    parts: tuple[Silent, ...]
    people: Size[int]


@pytest.mark.parametrize("k", [0, K])
@pytest.mark.parametrize("result", [Silent(2), (Silent(2),), Around((Silent(2),), 90), 2, {"web": 2}, [2],
                                    pd.DataFrame({"people": [2]})])  # fmt: skip
def test_a_result_that_declares_nothing_is_refused(result: object, k: int) -> None:
    with pytest.raises(Undeclared, match="not shown"):
        hidden(result, k)


def test_rows_of_a_table_lose_their_numbers_and_small_ones_their_name() -> None:
    frame = pd.DataFrame({
        "channel": ["web", "store", "phone", "fax"], "people": [80, 30, 3, 2], "events": [900, 50, 12, 4],
        "last_seen": pd.to_datetime(["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04"]),
        "raw_names": [["web"], ["store"], ["phone"], ["fax"]],
        "first_seen": pd.to_datetime(["2025-01-01"] * 4),
    })  # fmt: skip
    shown = hidden(CatalogueTable(frame, CHANNELS, ("channel",)), K).rows
    assert list(shown["channel"]) == ["web", "store", "a small group"]
    assert list(shown["raw_names"]) == [["web"], ["store"], []]
    assert shown.loc[0, "events"] == 900
    assert shown.loc[[1, 2], ["people", "events", "last_seen"]].isna().all().all()
    assert list(frame["people"]) == [80, 30, 3, 2]


@given(
    st.integers(1, 4).flatmap(lambda columns: st.lists(
        st.lists(st.integers(0, 60), min_size=columns, max_size=columns), min_size=1, max_size=4)),
    st.integers(2, 30),
)  # fmt: skip
def test_no_hidden_cell_of_a_table_can_be_computed_from_a_row_or_a_column(table: list[list[int]], k: int) -> None:
    hide = hide_table(table, k)
    lines = list(zip(table, hide, strict=True))
    lines += [
        (list(row), list(gone)) for row, gone in zip(zip(*table, strict=True), zip(*hide, strict=True), strict=True)
    ]
    for counts, flags in lines:
        secret = [count for count, gone in zip(counts, flags, strict=True) if gone]
        shown = [count for count, gone in zip(counts, flags, strict=True) if not gone and count]
        assert not any(0 < count < k for count in shown)
        assert not secret or not shown or (len(secret) >= 2 and sum(secret) >= k)


def test_a_list_of_people_is_refused_however_long() -> None:
    """A row of it is one person, whatever their number."""
    people = StepPeople(90, np.arange(3), ("a", "b", "c"), np.zeros(3, "M8[us]"), np.zeros(3, "M8[us]"))
    with pytest.raises(Withheld, match="fewer than 20 people"):
        hidden(people, K)
    assert hidden(people, 0).person_id == ("a", "b", "c")


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
    hide = cohort_cells(cohorts, K)
    assert [row[0] for row in hide] == [False, False, False]
    assert [row[1] for row in hide] == [False, True, True]


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
