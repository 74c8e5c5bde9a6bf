"""Why people dropped: six-row journeys with the expected counts beside them, leaks, and the rate of false alarms."""

from __future__ import annotations

import numpy as np
import pytest

from tests.events import Row, rows, workspace_of
from touchpath.analysis.drivers import find_drivers, next_touchpoints
from touchpath.analysis.drivers.factors import FactorCounts, weigh
from touchpath.analysis.drivers.times import at_landmark, counted_times, default_hours, first_times
from touchpath.answers.funnel.reasons import tell_instead
from touchpath.answers.kinds import Place
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Exclusion, Funnel, Step
from touchpath.journey.funnel_views import DropOffInstead
from touchpath.stats.differences import odds_ratio

HOUR, DAY = 3600, 86_400
FUNNEL = Funnel((Step("cart"), Step("buy")), window_seconds=DAY)
END = Row("end", 30 * DAY, "visit")  # data go on long after everybody's time is over


def drivers(events, funnel=FUNNEL, hours=1.0, place=1, **more):
    workspace = workspace_of([*events, END], **more)
    engine = workspace.engine
    return find_drivers(engine, funnel, first_times(engine, funnel, NO_FILTERS, place), place, hours)


def crowd(people, each):
    """The rows of many people: `each(number)` tells touchpoints and seconds of one."""
    return [Row(f"p{i}", at, touchpoint) for i in range(people) for touchpoint, at in each(i)]


def test_who_is_compared_at_the_landmark():
    told = """
        early: cart 0, buy 1800;
        late: cart 0, buy 7200;
        dropped: cart 0;
        too_late: cart 0, buy 90000;
        end: visit 2592000;
        immature: cart 2591000
    """
    engine = workspace_of(rows(told)).engine
    times = first_times(engine, FUNNEL, NO_FILTERS, 1)
    seen = at_landmark(times, FUNNEL, 1.0, engine.calendar.data_end)
    assert (seen.early, seen.immature, seen.no_time) == (1, 1, 0)
    # late converted after the landmark; too_late after the window, which is as good as never
    assert sorted(seen.converted.tolist()) == [False, False, True]


def test_someone_whose_window_ends_before_the_landmark_cannot_be_watched():
    engine = workspace_of([*rows("ann: view 0, cart 86000"), END]).engine
    funnel = Funnel((Step("view"), Step("cart"), Step("buy")), window_seconds=DAY)
    seen = at_landmark(first_times(engine, funnel, NO_FILTERS, 2), funnel, 1.0, engine.calendar.data_end)
    assert (seen.no_time, len(seen.person)) == (1, 0)


def test_the_first_attempt_counts_whatever_came_of_it():
    engine = workspace_of([*rows("ann: cart 0, cart 500000, buy 510000"), END]).engine
    first = first_times(engine, FUNNEL, NO_FILTERS, 1)
    counted = counted_times(engine, FUNNEL, NO_FILTERS, 1)
    assert np.isnat(first.next_at).tolist() == [True]
    assert np.isnat(counted.next_at).tolist() == [False]


def test_a_cause_stands_out_with_its_counts_and_odds():
    def each(i):
        error = i % 2 == 0
        later = [("buy", 3 * HOUR)] if (i % 10 == 0 if error else i % 5 != 1) else []
        return [("cart", 0), *([("error", 60)] if error else []), *later]

    found = drivers(crowd(200, each))
    assert found.people == 200
    top = found.factors[0]
    assert (top.counts.value, top.counts.exposed, top.counts.exposed_converted) == ("error", 100, 20)
    assert (top.counts.others, top.counts.others_converted) == (100, 80)
    assert top.odds_ratio == pytest.approx(float(odds_ratio(80, 100, 20, 100)[0]))
    assert top.called
    assert top.high < 1


def test_what_happens_after_the_landmark_is_not_looked_at():
    def each(i):
        return [("cart", 0), *([("thanks", 2 * HOUR), ("buy", 2 * HOUR + 60)] if i % 2 else [])]

    assert drivers(crowd(120, each)).factors == ()


