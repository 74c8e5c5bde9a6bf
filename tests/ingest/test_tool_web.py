"""Web analytics: visits with their actions, database tables, reports and data feeds in each layout."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.ingest.layouts import Layout, Part, checked
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool

MATOMO, FEED = "Matomo visits", "Adobe Analytics data feed"


def action(kind: str, moment: int, **more: object) -> dict[str, object]:
    return {"type": kind, "url": "https://example.org/", "timestamp": 1704448000 + moment, "icon": None, **more}


def matomo_visits() -> bytes:
    """Two visits of a site two hours east of UTC: its actions are written in its zone, the visit in UTC."""
    east = 7200
    first = {
        "idSite": "1", "idVisit": "10", "visitIp": "1.2.0.0", "visitorId": "v1", "userId": "u1",
        "actionDetails": [
            action("action", east, pageTitle="Home"), action("search", east + 20, siteSearchKeyword="shoes"),
            action("ecommerceOrder", east + 60, orderId="T1", revenue=30.5),
        ],
        "serverDate": "2024-01-05", "lastActionTimestamp": 1704448060, "serverTimestamp": 1704448060,
        "firstActionTimestamp": 1704448000, "visitorType": "new", "referrerType": "search", "referrerName": "Google",
        "pluginsIcons": [{"pluginIcon": "pdf.png", "pluginName": "pdf"}],
    }  # fmt: skip
    second = {**first, "idVisit": "11", "visitorId": "v2", "userId": None, "referrerType": "direct",
              "referrerName": "", "actionDetails": [action("outlink", 9060)], "lastActionTimestamp": 1704449860,
              "firstActionTimestamp": 1704449860}  # fmt: skip
    return json.dumps([first, second]).encode()


MATOMO_PARTS = (
    Part(MATOMO, "events", 2, 2, 0, ("visit",), ("u1", "v2"), ("(direct) / (none)", "Google / organic"),
         "2024-01-05T09:46:40"),
    Part(MATOMO, "events", 4, 4, 0, ("Order", "Outlink", "Page view", "Site search"), ("u1", "v2"),
         since="2024-01-05T09:46:40"),
    Part(MATOMO, "identities", 1, 1),
)  # fmt: skip

FEED_COLUMNS = (
    "accept_language\tdate_time\texclude_hit\thit_time_gmt\thitid_high\thitid_low\tpage_event\tpost_event_list\t"
    "post_pagename\tpost_purchaseid\tpost_visid_high\tpost_visid_low\tuser_agent\tvisit_num\tvisit_page_num\n"
)
FEED_ROWS = (
    'en\t2024-01-05 09:46:40\t0\t1704448000\t31\t41\t0\t\tHome "start"\t\t77\t88\tA \\\ttab\t1\t1\n'
    "en\t2024-01-05 09:47:00\t0\t1704448020\t31\t42\t0\t2,100,200\tShoes\t\t77\t88\tMozilla\t1\t2\n"
    "en\t2024-01-05 09:48:00\t0\t1704448080\t31\t43\t0\t1,20=30.5\tThanks\\\nfor it\tT1\t77\t88\tMozilla\t1\t3\n"
    "en\t2024-01-05 09:49:00\t0\t1704448140\t31\t44\t10\t\t\t\t99\t11\tMozilla\t1\t1\n"
    "en\t2024-01-05 09:50:00\t7\t1704448200\t31\t45\t0\t\tBot\t\t55\t66\tMozilla\t1\t1\n"
)
FEED_FILES = {
    "column_headers.tsv": FEED_COLUMNS.encode(),
    "event.tsv": b"1\tPurchase\n2\tProduct View\n100\tInstance of eVar1\n200\tNewsletter\n",
    "browser.tsv": b"1\tChrome\n2\tFirefox\n",
    "hit_data.tsv": FEED_ROWS.encode(),
}
FEED_PARTS = (
    Part(FEED, "events", 4, 4, 0, ("custom link", "page view", "product view", "purchase"), ("77_88", "99_11"),
         since="2024-01-05T09:46:40"),
)  # fmt: skip


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


LAYOUTS = [
    Layout("visits.json", matomo_visits(), MATOMO_PARTS),
    Layout("visits.json.gz", gzip.compress(matomo_visits()), MATOMO_PARTS),
    Layout(
        "matomo_visits.csv", None,
        (Part(MATOMO, "events", 2, 2, 0, ("visit",), ("u1", "v2")),
         Part(MATOMO, "events", 3, 3, 0, ("Page view", "Video - Play"), ("u1", "v2"), since="2024-01-05T09:46:40"),
         Part(MATOMO, "identities", 1, 1)),
    ),
    Layout(
        "matomo_visits_translated.csv", None,
        (Part(MATOMO, "events", 1, 1, 0, ("visit",), ("v1",), ("newsletter / email",)),
         Part(MATOMO, "events", 2, 2, 0, ("Goal: Signed up", "Page view"), ("v1",), since="2024-01-05T09:46:40")),
    ),
    Layout(
        "matomo_log_visit.csv", None,
        (Part("Matomo visits (database)", "events", 2, 2, 0, ("visit",), ("0x8A50", "u1")),),
    ),
    Layout(
        "matomo_log_link_visit_action.csv", None,
        (Part("Matomo actions (database)", "events", 2, 2, 0, ("Page view",), ("0x8A4F",)),),
    ),
    Layout(
        "matomo_log_conversion.csv", None,
        (Part("Matomo actions (database)", "events", 2, 2, 0, ("Goal 3", "Order"), ("0x8A4F",)),),
    ),
    Layout("matomo_report_days.csv", None, (Part("Matomo report", "daily_counts", 2, 2, 0, 12),)),
    Layout("matomo_report_weeks.csv", None, (Part("Matomo report", "daily_counts", 2, 2, 0, 8),)),
    Layout("matomo_report_de.csv", None, (Part("Matomo report", "daily_counts", 1, 1, 0, 3),)),
    Layout(
        "adobe_data_view.csv", None,
        (Part("Adobe Analytics workspace", "daily_counts", 3, 3, 0, 6),
         Part("Adobe Analytics workspace", "daily_counts", 4, 4, 0, 4)),
    ),
    Layout("feed.zip", zipped(FEED_FILES), FEED_PARTS),
    Layout("feed.tar.gz", tarred(FEED_FILES), FEED_PARTS),
    Layout(
        "feed_in_parts.zip",
        zipped({**FEED_FILES, "hit_data.tsv": b"", "01-shop.tsv.gz": gzip.compress(FEED_ROWS.encode())}),
        FEED_PARTS,
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.name))
def test_a_layout_of_web_analytics_becomes_touchpoints_or_counts(tmp_path: Path, layout: Layout) -> None:
    checked(layout, tmp_path)


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
def test_a_tar_archive_that_is_cut_off_is_refused_in_a_sentence(tmp_path: Path, kept: float) -> None:
    whole = tarred({name: content * 500 for name, content in FEED_FILES.items()})
    path = tmp_path / "feed.tar.gz"
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(ImportRefused, match="cut off or damaged"):
        sniff(Spool(tmp_path / "spool").take(path))


def test_a_tar_archive_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tar"
    info = tarfile.TarInfo("zeros.csv")
    info.size = 1 << 40
    path.write_bytes(info.tobuf() + b"0" * 5_000)
    with pytest.raises(ImportRefused, match="far more than its size"):
        sniff(Spool(tmp_path / "spool").take(path))


def test_members_of_a_tar_archive_stay_in_the_spool(tmp_path: Path) -> None:
    path = tmp_path / "events.tar.gz"
    path.write_bytes(tarred({"../../up.csv": b"who,when,what\na,2024-01-01,x\n", "/abs.csv": b"a,b\n1,2\n"}))
    spool = Spool(tmp_path / "spool")
    tables = sniff(spool.take(path))
    assert all(table.file.path.is_relative_to(spool.folder) for table in tables)
    assert sorted(child.name for child in tmp_path.iterdir()) == ["events.tar.gz", "spool"]
