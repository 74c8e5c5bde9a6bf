"""Numbers as people read them."""

from math import nan

import pytest

from touchpath.journey import words


@pytest.mark.parametrize(
    "written, expected",
    [
        (words.count(12480), "12,480"),
        (words.count(nan), "–"),
        (words.rate(0.0983), "9.8 %"),
        (words.points(0.012), "+1.2 points"),
        (words.points(-0.3), "−30.0 points"),
        (words.points(0.0001), "0.0 points"),
        (words.signed(-1234), "−1,234"),
        (words.duration(8040), "2 h 14 min"),
        (words.duration(59.6), "1 min"),
        (words.duration(86_399), "1 d"),
        (words.duration(0.4), "under 1 s"),
        (words.duration(0), "0 s"),
        (words.money(1234.5, "EUR"), "€1,234"),
        (words.money(12.5, "SEK"), "SEK 12.50"),
        (words.listed(["a", "b", "c"]), "a, b and c"),
        (words.listed(list("abcdef")), "a, b, c, d and 2 more"),
        (words.plural(1, "person", "people"), "1 person"),
        (words.counted_as(1, "more people"), "1 more person"),
        (words.counted_as(1, "sessions"), "1 session"),
        (words.counted_as(1200, "people"), "1,200 people"),
    ],
)
def test_written(written, expected):
    assert written == expected
