"""Which texts are numbers, which numbers are one, which patterns can be read."""

from __future__ import annotations

import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.journey.written import finite_number, readable_pattern, shortest_number

SHORTEST = [
    ("10", "10"), ("10.0", "10"), ("10.00", "10"), ("10.50", "10.5"), ("-3.10", "-3.1"), ("0.0", "0"),
    ("0.10", "0.1"),
    ("-0.50", "-0.5"), ("-0.0", "-0.0"), ("100", "100"), ("007", "007"), ("007.0", "007.0"), ("1e3", "1e3"),
    ("1.0e3", "1.0e3"), ("10.", "10."), (".50", ".50"), ("+1.0", "+1.0"), ("1.0.0", "1.0.0"), ("v1.0", "v1.0"),
    (" 1.0", " 1.0"), ("", ""), ("1.0\n", "1.0\n"), ("１.0", "１.0"),
    ("12345678901234.0", "12345678901234"),
    ("-12345678901234.0", "-12345678901234"),
    ("123456789012345.0", "123456789012345.0"),
]  # fmt: skip


@pytest.mark.parametrize("text, shortest", SHORTEST)
def test_a_plainly_written_number_has_one_shortest_form(text: str, shortest: str) -> None:
    assert shortest_number(text) == shortest


@pytest.mark.parametrize(
    "value, number",
    [("12", 12.0), (" 12 ", 12.0), ("1e3", 1000.0), (3, 3.0), ("NaN", None), ("inf", None), ("-Infinity", None),
     ("1e999", None), ("n/a", None), ("", None), (None, None), ("19,90", None), (10**400, None), ("١٢", None)],
)  # fmt: skip
def test_a_number_is_finite(value: object, number: float | None) -> None:
    assert finite_number(value) == number


@pytest.mark.parametrize(
    "pattern, said",
    [
        ("(", "a bracket \\) is missing"),
        ("[a", "a bracket \\] is missing"),
        ("\\Z", "invalid escape sequence"),
        ("(?=x)", "invalid perl operator"),
        ("*", "sign of repetition"),
        ("a{2000}", "invalid repetition size"),
        ("\ud800", "no text"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused_with_the_reason(pattern: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        readable_pattern(pattern)


def test_a_pattern_matches_as_the_database_does() -> None:
    assert readable_pattern("^[Pp]ro$").search("Pro")
    assert not readable_pattern("^[Pp]ro$").search("Prof")
