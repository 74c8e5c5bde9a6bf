"""Imports of an earlier reading are looked at again, and said where they would be understood otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from touchpath.ingest.reading_version import READING
from touchpath.workspace import Workspace
from touchpath.workspace.rereading import keep_reading, read_differently

LOG = "customer_id,handler_id,event,timestamp\n" + "".join(
    f"c{n % 9},h{n % 2},{('view', 'cart', 'buy')[n % 3]},2025-03-{1 + n % 28:02} 10:{n % 60:02}:07\n"
    for n in range(60)
)
ASKED = "a,b,c\n" + "".join(
    f"k{n % 15},2023-03-{1 + n // 4:02} 10:{n % 60:02},{('view', 'cart', 'buy')[n % 3]}\n" for n in range(90)
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "shop.duckdb") as opened:
        yield opened


def _file(workspace: Workspace, text: str) -> Path:
    path = workspace.spool.parent / "log.csv"
    path.write_text(text)
    return path


def _age(workspace: Workspace) -> None:
    """As if every import had been made by the reading before."""
    for record in workspace.imports():
        with workspace.engine.transaction() as writer:
            writer.run("keep/load/set_reading", {"import_id": record.import_id, "reading": READING - 1})


def _import(workspace: Workspace, text: str, person: str, touchpoint: str, when: str) -> None:
    path = _file(workspace, text)
    workspace.import_events(path, person=person, occurred_at=when, touchpoint=touchpoint)


def test_an_import_of_this_reading_is_not_looked_at(workspace: Workspace) -> None:
    _import(workspace, LOG, "handler_id", "event", "timestamp")
    assert read_differently(workspace) == ()


def test_an_earlier_import_that_would_be_read_otherwise_is_said(workspace: Workspace) -> None:
    _import(workspace, LOG, "handler_id", "event", "timestamp")
    _age(workspace)
    (found,) = read_differently(workspace)
    assert found.sentence == 'log.csv was imported with "handler_id" as who, today it would be "customer_id".'
    assert found.mapping is not None
    workspace.import_again(found.import_id, found.mapping)
    assert read_differently(workspace) == ()
    assert len(workspace.engine.frame("ask/touchpoints/names")) == 3


def test_an_earlier_import_that_would_be_read_the_same_way_is_not(workspace: Workspace) -> None:
    _import(workspace, LOG, "customer_id", "event", "timestamp")
    _age(workspace)
    assert read_differently(workspace) == ()


def test_a_choice_that_todays_question_offers_too_is_its_answer(workspace: Workspace) -> None:
    _import(workspace, ASKED, "a", "c", "b")
    _age(workspace)
    assert read_differently(workspace) == ()


def test_an_import_said_to_be_right_is_left_alone(workspace: Workspace) -> None:
    _import(workspace, LOG, "handler_id", "event", "timestamp")
    _age(workspace)
    (found,) = read_differently(workspace)
    keep_reading(workspace, found.import_id)
    assert read_differently(workspace) == ()
