"""Exports as tools write them: recognised, mapped and imported with the expected counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ingest import tool_files
from tests.reference import reference_path
from touchpath.ingest.guess import Guess, guess
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

NO_ROWS = "There are no rows below the header."


@dataclass(frozen=True)
class Expected:
    """One table of a file: the tool shown, its kind, rows, and touchpoints (events) or answers (responses)."""

    tool: str
    kind: str
    rows: int
    found: tuple[str, ...] | int | None = None
    part: str = ""


GA4 = "Google Analytics 4 report"
SAMPLES: dict[str, list[Expected]] = {
    "exports/adobe/workspace_freeform_excerpt.csv": [Expected("Adobe Analytics workspace", "daily_counts", 1, 4)],
    "exports/ga4/bigquery_event_record.ndjson": [
        Expected("Google Analytics 4 (BigQuery export)", "events", 1, ("screen_view",))
    ],
    "exports/ga4/data-export_ga4_reports_snapshot.csv": [
        Expected(GA4, "daily_counts", 28, 28, "Users by Nth day"),
        Expected(GA4, "daily_counts", 28, 28, "New users by Nth day"),
        Expected(GA4, "daily_counts", 28, 28, "Average engagement time by Nth day"),
        Expected(GA4, "daily_counts", 0, 0, "Total revenue by Nth day"),
        Expected(GA4, "daily_counts", 2, 2, "Where do your new users come from?"),
        Expected(GA4, "daily_counts", 3, 3, "Sessions by Session default channel group"),
        Expected(GA4, "daily_counts", 1, 1, "Users by Country ID"),
        Expected(GA4, "daily_counts", 1, 1, "Users by Country"),
        Expected(GA4, "daily_counts", 28, 84, "How are active users trending?"),
        Expected(GA4, "daily_counts", 6, 21, "How well do you retain your users?"),
        Expected(GA4, "daily_counts", 1, 1, "Views by Page title and screen class"),
        Expected(GA4, "daily_counts", 5, 5, "Event count by Event name"),
        Expected(GA4, "daily_counts", 0, 0, "What are your top conversions?"),
        Expected(GA4, "daily_counts", 0, 0, "Items purchased by Item name"),
        Expected(GA4, "daily_counts", 0, 0, "How does activity on your platforms compare?"),
    ],
    "exports/gsa_touchpoints/sample_cx_responses_upload.csv": [
        Expected("GSA Touchpoints survey", "responses", 1_000, 15_000)
    ],
    "exports/hootsuite/posts_UNVERIFIED.csv": [Expected("Hootsuite posts", "daily_counts", 1, 7)],
    "exports/hubspot/contacts_all_properties_header.csv": [Expected("HubSpot contacts", "people", 0)],
    "exports/intercom/conversations_report_header.csv": [Expected("Intercom conversations", "events", 0)],
    "exports/mailchimp/audience_export.csv": [
        Expected("Mailchimp audience", "people", 1),
        Expected("Mailchimp audience", "events", 1, ("newsletter confirmed",), "steps of the list"),
    ],
    "exports/mailchimp/campaigns_export.csv": [Expected("Mailchimp campaigns", "daily_counts", 1, 19)],
    "exports/marketo/bulk_activity_export.csv": [
        Expected("Marketo activities", "events", 2, ("Change status in progression",))
    ],
    "exports/mixpanel/raw_export.ndjson": [
        Expected("Mixpanel events", "events", 3, ("Items purchased", "Signed Up", "Viewed E-commerce Page"))
    ],
    "exports/posthog/events_export.csv": [Expected("PostHog events", "events", 3, ("event_name",))],
    "exports/qualtrics/sample_three_header_rows.csv": [Expected("Qualtrics survey", "responses", 1, 2)],
    "exports/shopify/orders_export_1.csv": [Expected("Shopify orders", "events", 2, ("order",))],
    "exports/snowplow/enriched_event.tsv": [
        Expected("Snowplow enriched events", "events", 1, ("link_click",)),
        Expected("Snowplow enriched events", "identities", 1, None, "matching ids"),
    ],
    "exports/sprout_social/post_performance_UNVERIFIED.csv": [Expected("Sprout Social posts", "daily_counts", 1, 9)],
    "exports/surveymonkey/api_responses.json": [Expected("SurveyMonkey responses (API)", "responses", 1, 2)],
    "exports/typeform/responses_api.json": [Expected("Typeform responses (API)", "responses", 2, 4)],
    "exports/typeform/responses_new_format.csv": [Expected("Typeform responses", "responses", 1, 7)],
    "exports/zendesk/tickets_export_header.csv": [Expected("Zendesk tickets", "events", 0)],
    "real/starwars_survey/StarWars.csv": [Expected("SurveyMonkey responses", "responses", 1_186, None)],
    "real/cdnow/CDNOW_sample.txt": [Expected("CDNOW purchases", "events", 6_919, ("purchase",))],
}
HUBSPOT_STEPS = ("became a customer", "became a lead", "contact created")
WRITTEN: dict[str, list[Expected]] = {
    "salesforce_report.csv": [
        Expected("Salesforce report", "events", 3, ("Closed Lost", "Closed Won", "Negotiation"))
    ],
    "salesforce_object.csv": [
        Expected("Salesforce opportunities", "events", 1, ("Closed Won",)),
        Expected("Salesforce opportunities", "events", 1, ("opportunity created",), "created"),
    ],
    "segment.ndjson": [
        Expected("Segment or RudderStack calls", "events", 3, ("Order Completed", "Viewed Home Page", "identify")),
        Expected("Segment or RudderStack calls", "identities", 1, None, "matching ids"),
        Expected("Segment or RudderStack calls", "people", 1, None, "traits"),
    ],
    "amplitude.zip": [
        Expected("Amplitude events", "events", 6, ("open",)),
        Expected("Amplitude events", "identities", 1, None, "matching ids"),
    ],
    "matomo.csv": [
        Expected("Matomo visits", "events", 2, ("visit",)),
        Expected("Matomo visits", "identities", 1, None, "matching ids"),
    ],
    "medallia_answers.csv": [Expected("Medallia answers", "responses", 3, 3)],
    "medallia_surveys.csv": [Expected("Medallia surveys", "responses", 2, 2)],
    "hubspot.csv": [
        Expected("HubSpot contacts", "people", 2),
        Expected("HubSpot contacts", "identities", 2, None, "matching ids"),
        Expected("HubSpot contacts", "events", 2, HUBSPOT_STEPS, "lifecycle steps"),
        Expected("HubSpot contacts", "responses", 1, 1, "NPS"),
    ],
    "zendesk.csv": [
        Expected("Zendesk tickets", "events", 2, ("support ticket",)),
        Expected("Zendesk tickets", "events", 1, ("support ticket solved",), "solved tickets"),
        Expected("Zendesk tickets", "responses", 2, 1, "satisfaction"),
    ],
    "intercom.csv": [
        Expected("Intercom conversations", "events", 1, ("support conversation",)),
        Expected("Intercom conversations", "responses", 1, 1, "ratings"),
    ],
    "surveymonkey.csv": [Expected("SurveyMonkey responses", "responses", 2, 7)],
    "qualtrics_legacy.csv": [Expected("Qualtrics survey", "responses", 2, 4)],
    "typeform_old.csv": [Expected("Typeform responses", "responses", 1, 2)],
    "adobe_two_tables.csv": [
        Expected("Adobe Analytics workspace", "daily_counts", 2, 4, "Freeform table (4)"),
        Expected("Adobe Analytics workspace", "daily_counts", 3, 3, "Freeform table (5)"),
    ],
}


def checked(path: Path, expected: list[Expected]) -> None:
    """Import every table of the file into one workspace, and compare."""
    with Workspace.in_memory() as workspace:
        tables = sniff(Spool(workspace.spool).take(path))
        guesses = [guess(table, workspace.engine) for table in tables]
        told = [(found.preset, found.kind, table.rows) for found, table in zip(guesses, tables, strict=True)]
        assert told == [(one.tool, one.kind, one.rows) for one in expected]
        for table, found, one in zip(tables, guesses, expected, strict=True):
            assert one.part in table.name
            one_imported(workspace, table, found, one)


def one_imported(workspace: Workspace, table: SourceTable, found: Guess, expected: Expected) -> None:
    assert found.doubts == ()
    if not expected.rows:
        assert NO_ROWS in table.notes
        with pytest.raises(ImportRefused, match="no rows"):
            workspace.import_table(table, found.mapping)
        return
    report = workspace.import_table(table, found.mapping)
    assert (report.rows_read - report.set_aside, report.accepted, report.rejected) == (
        expected.rows,
        expected.rows,
        0,
    )
    if expected.found is not None:
        assert what_came(workspace, report, found.kind) == expected.found


def what_came(workspace: Workspace, report: ImportReport, kind: str) -> tuple[str, ...] | int:
    """The touchpoints of events, the answers that say something, or the amounts counted."""
    if kind == "events":
        frame = workspace.engine.frame("ask/load/list_events")
        return tuple(sorted(frame.loc[frame["import_id"] == report.import_id, "touchpoint"].unique()))
    if kind == "responses":
        frame = workspace.engine.frame("ask/load/list_responses")
        mine = frame[frame["import_id"] == report.import_id] if "import_id" in frame else frame
        return int((mine["answer"].notna() | mine["comment"].notna() & mine["answer"].notna()).sum())
    frame = workspace.engine.frame("ask/load/list_daily_counts")
    return len(frame[frame["import_id"] == report.import_id] if "import_id" in frame else frame)


@pytest.mark.parametrize("relative", SAMPLES)
def test_a_sample_is_recognised_and_imported(relative: str) -> None:
    checked(reference_path(relative), SAMPLES[relative])


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_export_is_recognised_and_imported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(tool_files.FILES[name]())
    checked(path, WRITTEN[name])