def test_steps_their_synonyms_and_their_companions_are_left_out():
    def each(i):
        beside = [("cart_page", 1), ("Cart", 700), ("cart2", 900)] if i % 2 else [("cart2", 900)] * (i % 4 == 0)
        return [("cart", 0), *beside, *([("buy", 5 * HOUR)] if i % 3 else [])]

    found = drivers(crowd(240, each))
    assert {"cart", "buy", "cart_page", "Cart"} <= set(found.left_out)
    assert [factor.counts.value for factor in found.factors] == ["cart2"]


def test_channels_personas_properties_and_attributes_are_looked_at():
    events = []
    for i in range(160):
        events.append(Row(f"p{i}", 0, "cart", "app" if i % 2 else "web", properties={"device": "abc"[i % 3]}))
        if i % 2:
            events.append(Row(f"p{i}", 4 * HOUR, "buy", "app"))
    personas = {f"p{i}": "Family" for i in range(0, 160, 4)}
    attributes = {f"p{i}": {"region": "North" if i % 5 < 2 else "South"} for i in range(160)}
    found = drivers(events, personas=personas, attributes=attributes)
    kinds = {(factor.counts.kind, factor.counts.label) for factor in found.factors}
    assert ("channel", "app") in kinds
    assert ("persona", "Family") in kinds
    assert ("property", "device: a") in kinds
    assert ("attribute", "region: North") in kinds
    assert found.factors[0].counts.kind == "channel"


def test_the_last_score_before_the_landmark_counts():
    workspace = workspace_of([*crowd(120, lambda i: [("cart", 10), *([("buy", 5 * HOUR)] if i % 3 else [])]), END])
    with workspace.engine.transaction() as writer:
        writer._own.execute(
            "INSERT INTO responses (import_id, source_row, respondent, person, answered_at, question, metric, score, "
            "scale_low, scale_high) SELECT 2, p.person, p.person_id, p.person, TIMESTAMP '2025-01-01 00:00:30', 'q', "
            "'nps', CASE WHEN (p.person - 1) % 3 = 0 THEN 3 ELSE 9 END, 0, 10 FROM people AS p"
        )
    times = first_times(workspace.engine, FUNNEL, NO_FILTERS, 1)
    found = find_drivers(workspace.engine, FUNNEL, times, 1, 1.0)
    score = found.factors[0]
    assert (score.counts.label, score.counts.exposed, score.counts.exposed_converted) == ("low NPS score", 40, 0)
    assert (score.counts.others, score.counts.others_converted) == (80, 80)
    assert score.called


def test_too_few_people_are_not_tested():
    few = FactorCounts("touchpoint", "", "rare", 19, 0, 500, 250)
    lopsided = FactorCounts("touchpoint", "", "odd", 100, 1, 100, 2)
    tested, rare = weigh([few, lopsided])
    assert (tested, rare) == ((), 2)


def test_the_surest_effect_comes_first():
    strong = FactorCounts("touchpoint", "", "strong", 400, 40, 400, 200)
    wide = FactorCounts("touchpoint", "", "wide", 25, 3, 775, 420)
    weak = FactorCounts("touchpoint", "", "weak", 400, 180, 400, 200)
    tested, _ = weigh([weak, wide, strong])
    assert [factor.counts.value for factor in tested] == ["strong", "wide", "weak"]
    assert [factor.called for factor in tested] == [True, True, False]


def test_what_they_did_instead_adds_up():
    told = """
        a: cart 0, help 60, visit 70; b: cart 0, help 90; c: cart 0, visit 30; d: cart 0; e: cart 0, buy 600;
        f: cart 0, visit 90000
    """
    engine = workspace_of([*rows(told), END]).engine
    found = next_touchpoints(engine, FUNNEL, counted_times(engine, FUNNEL, NO_FILTERS, 1), most=1)
    # f came back after the day was over: nothing more within the time
    assert [(part.label, part.kind, part.people) for part in found] == [
        ("help", "touchpoint", 2),
        ("Other touchpoints", "other", 1),
        ("Nothing more", "exit", 2),
    ]
    assert sum(part.people_rate for part in found) == pytest.approx(1)


