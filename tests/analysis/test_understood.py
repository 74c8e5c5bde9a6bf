"""Findings about files that were probably understood wrongly, and none about files that were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.analysis.quality.look import CheckOutcome, Draft, Look
from touchpath.analysis.quality.understood import (
    amounts_understood,
    names_understood,
    orders_understood,
    people_understood,
)
from touchpath.ingest.mapping import Constant
from touchpath.journey.quality import Targets
from touchpath.workspace import Workspace


def _codes(found: list[CheckOutcome]) -> list[str]:
    return [one.finding.code for one in found if isinstance(one, Draft)]


def _look(workspace: Workspace) -> Look:
    return Look(workspace.engine, workspace.engine.calendar, Targets())


def _log(
    folder: Path, who: str, what: str, value: str, when: str = "2025-03-{day:02} 10:{n:02}:00", n: int = 40
) -> Path:
    path = folder / "log.csv"
    rows = [
        ",".join(text.format(n=i, day=1 + i % 28, few=i % 8, line=i // 2) for text in (who, when, what, value))
        for i in range(n)
    ]
    path.write_text("\n".join(["who,at,what,value", *rows]) + "\n")
    return path


def _imported(workspace: Workspace, path: Path, **more: object) -> Workspace:
    workspace.import_events(path, person="who", occurred_at="at", touchpoint="what", value="value", **more)
    return workspace


def test_a_plain_log_raises_nothing(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        look = _look(_imported(workspace, _log(tmp_path, "p{few}", "step {few}", "{few}.5")))
        checks = (people_understood, names_understood, amounts_understood, orders_understood)
        assert [_codes(check(look)) for check in checks] == [[], [], [], []]


@pytest.mark.parametrize(("who", "code"), [("p{n}", "one_event_each"), ("shop", "one_person")])
def test_people_who_are_none_are_said(tmp_path: Path, who: str, code: str) -> None:
    with Workspace.in_memory() as workspace:
        look = _look(_imported(workspace, _log(tmp_path, who, "step {few}", "{few}.5")))
        assert _codes(people_understood(look)) == [code]


def test_nine_events_are_too_few_to_say_anything(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        look = _look(_imported(workspace, _log(tmp_path, "p{n}", "remark {n}", "{n}", n=9)))
        assert _codes(people_understood(look)) == _codes(names_understood(look)) == []


def test_a_name_of_its_own_for_every_event_is_said(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        look = _look(_imported(workspace, _log(tmp_path, "p{few}", "remark {n}", "{few}.5")))
        assert _codes(names_understood(look)) == ["one_name_each"]


def test_ids_that_are_added_up_are_said(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        look = _look(_imported(workspace, _log(tmp_path, "p{few}", "step {few}", "70{n:03}")))
        assert _codes(amounts_understood(look)) == ["ids_added_up"]


def test_counts_that_look_like_ids_are_said(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("day,visits,order no\n" + "".join(f"2025-03-{1 + n:02},{n % 7},{88000 + n}\n" for n in range(20)))
    with Workspace.in_memory() as workspace:
        workspace.import_daily_counts(path, day="day", measures=("visits", "order no"))
        (draft,) = amounts_understood(_look(workspace))
        assert isinstance(draft, Draft)
        assert '"order no" are whole numbers' in draft.finding.sentence


def test_lines_without_an_order_id_are_said_and_lines_with_one_are_not(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    rows = [f"p{n // 2 % 5},2025-03-{1 + n // 2:02} 10:00:00,order,{n}.5,O{n // 2}" for n in range(40)]
    path.write_text("\n".join(["who,at,what,value,order", *rows]) + "\n")
    with Workspace.in_memory() as without:
        assert _codes(orders_understood(_look(_imported(without, path)))) == ["lines_as_orders"]
    with Workspace.in_memory() as named:
        assert _codes(orders_understood(_look(_imported(named, path, order_id="order")))) == []


def test_a_constant_touchpoint_is_no_name_of_its_own(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        workspace.import_events(
            _log(tmp_path, "p{few}", "x", "{few}.5"), person="who", occurred_at="at", touchpoint=Constant("visit")
        )
        assert _codes(names_understood(_look(workspace))) == []


def test_people_who_are_met_in_another_file_are_people(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        _imported(workspace, _log(tmp_path, "p{n}", "deal", "{few}.5"))
        look = _look(_imported(workspace, _log(tmp_path, "p{n}", "contact", "{few}.5")))
        assert _codes(people_understood(look)) == []
