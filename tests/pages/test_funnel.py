"""The funnel page, from the frame: a newcomer's clicks, the link, the tabs, and what is refused."""

import json
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME

APP, PAGE = HOME / "app.py", "pages/journeys/funnel.py"
START = datetime(2025, 1, 6, 12)
PEOPLE = 120


def events():
    """120 people view, 80 put into the cart, 40 pay; on the app nobody after a payment error pays."""
    told = []
    for i in range(1, PEOPLE + 1):
        at, channel = START + timedelta(hours=6 * i), "app" if i % 2 else "web"
        told.append((i, at, "view_product", channel))
        if i % 3 == 0:
            continue
        told.append((i, at + timedelta(minutes=5), "add_to_cart", channel))
        if channel == "app":
            told.append((i, at + timedelta(minutes=9), "payment_error", channel))
        else:
            told.append((i, at + timedelta(hours=3), "purchase", channel, 20.0))
    told.append((1, START + timedelta(days=60), "view_product", "web"))
    return told


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    personas = {i: "Family" if i % 4 else "Senior" for i in range(1, PEOPLE + 1)}
    workspace_named(tmp_path, "Shop", events=events(), personas=personas, settings={"goal": ["purchase"]})
    return tmp_path


def opened(**link):
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def unfolded(app):
    """Unfold the definition (the test double of the browser folds it again in the next run)."""
    app.session_state["funnel_more"] = True
    app.run()
    return app


def read(text):
    """As a person reads it: without the signs that keep Markdown and line breaks off."""
    return text.replace("\\", "").replace("\u00a0", " ")


def answer(app):
    return read(next(part.value for part in app.markdown if part.value.startswith("#####")))


def said(app):
    return read(" ".join(part.value for part in [*app.markdown, *app.caption, *app.info, *app.warning]))


def definition(app):
    link = app.query_params["funnel"]
    return json.loads(link[0] if isinstance(link, list) else link)


def names(app):
    return [step["touchpoint"] for step in definition(app)["steps"]]


def view(app, tab):
    app.session_state["funnel_view"] = tab
    app.run()
    assert not app.exception
    return said(app)


def test_the_page_opens_on_a_sensible_funnel_with_its_answer(root):
    app = opened()
    assert app.title[0].value == "Where do people drop off?"
    assert names(app) == ["view_product", "add_to_cart", "purchase"]
    assert "Of 120 people who began with view_product, 33.3 % reached purchase within 7 days." in answer(app)
    assert "between add_to_cart and purchase: only 50.0 % go on (40 lost)" in answer(app)


def test_a_workspace_without_events_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_named(tmp_path, "Empty")
    app = opened()
    assert "no events" in said(app)
    assert any(button.label == "Add data" for button in app.button)


def test_steps_are_picked_and_the_link_follows(root):
    app = opened()
    app.multiselect(key="funnel_steps").set_value(["view_product", "purchase"]).run()
    assert names(app) == ["view_product", "purchase"]
    assert "33.3 %" in answer(app)


def test_a_link_gives_the_same_numbers_in_a_new_session(root):
    app = opened()
    app.multiselect(key="funnel_steps").set_value(["add_to_cart", "purchase"]).run()
    app.selectbox(key="funnel_window").select(3600.0).run()
    again = opened(funnel=json.dumps(definition(app)))
    assert names(again) == ["add_to_cart", "purchase"]
    assert answer(again) == answer(app)
    assert "0.0 % reached purchase within 1 hour" in answer(again)


def test_a_link_that_cannot_be_read_is_said(root):
    for broken in ("{", '{"steps":[]}', '{"steps":[{"touchpoint":"x"}],"zzz":1}', "[1]", '{"steps":[3]}'):
        app = opened(funnel=broken)
        assert "funnel in the link cannot be read" in said(app)
        assert names(app)[0] == "view_product"


def test_a_touchpoint_that_is_not_there_warns_with_the_nearest_name(root):
    app = opened(funnel='{"steps":[{"touchpoint":"view_produkt"},{"touchpoint":"purchase"}]}')
    assert "Did you mean view_product" in said(app)


