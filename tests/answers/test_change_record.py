"""The record of a change: everything in it, nothing loaded from elsewhere, every name escaped."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.analysis.test_change_plan import _result
from touchpath.analysis.change.result import ChangeResult, Gate
from touchpath.answers.answer import Answer
from touchpath.answers.change import tell
from touchpath.answers.change.record import record
from touchpath.answers.kinds import Place
from touchpath.answers.viewer import Viewer
from touchpath.charts.annotations import change_marks
from touchpath.charts.change.effect import EffectRow, effect_chart, effect_rows
from touchpath.charts.change.weeks import study_chart, weekly_chart
from touchpath.charts.theme import LIGHT
from touchpath.journey.calendar import Calendar
from touchpath.journey.change import Reach
from touchpath.journey.filters import Filters
from touchpath.ui.downloads import svg


def answer_of(result: ChangeResult, filters: Filters) -> Answer[ChangeResult]:
    told = tell(result.change, result, Place(filters, Calendar(), "EUR", 0))
    return Answer(result.change, filters, Viewer(), result, told, Calendar(), 1, "change_lab")


def test_the_record_holds_question_numbers_checks_and_verdict() -> None:
    result = _result()
    result = replace(result, gates=(Gate("drift", "green", "A drift was not detected."),), sentence="It rose.")
    page = record(
        answer_of(result, Filters(personas=("Families",))), "Corner shop", [svg(weekly_chart(result, LIGHT))]
    )
    for said in (
        "Cannot tell.",
        "It rose.",
        "3 Mar 2025",
        "800",
        "40.0 %",
        "A drift was not detected.",
        "Families",
        "<svg",
    ):
        assert said in page
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", page), "nothing is loaded from elsewhere"


def test_names_are_escaped() -> None:
    result = _result()
    nasty = "<script>alert(1)</script>$title"
    change = replace(result.change, name=nasty, note=nasty, reached=Reach((nasty,)))
    page = record(answer_of(replace(result, change=change, sentence=nasty), Filters()), nasty)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 5


def test_charts_hold_what_they_show() -> None:
    result = _result()
    weeks = weekly_chart(result, LIGHT).to_dict()
    assert weeks["layer"][0]["encoding"]["y"]["title"] == "Retention (%)"
    assert study_chart(result, LIGHT).to_dict()["layer"][2]["encoding"]["y"]["title"] == "Difference (points)"
    rows = [*effect_rows(result), EffectRow("other", -0.02, -0.03, 0.01, pulled=0.0)]
    picture = effect_chart(result, rows, LIGHT).to_dict()
    values = [row for data in picture["datasets"].values() for row in data if "label" in row and "low" in row]
    assert {row["label"]: round(row["value"], 6) for row in values} == {"The change": 1.0, "other": -2.0}


def test_marks_show_only_the_changes_of_the_dates() -> None:
    change = _result().change
    assert change_marks([change], LIGHT, last=change.day.replace(day=1)) is None
    marks = change_marks([change], LIGHT, first=change.day)
    assert marks is not None
    assert "x, 3 Mar 2025" in str(marks.to_dict())
