"""Real files, imported as they come; figures recomputed independently."""

from __future__ import annotations

import pytest

from tests.reference import reference_path
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import Constant, EventMapping
from touchpath.ingest.preview import preview
from touchpath.ingest.question import Question
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace


def test_a_shop_is_imported_as_guessed() -> None:
    path = reference_path("real/simple_shop/simple-onlineshop.csv")
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).take(path))[0]
        guessed = guess(table, workspace.engine)
        assert guessed.mapping == EventMapping(person="user_id", occurred_at="timestamp", touchpoint="event")
        assert guessed.doubts == ()
        assert preview(workspace.engine, table, guessed.mapping).sentence == "32,283 rows: 32,283 will be imported"
        report = workspace.import_table(table, guessed.mapping)
        assert report.accepted == 32_283
        events = workspace.engine.frame("ask/load/list_events")
        assert (events["canonical_id"].nunique(), events["touchpoint"].nunique()) == (3_751, 12)
        assert guess(table, workspace.engine).remembered


def test_two_files_of_leads_become_one_journey() -> None:
    leads = reference_path("real/olist_funnel/marketing_qualified_leads.csv")
    deals = reference_path("real/olist_funnel/closed_deals.csv")
    with Workspace.in_memory() as workspace:
        first = workspace.import_events(
            leads, person="mql_id", occurred_at="first_contact_date", touchpoint=Constant("lead"), channel="origin"
        )
        second = workspace.import_events(deals, person="mql_id", occurred_at="won_date", touchpoint=Constant("deal"))
        assert (first.accepted, second.accepted) == (8_000, 842)
        events = workspace.engine.frame("ask/load/list_events")
        assert events["canonical_id"].nunique() == 8_000
        lead = events[events["touchpoint"] == "lead"]
        assert lead["channel"].isna().sum() == 60
        assert (lead["channel"] == "unknown").sum() > 0
        won = set(events.loc[events["touchpoint"] == "deal", "person_id"])
        rates = lead.groupby("channel")["person_id"].agg(lambda ids: round(100 * ids.isin(won).mean(), 1))
        assert rates[["organic_search", "paid_search", "social", "email", "unknown"]].tolist() == [
            11.8, 12.3, 5.6, 3.0, 16.3,
        ]  # fmt: skip


def test_a_packed_clickstream_keeps_session_channel_and_properties() -> None:
    path = reference_path("real/ecom/ecom.csv.gz")
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).take(path))[0]
        mapping = guess(table, workspace.engine).mapping
        assert (mapping.session, mapping.channel) == ("session_id", "acquisition_channel")
        assert workspace.import_table(table, mapping).accepted == 31_106
        events = workspace.engine.frame("ask/load/list_events")
        assert set(events["properties"][0]) == {"platform", "user_cohort", "user_lifecycle"}
        assert events["canonical_id"].nunique() == 600


def test_an_airport_survey_has_its_published_scores() -> None:
    path = reference_path("real/sfo_survey/2017_SFO_Customer_Survey.csv")
    with Workspace.in_memory() as workspace:
        report = workspace.import_responses(
            path,
            respondent="RESPNUM",
            answered_at=Constant("2017-05-13"),
            weight="WEIGHT",
            questions=(
                Question("NETPRO", metric="nps", scale_low=0, scale_high=10, blank=("11",)),
                Question("Q7ALL", metric="csat", scale_low=1, scale_high=5, blank=("0", "6", "Blank")),
            ),
        )
        assert (report.rows_read, report.accepted) == (2_831, 2_831)
        frame = workspace.engine.frame("ask/load/list_responses")
        nps = frame[(frame["question"] == "NETPRO") & frame["score"].notna()]
        sides = (nps["score"] >= 9).astype(int) - (nps["score"] <= 6).astype(int)
        assert len(nps) == 2_746
        assert 100 * sides.mean() == pytest.approx(39.8, abs=0.05)
        assert 100 * (sides * nps["weight"]).sum() / nps["weight"].sum() == pytest.approx(40.4, abs=0.05)
        overall = frame.loc[frame["question"] == "Q7ALL", "score"].dropna()
        assert 100 * (overall >= 4).mean() == pytest.approx(82.1, abs=0.05)
        assert overall.mean() == pytest.approx(4.06, abs=0.005)


def test_the_survey_guess_finds_question_scale_and_codes() -> None:
    path = reference_path("real/sfo_survey/2017_SFO_Customer_Survey.csv")
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).take(path))[0]
        mapping = guess(table, workspace.engine).mapping
        assert mapping.kind == "responses"
        found = {question.column: question for question in mapping.questions}
        assert (found["NETPRO"].metric, found["NETPRO"].blank) == ("nps", ("11",))
        assert (found["Q7ALL"].metric, found["Q7ALL"].scale_high, "Blank" in found["Q7ALL"].blank) == (
            "csat",
            5,
            True,
        )
        assert mapping.weight == "WEIGHT"
