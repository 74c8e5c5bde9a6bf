"""Arms of a randomised test as files write them: 10 and 10.0 are one number, so one arm."""

from __future__ import annotations

from pathlib import Path

from touchpath.analysis.change.entries import read_assigned
from touchpath.journey.change import Assignment, Clusters
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments

ARMS = ("10", "10.0", "20", "20.00", "007")


def test_arms_that_are_one_number_are_one_arm(tmp_path: Path) -> None:
    events, people, arms = (tmp_path / f"{name}.csv" for name in ("events", "people", "arms"))
    events.write_text("\n".join(["id,at,what", *(f"p{n},2025-03-0{n + 1} 10:00,join" for n in range(5))]))
    people.write_text("\n".join(["id,dose", *(f"p{n},{arm}" for n, arm in enumerate(ARMS))]))
    twice = [f"p{n},{arm}" for n, arm in enumerate(ARMS)] + ["p0,10.0"]
    arms.write_text("\n".join(["who,arm", *twice]))
    with Workspace.in_memory() as opened:
        opened.import_events(events, person="id", occurred_at="at", touchpoint="what")
        opened.import_people(people, person="id")
        import_assignments(opened, arms, arm="arm", person="who", name="doses")
        for assignment in (Assignment("person", "dose", control="20.0"), Assignment("file", "doses", control="20")):
            found = read_assigned(opened.engine, assignment)
            assert found.arms == ("20", "007", "10")
            assert sorted(found.arm.tolist()) == [0, 0, 1, 2, 2]
            assert found.mixed == 0


def test_what_a_question_names_is_written_as_short_as_the_arms_are() -> None:
    planned = Assignment("person", "dose", control="10.0", planned=(("10.00", 0.5), ("20", 0.5)))
    assert planned.control == "10"
    assert planned.planned == (("10", 0.5), ("20", 0.5))
    assert Clusters("store", ("1.0", "007")).treated == ("1", "007")
