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

from tests.ingest.layouts import Layout, Part, checked, lines_of, rows_of, sheet

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


GA4_FLAT = sheet("""
event_date | event_timestamp | event_name | user_pseudo_id | ga_session_id | traffic_source_medium | traffic_source_source
20240105 | 1704448000000000 | page_view | p.1 | 171 | cpc | google
20240105 | 1704448009000000 | page_view | p.2 | 4 | cpc | google
20240105 | 1704448005000000 | purchase | p.1 | 171 | cpc | google
20240105 | never | purchase | p.1 | 171 | cpc | google
""")
GA4_QUERY = sheet("""
event_date | event_timestamp | event_name | user_pseudo_id | platform
2024-01-05 | 2024-01-05 09:46:40 UTC | page_view | p.1 | WEB
2024-01-05 | 2024-01-05 09:46:49 UTC | first_visit | p.2 | WEB
""")
VISITS = sheet("""
channelGrouping | date | fullVisitorId | sessionId | totals | trafficSource | visitId | visitNumber | visitStartTime
Organic Search | 20160902 | 1131660440785968503 | 1131_14 | {"visits": "1"} | {"source": "google"} | 1472830385 | 1 | 1472830385
Direct | 20160902 | 377306020877927890 | 3773_14 | {"visits": "1"} | {"source": "(direct)"} | 1472880147 | 1 | 1472880147
""")
MIXPANEL_UI = sheet("""
Event | Time | Distinct ID | Browser | City | Insert ID | Mixpanel Library | UTM Source | UTM Medium
Signed up | 2024-01-05 09:46:40 | d1 | Chrome | Paris | i1 | web | google | cpc
Signed up | 2024-01-05 09:46:41 | d2 | Chrome | Lyon | i2 | web |  |
Signed up | 2024-01-05 09:46:40 | d1 | Chrome | Paris | i1 | web | google | cpc
""")
MIXPANEL_RAW = sheet("""
event | distinct_id | time | $insert_id | $browser | $city | mp_country_code | mp_lib
plays | d1 | 1704448000 | i1 | Chrome | Paris | FR | web
stops | d1 | 1704448060 | i2 | Chrome | Paris | FR | web
""")
MIXPANEL_STORE = sheet("""
_file | _fivetran_id | event_id | name | time | distinct_id | properties | insert_id | mp_processing_time_ms | mp_country_code | mp_lib
a.csv | k= | 9406000 | plays | 2024-01-05 10:16:46 | d1 | {"title": "one", "utm_source": "google", "utm_medium": "cpc"} | i1 | 406572 | FR | web
a.csv | t= | 1744000 | pauses | 2024-01-05 11:35:44 | d2 | {"title": "two"} | i2 | 744380 | FR | web
""")
MIXPANEL_MASTER = sheet("""
mp_event_name | mp_time | mp_distinct_id | mp_insert_id | mp_device_id | mp_user_id | mp_processing_time_ms | mp_lib
plays | 2024-01-05 10:16:46 | d1 | i1 | v1 |  | 1704449806999 | web
""")
MIXPANEL_PEOPLE = lines_of(
    {"$distinct_id": "d1", "$properties": {"$email": "a@example.org", "$city": "Paris", "plan": "gold"}},
    {"$distinct_id": "d2", "$properties": {"$city": "Lyon", "plan": "free"}},
)
MIXPANEL_USERS = sheet("""
Name | Email | Distinct ID | Updated at | Country | Region | City
Ann | a@example.org | d1 | 2024-01-05T09:00:00 | FR | IDF | Paris
Bob |  | d2 | 2024-01-06T09:00:00 | FR | ARA | Lyon
""")
AMPLITUDE_STORE = sheet("""
device_id | id | server_upload_time | _insert_id | amplitude_id | app | city | client_event_time | event_properties | event_time | event_type | session_id | user_id | user_properties | uuid
v1 | 24 | 2024-01-05T05:35:51.648 | n1 | 7580 | 218 | Paris | 2024-01-05T05:35:50 | {} | 2024-01-05T05:35:50.123 | watch | -1 |  | {"utm_source": "news", "utm_medium": "email"} | f4d5
v1 | 25 | 2024-01-05T05:36:51.648 | n2 | 7580 | 218 | Paris | 2024-01-05T05:36:50 | {"revenue": 5.5} | 2024-01-05T05:36:50.123 | buy | -1 | u1@example.org | {} | f4d6
v1 | 26 | 2024-01-05T05:36:51.648 | n3 | 7580 | 218 | Paris | 2024-01-05T05:36:50 | {} |  | buy | -1 | u1@example.org | {} | f4d7
""")


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


