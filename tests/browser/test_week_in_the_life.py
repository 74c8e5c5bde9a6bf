"""A week in the life of a team: the data so far, a board and an alert; next Monday's file, what moved, the report."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.answers.alert_company import later_week
from tests.browser.conftest import Server, Visit
from tests.browser.steps import goes_to, sentence, uploads
from tests.workspace.hook_server import Hook, hook_server
from touchpath.workspace.folder import create_workspace

SO_FAR = 148
"""Days until a Monday: long enough to say what is usual, 120 days for an alert."""


def _imports(page: Page) -> None:
    page.get_by_role("button", name=re.compile(r"^Import [\d,]+ rows")).click()
    expect(page.get_by_text("= imported")).to_be_visible()


def _drops(file: Path, inbox: Path) -> None:
    """Put a file into the inbox, its copy long complete."""
    target = inbox / "second week.csv"
    file.rename(target)
    os.utime(target, (time.time() - 100,) * 2)


def test_a_team_imports_watches_and_is_told_what_moved(
    visit: Callable[..., Visit], fresh_server: Callable[[Path], Server], tmp_path: Path
) -> None:
    with hook_server() as hook:
        _week(visit, fresh_server, tmp_path, hook)
    assert [body["text"].split(" fell")[0] for body in hook.bodies] == [
        "1 of 1 watched figure left what is usual. Conversion rate"
    ], "sent once, after the import"


def _week(visit: Callable[..., Visit], fresh_server: Callable[[Path], Server], tmp_path: Path, hook: Hook) -> None:
    data = tmp_path / "data"
    folder = create_workspace(data, "Corner shop").folder
    page = visit("/add_data", base=fresh_server(data).address).page

    uploads(page, later_week(tmp_path / "until monday.csv", first=0, days=SO_FAR))
    _imports(page)
    expect(page.get_by_text("What moved")).to_have_count(0)

    goes_to(page, "Boards", "What do we watch?")
    page.get_by_role("button", name="Begin with the usual questions").click()
    expect(sentence(page, '"Our board" watches')).to_be_visible()
    goes_to(page, "Alerts", "What changed that should not?")
    page.get_by_role("button", name="Watch this").click()
    expect(sentence(page, "No alarm is open: 1 of 1 watched figure as usual")).to_be_visible()
    page.get_by_text("Send alarms on").click()
    page.get_by_role("textbox", name="Address").fill(f"{hook.address}/alerts")
    page.get_by_role("button", name="Save the address").click()
    expect(page.get_by_text("Open alarms are sent to 127.0.0.1 after imports")).to_be_visible()

    _drops(later_week(tmp_path / "week.csv", chance=0.05, first=SO_FAR), folder / "inbox")
    goes_to(page, "Add data", "Which files should be part of the picture?")
    expect(page.get_by_text("1 file waits in the inbox")).to_be_visible()
    page.get_by_role("button", name="Read", exact=True).click()
    _imports(page)
    expect(page.get_by_role("heading", name="What moved")).to_be_visible()
    expect(page.get_by_text(re.compile(r"moved beyond (its|their) usual range"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Conversion rate was .* below its usual"))).to_be_visible()
    expect(page.get_by_text("Answers on boards before and now")).to_be_visible()
    expect(page.get_by_test_id("stSidebar").get_by_text("Newest event 3 Jun 2024")).to_be_visible()
    expect(page.get_by_text("Open alarms were sent to 127.0.0.1.")).to_be_visible()
    assert not list((folder / "inbox").glob("*.csv"))
    assert [path.name for path in (folder / "inbox" / "imported").iterdir()] == ["second week.csv"]

    goes_to(page, "Alerts", "What changed that should not?")
    alarm = sentence(page, "1 of 1 watched figure left what is usual. Conversion rate fell to")
    expect(alarm).to_be_visible()

    goes_to(page, "Boards", "What do we watch?")
    said = sentence(page, '"Our board" watches')
    expect(said).to_contain_text("data until 3 Jun 2024")
    page.get_by_role("button", name="Make the report").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="Download the report (HTML)").click()
    report = got.value.path().read_text("utf-8")
    assert "Corner shop. Data until 3 Jun 2024." in report
    assert re.search(r"Conversion rate[^.]* left (its|their) usual range", report)
