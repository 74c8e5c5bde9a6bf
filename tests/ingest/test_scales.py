"""Scales and metrics as the values and words of a question show them."""

from __future__ import annotations

import pytest

from touchpath.ingest.scales import describe_question, detect_scale

DIGITS = [str(number) for number in range(11)]


@pytest.mark.parametrize(
    "column, values, metric, scale, blank",
    [
        ("NETPRO", [*DIGITS, "11"], "nps", (0, 10), ("11",)),
        ("Would you recommend us?", DIGITS[3:], "nps", (0, 10), ()),
        ("Q7ALL", ["1", "2", "3", "4", "5", "Blank"], "csat", (1, 5), ("Blank",)),
        ("Q7ART", DIGITS[:7], "csat", (1, 5), ("0", "6")),
        ("How easy was it?", DIGITS[1:8], "ces", (1, 7), ()),
        ("Satisfaction", ["1", "2", "3", "4", "5", "99"], "csat", (1, 5), ("99",)),
        ("How likely to recommend?", ["Not at all likely - 0", "5", "Extremely likely - 10"], "nps", (0, 10), ()),
        ("Overall, how satisfied are you?", ["1 (bad)", "2", "4", "5 (good)"], "csat", (1, 5), ()),
        ("Age group", DIGITS, "other", (0, 10), ()),
    ],
)
def test_scale_metric_and_codes(column, values, metric, scale, blank) -> None:
    question = describe_question(column, values)
    assert (question.metric, (question.scale_low, question.scale_high), question.blank) == (metric, scale, blank)


@pytest.mark.parametrize("values", [["yes", "no"], ["0", "1"], ["1", "2", "apple"], ["1.5", "2.5"], []])
def test_what_is_no_scale(values: list[str]) -> None:
    assert detect_scale(values) is None