POSTHOG_TABLE = sheet("""
*.distinct_id | *.elements_chain | *.event | *.properties.$browser | *.properties.utm_medium | *.properties.utm_source | *.timestamp | *.uuid | person
d1 |  | $pageview | Chrome | cpc | google | 2024-01-05T09:46:40.123000Z | 018c | a@example.org
d2 | a:href="/x" | $autocapture | Chrome |  |  | 2024-01-05T09:46:41.123000Z | 018d |
""")
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
TRACKS = sheet("""
id | anonymous_id | user_id | event | event_text | revenue | context_campaign_source | context_campaign_medium | context_ip | context_library_name | original_timestamp | received_at | sent_at | timestamp | uuid_ts
m1 | a1 |  | product_viewed | Product Viewed |  | google | cpc | 1.2.3.4 | analytics.js | 2024-01-05 09:46:40 | 2024-01-05 09:46:41 | 2024-01-05 09:46:41 | 2024-01-05 09:46:40.123 | 2024-01-05 09:50:00
m2 | a1 | u1 | order_completed | Order Completed | 12.50 |  |  | 1.2.3.4 | analytics.js | 2024-01-05 09:47:40 | 2024-01-05 09:47:41 | 2024-01-05 09:47:41 | 2024-01-05 09:47:40.123 | 2024-01-05 09:50:00
""")
PAGES = sheet("""
ID | ANONYMOUS_ID | USER_ID | NAME | PATH | URL | TITLE | REFERRER | CONTEXT_LIBRARY_NAME | ORIGINAL_TIMESTAMP | RECEIVED_AT | SENT_AT | TIMESTAMP | UUID_TS
m1 | a1 |  | Home | / | https://example.org/ | Welcome |  | analytics.js | 2024-01-05 09:46:40 | 2024-01-05 09:46:41 | 2024-01-05 09:46:41 | 2024-01-05 09:46:40 | 2024-01-05 09:50:00
m2 | a1 | u1 |  | /prices | https://example.org/prices | Prices |  | analytics.js | 2024-01-05 09:47:40 | 2024-01-05 09:47:41 | 2024-01-05 09:47:41 | 2024-01-05 09:47:40 | 2024-01-05 09:50:00
""")
IDENTIFIES = sheet("""
id | anonymous_id | user_id | email | plan | context_library_name | original_timestamp | received_at | sent_at | timestamp | uuid_ts
m1 | a1 | u1 | a@example.org | gold | analytics.js | 2024-01-05 09:46:40 | 2024-01-05 09:46:41 | 2024-01-05 09:46:41 | 2024-01-05 09:46:40 | 2024-01-05 09:50:00
""")
SNOWPLOW = sheet("""
app_id | collector_tstamp | derived_tstamp | event | event_id | event_name | domain_userid | domain_sessionid | network_userid | user_id | mkt_source | mkt_medium | se_action | page_urlpath
shop | 2024-01-05 09:46:40.123 | 2024-01-05 09:46:39.000 | page_view | e1 | page_view | w1 | s1 | n1 |  | google | cpc |  | /
shop | 2024-01-05 09:47:40.123 | 2024-01-05 09:47:39.000 | struct | e2 | event | w1 | s1 | n1 | u1 |  |  | add-to-basket | /x
""")
SNOWPLOW_LINES = lines_of(
    {"app_id": "shop", "collector_tstamp": "2024-01-05T09:46:40.123Z", "derived_tstamp": "2024-01-05T09:46:39.000Z",
     "event": "unstruct", "event_id": "e1", "event_name": "link_click", "domain_userid": "w1", "user_id": None,
     "network_userid": "n1", "domain_sessionid": "s1", "geo_location": "48.9,2.2",
     "contexts_com_snowplowanalytics_snowplow_web_page_1": [{"id": "v1"}]},
)  # fmt: skip
HEAP = sheet("""
event_id | user_id | session_id | time | event_table_name | platform | landing_page | utm_source | utm_medium
1 | 77 | 5 | 2024-01-05 09:46:40 | sign_up_click | Windows | https://example.org | google | cpc
2 | 77 | 5 | 2024-01-05 09:47:40 | pageviews | Windows | https://example.org | google | cpc
""")

