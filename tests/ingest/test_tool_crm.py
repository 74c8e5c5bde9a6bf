"""Customer relations tools: stages, cases, campaigns and contacts in each layout they export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.layouts import Layout, Part, checked

SF = "Salesforce"
FORM_ANSWER = {
    "results": [
        {"submittedAt": 1704448000000, "pageUrl": "https://example.org/", "conversionId": "c1",
         "values": [{"name": "email", "value": "a@example.org", "objectTypeId": "0-1"}]},
        {"submittedAt": 1704448060000, "pageUrl": "https://example.org/", "conversionId": "c2",
         "values": [{"name": "email", "value": "b@example.org", "objectTypeId": "0-1"}]},
    ],
    "paging": {},
}  # fmt: skip
EMAIL_EVENTS = {
    "hasMore": False, "offset": "x",
    "events": [
        {"id": "e1", "created": 1704448000000, "type": "OPEN", "recipient": "a@example.org", "emailCampaignId": 9,
         "portalId": 1, "appId": 113, "appName": "Batch", "sentBy": {"id": "s", "created": 1704447000000}},
    ],
}  # fmt: skip
ACTIVITY_ANSWER = {
    "requestId": "r", "success": True, "moreResult": False, "nextPageToken": "t",
    "result": [
        {"id": 1, "marketoGUID": "1", "leadId": 6, "activityDate": "2022-02-13T14:06:20Z", "activityTypeId": 12,
         "primaryAttributeValueId": 6, "primaryAttributeValue": "Ann",
         "attributes": [{"name": "Source Type", "value": "Web"}]},
    ],
}  # fmt: skip
LAYOUTS = [
    Layout(
        "salesforce_opportunities.csv", None,
        (Part(f"{SF} opportunities", "events", 3, 3, 0, ("Closed Won", "Negotiation/Review", "Prospecting"),
              ("0015g1", "0015g2", "0015g3"), ("Phone", "Web"), "2024-02-01T10:00:00"),
         Part(f"{SF} opportunities", "events", 2, 2, 0, ("opportunity created",), since="2024-01-02T10:00:00")),
    ),
    Layout(
        "salesforce_opportunity_history.csv", None,
        (Part(f"{SF} stage history", "events", 2, 2, 0, ("Closed Won", "Prospecting"), ("0065g1",)),),
    ),
    Layout(
        "salesforce_field_history.csv", None,
        (Part(f"{SF} stage history", "events", 2, 2, 0, ("Closed Won", "created"), ("0065g1",)),),
    ),
    Layout(
        "salesforce_campaign_members.csv", None,
        (Part(f"{SF} campaign members", "events", 2, 2, 0, ("Campaign: Responded", "Campaign: Sent"),
              ("0035g1", "00Q5g1")),),
    ),
    Layout(
        "salesforce_cases.csv", None,
        (Part(f"{SF} cases", "events", 2, 2, 0, ("case closed", "case opened"), ("0035g1", "a@example.org"),
              ("Email", "Phone"), events=3),),
    ),
    Layout(
        "salesforce_tasks.csv", None,
        (Part(f"{SF} activities", "events", 3, 2, 1, ("Call", "Email"), ("0035g1", "00Q5g1")),),
    ),
    Layout(
        "salesforce_emails.csv", None,
        (Part(f"{SF} e-mail messages", "events", 2, 2, 0, ("e-mail received", "e-mail sent"), ("a@example.org",),
              ("Email",)),),
    ),
    Layout(
        "salesforce_leads.csv", None,
        (Part(f"{SF} leads", "people", 2, 2), Part(f"{SF} leads", "identities", 1, 1),
         Part(f"{SF} leads", "events", 2, 2, 0, ("lead converted", "lead created"), ("00Q5g1", "00Q5g2"), events=3)),
    ),
    Layout(
        "salesforce_contacts.csv", None,
        (Part(f"{SF} contacts", "people", 2, 2), Part(f"{SF} contacts", "identities", 1, 1)),
    ),
    Layout(
        "salesforce_report_details.csv", None,
        (Part(f"{SF} report", "events", 2, 2, 0, ("Closed Won", "Negotiation"), ("Acme", "Umbrella"), ("Web",),
              "2024-02-21T00:00:00"),),
    ),
    Layout(
        "salesforce_report_cases.csv", None,
        (Part(f"{SF} report", "events", 2, 2, 0, ("Closed", "New"), ("Ann Doe", "Cy Poe"), ("Email", "Phone"),
              "2024-01-23T11:30:00"),),
    ),
    Layout(
        "salesforce_report_campaign.csv", None,
        (Part(f"{SF} report", "events", 2, 2, 0, ("Responded", "Sent"), ("0035g1", "00Q5g1"), ("Spring",)),),
    ),
    Layout(
        "hubspot_deals.csv", None,
        (Part("HubSpot deals", "events", 2, 2, 0, ("deal created",), ("101", "9002")),
         Part("HubSpot deals", "events", 2, 2, 0, ("Closed won", "Contract sent"), ("101", "9002"),
              since="2024-01-20T10:00:00")),
    ),
    Layout(
        "hubspot_deals_by_stage.csv", None,
        (Part("HubSpot deals", "events", 2, 2, 0, ("Appointment Scheduled", "Closed Won", "deal created"),
              ("101", "102"), events=5),),
    ),
    Layout(
        "hubspot_stage_rows.csv", None,
        (Part("HubSpot deals", "events", 2, 2, 0, ("Lost", "Qualify lead"), ("1",)),),
    ),
    Layout("hubspot_companies.csv", None, (Part("HubSpot companies", "people", 2, 2),)),
    Layout(
        "hubspot_tickets.csv", None,
        (Part("HubSpot tickets", "events", 2, 2, 0, ("support ticket", "support ticket solved"), ("101", "102"),
              ("Chat", "Email"), events=3),),
    ),
    Layout(
        "hubspot_forms.csv", None,
        (Part("HubSpot form submissions", "events", 2, 2, 0, ("form submitted",),
              ("a@example.org", "b@example.org")),),
    ),
    Layout(
        "form_answer.json", json.dumps(FORM_ANSWER).encode(),
        (Part("HubSpot form submissions", "events", 2, 2, 0, ("form submitted",), ("a@example.org", "b@example.org"),
              since="2024-01-05T09:46:40"),),
    ),
    Layout(
        "email_events.json", json.dumps(EMAIL_EVENTS).encode(),
        (Part("HubSpot e-mail events", "events", 1, 1, 0, ("e-mail opened",), ("a@example.org",), ("Email",)),),
    ),
    Layout(
        "hubspot_contacts_de.csv", None,
        (Part("HubSpot contacts", "people", 2, 2), Part("HubSpot contacts", "identities", 2, 2),
         Part("HubSpot contacts", "events", 2, 2, 0, ("contact created",), ("1001", "1002"))),
    ),
    Layout(
        "marketo_activities.csv", None,
        (Part("Marketo activities", "events", 4, 3, 1, ("100098", "Open email", "Visit webpage"), ("6", "7"),
              ("Email", "Web")),),
    ),
    Layout(
        "activities.json", json.dumps(ACTIVITY_ANSWER).encode(),
        (Part("Marketo activities", "events", 1, 1, 0, ("New lead",), ("6",)),),
    ),
    Layout(
        "marketo_people.csv", None,
        (Part("Marketo people", "people", 2, 2), Part("Marketo people", "identities", 1, 1)),
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.name))
def test_a_layout_of_a_crm_becomes_touchpoints_and_people(tmp_path: Path, layout: Layout) -> None:
    checked(layout, tmp_path)
