"""Definitions of funnels: plain dicts, hashing, and the sentence."""

from __future__ import annotations

import json

import pytest

from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step, funnel_from

FULL = Funnel(
    steps=(Step("view"), Step(("buy", "order"), where=(Condition("amount", ">", 10),), label="bought"), Step(None)),
    order="ordered",
    window_seconds=7 * 86400,
    step_window_seconds=5400,
    entry="first",
    counting="sessions",
    exclusions=(Exclusion("refund", 0, 1, where=(Condition("kind", "=", "full"),)),),
    hold=("product", "shop"),
    breakdown=Breakdown(("channel", "persona"), at=1, limit=3),
    mature_only=True,
    channel_of="every",
)


def test_survives_json_and_hashes() -> None:
    again = funnel_from(json.loads(json.dumps(to_plain(FULL))))
    assert again == FULL
    assert hash(again) == hash(FULL)


def test_defaults_are_left_out_of_plain_dicts() -> None:
    assert to_plain(Funnel(steps=("a",))) == {"steps": [{"touchpoint": "a"}]}


def test_lists_and_bare_names_become_steps() -> None:
    assert Funnel(steps=["a", Step(["b"]), Step(["c", "d"])]) == Funnel(
        steps=(Step("a"), Step("b"), Step(("c", "d")))
    )


@pytest.mark.parametrize(
    "funnel, sentence",
    [
        (Funnel(steps=("view", "buy"), window_seconds=7 * 86400), "People who did view and then buy within 7 days."),
        (Funnel(steps=("a", "b"), order="strict"), "People who did a and, as the very next event, b."),
        (Funnel(steps=("a", "b"), order="any"), "People who did a and, in any order, b."),
        (Funnel(steps=("a",), counting="attempts"), "Attempts that did a."),
        (
            Funnel(steps=("a", Step("b", optional=True), "c"), exclusions=(Exclusion("x", 0, 2),)),
            "People who did a and then optionally b and then c, without x between a and c.",
        ),
        (
            Funnel(steps=("a", "b"), window_seconds=60, mature_only=True, breakdown=Breakdown("channel")),
            "People who did a and then b within 1 minute, only those whose window is complete, "
            "split by channel at the first step event that has it.",
        ),
    ],
)  # fmt: skip
def test_sentence(funnel: Funnel, sentence: str) -> None:
    assert funnel.sentence() == sentence


def test_every_part_of_a_full_funnel_is_told() -> None:
    told = FULL.sentence()
    for part in (
        "Sessions",
        "amount is over 10",
        "90 minutes",
        "refund (kind is full)",
        "product and shop",
        "step 2",
    ):
        assert part in told


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(DefinitionError, match="colour"):
        funnel_from({"steps": [{"touchpoint": "a", "colour": "red"}]})
    with pytest.raises(DefinitionError, match="incomplete"):
        funnel_from({})
    with pytest.raises(DefinitionError, match="parts"):
        funnel_from({"steps": ["a"]})


def test_persona_is_of_people_whatever_the_scope() -> None:
    assert Breakdown(("channel", "persona")).scopes == ("event", "person")
    assert Breakdown(("big", "new"), scope="group").by_group