def test_what_they_did_instead_stands_beside_those_who_went_on_and_leaves_out_what_everybody_does():
    told = """
        a: cart 0, sign_up 1, help 60; b: cart 0, sign_up 1, help 70; c: cart 0, sign_up 1;
        d: cart 0, sign_up 1, visit 9; e: cart 0, sign_up 1, help 50, buy 600; f: cart 0, sign_up 1, buy 600
    """
    engine = workspace_of([*rows(told), END]).engine
    found = next_touchpoints(engine, FUNNEL, counted_times(engine, FUNNEL, NO_FILTERS, 1))
    assert [(part.label, part.kind, part.people, part.others) for part in found] == [
        ("help", "touchpoint", 2, 1),
        ("visit", "touchpoint", 1, 0),
        ("Nothing more", "exit", 1, 0),
        ("sign_up", "everybody", 4, 2),
    ]
    assert sum(part.people_rate for part in found if part.kind != "everybody") == pytest.approx(1)
    answer = tell_instead(DropOffInstead(FUNNEL, 1), found, Place(NO_FILTERS, engine.calendar, "EUR", 0))
    assert "help 50.0 % (of those who went on 50.0 %)" in answer.sentence
    assert "sign_up" not in answer.sentence
    assert "sign_up" in answer.notes[0]


def test_nine_in_ten_of_both_are_nearly_everybody():
    went = [f"w{i}: cart 0, {'sign_up 1, ' if i else ''}buy 600" for i in range(10)]
    stayed = [f"d{i}: cart 0, {'sign_up 1' if i else 'visit 1'}" for i in range(10)]
    engine = workspace_of([*rows("; ".join([*went, *stayed])), END]).engine
    found = next_touchpoints(engine, FUNNEL, counted_times(engine, FUNNEL, NO_FILTERS, 1))
    assert [(part.label, part.kind) for part in found if part.kind == "everybody"] == [("sign_up", "everybody")]
    fewer = workspace_of(
        [*rows("; ".join([*went[1:], *stayed, "x: cart 0, buy 600", "y: cart 0, buy 60"])), END]
    ).engine
    found = next_touchpoints(fewer, FUNNEL, counted_times(fewer, FUNNEL, NO_FILTERS, 1))
    assert [part for part in found if part.kind == "everybody"] == []


def test_exclusions_after_the_step_do_not_choose_who_is_compared():
    funnel = Funnel(FUNNEL.steps, window_seconds=DAY, exclusions=(Exclusion("refund", 0, 1),))
    engine = workspace_of([*rows("ann: cart 0, refund 60; bob: cart 0"), END]).engine
    assert len(first_times(engine, funnel, NO_FILTERS, 1).person) == 2


@pytest.mark.parametrize(
    ("funnel", "place", "words"),
    [
        (FUNNEL, 0, "between two steps"),
        (FUNNEL, 2, "between two steps"),
        (Funnel(FUNNEL.steps, order="any"), 1, "in this order"),
        (Funnel(FUNNEL.steps, counting="attempts"), 1, "people are counted"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused_with_a_sentence(funnel, place, words):
    engine = workspace_of(rows("ann: cart 0")).engine
    with pytest.raises(DefinitionError, match=words):
        first_times(engine, funnel, NO_FILTERS, place)


def test_everyone_is_watched_for_an_hour_or_a_day_or_a_part_of_a_short_window():
    assert default_hours(Funnel(FUNNEL.steps, window_seconds=7 * DAY)) == 1
    assert default_hours(Funnel(FUNNEL.steps)) == 24
    assert default_hours(Funnel(FUNNEL.steps, window_seconds=HOUR)) == pytest.approx(1 / 6)


@pytest.mark.calibration
def test_unrelated_events_hardly_ever_stand_out():
    random = np.random.default_rng(5)
    inside = intervals = flagged = 0
    studies = 500
    for _ in range(studies):
        people, converted = int(random.integers(300, 2500)), float(random.uniform(0.1, 0.7))
        bought = random.random(people) < converted
        counts = []
        for share in random.uniform(0.05, 0.6, 12):
            met = random.random(people) < share
            numbers = (int(part.sum()) for part in (met, met & bought, ~met, ~met & bought))
            counts.append(FactorCounts("touchpoint", "", "x", *numbers))
        tested, _ = weigh(counts)
        intervals += len(tested)
        inside += sum(factor.low <= 1 <= factor.high for factor in tested)
        flagged += any(factor.called for factor in tested)
    assert intervals >= 5000
    assert inside / intervals >= 0.94
    # 500 studies: a true rate of 5 % gives more than 7.4 % in about one run of a hundred
    assert flagged / studies <= 0.074