def test_steps_are_reordered_removed_and_the_last_one_stays(root):
    app = opened()
    unfolded(app).button(key="funnel_arrow_upward_1").click().run()
    assert names(app) == ["add_to_cart", "view_product", "purchase"]
    unfolded(app).button(key="funnel_delete_0").click().run()
    unfolded(app).button(key="funnel_delete_0").click().run()
    assert names(app) == ["purchase"]
    app.multiselect(key="funnel_steps").set_value([]).run()
    assert "at least one step" in said(app)
    assert names(app) == ["purchase"]


def test_a_step_takes_an_alternative_with_its_own_conditions_and_only_first_times(root):
    app = opened()
    before = names(app)
    app.session_state["funnel_or_open_1"] = True
    unfolded(app).multiselect(key="funnel_or_1").set_value(["purchase"]).run()
    written = "(value > 10 and channel = web) or (value > 900)"
    app.multiselect(key="funnel_or_where_1").set_value([written]).run()
    app.button(key="funnel_or_add_1").click().run()
    assert not app.exception
    step = definition(app)["steps"][1]
    assert step["touchpoint"] == [before[1], "purchase"]
    (either,) = step["where"]
    assert [len(way) for way in either["alternatives"]] == [1, 3, 2]
    unfolded(app).selectbox(key="funnel_occurrence_0").set_value("first_ever").run()
    assert definition(app)["steps"][0]["occurrence"] == "first_ever"
    assert any("for the first time ever" in part.value for part in app.markdown)


def test_what_is_folded_is_drawn_when_it_is_unfolded(root):
    app = opened()
    assert "funnel_step_0" not in [part.key for part in app.multiselect]
    assert not app.dataframe
    app.session_state["funnel_table"] = True
    app.run()
    assert app.dataframe[0].value.iloc[0, 0] == "1  view_product"


def test_a_split_names_who_converts_worst_end_to_end_and_where(root):
    app = opened()
    app.selectbox(key="funnel_split").select("Persona and channel").run()
    assert "Lowest conversion: Family on app, 0.0 % of 60 people from view_product to purchase" in answer(app)
    assert "against 66.7 % of everybody else: −66.7 points (range " in answer(app)
    assert "more than chance. It falls behind most between add_to_cart and purchase: 0.0 % of 40 go on" in answer(app)
    assert "Everybody: 33.3 % of 120." in answer(app)


def test_conditions_exclusions_and_optional_steps(root):
    app = opened()
    unfolded(app).multiselect(key="funnel_where_2").set_value(["value > 50"]).run()
    assert "0.0 % reached purchase" in answer(app)
    unfolded(app).multiselect(key="funnel_where_2").set_value(["nonsense"]).run()
    assert "is not a condition" in said(app)
    unfolded(app).multiselect(key="funnel_where_2").set_value([]).run()
    unfolded(app).multiselect(key="funnel_exclude_names").set_value(["payment_error"])
    next(button for button in app.button if button.label == "Exclude").click().run()
    assert definition(app)["exclusions"][0]["touchpoint"] == "payment_error"
    assert "left the funnel because of an excluded touchpoint" in said(app)
    unfolded(app).button(key="funnel_close_0").click().run()
    assert "exclusions" not in definition(app)


def test_conditions_of_an_exclusion_and_of_an_alternative_are_put_together_by_clicks(root):
    app = opened()
    app.session_state["funnel_exclude_new_open"] = True
    unfolded(app).selectbox(key="funnel_exclude_new_property").set_value(("event", "touchpoint")).run()
    app.multiselect(key="funnel_exclude_new_values").set_value(["payment_error"])
    app.button(key="funnel_exclude_new_condition").click().run()
    app.multiselect(key="funnel_exclude_names").set_value(["payment_error"])
    app.button(key="funnel_exclude").click().run()
    (excluded,) = definition(app)["exclusions"]
    assert excluded["where"][0]["value"] == "payment_error"
    assert app.multiselect(key="funnel_exclude_where").value == []
    app.session_state["funnel_or_open_1"] = True
    app.run()
    app.selectbox(key="funnel_or_new_1_property").set_value(("event", "value")).run()
    app.selectbox(key="funnel_or_new_1_op").set_value("between").run()
    app.number_input(key="funnel_or_new_1_from").set_value(30.0)
    app.button(key="funnel_or_new_1_condition").click().run()
    app.button(key="funnel_or_add_1").click().run()
    assert not app.exception
    assert "value" in json.dumps(definition(app)["steps"][1]["where"])


