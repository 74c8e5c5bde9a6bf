"""Statistics of websites, mailings and social pages as tools export them; all values are made up."""

# ruff: noqa: E501, W291

from __future__ import annotations

FILES: dict[str, bytes] = {}

FILES["gsc_dates.csv"] = b"""\
Date,Clicks,Impressions,CTR,Position
2024-01-01,12,340,3.53%,12.1
2024-01-02,15,350,4.29%,11.8
"""
FILES["gsc_queries.csv"] = b"""\
Top queries,Clicks,Impressions,CTR,Position
shoes,12,340,3.53%,12.1
boots,15,350,4.29%,11.8
"""
FILES["mailchimp_activity.csv"] = b"""\
"Email Address","First Name","Last Name","Address",MEMBER_RATING,Opens,"Opened At"
a@example.org,A,B,,4,2,"2024-01-05 09:35:00"
b@example.org,C,D,,2,1,"2024-01-05 10:35:00"
"""
FILES["mailchimp_automations.csv"] = b"""\
"Automation Title","Email Title","Subject","Recipients","Emails Sent","Opens","Unique Opens","Open Rate","Clicks","Unique Clicks","Click Rate","Unsubscribes","Last Sent"
"Welcome","Mail 1","Hello","100","100","50","40","40.00%","10","9","9.00%","1","Jan 05, 2024 09:30 am"
"""
FILES["klaviyo_campaigns.csv"] = b"""\
Campaign Name,Tags,Subject,List,Send Time,Send Weekday,Total Recipients,Unique Placed Order,Placed Order Rate,Revenue,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Total Clicks,Unsubscribes,Spam Complaints,Spam Complaints Rate,Successful Deliveries,Bounces,Bounce Rate,Campaign ID,Campaign Channel,Winning Variant?
News,,Hello,All,2024-01-05 09:30:00,Friday,1000,3,0.30%,120.50,300,30.00%,400,50,5.00%,60,2,0,0.00%,990,10,1.00%,01HABC,email,
"""
FILES["klaviyo_flows.csv"] = b"""\
Day,Flow Name,Flow ID,Flow Message Name,Flow Message ID,Flow Message Channel,Status,Delivered,Unique Opens,Open Rate,Unique Clicks,Click Rate,Placed Order,Placed Order Rate,Revenue,Revenue per Recipient,Unsub Rate,Complaint Rate,Bounce Rate
2024-01-05,Welcome,ABC123,Mail 1,MSG1,Email,live,100,40,0.4,9,0.09,1,0.01,12.50,0.125,0,0,0
2024-01-06,Welcome,ABC123,Mail 1,MSG1,Email,live,90,30,0.33,8,0.08,0,0,0.00,0,0,0,0
"""
FILES["klaviyo_profiles.csv"] = b"""\
Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,Address,City,State / Region,Country,Zip Code,Source,IP Address,Email Marketing Consent,Email Marketing Consent Timestamp,SMS Marketing Consent,First Active,Last Active,Profile Created On,Date Added,Last Open,Last Click,Initial Source,Last Source,Historic Customer Lifetime Value
a@example.org,01HX,A,B,,,,,Berlin,,Germany,,form,1.2.3.4,SUBSCRIBED,2024-01-01 10:00:00,,2024-01-01 10:00:00,2024-02-01 10:00:00,2024-01-01 09:00:00,2024-01-01 10:00:00,2024-01-05 10:00:00,,google,google,12.50
b@example.org,01HY,C,D,,,,,Paris,,France,,form,1.2.3.4,NEVER_SUBSCRIBED,,,2024-01-02 10:00:00,2024-02-01 10:00:00,2024-01-02 09:00:00,2024-01-02 10:00:00,,,direct,direct,0.0
"""
FILES["klaviyo_events.csv"] = b"""\
Event Name,Event Timestamp,Profile ID,Email,Campaign Name,Message Name,Flow Name,Value,Event ID
Opened Email,2024-01-05 09:35:00+00:00,01HX,a@example.org,News,News,,,ev1
Clicked Email,2024-01-05 09:36:00+00:00,01HX,a@example.org,News,News,,,ev2
Placed Order,2024-01-05 10:36:00+00:00,01HX,a@example.org,,,,12.5,ev3
"""
FILES["hubspot_email.csv"] = b"""\
Email name,Subject,Send date,Campaign,Sent,Delivered,Opened,Open rate,Clicked,Click rate,Click through rate,Bounced,Unsubscribed,Spam reports,Email ID
News,Hello,2024-01-05 09:30,Spring,1000,990,300,30.3,50,5.05,16.7,10,2,0,1122334455
More,Hi,2024-01-15 09:30,Spring,1000,990,200,20.3,30,3.05,15.7,10,1,0,1122334456
"""
FILES["hootsuite.csv"] = b"""\
Post Performance
"Jan 01, 2024 - Jan 31, 2024"
Date (GMT),Post ID,Social Network,Post Type,Post Message,Post Permalink,Impressions,Reach,Engagement,Reactions,Comments,Shares
2024-01-05 10:00:00,17841400000000001,Instagram,Photo,"Hello, world",https://example.org/p/1,"1,200",1000,55,50,3,2
2024-01-06 10:00:00,17841400000000002,Facebook,Link,Hi,https://example.org/p/2,900,800,25,20,3,2
"""
FILES["sprout_profiles.csv"] = b"""\
Date,Network,Profile,Audience,Net Audience Growth,Impressions,Engagements,Engagement Rate (per Impression),Video Views,Published Posts
01-05-2024,X,@shop,"1,200",3,"5,000",55,1.1%,0,2
01-16-2024,X,@shop,"1,203",3,"5,100",65,1.3%,0,1
"""
FILES["facebook_page.csv"] = b"""\
Date,Lifetime Total Likes,Daily New Likes,Daily Unlikes,Daily Page Engaged Users,Daily Total Reach,Daily Total Impressions
,Lifetime: The total number of people who have liked your Page. (Unique Users),Daily: The number of new people who have liked your Page (Unique Users),Daily: The number of Unlikes of your Page (Unique Users),Daily: The number of people who engaged with your Page. (Unique Users),Daily: The number of people who had any content enter their screen. (Unique Users),Daily: The number of times any content entered a person's screen. (Total Count)
2024-01-01,1000,3,1,20,500,800
2024-01-02,1002,2,0,22,550,850
"""
FILES["meta_posts.csv"] = b"""\
Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,Impressions,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks
1220000000000001,550001,Shop,Hello,,0,01/05/2024 09:30,,https://example.org/1,0,0,Photos,,,,,Lifetime,1200,1000,55,50,3,2,30
1220000000000002,550001,Shop,Hi,,0,01/16/2024 09:30,,https://example.org/2,0,0,Links,,,,,Lifetime,900,800,25,20,3,2,10
"""
FILES["instagram_posts.csv"] = b"""\
Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves
17841400000000001,178414,shop,Shop,Hello,0,01/05/2024 09:30,https://example.org/1,IG image,,Lifetime,1200,1000,50,2,1,3,4
17841400000000002,178414,shop,Shop,Hi,12,01/16/2024 09:30,https://example.org/2,IG reel,,Lifetime,2200,2000,150,12,1,13,14
"""
FILES["x_tweets.csv"] = b"""\
"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements","engagement rate","retweets","replies","likes","user profile clicks","url clicks","hashtag clicks","detail expands"
"1740000000000000001","https://x.com/a/1","Hello, world","2024-01-05 09:30 +0000","1200.0","55.0","0.0458","2.0","3.0","50.0","1.0","0","0","4.0"
"1740000000000000002","https://x.com/a/2","Hi","2024-01-06 09:30 +0000","900.0","25.0","0.0277","2.0","3.0","20.0","1.0","0","0","4.0"
"""
FILES["x_days.csv"] = b"""\
"Date","Impressions","Likes","Engagements","Bookmarks","Shares","New follows","Unfollows","Replies","Reposts","Profile visits","Create Post","Video views","Media views"
"Fri, Jan 5, 2024","1200","50","55","1","2","3","1","3","2","10","1","0","4"
"Sat, Jan 6, 2024","900","20","25","1","2","3","1","3","2","10","1","0","4"
"""
FILES["linkedin_page.csv"] = b"""\
Date,Impressions (organic),Impressions (sponsored),Impressions (total),Unique impressions (organic),Clicks (organic),Clicks (total),Reactions (organic),Reactions (total),Comments (organic),Reposts (organic),Engagement rate (total)
01/05/2024,1200,0,1200,900,12,12,50,50,3,2,0.0558
01/16/2024,900,0,900,700,10,10,20,20,3,2,0.0388
"""
FILES["ga4_freeform.csv"] = b"""\
# ----------------------------------------
# Shop - GA4
# Free form 1
# 20240101-20240131
# ----------------------------------------

Session source / medium,Device category,Active users,Sessions,Total revenue
,,1500,1800,1234.5,Grand total
google / organic,desktop,900,1100,1000.5
google / organic,mobile,500,600,200
(direct) / (none),mobile,100,100,34
"""
FILES["ga4_traffic.csv"] = b"""\
# ----------------------------------------
# Traffic acquisition: Session primary channel group (Default Channel Group)
# Account: Shop
# Property: Shop - GA4
# ----------------------------------------
# 
# All Users
# Start date: 20240101
# End date: 20240131
Session primary channel group (Default Channel Group),Sessions,Engaged sessions,Engagement rate,Average engagement time per session,Events per session,Event count,Key events,Session key event rate,Total revenue
,1800,1200,0.6666,55.5,5.5,9900,12,0.0066,1234.5,Grand total
Organic Search,1100,800,0.7272,60.5,5.5,6050,9,0.008,1000.5
Direct,700,400,0.5714,45.5,5.5,3850,3,0.004,234
"""
FILES["ga4_pages_dates.csv"] = b"""\
# ----------------------------------------
# Pages and screens: Page path and screen class
# Account: Shop
# Property: Shop - GA4
# ----------------------------------------
# 
# All Users
# Start date: 20240101
# End date: 20240102
Page path and screen class,Date,Views,Active users,Views per active user
/,20240101,120,100,1.2
/,20240102,130,110,1.18
/help,20240101,20,10,2.0
"""
FILES["ga4_nth_week.csv"] = b"""\
# ----------------------------------------
# Free form 2
# Property: Shop
# ----------------------------------------
# Start date: 20240101
# End date: 20240131
Nth week,Active users
0000,120
0001,130
"""
FILES["ua_pages.csv"] = b"""\
# ----------------------------------------
# All Web Site Data
# Channels
# 20190101-20190131
# ----------------------------------------

Default Channel Grouping,Users,New Users,Sessions,Bounce Rate,Pages / Session,Avg. Session Duration,Transactions,Revenue,Ecommerce Conversion Rate
Organic Search,"1,100",900,"1,300",45.00%,2.50,00:01:45,12,$1200.50,0.92%
Direct,700,600,800,55.00%,1.50,00:00:45,3,$200.00,0.38%
,"1,800","1,500","2,100",49.00%,2.10,00:01:20,15,"$1,400.50",0.71%

Day Index,Users
1/1/19,50
1/2/19,60
1/31/19,70
,180
"""
