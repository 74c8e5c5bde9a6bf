"""Pretended changes: earlier weeks in which nothing changed, and how often they would have passed for a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.change_sample import sample
from tests.analysis.quiet_weeks import FIRST, false_alarms, question, quiet_engine, quiet_units
from tests.stats.simulated_weeks import WEEK_NOISE, Scenario
from touchpath.analysis.change.designs import ComparedGroups
from touchpath.analysis.change.pretended import FalseAlarms, PretendedWeek, of_groups
from touchpath.answers import Answer, Viewer, ask
from touchpath.engine.base import Store
from touchpath.journey.change import Assignment, Change, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.pretended import PretendedChanges
from touchpath.journey.watching import Stopped
from touchpath.workspace.changes import save_change

RETENTION = Outcome("retention", "sign_up", "visit", 30)
SETUP = Change("Guided account setup", "2025-05-19", RETENTION, "account_setup", Reach(("Families",)))  # fmt: skip
WEEKS = 16


def _asked(change: Change, viewer: Viewer | None = None) -> Answer[FalseAlarms]:
    return ask(sample(), PretendedChanges(change), viewer=viewer)


def test_the_sample_company_prints_share_and_number_with_its_true_changes_left_out() -> None:
    answer = _asked(SETUP)
    found = answer.result
    assert (found.pretended, found.asked, found.weeks_after, found.called) == (10, 10, 2, 0)
    assert answer.sentence == (
        "Of 10 earlier weeks taken as a pretended change, none would have been called a real one, where chance alone "
        "is allowed 5 %."
    )
    # of the true changes only the mail of 7 April lies before, and it went to others than Families
    spans = [(week.day - timedelta(weeks=week.weeks_before), week.day + timedelta(weeks=2, days=30))
             for week in found.weeks]  # fmt: skip
    assert all(end <= date(2025, 5, 19) for _, end in spans)
    assert len(answer.table().rows) == 10


def test_changes_that_reached_the_same_people_cut_the_history_and_a_short_one_says_so() -> None:
    everybody = replace(SETUP, name="Later", day="2025-09-01", reached=Reach())
    answer = _asked(everybody)
    real = [date(2025, 4, 7), date(2025, 5, 19), date(2025, 6, 30)]
    assert 0 < answer.result.pretended < 10
    for week in answer.result.weeks:
        first, last = week.day - timedelta(weeks=week.weeks_before), week.day + timedelta(weeks=2, days=30)
        assert not any(first < day < last for day in real)
    assert answer.sentence.startswith("The history before this change is too short to say")
    assert f"{answer.result.pretended} earlier weeks without a real change" in answer.sentence
    assert "10 are needed" in answer.sentence


def test_who_may_not_see_small_groups_sees_no_week_of_few() -> None:
    bare, hidden = _asked(SETUP).result, _asked(SETUP, Viewer("viewer", 60)).result
    kept = [week.day for week in bare.weeks if not 0 < week.fewest < 60]
    assert [week.day for week in hidden.weeks] == kept
    assert len(kept) < bare.pretended


def test_the_same_people_before_and_after_cry_wolf_more_often_than_chance() -> None:
    answer = _asked(replace(SETUP, design="same_people", outcome=replace(RETENTION, days=7)))
    assert answer.result.beyond_chance
    assert answer.result.credited == 0
    assert "more than chance explains" in answer.sentence
    assert "none with a verdict of probable or solid" in answer.sentence


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = quiet_engine(tmp_path_factory.mktemp("quiet"), 26)
    yield opened
    opened.close()


def test_where_nothing_changed_about_one_in_twenty_is_called_real(engine: Store) -> None:
    """The mean share over all kinds of noise; tests.benchmarks.false_alarms has more worlds and each kind."""
    kinds = Scenario("iid"), Scenario("noise", week_noise=WEEK_NOISE)
    found = [one for control in (False, True) for scenario in kinds
             for one in false_alarms(engine, scenario, 26, 8, 7, control=control)]  # fmt: skip
    assert {one.pretended for one in found} == {20}
    assert 0.02 <= float(np.mean([one.called_rate for one in found])) <= 0.065
    assert all(one.credited <= one.called for one in found)


def _of(engine: Store, asked: PretendedChanges, weeks: int = WEEKS) -> FalseAlarms:
    units = quiet_units(np.random.default_rng(3), Scenario("iid", people_a_day=20), weeks)
    return of_groups(engine, asked, ComparedGroups(units, None, None, "share"), NO_FILTERS)


@pytest.fixture
def workspace_engine(tmp_path: Path) -> Iterator[Store]:
    opened = quiet_engine(tmp_path, WEEKS)
    yield opened
    opened.close()


def _day(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def test_four_weeks_before_and_the_days_of_the_last_are_the_edges(workspace_engine: Store) -> None:
    """Asked in week 18 with 7 days: from week 4 on; two weeks after and a week of waiting leave 15."""
    change = replace(question(WEEKS).change, weeks_after=2)
    found = _of(workspace_engine, PretendedChanges(change))
    assert [week.day for week in found.weeks] == [_day(week) for week in range(4, 16)]
    assert [week.weeks_before for week in found.weeks] == list(range(4, 16))
    longer = replace(change, outcome=replace(change.outcome, days=8))
    assert _of(workspace_engine, PretendedChanges(longer)).weeks[-1].day == _day(14)


def test_as_many_weeks_after_as_asked_for_unless_too_few_pretended_changes_fit(workspace_engine: Store) -> None:
    assert _of(workspace_engine, question(WEEKS)).weeks_after == 4  # weeks 4 to 13: ten
    early = PretendedChanges(replace(question(WEEKS).change, day=_day(17)))
    assert _of(workspace_engine, early).weeks_after == 3
    assert _of(workspace_engine, early).pretended == 10


def test_a_real_change_of_other_people_cuts_nothing(workspace_engine: Store) -> None:
    asked = PretendedChanges(replace(question(WEEKS).change, reached=Reach(("Persona 0",)), weeks_after=2))
    other = Change("Other", _day(9), asked.change.outcome, reached=Reach(("Persona 1",)))
    save_change(workspace_engine, other)
    whole = _of(workspace_engine, asked).pretended
    save_change(workspace_engine, replace(other, reached=Reach(("Persona 0", "Persona 1"))), replace=True)
    cut = _of(workspace_engine, asked)
    assert whole == 12
    # weeks 4 to 6 before it (two weeks after and one of waiting), 13 to 15 after it
    assert [week.day for week in cut.weeks] == [_day(week) for week in (4, 5, 6, 13, 14, 15)]
    assert not cut.enough


def test_a_test_with_arms_has_no_pretended_weeks() -> None:
    arms = replace(SETUP, assignment=Assignment("person", "arm"))
    with pytest.raises(DefinitionError, match="compares arms, not weeks"):
        PretendedChanges(arms)


def test_it_can_be_watched_and_stopped() -> None:
    seen: list[tuple[int, int]] = []
    ask(sample(), PretendedChanges(SETUP), watch=lambda done, of: seen.append((done, of)))
    assert seen == [(done, 10) for done in range(11)]

    def stop(done: int, of: int) -> None:
        if done == 3:
            raise Stopped("Enough.")

    with pytest.raises(Stopped):
        ask(sample(), PretendedChanges(SETUP), watch=stop)


def _alarms(called: int, of: int, weeks_after: int) -> FalseAlarms:
    weeks = tuple(
        PretendedWeek(_day(place), 8, 100.0, 0.0, 0.0, 0.0, 0.5, place < called, False) for place in range(of)
    )
    return FalseAlarms(SETUP, "share", weeks_after, of, weeks)


@pytest.mark.parametrize(
    ("called", "of", "weeks_after", "beyond"),
    [
        (0, 40, 1, False),
        (2, 40, 1, False),  # exactly the nominal share
        (4, 40, 1, False),  # P(4 or more of 40) = .14
        (5, 40, 1, True),  # P(5 or more of 40) = .048
        (5, 40, 4, False),  # ten draws side by side: 1 of 10
        (12, 40, 4, True),  # 3 of 10: .012
    ],
)
def test_more_than_chance_counts_what_fits_side_by_side(called: int, of: int, weeks_after: int, beyond: bool) -> None:
    assert _alarms(called, of, weeks_after).beyond_chance is beyond


def test_ten_are_enough_and_nine_are_not() -> None:
    assert _alarms(1, 10, 2).called_rate == 0.1
    assert not _alarms(1, 9, 2).enough
    assert np.isnan(_alarms(1, 9, 2).called_rate)