def test_a_refused_edit_changes_nothing(root):
    app = opened()
    before = definition(app)
    unfolded(app).checkbox(key="funnel_optional_0").check().run()
    assert "first step cannot be optional" in said(app)
    assert definition(app) == before


def test_the_channel_filter_is_explained(root):
    app = opened(channel="app")
    assert "The channel filter selects the first step: it happened on app" in said(app)
    assert "Of 60 people" in answer(app)


def test_in_any_order_steps_are_named_as_they_count(root):
    app = opened()
    app.selectbox(key="funnel_order").select("any").run()
    assert "began with any 1 of 3, 33.3 % reached all 3" in answer(app)
    assert "come in this order" in view(app, "Why?")


def test_a_missing_value_stands_in_brackets(root):
    steps = [{"touchpoint": "view_product"}, {"touchpoint": "add_to_cart"}]
    app = opened(funnel=json.dumps({"steps": steps, "breakdown": {"properties": "device"}}))
    assert "(missing)" in answer(app)


def test_trend_and_times(root):
    app = opened()
    assert "periods do not add up" in view(app, "Trend")
    app.session_state["_funnel_step"] = 2
    assert "Half of the 40 people who reached purchase did so within 2 h 55 min of add_to_cart" in view(app, "Time")


def test_channels_are_compared_with_the_rest(root):
    app = opened()
    app.session_state["funnel_compare"] = "Channels"
    told = view(app, "Compare")
    assert (
        "Step by step, app go on less often than the rest from add_to_cart → purchase: 0.0 % of 40 against 100.0 %"
        in told
    )
    assert "Lowest conversion: app, 0.0 % of 60 people" in answer(app)
    assert app.title[0].value == "Which groups differ?"
    assert "−100.0 points (range −100.0 to −87.6), more than chance" in told


def test_two_periods_need_a_time_to_finish(root):
    app = opened()
    app.selectbox(key="funnel_window").select(0.0).run()
    assert "window_seconds" not in definition(app)
    app.session_state["funnel_compare"] = "Two periods"
    assert "choose a time to finish" in view(app, "Compare")


def test_two_periods_have_a_range_and_no_p_value(root):
    app = opened()
    app.session_state["funnel_compare"] = "Two periods"
    told = view(app, "Compare")
    assert "range" in told
    assert "no test is made here" in told
    assert "adjusted p" not in told


def test_the_reason_stands_out(root):
    app = opened()
    told = view(app, "Why?")
    assert "payment_error after add_to_cart, 0.0 % still reached purchase, against 100.0 %" in told
    assert "shares add up to 100 %" in told


def test_who_dropped_is_listed_saved_as_a_group_and_usable(root):
    app = opened()
    assert "40 people reached add_to_cart but not purchase" in view(app, "Who dropped?")
    app.text_input(key="funnel_group_name").set_value("Lost at the till")
    app.button(key="funnel_group_save").click().run()
    assert 'Saved "Lost at the till": 40 people.' in said(app)


def test_a_funnel_is_saved_opened_copied_deleted_and_brought_back(root):
    app = opened()
    app.text_input(key="funnel_save_name").set_value("Mine")
    app.button(key="funnel_save").click().run()
    app.multiselect(key="funnel_steps").set_value(["purchase"]).run()
    app.button(key="funnel_open_0").click().run()
    assert names(app) == ["view_product", "add_to_cart", "purchase"]
    app.button(key="funnel_content_copy_saved_0").click().run()
    assert [button.label for button in app.button if button.key.startswith("funnel_open_")] == ["Mine", "Mine (copy)"]
    app.button(key="funnel_delete_saved_0").click().run()
    app.button(key="funnel_undo").click().run()
    assert [button.label for button in app.button if button.key.startswith("funnel_open_")] == ["Mine", "Mine (copy)"]


def test_the_funnel_survives_a_visit_to_another_page(root):
    app = opened()
    app.multiselect(key="funnel_steps").set_value(["view_product", "purchase"]).run()
    app.switch_page("pages/journeys/overview.py").run()
    app.switch_page(PAGE).run()
    assert names(app) == ["view_product", "purchase"]
