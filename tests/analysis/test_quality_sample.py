"""The damaged slice of the sample company: every planted defect is found, nothing else, with its true effect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from tests.analysis.sample_quality import DIRTY, EVENT_FILES, TARGETS, clean_company, dirty_answers, dirty_events
from touchpath.analysis.quality import report
from touchpath.analysis.quality.effect import among
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import Finding, Headline, Report, Shift, Targets
from touchpath.workspace import Workspace

CODES = {
    "exact_duplicates": "repeated_rows",
    "overlapping_files": "dropped_repeats",
    "missing_time": "no time",
    "unreadable_time": "time not readable",
    "missing_person": "no person",
    "future_time": "future_times",
    "ancient_time": "ancient_times",
    "shifted_clock": "shifted_stretches",
    "twin_names": "twin_names",
    "robot": "robots",
    "days_without_events": "empty_days",
    "missing_channel": "without_channel",
    "mixed_time_formats": "import_mixed_times",
    "tied_times": "tied_times",
    "too_many_columns": "too many columns",
    "too_few_columns": "too few columns",
}
"""Planted kind -> code of its finding; of a rejected row the reason."""

FLAWS = {
    "exact_duplicates": "repeated_answers",
    "metric_spelling": "import_metric_spelling",
    "missing_time": "answers_without_time",
    "score_beyond_scale": "scores_beyond_scale",
    "unknown_person": "answers_without_person",
    "unreadable_time": "time not readable",
}


@pytest.fixture(scope="module")
def defects() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DIRTY / "defects.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def planted(defects: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["kind"]: entry for entry in defects["defects"]}


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with dirty_events() as opened:
        yield opened


@pytest.fixture(scope="module")
def found(workspace: Workspace) -> dict[str, Finding]:
    return _by_code(report(workspace.engine, TARGETS))


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, Finding]]:
    with dirty_answers() as opened:
        yield _by_code(report(opened.engine, TARGETS))


def _by_code(made: Report) -> dict[str, Finding]:
    named = {
        finding.title.rsplit(": ", 1)[1] if finding.code == "rejected_rows" else finding.code: finding
        for finding in made.findings
    }
    assert len(named) == len(made.findings), "one finding per defect"
    return named


def _places(entry: dict[str, Any]) -> set[tuple[str, int]]:
    places = set()
    for name, runs in entry["lines"].items():
        for run in runs:
            first, _, last = run.partition("-")
            places |= {(name, number) for number in range(int(first), int(last or first) + 1)}
    return places


def _assert_headline(headline: Headline, expected: dict[str, Any]) -> None:
    assert headline.events == expected["events"]
    assert headline.people == expected["people"]
    assert headline.goal_people == expected["purchasers"]
    assert headline.conversion_rate == pytest.approx(expected["conversion_rate"], abs=1e-6)
    assert headline.purchases == expected["purchases"]
    assert headline.revenue == pytest.approx(expected["revenue"], abs=0.005)
    assert headline.events_without_channel == expected["events_without_channel"]
    assert headline.touchpoints == expected["touchpoints"]
    assert headline.days_with_events == expected["days_with_events"]
    assert headline.first_event == pd.Timestamp(expected["first_event"]).tz_localize(None)
    assert headline.last_event == pd.Timestamp(expected["last_event"]).tz_localize(None)


def test_every_planted_defect_is_found_and_nothing_else(
    found: dict[str, Finding], planted: dict[str, dict[str, Any]]
) -> None:
    assert set(planted) == set(CODES)
    assert set(found) == set(CODES.values())


@pytest.mark.parametrize("kind", [kind for kind in CODES if kind != "days_without_events"])
def test_as_many_rows_as_planted(kind: str, found: dict[str, Finding], planted: dict[str, dict[str, Any]]) -> None:
    assert found[CODES[kind]].rows == planted[kind]["rows"]


def test_the_missing_days_are_named(found: dict[str, Finding], planted: dict[str, dict[str, Any]]) -> None:
    days = [pd.Timestamp(day) for day in planted["days_without_events"]["days"]]
    shown = [row[0] for row in found["empty_days"].examples.rows]
    assert shown == [f"{day.day} {day:%b %Y}" for day in days]
    expected = planted["days_without_events"]["rows"]
    assert found["empty_days"].share == pytest.approx(expected / (expected + 11_000), rel=0.2)


@pytest.mark.parametrize(
    "kind", ["exact_duplicates", "future_time", "ancient_time", "robot", "missing_channel", "tied_times"]
)
def test_without_the_rows(kind: str, found: dict[str, Finding], planted: dict[str, dict[str, Any]]) -> None:
    effect = found[CODES[kind]].effect
    assert effect is not None
    assert effect.how == "left out"
    _assert_headline(effect.before, planted[kind]["effect"]["with"])
    _assert_headline(effect.after, planted[kind]["effect"]["left_out"])


@pytest.mark.parametrize("kind", ["shifted_clock", "twin_names"])
def test_with_the_rows_repaired(kind: str, found: dict[str, Finding], planted: dict[str, dict[str, Any]]) -> None:
    effect = found[CODES[kind]].effect
    assert effect is not None
    assert effect.how == "repaired"
    _assert_headline(effect.before, planted[kind]["effect"]["with"])
    _assert_headline(effect.after, planted[kind]["effect"]["repaired"])


def test_events_of_both_files_counted_twice(found: dict[str, Finding], planted: dict[str, dict[str, Any]]) -> None:
    effect = found["dropped_repeats"].effect
    assert effect is not None
    assert found["dropped_repeats"].severity == "note"
    _assert_headline(effect.before, planted["overlapping_files"]["effect"]["repaired"])
    _assert_headline(effect.after, planted["overlapping_files"]["effect"]["with"])


@pytest.mark.parametrize(
    "kind", ["missing_time", "unreadable_time", "missing_person", "too_many_columns", "too_few_columns"]
)
def test_rejected_rows_are_in_no_number(
    kind: str, found: dict[str, Finding], planted: dict[str, dict[str, Any]]
) -> None:
    finding = found[CODES[kind]]
    assert finding.effect is not None
    _assert_headline(finding.effect.after, planted[kind]["effect"]["left_out"])
    assert finding.share == pytest.approx(planted[kind]["rows"] / (6987 + 6759))


def test_times_in_another_format_were_read(
    workspace: Workspace, found: dict[str, Finding], planted: dict[str, dict[str, Any]]
) -> None:
    headline = report(workspace.engine, TARGETS).headline
    _assert_headline(headline, planted["mixed_time_formats"]["effect"]["repaired"])
    assert all(row[0][2] == "." for row in found["import_mixed_times"].examples.rows)


def test_merging_twins_gives_the_people_of_both(workspace: Workspace, planted: dict[str, dict[str, Any]]) -> None:
    targets = Targets(goal=("add_to_cart",), purchase=("purchase",))
    twins = _by_code(report(workspace.engine, targets))["twin_names"]
    assert twins.effect is not None
    assert twins.effect.before.goal_people == planted["twin_names"]["effect"]["with"]["add_to_cart_people"]
    assert twins.effect.after.goal_people == planted["twin_names"]["effect"]["repaired"]["add_to_cart_people"]
    assert twins.severity == "serious"


@pytest.mark.parametrize(
    "kind", [kind for kind in CODES if kind not in ("days_without_events", "mixed_time_formats")]
)
def test_examples_are_planted_rows(kind: str, found: dict[str, Finding], planted: dict[str, dict[str, Any]]) -> None:
    shown = found[CODES[kind]].examples
    file, row = shown.columns.index("file"), shown.columns.index("row")
    listed = {(str(cells[file]), int(cells[row])) for cells in shown.rows}
    assert listed
    assert listed <= _places(planted[kind])


@pytest.mark.parametrize("kind", ["exact_duplicates", "future_time", "ancient_time", "robot"])
def test_remedies_name_exactly_the_planted_rows(
    kind: str, workspace: Workspace, found: dict[str, Finding], planted: dict[str, dict[str, Any]]
) -> None:
    rows = workspace.engine.frame("ask/quality/rows", {}, NO_FILTERS, [among(found[CODES[kind]].remedies[0].rows)])
    named = {(EVENT_FILES[int(row.import_id) - 1], int(row.source_row)) for row in rows.itertuples()}
    assert named == _places(planted[kind])


def test_the_shifted_day_is_moved_back_nine_hours(
    found: dict[str, Finding], planted: dict[str, dict[str, Any]]
) -> None:
    (remedy,) = found["shifted_stretches"].remedies
    assert isinstance(remedy, Shift)
    assert remedy.seconds == -9 * 3600
    places = {(EVENT_FILES[1], row) for row in range(remedy.stretch.first, remedy.stretch.last + 1)}
    assert places == _places(planted["shifted_clock"])


def test_one_import_alone(workspace: Workspace, planted: dict[str, dict[str, Any]]) -> None:
    first = _by_code(report(workspace.engine, TARGETS, import_id=1))
    assert {"robots", "repeated_rows"} <= set(first)
    assert not {"twin_names", "shifted_stretches", "empty_days"} & set(first)
    assert first["future_times"].rows == len(planted["future_time"]["lines"][EVENT_FILES[0]])
    assert report(workspace.engine, TARGETS, import_id=2).headline.events == 12390 - 6945


def test_every_flaw_of_the_survey_is_found_and_nothing_else(
    answers: dict[str, Finding], defects: dict[str, Any]
) -> None:
    planted = {entry["kind"]: entry["rows"] for entry in defects["survey"]["defects"]}
    assert set(planted) == {*FLAWS, "missing_score"}
    assert set(answers) == {*FLAWS.values(), "no answer", "answers_without_score"}
    assert {kind: answers[code].rows for kind, code in FLAWS.items()} == {kind: planted[kind] for kind in FLAWS}
    assert answers["no answer"].rows + answers["answers_without_score"].rows == planted["missing_score"]


@pytest.mark.parametrize("kind", ["exact_duplicates", "missing_time", "unknown_person", "score_beyond_scale"])
def test_scores_without_the_flawed_answers(kind: str, answers: dict[str, Finding], defects: dict[str, Any]) -> None:
    lines = {entry["kind"]: set(entry["lines"]) for entry in defects["survey"]["defects"]}
    unread = lines["score_beyond_scale"] | lines["unreadable_time"]
    effect = answers[FLAWS[kind]].scores
    assert effect is not None
    assert _plain(effect.before) == _scores_of_file(unread)
    changed = unread - lines[kind] if kind == "score_beyond_scale" else unread | lines[kind]
    assert _plain(effect.after) == _scores_of_file(changed)


def test_the_clean_company_raises_nothing() -> None:
    with clean_company() as workspace:
        made = report(workspace.engine, TARGETS)
    assert made.findings == ()
    assert made.headline.people == 20183
    assert len(made.sound) >= 20


def _plain(scores: Any) -> dict[str, tuple[int, float]]:
    return {score.metric: (score.answers, pytest.approx(score.mean, abs=1e-9)) for score in scores}


def _scores_of_file(without: set[int]) -> dict[str, tuple[int, float]]:
    table = pd.read_csv(DIRTY / "survey_june.csv", dtype=str, keep_default_na=False)
    kept = table[~(table.index + 2).isin(without)]
    number = pd.to_numeric(kept["score"], errors="coerce")
    sums = number.groupby(kept["metric"].str.strip().str.lower()).agg(["count", "mean"])
    return {str(metric): (int(row["count"]), float(row["mean"])) for metric, row in sums.iterrows()}
