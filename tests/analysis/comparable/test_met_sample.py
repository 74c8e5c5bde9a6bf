"""What is planted in the sample company, judged touchpoint by touchpoint, in the words on screen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from tests.analysis.change_sample import sample
from touchpath.analysis.small_cells import SMALL_GROUP, hidden
from touchpath.answers import ask
from touchpath.answers.comparable.words import sentence_of
from touchpath.answers.usual import USUAL


@lru_cache(maxsize=1)
def judged() -> Any:
    return ask(sample(), USUAL["comparable_people"](sample()))


def test_the_valuable_touchpoint_and_the_error_alone_stand_out() -> None:
    rows = {row.touchpoint: row for row in judged().result.touchpoints}
    standing_out = {name: row.verdict for name, row in rows.items() if row.verdict in ("more", "less")}
    assert standing_out == {"store_consultation": "more", "payment_error": "less"}
    assert rows["store_consultation"].effect.estimate == pytest.approx(0.289, abs=0.02)
    assert not rows["store_consultation"].past.excludes_zero
    assert rows["payment_error"].effect.estimate == pytest.approx(-0.44, abs=0.02)


def test_what_only_looks_valuable_covers_zero() -> None:
    mail = judged().result.of("club_mail_open")
    assert mail.effect.low < 0 < mail.effect.high
    assert mail.plain == pytest.approx(0.128, abs=0.002)


def test_what_cannot_be_judged_is_named() -> None:
    verdicts = {row.touchpoint: row.verdict for row in judged().result.touchpoints}
    assert {name for name, verdict in verdicts.items() if verdict == "step"} == {
        *("visit", "view_product", "add_to_cart", "start_checkout"),
    }
    assert (verdicts["sign_up"], verdicts["purchase"]) == ("nearly_everybody", "goal")


@pytest.mark.parametrize(
    ("touchpoint", "said"),
    [
        (
            "store_consultation",
            "People who met store_consultation reached purchase within 30 days more often than comparable people who "
            "had not: ",
        ),
        ("payment_error", "less often than comparable people who had not: "),
        ("club_mail_open", "did not differ beyond chance from comparable people: "),
        ("club_mail_open", "; without matching it would be +12.8 points"),
        ("view_product", "view_product is a step of the way: "),
        ("sign_up", "Nearly everybody met sign_up (100.0 %)"),
    ],
)
def test_each_touchpoint_has_its_sentence(touchpoint: str, said: str) -> None:
    told = judged().table().readable.set_index("Touchpoint")["In words"]
    assert said in told[touchpoint]
    assert "because" not in told[touchpoint]


def test_the_sentence_names_what_stands_out() -> None:
    assert (
        "People reached purchase more often than comparable people after store_consultation (+2" in judged().sentence
    )
    assert "less often than comparable people after payment_error (−4" in judged().sentence


def test_a_cautious_reader_sees_no_small_group() -> None:
    shown = hidden(judged().result, 500)
    assert not any(row.people < 500 for row in shown.touchpoints)
    assert shown.of("flyer_received") is None
    few = [sentence_of(shown.asked, row, "EUR") for row in shown.touchpoints if row.touchpoint == SMALL_GROUP]
    assert set(few) == {"Too few people met it for anything to be shown."}
