"""Order lines, decimal commas and rows of several dates through the page that takes files in."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.test_add_data import _choose, _find, _import, _unfold, _upload, _workspace, app  # noqa: F401 - app is a fixture

LINES = (
    b"nr;buyer_id;time;action;pieces;each\n1;7;2025-01-01 10:00;order;2;19,90\n1;7;2025-01-01 10:00;order;1;5,00\n"
)
DEALS = b"deal_id;time;action;won;worth\n1;2025-01-01 10:00;opened;2025-02-01;5\n2;2025-01-02 10:00;opened;;7\n"


def test_a_line_of_an_order_gets_its_value_from_two_columns(app: AppTest) -> None:  # noqa: F811
    _upload(app, ("lines.csv", LINES))
    for field, column in (
        ("person", "buyer_id"), ("occurred_at", "time"), ("touchpoint", "action"), ("order_id", "nr"),
        ("quantity", "pieces"), ("unit_price", "each"),
    ):  # fmt: skip
        _choose(app, field, column)
    _unfold(app, opened=False).run()
    assert _find(app, "unit_price") is None
    _import(app)
    events = _workspace(app).engine.frame("ask/load/list_events")
    assert events["value"].tolist() == [39.8, 5.0]
    assert events["order_id"].tolist() == ["1", "1"]


def test_a_dated_column_becomes_an_event_where_it_is_chosen(app: AppTest) -> None:  # noqa: F811
    _upload(app, ("deals.csv", DEALS))
    next(button for button in app.button if button.key == "ask_by_hand").click().run()
    for field, column in (("person", "deal_id"), ("occurred_at", "time"), ("touchpoint", "action")):
        _choose(app, field, column)
    picked = next(box for box in app.multiselect if box.key and box.key.endswith("_moments"))
    picked.set_value(["won"])
    _unfold(app).run()
    named = next(box for box in app.text_input if box.key and box.key.endswith("_moment_won"))
    named.set_value("deal won")
    _unfold(app).run()
    amount = next(box for box in app.selectbox if box.key and box.key.endswith("_moment_value_won"))
    amount.set_value("worth")
    _unfold(app).run()
    _import(app)
    events = _workspace(app).engine.frame("ask/load/list_events")
    assert sorted(events["touchpoint"]) == ["deal won", "opened", "opened"]
    assert events.loc[events["touchpoint"] == "deal won", "value"].tolist() == [5.0]
