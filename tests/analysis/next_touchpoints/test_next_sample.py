"""What is planted in the sample company: one touchpoint is worth testing, its look-alike is greyed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from tests.analysis.change_sample import sample
from touchpath.analysis.comparable.result import ComparableResult
from touchpath.analysis.next_touchpoints import hypotheses
from touchpath.analysis.next_touchpoints.result import Audience, NextCompared
from touchpath.analysis.small_cells import SMALL_GROUP, hidden
from touchpath.answers import ask
from touchpath.answers.kinds import Place
from touchpath.answers.next_touchpoints import tell
from touchpath.answers.usual import USUAL
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures import pictures
from touchpath.charts.theme import LIGHT
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.stats.hidden_factor import hidden_factor


@lru_cache(maxsize=1)
def answered() -> Any:
    return ask(sample(), USUAL["next_touchpoints"](sample()))


def of(touchpoint: str) -> Any:
    return next(one for one in answered().result.hypotheses if one.compared.touchpoint == touchpoint)


def test_the_valuable_touchpoint_alone_is_worth_testing() -> None:
    assert [one.compared.touchpoint for one in answered().result.worth_testing] == ["store_consultation"]
    assert answered().result.hypotheses[0].compared.touchpoint == "store_consultation"
    found = of("store_consultation")
    assert found.compared.effect.estimate == pytest.approx(0.29, abs=0.02)
    assert not found.compared.past.excludes_zero


def test_the_look_alike_is_greyed_by_its_past_and_covers_zero() -> None:
    mail = of("club_mail_open")
    assert mail.compared.verdict == "differed_already"
    assert mail.compared.past.low > 0
    assert mail.compared.effect.low < 0 < mail.compared.effect.high
    assert mail.least_factor == 1.0
    assert mail.weeks != mail.weeks


def test_what_people_did_less_after_is_no_hypothesis() -> None:
    assert of("payment_error").compared.verdict == "less"
    assert not of("payment_error").worth_testing


def test_a_hypothesis_says_what_a_test_takes() -> None:
    found = of("store_consultation")
    assert found.hidden_factor == pytest.approx(hidden_factor(found.compared.own / found.compared.others))
    assert 1 < found.least_factor < found.hidden_factor
    assert found.hoped == found.compared.effect.low
    assert found.weeks >= 1
    assert 0 < found.smallest < found.hoped
    assert "view_product" in found.met_from
    assert 0 < found.audience < 17_660


def test_the_words_name_no_cause() -> None:
    told = answered().told
    everything = " ".join([told.sentence, told.definition, *told.notes, *answered().table().readable["In words"]])
    assert told.sentence.startswith("Worth testing: store_consultation (+29")
    assert "could meet it today" in told.sentence
    assert "times as likely would explain it" in everything
    for word in ("because", "causes", "thanks to", "drives", "leads to", "you should"):
        assert word not in everything.lower()


def test_the_picture_shows_the_check_beside_the_difference() -> None:
    (picture,) = pictures(answered(), NameColours(LIGHT, {}))
    assert picture.alt.startswith("Difference from comparable people within 30 days, in points.")
    assert picture.drawing.chart().to_dict()


def test_a_cautious_reader_sees_no_small_group() -> None:
    asked, shown_to_all = NextTouchpoints(), answered().result
    rows = tuple(one.compared for one in shown_to_all.hypotheses)
    audiences = tuple(
        Audience(one.compared.touchpoint, one.met_from, int(one.audience), round(4 * one.weekly), 4.0)
        for one in shown_to_all.hypotheses
        if one.audience == one.audience
    )
    raw = NextCompared(shown_to_all.asked, ComparableResult(shown_to_all.asked.compared, rows), audiences)
    shown = hypotheses(asked, hidden(raw, 500))
    assert not any(one.compared.people < 500 for one in shown.hypotheses)
    assert SMALL_GROUP in {one.compared.touchpoint for one in shown.hypotheses}
    assert not any(0 < one.audience < 500 for one in shown.hypotheses)
    told = tell(asked, shown, Place(answered().filters, answered().calendar, "EUR", 500))
    assert "flyer_received" not in told.tables[0].readable.to_string()
