"""A newcomer's walk: start, upload, map, import, funnel, filter, and the link in somebody else's browser."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import SAMPLE, Server, Visit
from tests.browser.steps import chooses_channel, goes_to, imports, new_workspace, sentence, uploads

PEOPLE = 60


def _file(folder: Path) -> Path:
    """60 people view, the even ones put into the cart, every fourth buys; every third in the store."""
    path = folder / "walk.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["customer", "when", "action", "channel"])
        for number in range(PEOPLE):
            channel = "web" if number % 3 else "store"
            did = [
                ("10:00", "view"),
                *[("10:05", "cart")] * (number % 2 == 0),
                *[("10:09", "buy")] * (number % 4 == 0),
            ]
            for clock, action in did:
                out.writerow([f"p{number}", f"2025-03-{1 + number % 20:02} {clock}:00", action, channel])
    return path


def test_from_a_file_to_a_link_that_shows_the_same_numbers(
    visit: Callable[..., Visit], server: Server, tmp_path: Path
) -> None:
    page = visit(f"/?{SAMPLE}").page
    expect(page.get_by_role("heading", level=1)).to_have_text("How is the journey doing?", timeout=60_000)
    new_workspace(page, "Walk")
    uploads(page, _file(tmp_path))
    expect(page.get_by_text("105 rows: 105 will be imported.")).to_be_visible(timeout=30_000)
    imports(page, 105)

    goes_to(page, "Funnel", "Where do people drop off?")
    expect(sentence(page, "Of 60 people")).to_contain_text("Of 60 people who began with view, 25.0 % reached buy")
    chooses_channel(page, "store")
    filtered = sentence(page, "Of 20 people")
    expect(filtered).to_contain_text("Of 20 people who began with view, 25.0 % reached buy")
    said = filtered.inner_text()
    expect(page).to_have_url(re.compile("channel=store"))

    link = page.url.removeprefix(server.address)
    other = visit(link).page
    expect(sentence(other, said)).to_be_visible()


def test_a_link_to_a_page_works_on_a_server_that_nobody_has_visited(
    visit: Callable[..., Visit], fresh_server: Callable[[Path], Server], tmp_path: Path
) -> None:
    cold = fresh_server(tmp_path)
    page = visit("/funnel?persona=Families&channel=app", base=cold.address).page
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do people drop off?", timeout=90_000)
    expect(page.get_by_test_id("stSidebar").get_by_text("Families")).to_be_visible()
    expect(page.get_by_text("between start_checkout and purchase").first).to_be_visible(timeout=30_000)


def test_a_value_that_is_gone_is_said(visit: Callable[..., Visit]) -> None:
    page = visit(f"/funnel?channel=carrier-pigeon&{SAMPLE}").page
    expect(page.get_by_text('The link asks for the channel "carrier-pigeon"').first).to_be_visible(timeout=60_000)


def test_a_button_leads_to_another_page_with_the_filters_kept(visit: Callable[..., Visit]) -> None:
    page = visit(f"/attribution?persona=Families&{SAMPLE}").page
    page.get_by_role("button", name="Test this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Did the change do it?")
    expect(page.get_by_test_id("stSidebar").get_by_text("Families")).to_be_visible()
    expect(page).to_have_url(re.compile("change_lab.*workspace=sample-company"))
