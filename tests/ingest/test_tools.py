"""More exports in the layouts of survey, advertising, mailing and social tools: recognised, mapped and imported."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.ingest import ads_files, audience_files, form_files, survey_files
from tests.ingest.test_exports import GA4, Expected, checked
from touchpath.ingest.guess import guess
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

FILES = survey_files.FILES | form_files.FILES | ads_files.FILES | audience_files.FILES
# per file: the tool, its rows, and the answers, spend and amounts found
ANSWERS = {
    "qualtrics_text.csv": ("Qualtrics survey", 3, 13),
    "qualtrics_numeric.csv": ("Qualtrics survey", 3, 13),
    "qualtrics_utf16.tsv": ("Qualtrics survey", 3, 13),
    "qualtrics_two_header_rows.csv": ("Qualtrics survey", 3, 13),
    "qualtrics_from_r.csv": ("Qualtrics survey", 3, 15),
    "qualtrics_anonymous.csv": ("Qualtrics survey", 3, 7),
    "qualtrics.xlsx": ("Qualtrics survey", 3, 13),
    "surveymonkey_classic.csv": ("SurveyMonkey responses", 3, 14),
    "surveymonkey_old_names.csv": ("SurveyMonkey responses", 3, 14),
    "surveymonkey_new_names.csv": ("SurveyMonkey responses", 3, 14),
    "surveymonkey.xlsx": ("SurveyMonkey responses", 3, 14),
    "surveymonkey_condensed.csv": ("SurveyMonkey responses", 3, 6),
    "surveymonkey_audience.csv": ("SurveyMonkey responses", 2, 4),
    "microsoft_forms.xlsx": ("Microsoft Forms responses", 2, 4),
    "google_forms.csv": ("Google Forms responses", 3, 11),
    "google_forms_sheet.csv": ("Google Forms responses", 3, 5),
    "google_forms_gmt.csv": ("Google Forms responses", 2, 4),
    "google_forms_de.csv": ("Google Forms responses", 2, 3),
    "delighted.csv": ("Delighted responses", 2, 2),
    "asknicely.csv": ("AskNicely responses", 2, 2),
    "hotjar.csv": ("Hotjar survey", 2, 4),
    "limesurvey.csv": ("LimeSurvey responses", 2, 7),
    "limesurvey_codes.csv": ("LimeSurvey responses", 2, 4),
    "sosci.csv": ("SoSci Survey data", 2, 6),
    "kobo.csv": ("KoboToolbox or ODK submissions", 2, 8),
    "alchemer.csv": ("Alchemer (SurveyGizmo) responses", 2, 6),
    "tally.csv": ("Tally form", 2, 4),
    "jotform.csv": ("Jotform submissions", 2, 4),
    "gsa_feed2.csv": ("GSA Touchpoints feed", 3, 3),
    "gsa_responses.csv": ("GSA Touchpoints responses", 2, 6),
    "medallia_wide.csv": ("Medallia surveys", 2, 4),
    "typeform_new.csv": ("Typeform responses", 2, 4),
    "typeform_old2.csv": ("Typeform responses", 2, 5),
}
SPENT = {
    "google_ads.csv": ("Google Ads report", 3, 9, 1070.10),
    "google_ads_noday.csv": ("Google Ads report", 2, 6, 1033.80),
    "meta_ads.csv": ("Meta Ads report", 2, 8, 12.0),
    "meta_ads_days.csv": ("Meta Ads report", 2, 6, 12.0),
    "meta_ads_de.csv": ("Meta Ads report", 2, 6, 12.0),
    "linkedin_ads.csv": ("LinkedIn Ads report", 2, 6, 23.0),
    "tiktok_ads.csv": ("TikTok Ads report", 2, 6, 22.5),
    "microsoft_ads.csv": ("Microsoft Advertising report", 2, 6, 4.4),
}
COUNTED = {
    "gsc_dates.csv": ("Google Search Console", 2, 4),
    "mailchimp_automations.csv": ("Mailchimp automations", 1, 7),
    "klaviyo_campaigns.csv": ("Klaviyo campaigns", 1, 16),
    "klaviyo_flows.csv": ("Klaviyo flows", 2, 10),
    "hubspot_email.csv": ("HubSpot marketing e-mails", 2, 14),
    "hootsuite.csv": ("Hootsuite posts", 2, 12),
    "sprout_profiles.csv": ("Sprout Social posts", 2, 14),
    "facebook_page.csv": ("Facebook page", 2, 12),
    "meta_posts.csv": ("Facebook or Instagram posts", 2, 14),
    "instagram_posts.csv": ("Facebook or Instagram posts", 2, 14),
    "x_tweets.csv": ("X (Twitter) analytics", 2, 18),
    "x_days.csv": ("X (Twitter) analytics", 2, 26),
    "linkedin_page.csv": ("LinkedIn page", 2, 20),
    "ga4_freeform.csv": (GA4, 3, 9),
    "ga4_traffic.csv": (GA4, 2, 18),
    "ga4_pages_dates.csv": (GA4, 3, 9),
    "ga4_nth_week.csv": (GA4, 2, 2),
}
SEVERAL = {
    "mailchimp_activity.csv": [Expected("Mailchimp activity", "events", 2, ("e-mail opened",))],
    "klaviyo_events.csv": [
        Expected("Klaviyo events", "events", 3, ("Clicked Email", "Opened Email", "Placed Order")),
    ],
    "klaviyo_profiles.csv": [
        Expected("Klaviyo profiles", "people", 2),
        Expected(
            "Klaviyo profiles",
            "events",
            2,
            ("last e-mail opened", "newsletter sign-up", "profile created"),
            "steps of the profile",
        ),
        Expected("Klaviyo profiles", "identities", 2, None, "matching ids"),
    ],
    "ua_pages.csv": [
        Expected("Universal Analytics report", "daily_counts", 2, 10, "20190101-20190131"),
        Expected("Universal Analytics report", "daily_counts", 3, 3, "(2)"),
    ],
}
CASES = (
    {name: [Expected(tool, "responses", rows, found)] for name, (tool, rows, found) in ANSWERS.items()}
    | {name: [Expected(tool, "daily_counts", rows, found)] for name, (tool, rows, found) in COUNTED.items()}
    | {
        name: [Expected(tool, "costs", rows), Expected(tool, "daily_counts", rows, found, "figures")]
        for name, (tool, rows, found, _) in SPENT.items()
    }
    | SEVERAL
)


@pytest.mark.parametrize("name", CASES)
def test_an_export_is_recognised_and_imported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    checked(path, CASES[name])


@pytest.mark.parametrize("name", SPENT)
def test_the_spend_of_a_report_counts_once(name: str) -> None:
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).save(name, io.BytesIO(FILES[name])))[0]
        workspace.import_table(table, guess(table, workspace.engine).mapping)
        costs = workspace.engine.frame("ask/load/list_costs")
        assert round(float(costs["spend"].sum()), 2) == SPENT[name][3]


@pytest.mark.parametrize(
    "name, day",
    [
        ("ga4_freeform.csv", "2024-01-31"),
        ("ga4_nth_week.csv", "2024-01-08"),
        ("ua_pages.csv", "2019-01-31"),
        ("ga4_pages_dates.csv", "2024-01-02"),
    ],
)
def test_the_figures_of_a_report_stand_on_their_day(name: str, day: str) -> None:
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).save(name, io.BytesIO(FILES[name])))[0]
        workspace.import_table(table, guess(table, workspace.engine).mapping)
        assert str(workspace.engine.frame("ask/load/list_daily_counts")["day"].max())[:10] == day


def test_a_report_without_days_says_where_its_figures_stand(tmp_path: Path) -> None:
    table = sniff(Spool(tmp_path).save("x.csv", io.BytesIO(FILES["ga4_freeform.csv"])))[0]
    assert "1 row that sums up the others is left out." in table.notes
    assert any("of 2024-01-01 to 2024-01-31 together" in note for note in table.notes)


def test_queries_without_a_day_ask_for_one() -> None:
    with Workspace.in_memory() as workspace:
        data = io.BytesIO(FILES["gsc_queries.csv"])
        found = guess(sniff(Spool(workspace.spool).save("Queries.csv", data))[0], workspace.engine)
        assert found.preset == "Google Search Console"
        assert [doubt.sentence for doubt in found.doubts] == ["Which column holds the day?"]


NOT_OF_A_TOOL = {
    "sensors.csv": "Timestamp,Heat [C],Force [Pa]\n2024-01-01 10:00:00,20.1,1000\n2024-01-02 11:00:00,20,9\n",
    "events.csv": "Timestamp,user_id,event,Why?\n2024-01-01 10:00:00,u1,open,x\n2024-01-02 10:00:00,u2,buy,y\n",
    "shop.csv": "Day,Campaign,Cost\n2024-01-01,Brand,5\n2024-01-02,Brand,6\n",
    "posts.csv": "Date,Likes,Comments\n2024-01-01,5,1\n2024-01-02,6,2\n",
    "people.csv": "Email,First Name,Date Added\na@example.org,A,2024-01-01\nb@example.org,C,2024-01-02\n",
}


@pytest.mark.parametrize("name", NOT_OF_A_TOOL)
def test_a_table_of_no_tool_is_taken_for_none(tmp_path: Path, name: str) -> None:
    table = sniff(Spool(tmp_path).save(name, io.BytesIO(NOT_OF_A_TOOL[name].encode())))[0]
    assert table.preset == ""
