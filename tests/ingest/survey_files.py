"""Answer sheets as Qualtrics and SurveyMonkey export them, in their several forms; all values are made up."""

# ruff: noqa: E501

from __future__ import annotations

import csv
import io
from datetime import datetime

import openpyxl

QUALTRICS_HEADER = (
    "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage,Q1_NPS_GROUP,Q1,Q2_1,Q2_2,Q3_1,Q3_2,Q3_3_TEXT,Q4,Q5_First Click,Q5_Page Submit,plan\n"
    'Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,Recipient Last Name,Recipient First Name,Recipient Email,External Data Reference,Location Latitude,Location Longitude,Distribution Channel,User Language,"How likely are you to recommend us?\n - Group","How likely are you to recommend us?\n","How satisfied are you with... - Price","How satisfied are you with... - Service",What did you use? - Selected Choice - Web,What did you use? - Selected Choice - Shop,What did you use? - Other - Text,"Why, ""honestly""?",Timing - First Click,Timing - Page Submit,plan\n'
    '"{""ImportId"":""startDate"",""timeZone"":""America/Denver""}","{""ImportId"":""endDate"",""timeZone"":""America/Denver""}","{""ImportId"":""status""}","{""ImportId"":""ipAddress""}","{""ImportId"":""progress""}","{""ImportId"":""duration""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate"",""timeZone"":""America/Denver""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientLastName""}","{""ImportId"":""recipientFirstName""}","{""ImportId"":""recipientEmail""}","{""ImportId"":""externalDataReference""}","{""ImportId"":""locationLatitude""}","{""ImportId"":""locationLongitude""}","{""ImportId"":""distributionChannel""}","{""ImportId"":""userLanguage""}","{""ImportId"":""QID1_NPS_GROUP""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_1""}","{""ImportId"":""QID2_2""}","{""ImportId"":""QID3_1""}","{""ImportId"":""QID3_2""}","{""ImportId"":""QID3_3_TEXT""}","{""ImportId"":""QID4_TEXT""}","{""ImportId"":""QID5_FIRST_CLICK""}","{""ImportId"":""QID5_PAGE_SUBMIT""}","{""ImportId"":""plan""}"\n'
)

QUALTRICS_ROWS = (
    '2024-02-01 08:28:09,2024-02-01 08:30:09,IP Address,10.1.2.3,100,120,True,2024-02-01 08:30:10,R_1a,,,a@example.org,u1,40.1,-111.6,email,EN,Promoter,9,Somewhat satisfied,Extremely satisfied,Web,Shop,,"Good\nand cheap",0.5,12.2,gold\n'
    "2024-02-02 08:28:09,2024-02-02 08:30:09,IP Address,10.1.2.3,100,80,True,2024-02-02 08:30:10,R_2a,,,b@example.org,u2,40.1,-111.6,anonymous,EN,Detractor,2,Extremely dissatisfied,Somewhat satisfied,Web,,,slow,0.5,12.2,\n"
    "2024-02-03 08:28:09,2024-02-03 08:30:09,Survey Preview,,50,80,False,2024-02-03 08:30:10,R_3a,,,,,40.1,-111.6,preview,EN,Passive,8,,,,,phone,,,,silver\n"
)

SURVEYMONKEY = """\
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,How likely is it that you would recommend this company to a friend or colleague?,Which of the following apply? (Select all that apply.),,,,"Overall, how satisfied are you?",How do you rate each?,,Do you have any other comments?
,,,,,,,,,,Price,Service,None of the above,Other (please specify),Response,Speed,Quality,Open-Ended Response
11430000001,401000001,10/05/2023 10:04:11 AM,10/05/2023 10:06:33 AM,1.2.3.4,a@example.org,,,u1,Extremely likely - 10,Price,,,,Very satisfied,4,5,fine
11430000002,401000001,10/15/2023 04:01:11 PM,10/15/2023 04:02:33 PM,1.2.3.4,,,,u2,3,,Service,,slow,Neither satisfied nor dissatisfied,2,1,
11430000003,401000001,10/16/2023 04:01:11 PM,,1.2.3.4,,,,,Not at all likely - 0,,,None of the above,,,,,
"""

