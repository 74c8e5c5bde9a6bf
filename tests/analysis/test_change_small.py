"""Changes on small logs written out in the test: arms, maturity, clusters, late personas, looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from touchpath.analysis.change import measure
from touchpath.analysis.change.question import answered, usual_question
from touchpath.analysis.change.result import ChangeResult, Verdict
from touchpath.ingest.mapping import Constant
from touchpath.journey.change import Assignment, Change, Clusters, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.persona_tests import Done
from touchpath.journey.personas import PersonaRule, Personas
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import assigned_tests, import_assignments, remove_assignments
from touchpath.workspace.changes import delete_change, record_look, restore_change, save_change, saved_changes
from touchpath.workspace.personas import apply_personas

START, CHANGE = datetime(2025, 1, 6), datetime(2025, 3, 3)
RETURNED = Outcome("retention", "join", "visit", 7)
BASE = Change("New form", "2025-03-03", RETURNED, hoped_for=10)
A_DAY = 12


def _log(folder: Path, days: int = 98) -> tuple[Path, Path]:
    """Twelve people join each day; a third return the next day, and half of those in the north from the change on.

    The last of every day's people vary by week, so that weeks differ a little.
    """
    rows, people = ["id,at,what,channel,variant"], ["id,region,wave"]
    for day in range(days):
        at = START + timedelta(days=day)
        for i in range(A_DAY):
            name = f"p{day}-{i}"
            region = f"r{i % 12}"
            arm = "new" if i % 2 else "old"
            back = i % 3 == 0 or (at >= CHANGE and i < 6) or (i == 11 and (day // 7) % 3 == 0)
            rows.append(
                f"{name},{at + timedelta(minutes=i):%Y-%m-%dT%H:%M:%S},join,{'app' if i % 2 else 'web'},{arm}"
            )
            if back:
                rows.append(f"{name},{at + timedelta(days=1):%Y-%m-%dT%H:%M:%S},visit,app,")
            people.append(f"{name},{region},{day // 7}")
    events, file = folder / "events.csv", folder / "people.csv"
    events.write_text("\n".join(rows))
    file.write_text("\n".join(people))
    return events, file


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    events, people = _log(tmp_path_factory.mktemp("log"))
    with Workspace.in_memory() as opened:
        opened.import_events(events, person="id", occurred_at="at", touchpoint="what", channel="channel")
        opened.import_people(people, person="id")
        yield opened


def _gate(result: ChangeResult, name: str) -> tuple[str, str]:
    return next((gate.light, gate.sentence) for gate in result.gates if gate.name == name)


def test_weeks_are_aligned_to_the_change_and_mature(workspace: Workspace) -> None:
    result = measure(workspace.engine, BASE)
    assert (result.found.weeks_before, result.found.weeks_after) == (8, 5)
    assert [point.start.isoformat() for point in result.series][7:9] == ["2025-02-24", "2025-03-03"]
    assert {point.n for point in result.series} == {7 * A_DAY}


def test_limits_of_the_periods_hold(workspace: Workspace) -> None:
    result = measure(workspace.engine, replace(BASE, weeks_before=5, weeks_after=3))
    assert (result.found.weeks_before, result.found.weeks_after) == (5, 3)


def test_too_few_weeks_before_lower_the_verdict(workspace: Workspace) -> None:
    result = measure(workspace.engine, replace(BASE, weeks_before=3))
    assert _gate(result, "whole weeks")[0] == "amber"
    assert result.verdict is not Verdict.PROBABLE


def test_a_property_of_a_touchpoint_assigns_the_arms(workspace: Workspace) -> None:
    arms = Assignment("touchpoint", "variant", "join", control="old")
    result = measure(workspace.engine, replace(BASE, day="2025-01-06", assignment=arms))
    assert [(level.label, level.n) for level in result.levels] == [("old", 547), ("new", 546)]
    assert _gate(result, "maturity")[1].startswith("All 1,093 people counted")


def test_an_arm_that_nobody_is_in_is_refused_or_breaks_the_split(workspace: Workspace) -> None:
    def asked(control: str | None, planned: tuple[tuple[str, float], ...] = ()) -> ChangeResult:
        arms = Assignment("touchpoint", "variant", "join", control=control, planned=planned)
        return measure(workspace.engine, replace(BASE, day="2025-01-06", assignment=arms))

    with pytest.raises(DefinitionError, match='"Old": the arms are new and old'):
        asked("Old")
    with pytest.raises(DefinitionError, match='says nothing of "new"'):
        asked("old", (("old", 1), ("other", 1)))
    broken = asked("old", (("old", 1), ("new", 1), ("other", 1)))
    assert broken.verdict is Verdict.DO_NOT_USE
    assert "588 to 588 to 0 people" in _gate(broken, "split")[1]
    assert _gate(asked("old", (("old", 1), ("new", 1))), "split")[0] == "green"
    assert _gate(asked("old", (("old", 2), ("new", 1))), "split")[0] == "red"
    assert [level.label for level in asked(None).levels] == ["old", "new"]


def test_an_attribute_assigns_the_arms_and_people_enter_after_the_change(workspace: Workspace) -> None:
    arms = Assignment("person", "region", control="r1")
    result = measure(workspace.engine, replace(BASE, assignment=arms))
    assert len(result.found.arms) == 11
    assert sorted({level.n for level in result.levels}) == [35, 36]


def test_people_in_several_arms_are_left_out(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "arms.csv"
    lines = [f"p{day}-{i},{'a' if i < 6 else 'b'}" for day in range(14) for i in range(A_DAY)]
    file.write_text("\n".join(["who,arm", *lines, *(f"p{day}-0,b" for day in range(14))]))
    import_assignments(workspace, file, arm="arm", person="who", name="mixed")
    change = replace(BASE, day="2025-01-06", assignment=Assignment("file", "mixed"))
    result = measure(workspace.engine, change)
    assert [level.n for level in result.levels] == [70, 84]
    light, said = _gate(result, "mixed exposure")
    assert light == "amber"
    assert "14 people" in said
    assert [test.known for test in assigned_tests(workspace.engine)] == [168]
    remove_assignments(workspace, "mixed")
    with pytest.raises(DefinitionError, match="Nobody was assigned"):
        measure(workspace.engine, change)


def test_clusters_count_once_each(workspace: Workspace) -> None:
    north = tuple(f"r{i}" for i in range(6))
    result = measure(workspace.engine, replace(BASE, clusters=Clusters("region", north)))
    assert result.design == "clusters"
    assert [level.n for level in result.levels] == [6, 6, 6, 6]
    assert result.effect == pytest.approx(4 / 6, abs=0.06)
    assert result.verdict is Verdict.SOLID
    few = measure(workspace.engine, replace(BASE, clusters=Clusters("region", north[:3])))
    assert few.verdict is Verdict.CANNOT_TELL_YET
    assert "2 more" in few.sentence
    with pytest.raises(DefinitionError, match="r99"):
        measure(workspace.engine, replace(BASE, clusters=Clusters("region", ("r99",))))


def test_groups_by_condition_on_the_entry_and_the_person(workspace: Workspace) -> None:
    by_event = Reach(where=(Condition("variant", "=", "old"),))
    result = measure(workspace.engine, replace(BASE, reached=by_event, control=Reach(others=True)))
    assert {point.n for point in result.series} == {42}
    assert {point.control_n for point in result.series} == {42}
    by_person = Reach(where=(Condition("region", "=", "r0", scope="person"),))
    assert {point.n for point in measure(workspace.engine, replace(BASE, reached=by_person)).series} == {7}
    overlapping = replace(BASE, reached=by_event, control=Reach(channels=("web",)))
    with pytest.raises(DefinitionError, match="both in the group"):
        measure(workspace.engine, overlapping)


def test_a_persona_known_only_later_is_refused(workspace: Workspace) -> None:
    rule = PersonaRule("Returner", (Done(("visit",)),))
    apply_personas(workspace.engine, Personas((rule,)))
    try:
        with pytest.raises(DefinitionError, match="as they were known when people entered"):
            measure(workspace.engine, replace(BASE, reached=Reach(("Returner",))))
        result = measure(workspace.engine, BASE)
        assert "not known when people enter" in _gate(result, "persona mix")[1]
        assert not [table for table in result.segments if table.by == "persona"]
    finally:
        apply_personas(workspace.engine, Personas())


def test_only_a_new_end_of_the_data_is_a_look(workspace: Workspace) -> None:
    engine = workspace.engine
    first = measure(engine, BASE)
    assert not record_look(engine, first), "a change that is not saved has no looks"
    save_change(engine, BASE)
    workspace.settings.save(data_end="2025-03-31")
    early = measure(engine, BASE)
    assert record_look(engine, early)
    assert not record_look(engine, measure(engine, BASE))
    workspace.settings.save(data_end=None)
    second = measure(engine, BASE)
    assert second.looks.number == 2
    assert second.effect_high - second.effect_low > first.effect_high - first.effect_low
    assert measure(engine, replace(BASE, hoped_for=5)).looks.number == 1, "another question is another look"
    gone = delete_change(engine, "New form")
    assert saved_changes(engine) == ()
    restore_change(engine, gone)
    assert saved_changes(engine)[0].question == BASE
    delete_change(engine, "New form")


def test_an_empty_workspace_refuses_with_a_sentence() -> None:
    with Workspace.in_memory() as empty, pytest.raises(DefinitionError, match="no events yet"):
        measure(empty.engine, BASE)


def test_answers_without_any_event_can_be_judged(tmp_path: Path) -> None:
    file = tmp_path / "nps.csv"
    rows = ["who,at,score"]
    for day in range(84):
        at = START + timedelta(days=day)
        late = at >= CHANGE
        scores = (9, 10, 8, 6, 9 if late else 3, 9 if day % 5 else 2)
        rows += [f"p{day}-{i},{at:%Y-%m-%d}T23:30:00,{score}" for i, score in enumerate(scores)]
    file.write_text("\n".join(rows))
    with Workspace.in_memory() as surveys:
        surveys.import_responses(file, person="who", answered_at="at", metric=Constant("nps"), score="score")
        assert answered(surveys.engine) == ("nps",)
        assert usual_question(surveys.engine, "x").outcome.kind == "nps"
        result = measure(surveys.engine, replace(BASE, outcome=Outcome("nps")))
    assert (result.found.weeks_before, result.found.weeks_after) == (8, 4)
    assert result.effect == pytest.approx(100 / 3, abs=2)
    assert result.verdict is Verdict.PROBABLE


def test_answers_count_with_the_weights_of_their_file(tmp_path: Path) -> None:
    """Of three answers a day the one that changes weighs 3 of 5: the change is 6/5, without weights it were 2/3."""
    rows = ["who,at,score,weight"]
    for day in range(84):
        at = START + timedelta(days=day)
        given = ((9 if at >= CHANGE else 3, 3), (9, 1), (9 if day % 5 else 2, 1))
        rows += [f"p{day}-{i},{at:%Y-%m-%d}T23:30:00,{score},{w}" for i, (score, w) in enumerate(given)]
    rows.append(f"odd,{START:%Y-%m-%d}T23:30:00,0,-1")  # weighs nothing: it counts nowhere
    file = tmp_path / "nps.csv"
    file.write_text("\n".join(rows))
    with Workspace.in_memory() as surveys:
        surveys.import_responses(
            file, person="who", answered_at="at", metric=Constant("nps"), score="score", weight="weight"
        )
        result = measure(surveys.engine, replace(BASE, outcome=Outcome("nps")))
    assert result.effect == pytest.approx(120, abs=4)
    assert [part.n for part in result.levels] == [8 * 7 * 3, 4 * 7 * 3]
    assert sum(week.n for week in result.series) == 12 * 7 * 3


def test_looking_before_the_planned_end_costs_width(workspace: Workspace) -> None:
    unseen = replace(BASE, name="Never looked at")
    plain = measure(workspace.engine, unseen)
    early = measure(workspace.engine, replace(unseen, planned_end="2025-06-02"))
    over = measure(workspace.engine, replace(unseen, planned_end="2025-04-07"))
    assert "O'Brien-Fleming" in early.looks.method
    assert early.effect_high - early.effect_low > 1.3 * (plain.effect_high - plain.effect_low)
    assert early.p_value > plain.p_value
    assert over.found.weeks_after == 5
    assert over.effect_high - over.effect_low == plain.effect_high - plain.effect_low


def test_dates_of_the_filters_leave_whole_weeks(workspace: Workspace) -> None:
    result = measure(workspace.engine, BASE, Filters(date_from=date(2025, 1, 8), date_to=date(2025, 3, 20)))
    assert (result.found.weeks_before, result.found.weeks_after) == (7, 2)
    assert {point.n for point in result.series} == {7 * A_DAY}
