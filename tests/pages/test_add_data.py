"""The page that takes files in, through its real uploader: mapping, preview, import, what is said."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from tests.reference import reference_path
from touchpath.analysis.funnel import measure
from touchpath.home import HOME
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Funnel, Step
from touchpath.ui.data.fields import KIND_WORDS
from touchpath.ui.data.job import JOB
from touchpath.ui.data.mapping import NOT_HERE
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace, sample
from touchpath.workspace.folder import create_workspace

EVENTS = b"customer;time;action;channel\n1;2025-01-01 10:00;visit;web\n1;2025-01-02 10:00;order;store\n2;;visit;web\n"
ANSWERS = "sheet,NPS,Q1 satisfied\n" + "".join(f"{100 + i},{i % 12},{i % 7}\n" for i in range(84))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file):
        pass
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    page.switch_page("pages/data/add_data.py").run()
    assert not page.exception
    yield page
    assert not page.exception


def _workspace(app: AppTest) -> Workspace:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def _upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return app.run()


def _by_hand(app: AppTest) -> AppTest:
    """Pass over a question, where one is asked: the columns are chosen in the form."""
    if any(button.key == "ask_by_hand" for button in app.button):
        app.button(key="ask_by_hand").click().run()
    return app


def _of_events(app: AppTest) -> AppTest:
    """Say that the rows are events where that is asked, and choose the columns in the form."""
    for button in app.button:
        if str(button.key).startswith("ask_") and "something that happened" in button.label:
            button.click().run()
            break
    return _by_hand(app)


def _import(app: AppTest) -> AppTest:
    app.button(key="import_go").click().run()
    if JOB in app.session_state:
        app.session_state[JOB].thread.join(timeout=120)
        app.run()
    assert not app.exception
    return app


def _find(app: AppTest, field: str) -> Any:
    named = [box for box in app.selectbox if box.key and box.key.startswith("map_")]
    return next((box for box in named if box.key.endswith(f"_{field}")), None)


def _pick(app: AppTest, field: str) -> Any:
    box = _find(app, field)
    assert box is not None, f"no list for {field} is in sight"
    return box


def _unfold(app: AppTest, *, opened: bool = True) -> AppTest:
    """Open the choices that most files need none of, from the next run on."""
    kind = next(box for box in app.segmented_control if box.key and box.key.endswith("_kind"))
    app.session_state[f"{kind.key.removesuffix('_kind')}_{kind.value}_more"] = opened
    return app


def _choose(app: AppTest, field: str, value: str) -> AppTest:
    """Pick a column, or type a value as the browser sends it; in the fold where it is not in sight."""
    box = _find(app, field) or _pick(_unfold(app).run(), field)
    if value not in box.options:
        box.options.append(value)
    box.set_value(value)
    return _unfold(app).run()


def _said(app: AppTest) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption, app.info, app.warning) for element in kind)


def _figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_an_empty_workspace_says_what_is_needed(app: AppTest) -> None:
    assert "who, when and what" in app.markdown[0].value


def test_guesses_preview_and_import_with_a_rejected_row(app: AppTest) -> None:
    _upload(app, ("shop.csv", EVENTS))
    chosen = {field: _pick(app, field).value for field in ("person", "occurred_at", "touchpoint", "channel")}
    assert chosen == {"person": "customer", "occurred_at": "time", "touchpoint": "action", "channel": "channel"}
    assert "3 rows: 2 will be imported, 1 rejected" in _said(app)
    _import(app)
    assert _figures(app) == {"Rows read": "3", "= imported": "2", "+ rejected": "1", "+ already there": "0"}
    rejected = app.dataframe[0].value
    assert rejected[["file", "source_row"]].to_numpy().tolist() == [["shop.csv", 4]]
    assert len(_workspace(app).imports()) == 1


def test_changing_a_column_changes_the_sentence(app: AppTest) -> None:
    _upload(app, ("shop.csv", EVENTS))
    _choose(app, "occurred_at", NOT_HERE)
    assert "When (a time) is needed" in _said(app)
    assert app.button(key="import_go").disabled


def _title(app: AppTest) -> str:
    return str(app.markdown[0].value).replace("\\", "")


def test_the_title_names_what_is_missing(app: AppTest) -> None:
    _upload(app, ("shop.csv", EVENTS))
    assert "shop.csv is ready" in _title(app)
    _choose(app, "person", NOT_HERE)
    assert _title(app).endswith("shop.csv needs to know who: choose the column under Who.")


def test_a_file_without_people_and_times_names_both(app: AppTest) -> None:
    _upload(app, ("notes.csv", b"colour,what\nred,visit\nblue,visit\n"))
    _by_hand(app)
    next(group for group in app.button_group if group.key.endswith("_kind")).set_value("events").run()
    assert _title(app).endswith("notes.csv needs to know who and when: choose the columns under Who and When.")
    assert "Who (a person id) and When (a time) are needed" in _said(app)
    assert app.button(key="import_go").disabled


def test_a_header_without_rows_is_said_to_hold_none(app: AppTest) -> None:
    contacts = (Path(__file__).parents[1] / "ingest/exports/hubspot_tickets.csv").read_bytes().splitlines()[0]
    _upload(app, ("tickets.csv", contacts))
    assert "tickets.csv was recognised as HubSpot tickets, but it holds no rows." in _said(app).replace("\\", "")
    assert app.button(key="import_go").disabled


def test_a_typed_value_stands_for_every_row(app: AppTest) -> None:
    _upload(app, ("shop.csv", EVENTS))
    _choose(app, "touchpoint", "lead")
    assert 'Every row becomes the touchpoint "lead"' in _said(app).replace("\\", "")
    _import(app)
    assert set(_workspace(app).engine.frame("ask/touchpoints/names")["shown"]) == {"lead"}


def test_columns_that_may_say_what_happened_are_asked_about(app: AppTest) -> None:
    rows = "".join(f"{n % 3},2025-01-{n + 1:02},{'ab'[n % 2]},{'xy'[n // 4]}\n" for n in range(8))
    _upload(app, ("book.csv", f"customer,time,sort,mood\n{rows}".encode()))
    offered = " ".join(button.label for button in app.button if str(button.key).startswith("ask_"))
    assert all(f"**{name}**" in offered for name in ("sort", "mood"))
    _by_hand(app)
    _choose(app, "touchpoint", "call")
    assert 'Every row becomes the touchpoint "call"' in _said(app)


def test_the_same_file_again_changes_nothing_and_its_mapping_is_remembered(app: AppTest) -> None:
    _upload(app, ("shop.csv", EVENTS))
    _choose(app, "channel", NOT_HERE)
    _import(app)
    _upload(app, ("shop.csv", EVENTS), ("again.csv", EVENTS))
    assert "Mapped as you did last time" in _said(app)
    assert _pick(app, "channel").value == NOT_HERE
    _import(app)
    assert _figures(app)["= imported"] == "0"
    assert _figures(app)["+ already there"] == "2"


def test_several_files_are_taken_one_after_another(app: AppTest) -> None:
    _upload(app, ("one.csv", EVENTS), ("two.csv", EVENTS.replace(b"order", b"refund")))
    assert "2 tables to check and import" in app.markdown[0].value
    _import(app)
    assert "2 rows of 1 table imported, 1 table to check and import" in app.markdown[0].value
    assert _figures(app)["= imported"] == "2"
    app.button(key="import_next").click().run()
    assert app.subheader[0].value == "two.csv"


def _workbook(*sheets: tuple[str, str]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, text in sheets:
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.split(";"))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_workbook_opens_on_the_sheet_that_can_be_imported(app: AppTest) -> None:
    book = _workbook(("About", "made on;made by\n2025-01-05;Ann"), ("Events", EVENTS.decode()))
    _upload(app, ("shop.xlsx", book))
    assert app.subheader[0].value == "shop.xlsx, Events"
    tables = next(group for group in app.button_group if group.key.startswith("piece_"))
    assert [option.split()[-1] for option in tables.options] == ["About", "Events"]


def test_many_tables_of_one_file_are_a_list(app: AppTest) -> None:
    sheets = [(f"Sheet {number}", EVENTS.decode()) for number in range(7)]
    _upload(app, ("shop.xlsx", _workbook(*sheets)))
    tables = next(box for box in app.selectbox if box.key.startswith("piece_"))
    assert tables.options == [name for name, _ in sheets]
    tables.set_value(tables.options[3]).run()
    assert app.subheader[0].value == "shop.xlsx, Sheet 3"


def test_a_finished_table_goes_away_and_stays_away(app: AppTest) -> None:
    _upload(app, ("shop.csv", EVENTS))
    _import(app)
    next(button for button in app.button if button.label == "Done").click().run()
    assert "holds 2 rows from 1 import" in app.markdown[0].value
    assert not app.subheader
    assert not list(_workspace(app).spool.glob("*/original*"))


def test_a_table_that_is_left_out_is_not_offered_again(app: AppTest) -> None:
    _upload(app, ("one.csv", EVENTS), ("two.csv", EVENTS))
    app.button(key="import_skip").click().run()
    app.run()
    assert app.subheader[0].value == "two.csv"
    assert "two.csv is ready" in app.markdown[0].value.replace("\\", "")


def test_a_file_that_is_no_table_is_refused_in_a_sentence(app: AppTest) -> None:
    _upload(app, ("empty.csv", b""))
    assert any("The file is empty" in warning.value for warning in app.warning)


def test_a_wide_survey_shows_scales_and_takes_codes(app: AppTest) -> None:
    _upload(app, ("survey.csv", ANSWERS.encode()))
    kind = next(group for group in app.button_group if group.key.endswith("_kind"))
    kind.set_value("responses").run()
    grid = app.data_editor[0].value.set_index("column")
    assert grid.loc["NPS", ["metric", "scale_low", "scale_high", "blank"]].tolist() == ["nps", 0.0, 10.0, "11"]
    _import(app)
    assert _figures(app)["= imported"] == "84"


def test_a_grid_of_questions_begins_as_it_was_left() -> None:
    def page() -> None:
        import pandas as pd
        import streamlit as st

        from touchpath.ui.data.questions import _as_left

        st.session_state["grid_begun"] = pd.DataFrame({"text": ["begun"]})
        st.session_state["grid_left"] = pd.DataFrame({"text": ["left"]})
        st.dataframe(_as_left(pd.DataFrame({"text": ["guessed"]}), "grid"))
        st.dataframe(_as_left(pd.DataFrame({"text": ["guessed"]}), "another"))

    shown = [frame.value["text"].tolist() for frame in AppTest.from_function(page).run().dataframe]
    assert shown == [["left"], ["guessed"]]


def test_the_sample_company_offers_a_workspace_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    sample_company = create_workspace(tmp_path, sample.NAME)
    with Workspace.open(sample_company.file):
        pass
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    app.switch_page("pages/data/add_data.py").run()
    _upload(app, ("shop.csv", EVENTS))
    app.text_input(key="own_workspace_name").set_value("Corner shop").run()
    app.button(key="own_workspace_go").click().run()
    assert not app.exception
    assert app.session_state["_workspace"].name == "Corner shop"
    _import(app)
    assert len(_workspace(app).imports()) == 1
    assert not any(button.key == "own_workspace_go" for button in app.button)


OTHERS = [
    ("people", b"customer,persona,country\na,Gold,DE\nb,Silver,FR\n", {"person": "customer", "persona": "persona"}),
    ("identities", b"anonymous_id,user_id\nx,a\ny,b\n", {"alias": "anonymous_id", "person": "user_id"}),
    (
        "costs",
        b"day,channel,campaign,spend\n2025-01-01,ads,spring,12.50\n2025-01-02,ads,spring,13\n",
        {"day": "day", "spend": "spend", "channel": "channel"},
    ),
]


@pytest.mark.parametrize("kind, content, columns", OTHERS)
def test_every_kind_of_table_is_imported(app: AppTest, kind: str, content: bytes, columns: dict[str, str]) -> None:
    _upload(app, ("table.csv", content))
    next(group for group in app.button_group if group.key.endswith("_kind")).set_value(kind).run()
    assert {field: _pick(app, field).value for field in columns} == columns
    _import(app)
    assert _figures(app)["= imported"] == "2"
    assert [record.kind for record in _workspace(app).imports()] == [kind]


def test_counts_in_columns_of_their_own_are_said_where_one_column_is_asked_for(app: AppTest) -> None:
    _upload(app, ("days.csv", b"day,visits,orders\n2025-01-01,10,2\n2025-01-02,12,3\n"))
    assert _pick(app, "measure").options[0] == "the columns that count"
    assert _pick(app, "amount").options[0] == "the columns that count"
    assert _pick(app, "channel").options[0] == NOT_HERE


def test_the_columns_kept_outlast_a_visit_to_another_page(app: AppTest) -> None:
    _upload(app, ("days.csv", b"day,visits,orders\n2025-01-01,10,2\n2025-01-02,12,3\n"))
    app.multiselect[0].set_value(["orders"]).run()
    app.switch_page("pages/data/touchpoints.py").run()
    app.switch_page("pages/data/add_data.py").run()
    assert app.multiselect[0].value == ["orders"]
    _choose(app, "channel", "orders")
    assert app.multiselect[0].value == []


@pytest.mark.parametrize("kind", list(KIND_WORDS))
def test_any_table_can_be_taken_for_any_kind(app: AppTest, kind: str) -> None:
    _upload(app, ("shop.csv", EVENTS))
    next(group for group in app.button_group if group.key.endswith("_kind")).set_value(kind).run()
    assert not app.exception
    assert KIND_WORDS[kind].meaning in _said(app)


def test_the_shop_is_imported_without_touching_anything(app: AppTest) -> None:
    file = reference_path("real/simple_shop/simple-onlineshop.csv")
    _upload(app, (file.name, file.read_bytes()))
    assert "32,283 rows: 32,283 will be imported" in _said(app)
    _import(app)
    assert _figures(app)["= imported"] == "32,283"
    steps = ("catalog", "cart", "delivery_choice", "payment_choice", "payment_done")
    assert _people(app, *steps) == [3611, 1924, 1356, 958, 653]


def test_two_files_with_different_columns_become_one_journey(app: AppTest) -> None:
    leads = reference_path("real/olist_funnel/marketing_qualified_leads.csv")
    deals = reference_path("real/olist_funnel/closed_deals.csv")
    _upload(app, (leads.name, leads.read_bytes()), (deals.name, deals.read_bytes()))
    _of_events(app)
    _choose(app, "person", "mql_id")
    assert _pick(app, "channel").value == "origin"
    _choose(app, "touchpoint", "lead")
    _import(app)
    assert _figures(app)["= imported"] == "8,000"
    app.button(key="import_next").click().run()
    _of_events(app)
    _choose(app, "person", "mql_id")
    _choose(app, "touchpoint", "deal")
    _import(app)
    assert _people(app, "lead", "deal") == [8000, 841]


def test_a_survey_with_codes_for_no_answer(app: AppTest) -> None:
    file = reference_path("real/sfo_survey/2017_SFO_Customer_Survey.csv")
    _upload(app, (file.name, file.read_bytes()))
    grid = app.data_editor[0].value
    asked = grid[grid["column"] == "NETPRO"].iloc[0]
    assert (asked["metric"], asked["scale_low"], asked["scale_high"]) == ("nps", 0, 10)
    assert "11" in asked["blank"].split(", ")
    _import(app)
    assert _figures(app)["= imported"] == "2,831"


def _people(app: AppTest, *steps: str) -> list[int]:
    funnel = Funnel(steps=tuple(Step(step) for step in steps))
    return [step.people for step in measure(_workspace(app).engine, funnel, NO_FILTERS).steps]


def test_a_reload_says_that_the_open_files_are_gone(app: AppTest) -> None:
    _upload(app, ("one.csv", EVENTS), ("two.csv", EVENTS.replace(b"order", b"refund")))
    assert app.query_params["waiting"] in ("2", ["2"])
    assert "loaded anew" not in _said(app)
    again = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    again.query_params["waiting"] = "2"
    again.switch_page("pages/data/add_data.py").run()
    assert any("2 files that were open here are gone" in one.value for one in again.caption)
    again.run()
    assert not any("gone with it" in one.value for one in again.caption)
