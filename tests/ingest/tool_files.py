"""Files in the shape tools export, for those of which no sample is at hand; all values are made up."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

ZENDESK = [
    "Summation column", "Id", "Requester", "Requester id", "Requester external id", "Requester email",
    "Submitter", "Assignee", "Group", "Subject", "Tags", "Status", "Priority", "Via", "Ticket type",
    "Created at", "Updated at", "Solved at", "Satisfaction Score",
]  # fmt: skip
HUBSPOT = [
    "Record ID", "First Name", "Last Name", "Became a Customer Date", "Became a Lead Date", "Contact owner",
    "Create Date", "Email", "Last NPS survey comment", "Last NPS survey date", "Last NPS survey rating",
    "Lead Status", "Lifecycle Stage", "Original Source", "Persona", "Associated Company IDs",
]  # fmt: skip
INTERCOM = [
    "Conversation ID", "Conversation started at (America/New_York)", "Updated at (America/New_York)",
    "Started by", "Conversation source", "Current conversation state", "Conversation rating",
    "Conversation rating remark", "User email",
]  # fmt: skip


def rows_of(names: list[str], *rows: dict[str, str]) -> str:
    """A CSV text; cells not given are blank."""
    lines = [",".join(f'"{row.get(name, "")}"' for name in names) for row in rows]
    return "\n".join([",".join(names), *lines]) + "\n"


def salesforce_report() -> bytes:
    return (
        b'"Opportunity ID","Contact ID","Opportunity Name","Stage","Amount","Close Date","Lead Source"\n'
        b'"1","c1","Deal 1","Closed Won","1,200.50","3/31/2024","Web"\n'
        b'"2","c2","Deal 2","Negotiation","300.00","4/15/2024","Phone"\n'
        b'"3","c3","Deal 3","Closed Lost","10.00","4/16/2024",""\n'
        b'\n"Grand Totals (3 records)"\n\n"Confidential Information - Do Not Distribute"\n'
        b'"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    )


def salesforce_object() -> bytes:
    return (
        b'"Id","IsDeleted","ContactId","Name","StageName","Amount","CloseDate","LeadSource","CreatedDate","SystemModstamp"\n'
        b'"0065g00000ABCDEFAA","false","0035g1","Deal","Closed Won","1200.0","2024-03-31","Web",'
        b'"2024-01-02T10:00:00.000Z","2024-04-01T10:00:00.000Z"\n'
    )


def segment() -> bytes:
    shared = {"originalTimestamp": "2024-01-01T10:00:00.000Z", "receivedAt": "2024-01-01T10:00:01.000Z"}
    campaign = {"source": "google", "medium": "cpc", "name": "spring"}
    calls = [
        {"anonymousId": "a1", "userId": None, "messageId": "m1", "type": "page", "name": "Home",
         "context": {"campaign": campaign}, "timestamp": "2024-01-01T10:00:00.000Z"},
        {"anonymousId": "a1", "userId": "u1", "messageId": "m2", "type": "identify", "traits": {"plan": "gold"},
         "timestamp": "2024-01-01T10:01:00.000Z"},
        {"anonymousId": "a1", "userId": "u1", "messageId": "m3", "type": "track", "event": "Order Completed",
         "properties": {"revenue": 12.5, "order_id": "o1"}, "timestamp": "2024-01-01T10:02:00.000Z"},
    ]  # fmt: skip
    return "".join(json.dumps({**shared, **call}) + "\n" for call in calls).encode()


def amplitude() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for hour in range(3):
            events = [
                {"user_id": "u1" if half else None, "device_id": "d1", "amplitude_id": 77, "event_type": "open",
                 "event_time": f"2025-02-05 2{hour}:57:31.07800{half}", "session_id": -1 if half else 1738796251078,
                 "$insert_id": f"i{hour}{half}", "uuid": f"x{hour}{half}", "event_properties": {"a": 1},
                 "server_upload_time": "2025-02-05 22:58:00.000000"}
                for half in range(2)
            ]  # fmt: skip
            text = "".join(json.dumps(event) + "\n" for event in events)
            archive.writestr(f"1234/1234_2025-02-05_2{hour}#0.json.gz", gzip.compress(text.encode()))
    return packed.getvalue()


def matomo() -> bytes:
    return (
        "idSite,idVisit,visitIp,visitorId,userId,serverDate,serverTimestamp,visitorType,visitConverted,referrerType,"
        "referrerName,siteCurrency,actionDetails 0 url\n"
        "1,10,1.2.3.0,abc,,2024-01-01,1704103200,new,0,search,Google,EUR,https://example.org/\n"
        "1,11,1.2.3.0,abd,u9,2024-01-02,1704189600,returning,1,direct,,EUR,https://example.org/ü\n"
    ).encode("utf-16")


def medallia_answers() -> bytes:
    return (
        b"feedback_id,question_id,value,rank,e_responsedate\nf1,q_nps,9,,2024-01-01 10:00:00\n"
        b"f1,q_comment,great,,2024-01-01 10:00:00\nf2,q_nps,3,,2024-01-02 10:00:00\n"
    )


def medallia_surveys() -> bytes:
    return (
        b"a_surveyid,a_unit_identifier,e_creationdate,e_responsedate,e_email,q_recommend,k_hotel_comment\n"
        b"1,U1,2024-01-01 08:00:00,2024-01-01 10:00:00,a@example.org,9,good\n"
        b"2,U1,2024-01-01 08:00:00,2024-01-03 10:00:00,b@example.org,4,bad\n"
    )


def hubspot() -> bytes:
    known = {
        "Record ID": "1001", "Email": "a@example.org", "Create Date": "2024-01-01 10:00",
        "Became a Lead Date": "2024-01-02 10:00", "Became a Customer Date": "2024-02-02 10:00",
        "Lifecycle Stage": "Customer", "Original Source": "Organic Search", "Last NPS survey rating": "9",
        "Last NPS survey date": "2024-03-01 10:00", "Last NPS survey comment": "nice",
    }  # fmt: skip
    fresh = {
        "Record ID": "1002",
        "Email": "b@example.org",
        "Create Date": "2024-01-03 10:00",
        "Lifecycle Stage": "Lead",
    }
    return rows_of(HUBSPOT, known, fresh).encode("utf-8-sig")


def zendesk() -> bytes:
    solved = {
        "Summation column": "1", "Id": "5", "Requester": "Ann", "Requester id": "900", "Status": "Solved",
        "Via": "Web form", "Created at": "2024-01-01 10:00", "Solved at": "2024-01-02 10:00",
        "Satisfaction Score": "Good",
    }  # fmt: skip
    open_one = {
        "Summation column": "1", "Id": "6", "Requester": "Bob", "Requester id": "901", "Status": "Open",
        "Via": "Mail", "Created at": "2024-01-05 10:00", "Satisfaction Score": "Unoffered",
    }  # fmt: skip
    return rows_of(ZENDESK, solved, open_one).encode()


def intercom() -> bytes:
    talk = {
        "Conversation ID": "c1", "Conversation started at (America/New_York)": "2024-01-01 10:00:00",
        "Updated at (America/New_York)": "2024-01-01 11:00:00", "Conversation rating": "4",
        "Conversation rating remark": "ok", "User email": "a@example.org", "Conversation source": "Messenger",
    }  # fmt: skip
    return rows_of(INTERCOM, talk).encode()


def surveymonkey() -> bytes:
    return (
        b"Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,"
        b"How likely is it that you would recommend us?,What did you like?,,,Anything else?\n"
        b",,,,,,,,,,Price,Service,Other (please specify),Open-Ended Response\n"
        b"11,22,05/10/2018 04:01:11 AM,05/10/2018 04:02:33 AM,1.2.3.4,,,,u1,9,Price,,,fine\n"
        b"12,22,05/11/2018 04:01:11 PM,05/13/2018 04:02:33 PM,1.2.3.4,,,,u2,3,,Service,slow,other\n"
    )


def qualtrics_legacy() -> bytes:
    return (
        '"V1","V2","V3","V4","V5","V6","V7","V8","V9","V10","Q1","Q2","LocationLatitude",\n'
        '"ResponseID","ResponseSet","Name","ExternalDataReference","EmailAddress","IPAddress","Status","StartDate",'
        '"EndDate","Finished","How likely are you to recommend us?","Why?","LocationLatitude",\n'
        '"R_1","Default","","u1","","1.2.3.4","0","2017-01-01 10:00:00","2017-01-01 10:05:00","1","9","good","4",\n'
        '"R_2","Default","","u2","","1.2.3.4","0","2017-01-02 10:00:00","2017-01-02 10:05:00","1","2","bad","4",\n'
    ).encode("utf-8-sig")


def typeform_old() -> bytes:
    return (
        b"#,How likely are you to recommend us?,Price,Service,Other,Start Date (UTC),Submit Date (UTC),Network ID\n"
        b"068127e3d5e9ca5f5fac8e04fa692a9e,9,Price,,,2018-04-03 09:05:14,2018-04-03 09:05:40,d35\n"
    )


def adobe_two_tables() -> bytes:
    rule = "#" * 46
    return (
        f'#{"=" * 64}\n# Freeform\n# Report suite: example.org\n"# Date: Jul 27, 2026 - Aug 2, 2026"\n#{"=" * 64}\n\n'
        f"{rule}\n# Freeform table (4)\n{rule}\n,,Visits,Visits\n,,Visits,Mobile Phone\nSegments,,2568497,1326683\n"
        f"Mobile,,100,50\n\n{rule}\n# Freeform table (5)\n{rule}\n,Visits\n,Visits\nDay,1000\n"
        '"Jul 27, 2026",500\n"Jul 28, 2026",500\n'
    ).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "salesforce_report.csv": salesforce_report,
    "salesforce_object.csv": salesforce_object,
    "segment.ndjson": segment,
    "amplitude.zip": amplitude,
    "matomo.csv": matomo,
    "medallia_answers.csv": medallia_answers,
    "medallia_surveys.csv": medallia_surveys,
    "hubspot.csv": hubspot,
    "zendesk.csv": zendesk,
    "intercom.csv": intercom,
    "surveymonkey.csv": surveymonkey,
    "qualtrics_legacy.csv": qualtrics_legacy,
    "typeform_old.csv": typeform_old,
    "adobe_two_tables.csv": adobe_two_tables,
}
