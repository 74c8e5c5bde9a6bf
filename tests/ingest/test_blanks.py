"""Blanks around the cells of events: the same words with and without them are one person, touchpoint and channel."""

from __future__ import annotations

import pytest

from touchpath.workspace import Workspace

BLANKS = ("{}", " {}", "{} ", "  {}  ", "\u00a0{}", "{}\u00a0", "{}\u3000", "\u2003{} ")
WORDS = ("buy", "kauf für Ünï", "~sign", "\u8cfc\u5165", "a b", "x\ty")


def read(rows: list[tuple[str, str, str, str]]):
    lines = ["who,when,what,where", *(",".join(row) for row in rows)]
    with Workspace.in_memory() as workspace:
        path = workspace.spool / "rows.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        report = workspace.import_events(path, person="who", occurred_at="when", touchpoint="what", channel="where")
        events = workspace.engine.frame("ask/load/list_events")
        rejected = workspace.imports.rejected_rows(report.import_id) if report.import_id else None
    return events, rejected


@pytest.mark.parametrize("word", WORDS)
def test_blanks_around_a_word_are_no_part_of_it(word: str) -> None:
    events, _ = read(
        [
            (frame.format(word), frame.format("2024-01-01 10:00:00"), frame.format(word), frame.format(word))
            for frame in BLANKS
        ]
    )
    assert len(events) == len(BLANKS)
    for name in ("person_id", "touchpoint", "channel"):
        assert set(events[name]) == {word}
    assert events["occurred_at"].nunique() == 1


def test_a_cell_of_blanks_is_missing_and_its_column_is_named() -> None:
    events, rejected = read(
        [
            ("a", "2024-01-01 10:00:00", "x", "  "),
            ("\u00a0", "2024-01-01 10:00:00", "x", "web"),
            ("a", "   ", "x", "web"),
            ("a", "soon", "x", "web"),
            ("a", "1800-01-01 10:00:00", "x", "web"),
            ("a", "2024-01-01 10:00:00", " \u3000", "web"),
        ]
    )
    assert events["channel"].isna().all()
    assert list(zip(rejected["column_name"], rejected["reason"], strict=True)) == [
        ("who", "no person"),
        ("when", "no time"),
        ("when", "time not readable"),
        ("when", "time before 1900 or after 2199"),
        ("what", "no touchpoint"),
    ]
