"""Columns that look personal are told by what they hold and by what they are called; others are left in peace."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.ingest.written import table_of
from tests.reference import reference_path
from touchpath.ingest.personal import personal_columns
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool

EXPECTED: dict[str, dict[str, str]] = {
    "exports/mailchimp/audience_export.csv": {
        "Email Address": "email", "First Name": "name", "Last Name": "name", "OPTIN_IP": "ip", "CONFIRM_IP": "ip",
        "LATITUDE": "position", "LONGITUDE": "position",
    },
    "exports/hubspot/contacts_all_properties_header.csv": {
        "First Name": "name", "Last Name": "name", "Date of birth": "birth", "Email": "email",
        "Phone Number": "phone", "Postal Code": "postcode",
    },
    "exports/qualtrics/sample_three_header_rows.csv": {
        "IPAddress": "ip", "RecipientLastName": "name", "RecipientFirstName": "name", "RecipientEmail": "email",
        "LocationLatitude": "position", "LocationLongitude": "position",
    },
    "exports/shopify/orders_export_1.csv": {
        "Email": "email", "person": "email", "Phone": "phone",
        **{f"{whose} {what}": kind for whose in ("Billing", "Shipping") for what, kind in (
            ("Name", "name"), ("Street", "address"), ("Address1", "address"), ("Address2", "address"),
            ("Zip", "postcode"), ("Phone", "phone"))},
    },
    "exports/snowplow/enriched_event.tsv": {
        "user_ipaddress": "ip", "geo_zipcode": "postcode", "geo_latitude": "position", "geo_longitude": "position",
    },
    "exports/surveymonkey/api_responses.json": {
        "first_name": "name", "last_name": "name", "email_address": "email", "ip_address": "ip",
    },
    "exports/mixpanel/raw_export.ndjson": {"properties.distinct_id": "email"},
    "exports/zendesk/tickets_export_header.csv": {
        "Requester": "name", "Requester email": "email", "Submitter": "name",
    },
}  # fmt: skip
NOTHING_PERSONAL = (
    "exports/adobe/workspace_freeform_excerpt.csv", "exports/ga4/bigquery_event_record.ndjson",
    "exports/ga4/data-export_ga4_reports_snapshot.csv", "exports/gsa_touchpoints/sample_cx_responses_upload.csv",
    "exports/hootsuite/posts_UNVERIFIED.csv", "exports/intercom/conversations_report_header.csv",
    "exports/mailchimp/campaigns_export.csv", "exports/marketo/bulk_activity_export.csv",
    "exports/posthog/events_export.csv", "exports/typeform/responses_api.json",
    "exports/typeform/responses_new_format.csv", "real/cdnow/CDNOW_sample.txt", "real/ecom/ecom.csv.gz",
    "real/hillstrom/hillstrom.csv", "real/olist_funnel/closed_deals.csv",
    "real/olist_funnel/marketing_qualified_leads.csv", "real/sfo_survey/2017_SFO_Customer_Survey.csv",
    "real/simple_shop/simple-onlineshop.csv", "real/starwars_survey/StarWars.csv",
)  # fmt: skip


@pytest.mark.parametrize("sample", [*EXPECTED, *NOTHING_PERSONAL])
def test_columns_of_real_files(sample: str, tmp_path: Path) -> None:
    tables = sniff(Spool(tmp_path).take(reference_path(sample)))
    seen = (part for table in tables for part in personal_columns(table))
    found = {part.column: part.kind for part in seen if part.kind != "id"}  # ids of people are in most files
    assert found == EXPECTED.get(sample, {})


COLUMNS: list[tuple[str, list[str], str | None]] = [
    ("contact", ["ann@example.com", "BOB@example.org", "", "eve@example.net"], "email"),
    ("Email open date", ["2025-01-01", "2025-01-02"], None),
    ("emails_sent", ["3", "7", "0"], None),
    ("reach", ["+49 30 901820", "+44 20 7946 0958", "(212) 555-0142"], "phone"),
    ("mobile", ["yes", "no", "yes"], None),
    ("mobile", ["01512345678", "01719876543"], "phone"),
    ("device.mobile_brand_name", ["Xiaomi", "Apple"], None),
    ("who", ["Maria Silva", "John O'Neill", "Hans Meier", "Anna van Dijk", "Priya Raman"], "name"),
    ("item", ["Blue Shirt", "Red Hat", "Green Coat", "Wool Scarf", "Black Belt", "White Sock"], None),
    ("event_name", ["screen_view", "purchase"], None),
    ("Product name", ["Rose Gold", "Jasmine Tea"], None),
    ("name", ["page_view", "add_to_cart"], None),
    ("Customer name", ["Xi Ling", "Ngozi Okafor"], "name"),
    ("where", ["12 High Street", "7 Park Road", "221B Baker Street"], "address"),
    ("wohin", ["Lindenstraße 7", "Am Markt 3", "Hauptstr. 12", "Gartenweg 5"], "address"),
    ("source", ["198.51.100.7", "203.0.113.9", "2001:db8::1"], "ip"),
    ("app_version", ["1.2.3.4", "1.2.4.0"], None),
    ("paid with", ["4111 1111 1111 1111", "5555555555554444", "378282246310005"], "card"),
    ("order_id", ["6097582719028", "6097582719029", "6097582719030", "6097582719031"], None),
    ("account", ["DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19"], "document"),
    ("number", ["219-09-9999", "078-05-1120"], "document"),
    ("destination", ["SW1A 1AA", "M1 1AE", "EC1A 1BB"], "postcode"),
    ("zip_code", ["Surburban", "Rural", "Urban"], None),
    ("comment", ["fine", "call me on +44 20 7946 0958", "write to eve@example.org please"], "text"),
    ("comment", ["3 of 4 on 01-02-2025 10:00, order 20250101-4711", "see v1.2.3", "25/12/2024 at 9"], None),
    ("lat", ["12", "15"], None),
    ("latitude", ["52.5200", "48.8566"], "position"),
]


@pytest.mark.parametrize(("name", "values", "kind"), COLUMNS)
def test_a_column_is_told_by_its_cells_or_its_name(
    name: str, values: list[str], kind: str | None, tmp_path: Path
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["row", name, "x"], *[[str(n), value, "z"] for n, value in enumerate(values)]])
    found = personal_columns(table_of(tmp_path, "x.csv", text.getvalue()))
    assert [(part.column, part.kind) for part in found] == ([(name, kind)] if kind else [])


def test_the_reason_says_how_many_cells_of_how_many(tmp_path: Path) -> None:
    rows = "".join(f"{n},{'a' + str(n) + '@example.com' if n % 4 else 'none of it'}\n" for n in range(400))
    (found,) = personal_columns(table_of(tmp_path, "x.csv", f"n,contact\n{rows}"))
    assert found.reason == "300 of 400 cells look like e-mail addresses"
    assert found.suggested == "hash"
