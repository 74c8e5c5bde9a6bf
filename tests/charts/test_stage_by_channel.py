"""The pictures of the data pages: what is encoded, in which order, and what is missing."""

from __future__ import annotations

import pandas as pd

from touchpath.charts.persona_sizes import NO_PERSONA, persona_sizes
from touchpath.charts.stage_by_channel import MOST_CHANNELS, NO_CHANNEL, NO_STAGE, stage_by_channel
from touchpath.charts.theme import LIGHT
from touchpath.journey.touchpoints import STAGES


def _rows(*rows: tuple[str | None, str | None, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["stage", "channel", "events"]).astype({"stage": object, "channel": object})
    return frame.assign(people=frame["events"])


def _drawn(chart: object) -> tuple[dict, list[dict]]:
    plain = chart.to_dict()
    return plain["layer"][0]["encoding"], next(iter(plain["datasets"].values()))


def test_stages_keep_their_order_and_the_missing_one_comes_last() -> None:
    encoding, _ = _drawn(stage_by_channel(_rows((None, "web", 1), ("purchase", "web", 2)), LIGHT))
    assert encoding["x"]["scale"]["domain"] == [*STAGES, NO_STAGE]


def test_the_busiest_channel_comes_first_and_a_missing_one_is_named() -> None:
    encoding, cells = _drawn(stage_by_channel(_rows(("purchase", "web", 1), ("purchase", None, 5)), LIGHT))
    assert encoding["y"]["sort"] == [NO_CHANNEL, "web"]
    assert {cell["channel"] for cell in cells} == {NO_CHANNEL, "web"}


def test_only_the_busiest_channels_are_drawn() -> None:
    rows = _rows(*[("purchase", f"channel {number}", number) for number in range(1, 31)])
    _, cells = _drawn(stage_by_channel(rows, LIGHT))
    assert len(cells) == MOST_CHANNELS
    assert min(cell["events"] for cell in cells) == 31 - MOST_CHANNELS


def test_persona_bars_start_at_zero_and_say_people_and_share() -> None:
    chart = persona_sizes({"Loyal": 30, None: 10}, {"Loyal": "#0072B2"}, LIGHT)
    encoding, bars = _drawn(chart)
    assert encoding["x"]["scale"]["domain"][0] == 0
    assert [(bar["persona"], bar["label"]) for bar in bars] == [("Loyal", "30 · 75.0 %"), (NO_PERSONA, "10 · 25.0 %")]
    assert [bar["colour"] for bar in bars] == ["#0072B2", LIGHT.context]
