"""Small files that were once understood wrongly; what is right is worked out by hand."""

from __future__ import annotations

import pytest

from tests.reference import reference_path
from touchpath.analysis.scores import scores
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import Constant
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.journey.filters import Filters
from touchpath.workspace import Workspace


def test_two_lines_of_an_order_have_its_total_once_and_its_number() -> None:
    path = reference_path("found/imports/shopify_two_lines.csv")
    with Workspace.in_memory() as workspace:
        (table,) = sniff(Spool(workspace.spool).take(path))
        found = guess(table, workspace.engine)
        assert (found.preset, found.doubts) == ("Shopify orders", ())
        workspace.import_table(table, found.mapping)
        events = workspace.engine.frame("ask/load/list_events")
        assert len(events) == 10
        assert events.groupby("order_id")["value"].sum().tolist() == [30.0] * 5
        assert set(events["currency"].dropna()) == {"EUR"}
        assert not events["cancelled"].any()


def test_a_line_of_an_invoice_is_worth_quantity_times_price_and_a_credit_note_is_marked() -> None:
    path = reference_path("found/imports/invoice_lines.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_events(
            path, person="Customer ID", occurred_at="InvoiceDate", touchpoint=Constant("purchase"),
            order_id="Invoice", quantity="Quantity", unit_price="Price", cancelled="Invoice", cancelled_as=("C*",),
        )  # fmt: skip
        events = workspace.engine.frame("ask/load/list_events")
        assert events["value"].sum() == 90
        assert events.loc[~events["cancelled"].astype(bool), "value"].sum() == 105
        assert events.loc[events["cancelled"].astype(bool), "order_id"].tolist() == ["C70012"]
        assert events.loc[~events["cancelled"].astype(bool), "order_id"].nunique() == 4


def test_a_score_called_nps_is_nps() -> None:
    """33 answers: 6 promoters, 21 detractors."""
    path = reference_path("found/imports/nps_score_long.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_file(path)
        figure = scores(workspace.engine, Filters(), ())["nps"].figure
        assert (figure.value, figure.n) == (pytest.approx(100 * (6 - 21) / 33), 33)


def test_a_filled_in_form_is_no_daily_count() -> None:
    path = reference_path("found/imports/form_answers.csv")
    with Workspace.in_memory() as workspace:
        (report,) = workspace.import_file(path)
        assert (report.kind, report.accepted) == ("responses", 12)


def test_an_export_of_qualtrics_with_a_tag_given_twice_is_one_of_qualtrics() -> None:
    path = reference_path("found/imports/qualtrics_tag_twice.csv")
    with Workspace.in_memory() as workspace:
        (table,) = sniff(Spool(workspace.spool).take(path))
        found = guess(table, workspace.engine)
        assert (found.preset, found.doubts) == ("Qualtrics survey", ())
        workspace.import_table(table, found.mapping)
        answers = workspace.engine.frame("ask/load/list_responses")
        assert (answers["respondent"].nunique(), answers["person_id"].notna().sum()) == (14, 0)
        assert answers.loc[answers["metric"] == "nps", "score"].count() == 14
        assert str(answers["answered_at"].min()) == "2021-07-01 07:05:10"
