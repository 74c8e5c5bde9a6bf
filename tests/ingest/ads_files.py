"""Reports of advertising tools with their banners and totals; all values are made up."""

# ruff: noqa: E501

from __future__ import annotations

FILES: dict[str, bytes] = {}

FILES["google_ads.csv"] = b"""\
Campaign performance
"January 1, 2024 - January 31, 2024"
Day,Campaign status,Campaign,Budget,Currency code,Campaign type,Impr.,Clicks,CTR,Avg. CPC,Cost,Conversions,Cost / conv.,Impr. (Top) %,Conv. rate
2024-01-01,Enabled,Brand Search,50.00,USD,Search,"1,234",56,4.54%,0.55,"1,030.80",3.00,10.27,55.10%,5.36%
2024-01-02,Enabled,Brand Search,50.00,USD,Search,"1,334",66,4.94%,0.55,36.30,2.00,18.15, --,3.03%
2024-01-02,Paused,Shopping,10.00,USD,Shopping,34,6,17.6%,0.50,3.00,0.00,0.00, --,0.00%
Total: Campaigns, --, --, --,USD, --,"2,602",128,4.91%,0.55,"1,070.10",5.00,13.96,50.00%,3.90%
Total: Account, --, --,60.00,USD, --,"2,602",128,4.91%,0.55,"1,070.10",5.00,13.96,50.00%,3.90%
Total: Search, --, --, --,USD, --,"2,568",122,4.75%,0.55,"1,067.10",5.00,13.96,50.00%,3.90%
Total: Shopping, --, --, --,USD, --,34,6,17.6%,0.55,3.00,5.00,13.96,50.00%,3.90%
"""
FILES["google_ads_noday.csv"] = """\
Campaign report
"January 1, 2024 - January 31, 2024"
Campaign status,Campaign,Budget,Budget type,Status,Optimization score,Account,Campaign type,Avg. CPC,Cost,Impr.,Clicks,Conversions
Enabled,Brand Search,50.00,Daily,Eligible,80.0%,Shop,Search,0.55,"1,030.80","1,234",56,3.00
Paused,Shopping,10.00,Daily,Paused, --,Shop,Shopping,0.50,3.00,34,6,0.00
Total: Account, --,60.00, --, --, --, --, --,0.55,"1,033.80","1,268",62,3.00
""".encode("utf-16")
FILES["meta_ads.csv"] = b"""\
"Reporting starts","Reporting ends","Campaign name","Campaign delivery","Results","Result indicator","Reach","Frequency","Cost per results","Ad set budget","Ad set budget type","Amount spent (EUR)","Ends","Impressions","CPM (cost per 1,000 impressions) (EUR)","Link clicks"
"2024-01-01","2024-01-01","Spring",active,12,actions:link_click,1000,1.2,0.5,,,6.25,Ongoing,1200,5.2,12
"2024-01-02","2024-01-02","Spring",active,10,actions:link_click,900,1.1,0.5,,,5.75,Ongoing,990,5.2,10
"""
FILES["meta_ads_days.csv"] = b"""\
Day,Campaign name,Ad set name,Ad name,Amount spent (USD),Impressions,Reach,Link clicks,CTR (all),Reporting starts,Reporting ends
,,,,12.00,2190,1800,22,1.0,2024-01-01,2024-01-02
2024-01-01,Spring,Set A,Ad 1,6.25,1200,1000,12,1.0,2024-01-01,2024-01-01
2024-01-02,Spring,Set A,Ad 1,5.75,990,900,10,1.0,2024-01-02,2024-01-02
"""
FILES["meta_ads_de.csv"] = """\
"Berichtsstart","Berichtsende","Kampagnenname","Auslieferung der Kampagne","Ergebnisse","Reichweite","Ausgegebener Betrag (EUR)","Impressionen"
"2024-01-01","2024-01-01","Frühling",active,12,1000,6.25,1200
"2024-01-02","2024-01-02","Frühling",active,10,900,5.75,990
""".encode()
FILES["linkedin_ads.csv"] = """\
Campaign Performance Report (in UTC)
"Report Start: January 1, 2024, 12:00 AM"
"Report End: January 31, 2024, 11:59 PM"
"Date Generated: February 2, 2024, 9:11 AM"

Start Date (in UTC)	Account Name	Currency	Campaign Group Name	Campaign Name	Campaign ID	Total Spent	Impressions	Clicks	Click Through Rate	Leads
01/14/2024	Shop	USD	Group	Brand	123456789	12.50	1000	12	1.2%	1
01/15/2024	Shop	USD	Group	Brand	123456789	10.50	900	10	1.1%	0
""".encode("utf-16")
FILES["tiktok_ads.csv"] = b"""\
Campaign name,Campaign ID,By Day,Cost,CPC (destination),CPM,Impressions,Clicks (destination),CTR (destination),Conversions
Spring,1780000000000001,2024-01-01,12.50,0.50,5.00,2500,25,1.00%,2
Spring,1780000000000001,2024-01-02,10.00,0.50,5.00,2000,20,1.00%,1
Total of 2 results,-,-,22.50,0.50,5.00,4500,45,1.00%,3
"""
FILES["microsoft_ads.csv"] = """\
"Report Name: Campaign performance"
"Report Time: 1/1/2024 - 1/31/2024"
"Time Zone: (GMT+01:00) Berlin"
"Last Completed Available Day: 2/1/2024"
"Last Completed Available Hour: 10:00"
"Report Aggregation: Daily"
"Report Filter: "
"Potential Incomplete Data: "
"Rows: 2"

"Gregorian date","Account name","Campaign name","Campaign status","Currency code","Impressions","Clicks","CTR","Avg. CPC","Spend","Conversions"
"2024-01-01","Shop","Brand","Active","EUR","100","5","5.00%","0.40","2.00","1"
"2024-01-02","Shop","Brand","Active","EUR","110","6","5.45%","0.40","2.40","0"

"©2024 Microsoft Corporation. All rights reserved. "
""".encode()
