"""Event tools: each layout they export in is recognised, and becomes the touchpoints of the right people."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.layouts import Layout, Part, checked, lines_of, rows_of
from touchpath.ingest.presets.preset import preset

GA4, MIXPANEL, AMPLITUDE, POSTHOG = (
    "Google Analytics 4 (BigQuery export)", "Mixpanel events", "Amplitude events", "PostHog events",
)  # fmt: skip
SEGMENT = "Segment or RudderStack warehouse"


def ga4_event(moment: int, person: str, name: str, **params: object) -> dict[str, Any]:
    listed = [
        {"key": key, "value": {"string_value": None, "int_value": None, f"{type(value).__name__[:3]}_value": value}}
        for key, value in params.items()
    ]
    renamed = json.loads(json.dumps(listed).replace('"str_value"', '"string_value"'))
    return {
        "event_date": "20240105", "event_timestamp": str(1704448000000000 + moment * 1_000_000), "event_name": name,
        "event_params": renamed, "user_pseudo_id": person, "user_id": None, "event_bundle_sequence_id": "22",
        "traffic_source": {"name": "spring", "medium": "cpc", "source": "google"}, "items": [],
    }  # fmt: skip


GA4_EVENTS = [
    ga4_event(0, "p.1", "page_view", ga_session_id="171"),
    ga4_event(5, "p.1", "purchase", ga_session_id="171", transaction_id="T9", value="12"),
    ga4_event(9, "p.2", "page_view", ga_session_id="4"),
]
GA4_FOUND: dict[str, Any] = {
    "found": ("page_view", "purchase"),
    "people": ("p.1", "p.2"),
    "channels": ("google / cpc / spring",),
    "since": "2024-01-05T09:46:40",
}


def ga4_parquet() -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(GA4_EVENTS), target)
    return target.getvalue()


def ga4_frame() -> bytes:
    """A data frame saved as CSV: lists as Python shows them."""
    names = ["event_date", "event_timestamp", "event_name", "event_params", "user_pseudo_id", "traffic_source"]
    return rows_of(names, *({name: str(event[name]) for name in names} for event in GA4_EVENTS))


MIXPANEL_PEOPLE = lines_of(
    {"$distinct_id": "d1", "$properties": {"$email": "a@example.org", "$city": "Paris", "plan": "gold"}},
    {"$distinct_id": "d2", "$properties": {"$city": "Lyon", "plan": "free"}},
)


def amplitude_gz() -> bytes:
    events = [
        {"amplitude_id": 9, "device_id": "v", "event_type": "open", "event_time": "2024-01-05 05:35:50.123000",
         "$insert_id": f"n{number}", "uuid": f"x{number}", "session_id": 1704432950123, "user_id": None,
         "server_upload_time": "2024-01-05 05:36:00.000000", "user_properties": {}, "event_properties": {"b": [1, 2]}}
        for number in range(3)
    ]  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("218/218_2024-01-05_5#1.json.gz", gzip.compress(lines_of(*events)))
    return packed.getvalue()


POSTHOG_BATCH = lines_of(
    {"uuid": "018c", "event": "$identify", "properties": '{"$anon_distinct_id": "anon1", "$session_id": "s1"}',
     "timestamp": "2024-01-05T09:46:40.123000+00:00", "team_id": 1, "distinct_id": "u1", "elements_chain": "",
     "created_at": "2024-01-05T09:46:41+00:00", "person_id": "018a", "person_properties": '{"plan": "gold"}'},
    {"uuid": "018d", "event": "paid", "properties": '{"revenue": 3}', "timestamp": "2024-01-05T09:47:40+00:00",
     "team_id": 1, "distinct_id": "u1", "elements_chain": "", "created_at": "2024-01-05T09:47:41+00:00",
     "person_id": "018a", "person_properties": "{}"},
)  # fmt: skip
POSTHOG_ANSWER = json.dumps(
    {"next": None, "results": [
        {"id": "018c", "distinct_id": "u1", "properties": {"$browser": "Chrome"}, "event": "$pageview",
         "timestamp": "2024-01-05T09:46:40.123000+00:00", "person": None, "elements": [], "elements_chain": ""}]},
    indent=1,
).encode()  # fmt: skip
POSTHOG_PERSONS = json.dumps(
    {"next": None, "previous": None, "results": [
        {"id": "p1", "name": "Ann", "distinct_ids": ["u1", "anon1"], "properties": {"plan": "gold"},
         "created_at": "2024-01-05T09:46:40Z", "uuid": "p1"}]}
).encode()  # fmt: skip
SNOWPLOW_LINES = lines_of(
    {"app_id": "shop", "collector_tstamp": "2024-01-05T09:46:40.123Z", "derived_tstamp": "2024-01-05T09:46:39.000Z",
     "event": "unstruct", "event_id": "e1", "event_name": "link_click", "domain_userid": "w1", "user_id": None,
     "network_userid": "n1", "domain_sessionid": "s1", "geo_location": "48.9,2.2",
     "contexts_com_snowplowanalytics_snowplow_web_page_1": [{"id": "v1"}]},
)  # fmt: skip


def snowplow_rows() -> bytes:
    """Enriched events without a header; where nothing stands at the end of a row an editor has cut its tabs."""
    known = preset("snowplow")
    assert known is not None
    shared = {"app_id": "shop", "platform": "web", "domain_userid": "w1", "mkt_source": "google", "mkt_medium": "cpc",
              "event_vendor": "com.example", "event_fingerprint": "f"}  # fmt: skip
    told = [
        {"event": "page_view", "event_name": "page_view", "collector_tstamp": "2024-01-05 09:46:40.123"},
        {"event": "struct", "se_action": "add", "user_id": "u1", "collector_tstamp": "2024-01-05 09:47:40.123"},
        {"event": "transaction", "tr_total": "30", "collector_tstamp": "2024-01-05 09:48:40.123"},
    ]
    ids = [f"c6ef3124-b53a-4b13-a233-0088f79dcbc{number}" for number in range(3)]
    rows = [{**shared, **one, "event_id": own} for one, own in zip(told, ids, strict=True)]
    lines = ["\t".join(str(row.get(name, "")) for name in known.names).rstrip("\t") for row in rows]
    return "\n".join([*lines, "\t".join(["x"] * 20)]).encode()


CDNOW = b" 00001 19970101  1   11.77\r\n 00002 19970112  1   12.00\r\n 00002 19970112  5   77.00\r\n"
TRACK_NAMES = ("Order Completed", "Product Viewed")
LAYOUTS = [
    Layout("events.ndjson", lines_of(*GA4_EVENTS), (Part(GA4, "events", 3, 3, **GA4_FOUND),)),
    Layout("events.json", json.dumps(GA4_EVENTS, indent=1).encode(), (Part(GA4, "events", 3, 3, **GA4_FOUND),)),
    Layout("events.parquet", ga4_parquet(), (Part(GA4, "events", 3, 3, **GA4_FOUND),)),
    Layout("one_event.json", json.dumps(GA4_EVENTS[1], indent=1).encode(), (Part(GA4, "events", 1, 1),)),
    Layout("frame.csv", ga4_frame(), (Part(GA4, "events", 3, 3, found=GA4_FOUND["found"]),)),
    Layout(
        "ga4_flat.csv", None,
        (Part(GA4, "events", 4, 3, 1, ("page_view", "purchase"), ("p.1", "p.2"), ("google / cpc",)),),
    ),
    Layout("ga4_query.csv", None, (Part(GA4, "events", 2, 2, since=GA4_FOUND["since"]),)),
    Layout(
        "ga_visits.csv", None,
        (Part("Google Analytics sessions (BigQuery export before 2023)", "events", 2, 2, found=("visit",),
              channels=("Direct", "Organic Search"), since="2016-09-02T15:33:05"),),
    ),
    Layout(
        "mixpanel_ui.csv", None,
        (Part(MIXPANEL, "events", 3, 2, 0, ("Signed up",), ("d1", "d2"), ("google / cpc",)),),
    ),
    Layout(
        "mixpanel_raw.csv", None,
        (Part(MIXPANEL, "events", 2, 2, 0, ("plays", "stops"), ("d1",), since="2024-01-05T09:46:40"),),
    ),
    Layout(
        "mixpanel_store.csv", None,
        (Part(MIXPANEL, "events", 2, 2, 0, ("pauses", "plays"), ("d1", "d2"), ("google / cpc",)),),
    ),
    Layout("mp_master_event.csv", None, (Part(MIXPANEL, "events", 1, 1, 0, ("plays",), ("d1",)),)),
    Layout(
        "people.ndjson", MIXPANEL_PEOPLE,
        (Part("Mixpanel profiles", "people", 2, 2), Part("Mixpanel profiles", "identities", 1, 1)),
    ),
    Layout(
        "mixpanel_users.csv", None,
        (Part("Mixpanel profiles", "people", 2, 2), Part("Mixpanel profiles", "identities", 1, 1)),
    ),
    Layout(
        "amplitude_store.csv", None,
        (Part(AMPLITUDE, "events", 3, 2, 1, ("buy", "watch"), ("7580", "u1@example.org"), ("news / email",)),
         Part(AMPLITUDE, "identities", 1, 1)),
    ),
    Layout("export.zip", amplitude_gz(), (Part(AMPLITUDE, "events", 3, 3, 0, ("open",), ("9",)),)),
    Layout(
        "posthog_table.csv", None,
        (Part(POSTHOG, "events", 2, 2, 0, ("$autocapture", "$pageview"), ("d1", "d2"), ("google / cpc",)),),
    ),
    Layout(
        "batch.jsonl", POSTHOG_BATCH,
        (Part(POSTHOG, "events", 2, 2, 0, ("$identify", "paid"), ("u1",)), Part(POSTHOG, "identities", 1, 1)),
    ),
    Layout("events_answer.json", POSTHOG_ANSWER, (Part(POSTHOG, "events", 1, 1, 0, ("$pageview",), ("u1",)),)),
    Layout("posthog_trends.csv", None, (Part("PostHog trends", "daily_counts", 5, 5, 0, 5),)),
    Layout(
        "persons.json", POSTHOG_PERSONS,
        (Part("PostHog persons", "people", 1, 1), Part("PostHog persons", "identities", 2, 2)),
    ),
    Layout(
        "segment_tracks.csv", None,
        (Part(f"{SEGMENT} events", "events", 2, 2, 0, TRACK_NAMES, ("a1", "u1"), ("google / cpc",)),
         Part(f"{SEGMENT} events", "identities", 1, 1)),
    ),
    Layout(
        "segment_pages.csv", None,
        (Part(f"{SEGMENT} pages", "events", 2, 2, 0, ("Viewed Home Page", "Viewed Prices Page"), ("a1", "u1")),
         Part(f"{SEGMENT} pages", "identities", 1, 1)),
    ),
    Layout(
        "segment_identifies.csv", None,
        (Part(f"{SEGMENT} users", "people", 1, 1), Part(f"{SEGMENT} users", "identities", 1, 1)),
    ),
    Layout(
        "snowplow_events.csv", None,
        (Part("Snowplow enriched events", "events", 2, 2, 0, ("add-to-basket", "page_view"), ("u1", "w1"),
              ("google / cpc",), "2024-01-05T09:46:39"),
         Part("Snowplow enriched events", "identities", 1, 1)),
    ),
    Layout(
        "snowplow.ndjson", SNOWPLOW_LINES,
        (Part("Snowplow enriched events", "events", 1, 1, 0, ("link_click",), ("w1",)),),
    ),
    Layout(
        "enriched.tsv", snowplow_rows(),
        (Part("Snowplow enriched events", "events", 4, 3, 1, ("add", "page_view", "transaction"), ("u1", "w1"),
              ("google / cpc",), "2024-01-05T09:46:40.123000"),
         Part("Snowplow enriched events", "identities", 2, 1, 1)),
    ),
    Layout(
        "CDNOW_master.txt", CDNOW,
        (Part("CDNOW purchases (all)", "events", 3, 3, 0, ("purchase",), ("00001", "00002"),
              since="1997-01-01T00:00:00"),),
    ),
    Layout(
        "heap.csv", None,
        (Part("Heap events", "events", 2, 2, 0, ("pageviews", "sign_up_click"), ("77",), ("google / cpc",)),),
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.name))
def test_a_layout_of_an_event_tool_becomes_touchpoints(tmp_path: Path, layout: Layout) -> None:
    checked(layout, tmp_path)
