"""Suggested funnels: the way to the goal, and something for any data."""

from tests.events import Row, workspace_of
from touchpath.analysis.suggested_funnels import suggested_funnels, volumes
from touchpath.workspace.touchpoints import fill_guesses

DAY = 86_400


def shop():
    events = []
    for i in range(60):
        by = f"p{i}"
        events += [Row(by, 0, "visit"), Row(by, 30, "view_product")]
        events += [Row(by, 60, "add_to_cart")] * (i < 40) + [Row(by, 300, "zz_banner")] * (i % 9 == 0)
        events += [Row(by, 600, "purchase"), Row(by, DAY, "review_written")] * (i < 25)
    workspace = workspace_of(events)
    with workspace.engine.transaction() as writer:
        fill_guesses(writer)
    return workspace.engine


def names(suggestion):
    return [step.name for step in suggestion.funnel.steps]


def test_the_way_to_the_goal_has_the_stations_that_most_people_pass():
    # visit and view_product are met by the same people: the nearer one stays; zz_banner is met by few
    found = suggested_funnels(shop(), ("purchase",))
    assert names(found[0]) == ["view_product", "add_to_cart", "purchase"]
    assert found[0].funnel.window_seconds == 7 * DAY


def test_stages_and_what_follows_the_goal_are_suggested_too():
    told = {suggestion.name: names(suggestion) for suggestion in suggested_funnels(shop(), ("purchase",))}
    assert told["Through the stages"][0] in ("visit", "view_product")
    assert told["Through the stages"][-1] == "review_written"
    assert told["After purchase"] == ["purchase", "review_written"]


def test_without_a_goal_the_purchase_stage_gives_one():
    assert names(suggested_funnels(shop(), ())[0])[-1] == "purchase"


def test_data_that_say_nothing_give_the_usual_order():
    engine = workspace_of([Row(f"p{i}", at, name) for i in range(5) for name, at in (("xa", 0), ("xb", 9))]).engine
    found = suggested_funnels(engine, ())
    assert [names(suggestion) for suggestion in found] == [["xa", "xb"]]


def test_no_events_no_suggestion():
    engine = workspace_of([]).engine
    assert suggested_funnels(engine, ("purchase",)) == ()
    assert volumes(engine) == ()
