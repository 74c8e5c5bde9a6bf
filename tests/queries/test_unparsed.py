"""A statement that no filter touches runs as written: what is read off its text is what a parser finds in it."""

from __future__ import annotations

import pytest
from sqlglot import exp

from tests.queries.test_names import STATEMENTS
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.queries.catalog import (
    FILTERED,
    FILTERED_PEOPLE,
    FILTERED_ROWS,
    compose,
    reads_filtered,
    tree,
    written_to,
)


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_what_the_text_tells_is_what_the_parser_finds(name: str) -> None:
    parsed = tree(name)
    tables = {found.name for found in parsed.find_all(exp.Table)}
    assert reads_filtered(name) == bool(tables & {FILTERED, FILTERED_ROWS, FILTERED_PEOPLE})
    changed = parsed.find(exp.Table) if isinstance(parsed, exp.Insert | exp.Update | exp.Delete) else None
    assert written_to(name) == (changed.name if changed else None)
    if not reads_filtered(name):
        named = {str(place.this) for place in parsed.find_all(exp.Placeholder) if place.this}
        assert compose(name, Filters(), Calendar()).expects == named