TRACK_NAMES = ("Order Completed", "Product Viewed")
LAYOUTS = [
    Layout("events.ndjson", lines_of(*GA4_EVENTS), (Part(GA4, "events", 3, 3, **GA4_FOUND),)),
    Layout("events.json", json.dumps(GA4_EVENTS, indent=1).encode(), (Part(GA4, "events", 3, 3, **GA4_FOUND),)),
    Layout("events.parquet", ga4_parquet(), (Part(GA4, "events", 3, 3, **GA4_FOUND),)),
    Layout("one_event.json", json.dumps(GA4_EVENTS[1], indent=1).encode(), (Part(GA4, "events", 1, 1),)),
    Layout("frame.csv", ga4_frame(), (Part(GA4, "events", 3, 3, found=GA4_FOUND["found"]),)),
    Layout("flat.csv", GA4_FLAT, (Part(GA4, "events", 4, 3, 1, ("page_view", "purchase"), ("p.1", "p.2"), ("google / cpc",), GA4_FOUND["since"]),)),
    Layout("query.csv", GA4_QUERY, (Part(GA4, "events", 2, 2, since=GA4_FOUND["since"]),)),
    Layout(
        "train.csv", VISITS,
        (Part("Google Analytics sessions (BigQuery export before 2023)", "events", 2, 2, found=("visit",),
              channels=("Direct", "Organic Search"), since="2016-09-02T15:33:05"),),
    ),
    Layout(
        "mixpanel_ui.csv", MIXPANEL_UI,
        (Part(MIXPANEL, "events", 3, 2, 0, ("Signed up",), ("d1", "d2"), ("google / cpc",)),),
    ),
    Layout(
        "mixpanel_raw.csv", MIXPANEL_RAW,
        (Part(MIXPANEL, "events", 2, 2, 0, ("plays", "stops"), ("d1",), since="2024-01-05T09:46:40"),),
    ),
    Layout(
        "mixpanel_store.csv", MIXPANEL_STORE,
        (Part(MIXPANEL, "events", 2, 2, 0, ("pauses", "plays"), ("d1", "d2"), ("google / cpc",), "2024-01-05T10:16:46"),),
    ),
    Layout("mp_master_event.csv", MIXPANEL_MASTER, (Part(MIXPANEL, "events", 1, 1, 0, ("plays",), ("d1",)),)),
    Layout(
        "people.ndjson", MIXPANEL_PEOPLE,
        (Part("Mixpanel profiles", "people", 2, 2), Part("Mixpanel profiles", "identities", 1, 1)),
    ),
    Layout(
        "users.csv", MIXPANEL_USERS,
        (Part("Mixpanel profiles", "people", 2, 2), Part("Mixpanel profiles", "identities", 1, 1)),
    ),
    Layout(
        "amplitude_store.csv", AMPLITUDE_STORE,
        (Part(AMPLITUDE, "events", 3, 2, 1, ("buy", "watch"), ("7580", "u1@example.org"), ("news / email",)),
         Part(AMPLITUDE, "identities", 1, 1)),
    ),
    Layout("export.zip", amplitude_gz(), (Part(AMPLITUDE, "events", 3, 3, 0, ("open",), ("9",)),)),
    Layout(
        "posthog_table.csv", POSTHOG_TABLE,
        (Part(POSTHOG, "events", 2, 2, 0, ("$autocapture", "$pageview"), ("d1", "d2"), ("google / cpc",)),),
    ),
    Layout(
        "batch.jsonl", POSTHOG_BATCH,
        (Part(POSTHOG, "events", 2, 2, 0, ("$identify", "paid"), ("u1",)), Part(POSTHOG, "identities", 1, 1)),
    ),
    Layout("events_answer.json", POSTHOG_ANSWER, (Part(POSTHOG, "events", 1, 1, 0, ("$pageview",), ("u1",)),)),
    Layout(
        "persons.json", POSTHOG_PERSONS,
        (Part("PostHog persons", "people", 1, 1), Part("PostHog persons", "identities", 2, 2)),
    ),
    Layout(
        "tracks.csv", TRACKS,
        (Part(f"{SEGMENT} events", "events", 2, 2, 0, TRACK_NAMES, ("a1", "u1"), ("google / cpc",)),
         Part(f"{SEGMENT} events", "identities", 1, 1)),
    ),
    Layout(
        "pages.csv", PAGES,
        (Part(f"{SEGMENT} pages", "events", 2, 2, 0, ("Viewed Home Page", "Viewed Prices Page"), ("a1", "u1")),
         Part(f"{SEGMENT} pages", "identities", 1, 1)),
    ),
    Layout(
        "identifies.csv", IDENTIFIES,
        (Part(f"{SEGMENT} users", "people", 1, 1), Part(f"{SEGMENT} users", "identities", 1, 1)),
    ),
    Layout(
        "snowplow_events.csv", SNOWPLOW,
        (Part("Snowplow enriched events", "events", 2, 2, 0, ("add-to-basket", "page_view"), ("u1", "w1"),
              ("google / cpc",), "2024-01-05T09:46:39"),
         Part("Snowplow enriched events", "identities", 1, 1)),
    ),
    Layout(
        "snowplow.ndjson", SNOWPLOW_LINES,
        (Part("Snowplow enriched events", "events", 1, 1, 0, ("link_click",), ("w1",)),),
    ),
    Layout(
        "heap.csv", HEAP,
        (Part("Heap events", "events", 2, 2, 0, ("pageviews", "sign_up_click"), ("77",), ("google / cpc",)),),
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.name))
def test_a_layout_of_an_event_tool_becomes_touchpoints(tmp_path: Path, layout: Layout) -> None:
    checked(layout, tmp_path)
