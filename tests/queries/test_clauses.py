"""Filters and conditions against a plain-Python reading of the same rules."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey.test_written import SHORTEST
from touchpath.journey.calendar import Calendar
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.filters import NO_FILTERS, Filters, filters_from
from touchpath.journey.written import shortest_number
from touchpath.queries import catalog
from touchpath.workspace import Workspace

ROWS: list[dict[str, str | None]] = [
    {"plan": "Pro", "size": "10", "note": "Big order"},
    {"plan": "pro", "size": "9.5", "note": None},
    {"plan": "", "size": "ten", "note": "border"},
    {"plan": None, "size": None, "note": "'; DROP TABLE events; --"},
    {"plan": "Free", "size": "-3", "note": "=1+1"},
    {"plan": "7.0", "size": "NaN", "note": "10.00"},
    {"plan": "007", "size": "inf", "note": "10"},
]


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None else None
    except ValueError:
        return None
    return number if number is None or math.isfinite(number) else None


CASES: list[tuple[Condition, Callable[[dict[str, str | None]], bool]]] = [
    (Condition("plan", "=", "Pro"), lambda row: row["plan"] == "Pro"),
    (Condition("plan", "=", ("Pro", "Free")), lambda row: row["plan"] in ("Pro", "Free")),
    (Condition("plan", "=", ("Pro", None)), lambda row: row["plan"] in ("Pro", None)),
    (Condition("plan", "!=", "Pro"), lambda row: row["plan"] != "Pro"),
    (Condition("plan", "!=", ("Pro", "pro")), lambda row: row["plan"] not in ("Pro", "pro")),
    (Condition("note", "contains", "ORDER"), lambda row: "order" in (row["note"] or "").lower()),
    (
        Condition("note", "contains", ("big", "drop")),
        lambda row: bool(re.search("big|drop", (row["note"] or "").lower())),
    ),
    (Condition("note", "not contains", "order"), lambda row: "order" not in (row["note"] or "").lower()),
    (Condition("note", "=", "'; DROP TABLE events; --"), lambda row: (row["note"] or "").startswith("'; DROP")),
    (Condition("plan", "regex", "^[Pp]ro$"), lambda row: bool(re.search("^[Pp]ro$", row["plan"] or ""))),
    (Condition("size", ">", 9.5), lambda row: (_number(row["size"]) or -99) > 9.5),
    (Condition("size", ">=", "9.5"), lambda row: (_number(row["size"]) or -99) >= 9.5),
    (Condition("size", "<", 0), lambda row: (_number(row["size"]) or 99) < 0),
    (Condition("size", "<=", 9.5), lambda row: (_number(row["size"]) or 99) <= 9.5),
    (Condition("size", "=", 10), lambda row: row["size"] == "10"),
    (Condition("note", "=", 10), lambda row: row["note"] in ("10", "10.00")),
    (Condition("note", "=", "10.0"), lambda row: row["note"] in ("10", "10.00")),
    (Condition("note", "!=", 10), lambda row: row["note"] not in ("10", "10.00")),
    (Condition("plan", "=", 7), lambda row: row["plan"] == "7.0"),
    (Condition("plan", "=", ("007", "Pro")), lambda row: row["plan"] in ("007", "Pro")),
    (Condition("size", "=", "NaN"), lambda row: row["size"] == "NaN"),
    (Condition("plan", "is set"), lambda row: bool(row["plan"])),
    (Condition("plan", "is not set"), lambda row: not row["plan"]),
    (Condition("nothing", "is set"), lambda row: False),
    (Condition("nothing", "!=", "x"), lambda row: True),
    (Condition('a"; --', "=", "x"), lambda row: False),
]


@pytest.fixture(scope="module")
def rows() -> Workspace:
    workspace = Workspace.in_memory()
    with workspace.engine.transaction() as writer:
        given = pd.DataFrame(
            {
                "row": range(len(ROWS)),
                "keys": [list(row) for row in ROWS],
                "vals": [list(row.values()) for row in ROWS],
            }
        )
        writer.put("given", given)
        writer._own.execute(
            "INSERT INTO events (person, occurred_at, touchpoint, value, properties, identity, import_id, source_row)"
            " SELECT row, TIMESTAMP '2024-03-31 12:00:00', 1, row * 5, map(keys, vals), row, 1, row FROM given"
        )
        writer._own.execute(
            "INSERT INTO people SELECT row, 'p' || row, row, NULL, map(keys, vals), NULL, NULL FROM given"
        )
    return workspace


def _found(workspace: Workspace, filters: Filters) -> set[int]:
    frame = workspace.engine.frame("ask/people_in_view", {}, filters)
    return set(frame["person"].tolist())


@pytest.mark.parametrize("scope", ["event", "person"])
@pytest.mark.parametrize(
    "condition, rule", CASES, ids=lambda part: part.sentence() if isinstance(part, Condition) else ""
)
def test_a_condition_selects_what_it_says(
    rows: Workspace, condition: Condition, rule: Callable[[dict[str, str | None]], bool], scope: str
) -> None:
    asked = Condition(condition.name, condition.op, condition.value, scope)  # type: ignore[arg-type]
    expected = {number for number, row in enumerate(ROWS) if rule(row)}
    assert _found(rows, Filters(where=(asked,))) == expected


def test_value_is_a_number(rows: Workspace) -> None:
    assert _found(rows, Filters(where=(Condition("value", ">", 5),))) == {2, 3, 4, 5, 6}
    assert _found(rows, Filters(where=(Condition("value", "=", (0, 20)),))) == {0, 4}


@given(
    st.one_of(
        st.sampled_from([text for text, _ in SHORTEST]),
        st.from_regex(r"-?[0-9]{1,4}\.?[0-9]{0,4}", fullmatch=True),
        st.text(max_size=6),
    )
)
def test_the_database_shortens_numbers_as_the_rest_does(rows: Workspace, text: str) -> None:
    with rows.engine.transaction() as writer:
        found = writer._own.execute("SELECT shortest_number(?)", [text]).fetchall()
    assert found[0][0] == shortest_number(text)


def test_dates_are_inclusive_days_in_the_workspace_zone(rows: Workspace) -> None:
    assert len(_found(rows, Filters(date_from=date(2024, 3, 31), date_to=date(2024, 3, 31)))) == len(ROWS)
    assert _found(rows, Filters(date_from=date(2024, 4, 1))) == set()
    assert _found(rows, Filters(date_to=date(2024, 3, 30))) == set()


def test_missing_is_no_name(rows: Workspace) -> None:
    assert len(_found(rows, Filters(personas=(None,)))) == len(ROWS)
    assert len(_found(rows, Filters(channels=(None, "web")))) == len(ROWS)
    assert _found(rows, Filters(channels=("web",))) == set()
    assert _found(rows, Filters(personas=("None",))) == set()


def test_filters_turn_to_plain_dicts_and_back() -> None:
    filters = Filters(
        "2024-01-01", "2024-02-01", ("a", None), ("web",), (Condition("x", "=", ("a", "b")), Condition("y", "is set"))
    )
    assert filters_from(to_plain(filters)) == filters
    assert hash(filters_from(to_plain(filters))) == hash(filters)
    assert to_plain(NO_FILTERS) == {}


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: Condition("", "=", 1), "needs the name"),
        (lambda: Condition("x", "~", 1), "is not a comparison"),
        (lambda: Condition("x", ">", "many"), "compares numbers"),
        (lambda: Condition("x", "=", 1, "household"), "event or the person"),
        (lambda: Condition("x", ">", "NaN"), "compares numbers"),
        (lambda: Condition("x", "<=", float("inf")), "compares numbers"),
        (lambda: Condition("value", "=", "abc"), "compares numbers"),
        (lambda: Condition("value", "!=", (10, "abc")), "compares numbers"),
        (lambda: Condition("x", "regex", "("), "cannot be read"),
        (lambda: Condition("x", "regex", "(?=x)"), "cannot be read"),
        (lambda: Condition("x", "=", "\ud800"), "no text"),
        (lambda: Filters("2024-02-01", "2024-01-01"), "end .* before they begin"),
        (lambda: Filters("yesterday"), "is not a date"),
        (lambda: filters_from({"colour": 1}), "no field called colour"),
    ],
)
def test_what_cannot_be_filtered_is_refused_with_a_sentence(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        make()


def test_filters_are_described_in_a_sentence() -> None:
    filters = Filters("2024-01-01", "2024-03-31", ("Families", None), ("web",), (Condition("amount", ">", 10),))
    assert filters.sentence() == (
        "1 Jan 2024 to 31 Mar 2024, personas Families, missing, channels web, amount is over 10"
    )


def test_no_value_enters_the_text() -> None:
    hostile = "x'); DROP TABLE events; --"
    filters = Filters(
        personas=(hostile,), channels=(hostile,), where=(Condition(hostile, "=", hostile),), group=hostile
    )
    question = catalog.compose("ask/people_in_view", filters, Calendar())
    assert "DROP" not in question.sql
    assert hostile in question.bound.values()


def test_a_question_says_which_parameters_it_misses() -> None:
    question = catalog.compose("keep/save_setting", NO_FILTERS, Calendar())
    with pytest.raises(KeyError, match="expects"):
        question.parameters({"name": "x"})
