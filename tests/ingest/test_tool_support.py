"""Support tools: tickets, conversations and ratings in each layout they export; and files of no tool at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.layouts import Layout, Part, checked
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool

ZENDESK, INTERCOM, FRESHDESK = "Zendesk tickets", "Intercom conversations", "Freshdesk tickets"
TICKET, SOLVED = ("support ticket",), ("support ticket solved",)


def ticket(number: int, person: int, score: str) -> dict[str, object]:
    return {
        "id": number, "url": "https://shop.example/t", "external_id": None, "via": {"channel": "email", "source": {}},
        "created_at": "2024-01-05T09:46:40Z", "updated_at": "2024-01-06T09:46:40Z", "type": "question",
        "subject": "Help", "raw_subject": "Help", "status": "open", "requester_id": person, "submitter_id": person,
        "assignee_id": None, "organization_id": None, "group_id": 9, "ticket_form_id": 3, "brand_id": 4,
        "custom_fields": [{"id": 27642, "value": "745"}], "satisfaction_rating": {"score": score},
        "tags": ["vip"],
    }  # fmt: skip


TICKETS = {
    "tickets": [ticket(1, 20978, "good"), ticket(2, 20979, "unoffered")],
    "users": [{"id": 20978, "name": "Ann", "email": "a@example.org"}],
    "count": 2, "next_page": None, "end_time": 1704534400,
}  # fmt: skip
RATINGS = {
    "satisfaction_ratings": [
        {"id": 35436, "url": "https://shop.example/r", "assignee_id": 1, "group_id": 2, "requester_id": 20978,
         "ticket_id": 1, "score": "good", "comment": "Awesome", "reason": None, "reason_id": 0,
         "created_at": "2024-01-05T09:46:40Z", "updated_at": "2024-01-05T09:46:40Z"},
    ]
}  # fmt: skip
TALKS = {
    "type": "conversation.list", "total_count": 1, "pages": {"type": "pages", "page": 1},
    "conversations": [
        {"type": "conversation", "id": "c1", "created_at": 1704448000, "updated_at": 1704448060, "open": False,
         "source": {"type": "email", "id": "s", "author": {"type": "user", "id": "u1", "email": "a@example.org"}},
         "state": "closed", "waiting_since": None, "admin_assignee_id": 3, "contacts": {"contacts": [{"id": "u1"}]},
         "conversation_rating": {"rating": 4, "remark": "ok", "created_at": 1704448090},
         "statistics": {"time_to_assignment": 5}},
    ],
}  # fmt: skip
LAYOUTS = [
    Layout(
        "zendesk_tickets.csv", None,
        (Part(ZENDESK, "events", 3, 2, 1, TICKET, ("900", "901"), ("Mail", "Web form"), "2024-01-01T10:00:00"),
         Part(ZENDESK, "events", 2, 2, 0, SOLVED, ("900", "902")),
         Part(ZENDESK, "responses", 3, 3, 0, 2)),
    ),
    Layout(
        "zendesk_explore.csv", None,
        (Part(ZENDESK, "events", 2, 2, 0, TICKET, ("a@example.org", "c@example.org"), ("Mail", "Web")),
         Part(ZENDESK, "events", 1, 1, 0, SOLVED), Part(ZENDESK, "responses", 2, 2, 0, 1)),
    ),
    Layout("zendesk_view.csv", None, (Part(ZENDESK, "events", 2, 2, 0, TICKET, ("Ann", "Cy")),)),
    Layout(
        "tickets.json", json.dumps(TICKETS).encode(),
        (Part(ZENDESK, "events", 2, 2, 0, TICKET, ("20978", "20979"), ("email",)),
         Part(ZENDESK, "responses", 2, 2, 0, 1), Part("", "people", 1, 1)),
    ),
    Layout(
        "ratings.json", json.dumps(RATINGS).encode(),
        (Part("Zendesk satisfaction ratings", "responses", 1, 1, 0, 1),),
    ),
    Layout(
        "intercom_conversations.csv", None,
        (Part(INTERCOM, "events", 2, 2, 0, ("support conversation",), ("b@example.org", "u1"),
              ("Email", "Messenger"), "2024-01-05T14:46:40"),
         Part(INTERCOM, "responses", 1, 1, 0, 1)),
    ),
    Layout(
        "conversations.json", json.dumps(TALKS).encode(),
        (Part(INTERCOM, "events", 1, 1, 0, ("support conversation",), ("u1",), ("email",), "2024-01-05T09:46:40"),
         Part(INTERCOM, "responses", 1, 1, 0, 1)),
    ),
    Layout(
        "intercom_contacts.csv", None,
        (Part("Intercom contacts", "people", 2, 2), Part("Intercom contacts", "identities", 1, 1),
         Part("Intercom contacts", "events", 2, 2, 0, ("first seen", "signed up"), ("c@example.org", "u1"),
              events=3)),
    ),
    Layout(
        "freshdesk_tickets.csv", None,
        (Part(FRESHDESK, "events", 2, 2, 0, (*TICKET, *SOLVED), ("43001", "43002"), ("Email", "Portal"), events=3),
         Part(FRESHDESK, "responses", 1, 1, 0, 1)),
    ),
]  # fmt: skip
NO_TOOL = [
    "user_id,timestamp,event,channel,value",
    "event_id,user_id,event_type,event_time,session_id,device,country",
    "id,name,email,created_at,plan",
    "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session",
    "customer_id,order_id,order_date,status,total,product",
    "user_id,session_id,time,event_type,platform,device_type",
    "ticket_id,subject,status,priority,created,customer",
    "date,channel,campaign,impressions,clicks,cost",
    "Lead ID,First Name,Last Name,Email,Status,Created",
    "distinct_id,event,time,page",
    "id,user_id,event,timestamp,path,url,referrer",
    "mql_id,first_contact_date,landing_page_id,origin",
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
    "Record ID,Name,Stage,Amount,Owner",
    "id,user_id,timestamp,received_at,path,url,title,referrer,search",
    "Name,Email,Phone,City,Country,First seen,Last seen",
    "id,email,firstName,lastName,createdAt,updatedAt,cookies",
    "Ticket ID,Subject,Status,Priority,Type,Group,Agent,Email",
    "Deal,Stage,Amount,Close Date,Owner,Pipeline",
    "Date,Visits,Actions,Conversions,Revenue",
    "transaction_id,amount,currency,status,created,customer_email",
    "visit_id,visitor_id,first_page,last_page,visit_start,visit_end",
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.name))
def test_a_layout_of_a_support_tool_becomes_touchpoints_and_answers(tmp_path: Path, layout: Layout) -> None:
    checked(layout, tmp_path)


@pytest.mark.parametrize("header", NO_TOOL)
def test_a_table_of_no_tool_is_taken_for_none(tmp_path: Path, header: str) -> None:
    path = tmp_path / "table.csv"
    cells = ",".join("1" for _ in header.split(","))
    path.write_text(f"{header}\n{cells}\n{cells}\n")
    assert [table.preset for table in sniff(Spool(tmp_path / "spool").take(path))] == [""]
