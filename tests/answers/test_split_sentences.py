"""A split is answered in the sentence: who is worst, of how many, and whether chance could explain it."""

from dataclasses import replace

import pytest

from tests.answers.split_funnels import funnel_result
from touchpath.answers.against_rest import against_rest, chance_words
from touchpath.answers.funnel.steps import sentence
from touchpath.answers.funnel.worst import worst_first
from touchpath.journey.funnel import Breakdown


def test_the_lowest_group_end_to_end_comes_first_even_where_another_loses_more_at_one_step():
    result = funnel_result({"a": (1000, 300, 290), "b": (1000, 900, 270)})
    assert [part.name for part in worst_first(result)] == ["b", "a"]
    said = sentence(result)
    assert said.startswith("Lowest conversion: b, 27.0 % of 1,000 people from first to last")
    assert "which chance alone could explain" in said
    assert "It falls behind most between middle and last: 30.0 % of 900 go on, against 96.7 %." in said


def test_a_large_group_that_is_surely_worse_comes_before_a_lower_one_that_chance_explains():
    result = funnel_result({"sure": (5000, 2000, 1000), "few": (31, 12, 6), "rest": (5000, 3000, 2500)})
    first, second = worst_first(result)[:2]
    assert (first.name, first.cell.called) == ("sure", True)
    assert second.name == "few"
    assert second.rate < first.rate
    assert "more than chance" in sentence(result)


@pytest.mark.parametrize(("start", "named"), [(29, False), (30, True)])
def test_groups_under_thirty_people_are_not_called_worst(start, named):
    result = funnel_result({"small": (start, 1, 0), "large": (500, 400, 300), "other one": (500, 400, 310)})
    assert ("small" in sentence(result)) is named


def test_the_overflow_is_no_group_to_be_worst():
    result = funnel_result({"a": (500, 400, 300), "b": (500, 300, 200)}, other=(500, 10, 1))
    assert sentence(result).startswith("Lowest conversion: b")


def test_where_a_person_may_be_in_several_groups_nothing_is_tested():
    result = funnel_result({"a": (500, 400, 300), "b": (500, 300, 200)})
    split = replace(result.funnel, breakdown=Breakdown("channel", at="all_events"))
    said = sentence(replace(result, funnel=split))
    assert "Lowest conversion: b, 40.0 % of 500 people from first to last (95 % interval 35.8 % to 44.4 %)." in said
    assert "chance" not in said


def test_a_persona_on_a_channel_is_said_so():
    result = funnel_result({("Families", "app"): (500, 300, 100), ("Families", "web"): (500, 300, 200)})
    assert sentence(result).startswith("Lowest conversion: Families on app, 20.0 % of 500 people")


def test_of_two_groups_the_second_is_the_mirror_of_the_first():
    one, other = (against_rest([("a", 400, 100), ("b", 400, 200)]).of_group(name)[0] for name in ("a", "b"))
    assert (one.rate, one.rest_rate) == (other.rest_rate, other.rate) == (0.25, 0.5)
    assert one.difference.estimate == -other.difference.estimate < 0
    assert one.difference.low == -other.difference.high
    assert chance_words(one).startswith("−25.0 points (range −31.")
    assert chance_words(other).startswith("+25.0 points (range +18.")
