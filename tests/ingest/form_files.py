"""Answers as tools for forms and small surveys export them; all values are made up."""

# ruff: noqa: E501

from __future__ import annotations

FILES: dict[str, bytes] = {}

FILES["google_forms.csv"] = b"""\
"Timestamp","Email Address","How likely are you to recommend us?","What did you like? [Price]","What did you like? [Service]","Anything else?"
"2024/01/05 10:11:12 AM EST","a@example.org","9","Agree","Neutral","fine"
"2024/01/06 1:11:12 PM EST","b@example.org","4","Disagree","Agree","no, thanks"
"2024/01/07 3:11:12 PM EST","c@example.org","10","Agree","Agree",""
"""
FILES["google_forms_sheet.csv"] = b"""\
Timestamp,Email Address,Score,How satisfied were you overall?,Comments
1/15/2024 10:11:12,a@example.org,,5,great
1/16/2024 13:11:12,b@example.org,,2,bad
1/17/2024 15:11:12,c@example.org,,4,
"""
FILES["google_forms_gmt.csv"] = b"""\
"Timestamp","Your name","Rate us","Comments"
"2024/03/05 3:12:45 PM GMT+2","Ann","4","x"
"2024/03/06 3:12:45 PM GMT+2","Bob","5","y"
"""
FILES["google_forms_de.csv"] = b"""\
"Zeitstempel","Wie zufrieden sind Sie?","Kommentar"
"05.03.2024 15:12:45","4","gut"
"16.03.2024 15:12:45","5",""
"""
FILES["delighted.csv"] = b"""\
Person ID,Name,Email,Phone number,Survey type,Score,Comment,Survey sent at,Response at,Tags,Permalink
1,Ann,a@example.org,,nps,9,good,2024-01-01 10:00:00 UTC,2024-01-02 10:00:00 UTC,,https://example.org
2,Bob,b@example.org,,nps,2,bad,2024-01-01 10:00:00 UTC,2024-01-03 10:00:00 UTC,,https://example.org
"""
FILES["asknicely.csv"] = b"""\
Response ID,Person ID,Contact ID,Name,Email,Answer,Answer Label,Comment,Sent,Opened,Responded,Status,Question,Question Type,Segment
1,7,9,Ann,a@example.org,9,Promoter,good,2024-01-01 10:00:00,2024-01-01 11:00:00,2024-01-01 11:01:00,Promoter,How likely,nps,Gold
2,8,10,Bob,b@example.org,2,Detractor,bad,2024-01-01 10:00:00,2024-01-01 11:00:00,2024-01-02 11:01:00,Detractor,How likely,nps,Gold
"""
FILES["hotjar.csv"] = b"""\
Number,User,Date Submitted,Country,Source URL,Device,Browser,OS,How likely are you to recommend us to a friend?,What is the main reason?,Hotjar User ID
1,0a1b2c3d,2024-01-01 10:00:00,Germany,https://example.org/,desktop,Chrome 120,Windows 10,9,fast,0a1b2c3d-1111-2222-3333-444455556666
2,1a1b2c3d,2024-01-02 10:00:00,France,https://example.org/,phone,Chrome 120,Android,3,slow,1a1b2c3d-1111-2222-3333-444455556666
"""
FILES["limesurvey.csv"] = b"""\
"id. Response ID","submitdate. Date submitted","lastpage. Last page","startlanguage. Start language","seed. Seed","token. Access code","startdate. Date started","datestamp. Date last action","Q00. How likely are you to recommend us?","Q01[SQ001]. Rate [Price]","Q01[SQ002]. Rate [Service]","Q02. Why?"
"1","2024-01-01 10:00:00","2","en","123","t1","2024-01-01 09:58:00","2024-01-01 10:00:00","9","4","5","good"
"2","","1","en","124","t2","2024-01-02 09:58:00","2024-01-02 10:00:00","2","1","3",""
"""
FILES["limesurvey_codes.csv"] = b"""\
"id";"submitdate";"lastpage";"startlanguage";"seed";"startdate";"datestamp";"G1Q1";"G1Q2[SQ1]"
"1";"2024-01-01 10:00:00";"2";"en";"123";"2024-01-01 09:58:00";"2024-01-01 10:00:00";"9";"4"
"2";"2024-01-02 10:00:00";"2";"en";"124";"2024-01-02 09:58:00";"2024-01-02 10:00:00";"2";"1"
"""
FILES["sosci.csv"] = b"""\
"CASE"\t"SERIAL"\t"REF"\t"QUESTNNR"\t"MODE"\t"STARTED"\t"A101_01"\t"A101_02"\t"A201"\t"LASTDATA"\t"FINISHED"\t"Q_VIEWER"\t"LASTPAGE"\t"MAXPAGE"
"101"\t""\t""\t"base"\t"interview"\t"2024-01-01 10:00:00"\t"4"\t"5"\t"2"\t"2024-01-01 10:06:00"\t"1"\t"0"\t"9"\t"9"
"102"\t""\t""\t"base"\t"interview"\t"2024-01-02 10:00:00"\t"1"\t"3"\t"1"\t"2024-01-02 10:05:00"\t"1"\t"0"\t"9"\t"9"
"""
FILES["kobo.csv"] = b"""\
"start";"end";"How satisfied are you?";"What did you use?";"What did you use?/Web";"What did you use?/Shop";"_id";"_uuid";"_submission_time";"_validation_status";"_notes";"_status";"_submitted_by";"__version__";"_tags";"_index"
"2024-01-01T10:00:00.000+02:00";"2024-01-01T10:02:00.000+02:00";"4";"Web Shop";"1";"1";"1001";"aaaa-1";"2024-01-01T08:02:10";"";"";"submitted_via_web";"ann";"v1";"";"1"
"2024-01-02T10:00:00.000+02:00";"2024-01-02T10:02:00.000+02:00";"2";"Web";"1";"0";"1002";"aaaa-2";"2024-01-02T08:02:10";"";"";"submitted_via_web";"ann";"v1";"";"2"
"""
FILES["alchemer.csv"] = b"""\
"Response ID","Time Started","Date Submitted","Status","Contact ID","Legacy Comments","Comments","Language","Referer","SessionID","User Agent","Tags","IP Address","Longitude","Latitude","Country","City","State/Region","Postal","How likely are you to recommend us?","Web:Which did you use?","Shop:Which did you use?","Why?"
1,"Jan 05, 2024 9:00:01 am","Jan 05, 2024 9:04:01 am","Complete",,"","","English","","s1","UA","","1.2.3.4",1.0,2.0,"Germany","Berlin","BE","10115",9,"Web","","good"
2,"Jan 06, 2024 9:00:01 am","Jan 06, 2024 9:04:01 am","Complete",,"","","English","","s2","UA","","1.2.3.4",1.0,2.0,"Germany","Berlin","BE","10115",3,"","Shop","bad"
"""
FILES["tally.csv"] = b"""\
Submission ID,Respondent ID,Submitted at,How likely are you to recommend us?,What do you like?,Your Email
PgYbzQ,l0WyWk,2024-08-11 23:25:40,9,"Price, Service",a@example.org
QgYbzQ,m0WyWk,2024-08-12 23:25:40,3,Price,b@example.org
"""
FILES["jotform.csv"] = b"""\
"Submission Date","Name","E-mail","How likely are you to recommend us?","Comments","Submission ID","IP"
"Jan 5, 2024","Ann","a@example.org","9","good","5812345678901234567","1.2.3.4"
"Jan 6, 2024","Bob","b@example.org","2","bad","5812345678901234568","1.2.3.4"
"""
FILES["gsa_feed2.csv"] = b"""\
organization_id,organization_name,form_id,form_name,submission_id,question_id,user_id,question_text,response_text,question_with_response_text,created_at,page
1,Agency,12,Feedback,501,901,,How satisfied are you?,5,How satisfied are you? 5,2023-03-23 04:19:24 UTC,/
1,Agency,12,Feedback,501,902,,Tell us more,great,Tell us more great,2023-03-23 04:19:24 UTC,/
1,Agency,12,Feedback,502,901,,How satisfied are you?,2,How satisfied are you? 2,2023-03-24 04:19:24 UTC,/
"""
FILES["gsa_responses.csv"] = b"""\
ID,UUID,Question 1: How satisfied are you?,Positive Indicators,Negative Indicators,Is there anything else?,Location Code,User Agent,Status,Archived,Flagged,Deleted,Page,Query string,Hostname,Referrer,Created At,IP Address,Tags
701,aa-1,1,"effectiveness,ease",,fine,,UA,responded,false,false,false,/help,,example.gov,,2024-01-01 10:00:00 UTC,,
702,aa-2,0,,"ease",bad,,UA,received,false,false,false,/help,,example.gov,,2024-01-02 10:00:00 UTC,,
"""
FILES["medallia_wide.csv"] = b"""\
surveyid,unitid,responsedate,creationdate,Likelihood to Recommend,Overall Satisfaction,Comment,Email,Segment
1,U1,2024-01-01 10:00:00,2024-01-01 08:00:00,9,8,good,a@example.org,Gold
2,U1,2024-01-02 10:00:00,2024-01-01 08:00:00,2,3,bad,b@example.org,
"""
FILES["typeform_new.csv"] = b"""\
#,"On a scale, how likely are you to recommend us?",What should we improve?,Your email,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending
dg3o5v9y8t6w1sdg3o5wq1kf3zv8e3xt,9,Price / Service,a@example.org,completed,2024-04-03 09:05:14,,2024-04-03 09:05:40,1f2a,,Thanks
xdg3o5v9y8t6w1sdg3o5wq1kf3zv8e3x,3,Speed,b@example.org,completed,2024-04-04 09:05:14,,2024-04-04 09:05:40,1f2b,,Thanks
"""
FILES["typeform_old2.csv"] = b"""\
"#","How old are you?","Books","Games","Other","source","Start Date (UTC)","Submit Date (UTC)","Network ID"
"a1b2c3d4e5f60718293a4b5c6d7e8f90","31","Books","","","mail","2017-04-03 09:05:14","2017-04-03 09:05:40","f0"
"b1b2c3d4e5f60718293a4b5c6d7e8f90","44","","Games","Chess","mail","2017-04-05 09:05:14","2017-04-05 09:05:40","f1"
"""