OLD_NAMES = "RespondentID,CollectorID,StartDate,EndDate,IP Address,Email Address,First Name,LastName,Custom Data"
NEW_NAMES = (
    "respondent_id,collector_id,date_created,date_modified,ip_address,email_address,first_name,last_name,custom_1"
)
CLASSIC_NAMES = SURVEYMONKEY.partition(",How likely")[0]
NO_PERSONAL = (0, 1, 2, 4, 5, 6, 7, 8, 15, 16, 18, 19, 20)
CODES = (("9", "4", "5", "1", "1"), ("2", "1", "4", "1", ""), ("8", "", "", "", ""))


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def text_of(rows: list[list[str]], delimiter: str = ",") -> str:
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return sink.getvalue()


def workbook(rows: list[list[object]], title: str = "Sheet") -> bytes:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(sink)
    return sink.getvalue()


def numbered(cell: str) -> object:
    return float(cell) if cell.replace(".", "", 1).isdigit() else cell


QUALTRICS = rows_of(QUALTRICS_HEADER + QUALTRICS_ROWS)
CODED = [list(row) for row in QUALTRICS]
for row, codes in zip(CODED[3:], CODES, strict=True):
    row[18:23] = codes
MONKEY = rows_of(SURVEYMONKEY)
FORMS = [
    [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "How likely are you to recommend us?",
        "What did you use?",
    ],
    [1, datetime(2024, 1, 1, 10), datetime(2024, 1, 1, 10, 1), "anonymous", "", 9, "Web;Shop;"],
    [2, datetime(2024, 1, 2, 10), datetime(2024, 1, 2, 10, 1), "c@example.org", "", 3, "Web;"],
]
FILES: dict[str, bytes] = {
    "qualtrics_text.csv": text_of(QUALTRICS).encode("utf-8-sig"),
    "qualtrics_numeric.csv": text_of(CODED).encode(),
    "qualtrics_utf16.tsv": text_of(QUALTRICS, "\t").encode("utf-16"),
    "qualtrics_two_header_rows.csv": text_of(QUALTRICS[:2] + QUALTRICS[3:]).encode(),
    "qualtrics_from_r.csv": text_of([["", *QUALTRICS[0]], *(["1", *row] for row in QUALTRICS[3:])]).encode(),
    "qualtrics_anonymous.csv": text_of([[row[place] for place in NO_PERSONAL] for row in QUALTRICS]).encode(),
    "qualtrics.xlsx": workbook([*QUALTRICS[:3], *([numbered(cell) for cell in row] for row in CODED[3:])]),
    "surveymonkey_classic.csv": SURVEYMONKEY.encode(),
    "surveymonkey_old_names.csv": SURVEYMONKEY.replace(CLASSIC_NAMES, OLD_NAMES).encode(),
    "surveymonkey_new_names.csv": SURVEYMONKEY.replace(CLASSIC_NAMES, NEW_NAMES).encode(),
    "surveymonkey.xlsx": workbook(MONKEY),
    "surveymonkey_condensed.csv": (
        b"Respondent ID,Collector ID,Start Date,End Date,IP Address,How satisfied are you?,How likely to recommend?,Age\n"
        b",,,,,,,\n1001,C1,2024-01-01,2024-01-01,1.2.3.4,4,8,28\n1002,C1,2024-01-01,2024-01-01,1.2.3.4,3,7,35\n"
        b"1003,C1,2024-01-02,2024-01-02,1.2.3.4,5,10,22\n"
    ),
    "surveymonkey_audience.csv": (
        b"RespondentID,What is your favourite?,,Gender\n,Response,Other (please specify),Response\n"
        b"3292879998,Tea,,Male\n3292879538,,Juice,Female\n"
    ),
    "microsoft_forms.xlsx": workbook(FORMS, "Form1"),
}
