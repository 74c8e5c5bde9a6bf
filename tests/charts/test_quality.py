"""The picture of effects: bars from zero, in the order of the findings, and words for those who do not see it."""

from __future__ import annotations

from touchpath.charts.quality import EffectBar, effect_alt, effect_chart, height
from touchpath.charts.theme import LIGHT

BARS = (
    EffectBar("Events in the future", 3.2, "retained −100.0 %", True, "12 events lie in the future."),
    EffectBar("Rows that stand twice", 0.022, "revenue −2.2 %", True, "40 rows repeat."),
    EffectBar("Answers without a time", 0.002, "mean CES +0.2 %", False, "4 answers have no time."),
)


def test_bars_begin_at_zero_and_end_at_all_of_it() -> None:
    drawn = effect_chart(BARS, LIGHT).to_dict()
    x = drawn["layer"][0]["encoding"]["x"]
    assert x["scale"]["domain"][0] == 0
    (rows,) = drawn["datasets"].values()
    assert [row["size"] for row in rows] == [1.0, 0.022, 0.002]


def test_the_order_is_that_of_the_findings_and_only_serious_ones_are_coloured() -> None:
    encoding = effect_chart(BARS, LIGHT).to_dict()["layer"][0]["encoding"]
    assert encoding["y"]["sort"] == [bar.name for bar in BARS]
    assert encoding["color"]["condition"]["value"] == LIGHT.loss
    assert encoding["color"]["value"] == LIGHT.context


def test_the_picture_is_told_in_words() -> None:
    told = effect_alt(BARS)
    assert all(f"{bar.name}: {bar.label}" in told for bar in BARS)


def test_its_height_grows_with_the_findings() -> None:
    assert height(BARS) - height(BARS[:2]) == height(BARS[:2]) - height(BARS[:1]) > 0
