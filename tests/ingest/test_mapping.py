"""Mappings turn to plain dicts and back, and refuse what they do not know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from touchpath.ingest.mapping import (
    Constant,
    CostMapping,
    DailyCountMapping,
    EventMapping,
    IdentityMapping,
    PeopleMapping,
    ResponseMapping,
    mapping_from_plain,
    mapping_to_plain,
)
from touchpath.ingest.question import Question
from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace

MAPPINGS = [
    EventMapping("who", "when", Constant("lead"), channel="where", properties=("a", "b"), timezone="Europe/Berlin"),
    EventMapping("who", "when", "what", properties=()),
    PeopleMapping(person="id", persona="tier"),
    IdentityMapping("old", "new"),
    ResponseMapping(person="id", questions=(Question("q1", "How?", "nps", 0, 10, ("11",)), Question("q2"))),
    ResponseMapping(questions=(Question("q1", words=("bad", "so-so", "good")),)),
    ResponseMapping(score="score", metric=Constant("nps"), blank=("99",)),
    CostMapping("day", "spend", decimal=","),
    DailyCountMapping("day", measures=("opens", "clicks")),
]


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda mapping: mapping.kind)
def test_a_mapping_comes_back_from_json(mapping) -> None:
    assert mapping_from_plain(json.loads(json.dumps(mapping_to_plain(mapping)))) == mapping


@pytest.mark.parametrize("plain", [{}, {"kind": "poems"}, {"kind": "events", "colour": "red"}])
def test_what_is_not_known_is_refused(plain: dict[str, str]) -> None:
    with pytest.raises(DefinitionError):
        mapping_from_plain(plain)


def test_a_question_has_a_known_metric() -> None:
    with pytest.raises(DefinitionError, match="not a metric"):
        Question("q1", metric="joy")


def test_one_column_cannot_be_both_who_and_when(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("moment,what\n2025-01-01 10:00,visit\n2025-01-02 10:00,visit\n")
    with Workspace.in_memory() as workspace, pytest.raises(ImportRefused, match="both who it was and when"):
        workspace.import_events(path, person="moment", occurred_at="moment", touchpoint="what")
