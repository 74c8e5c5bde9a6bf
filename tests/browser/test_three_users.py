"""Users at work: a manager with three clicks, an analyst with a file, a team with an empty question."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SAMPLE, Visit
from tests.browser.steps import chooses_in_sidebar

SLOW = 120_000


class Clicks:
    """Clicks and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, target: Locator) -> None:
        target.click(timeout=SLOW)
        self.count += 1


def _said(page: Page, words: str) -> Locator:
    return page.get_by_test_id("stMain").get_by_role("heading").filter(has_text=words).first


def _main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def _pick(page: Page, clicks: Clicks, box: str, option: str, *, exact: bool = False) -> None:
    clicks.on(_main(page).get_by_role("combobox", name=re.compile(box)).first)
    clicks.on(page.get_by_role("option", name=option, exact=exact).first)


def test_a_manager_learns_who_converts_worst_where_and_on_which_channel_in_three_clicks(
    visit: Callable[..., Visit],
) -> None:
    page, clicks = visit(f"/?{SAMPLE}").page, Clicks()
    clicks.on(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Funnel", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do people drop off?", timeout=SLOW)
    _pick(page, clicks, "Split by", "Persona and channel", exact=True)
    expect(_said(page, "Lowest conversion: Families on app")).to_be_visible(timeout=SLOW)
    assert clicks.count <= 3


def test_a_manager_gets_there_from_the_start_page_by_its_link(visit: Callable[..., Visit]) -> None:
    page, clicks = visit(f"/overview?{SAMPLE}").page, Clicks()
    clicks.on(_main(page).get_by_role("link", name=re.compile("See where they drop off")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do people drop off?", timeout=SLOW)
    expect(_said(page, "Lowest conversion: Families on app")).to_be_visible(timeout=SLOW)
    assert clicks.count <= 3


def _sales(path: Path) -> Path:
    """200 customers of 50 days visit on the web or in the shop; half of those on the web buy, a fifth in the shop."""
    rows = ["Kundennummer;Zeitpunkt;Ereignis;Kanal;Betrag"]
    for person in range(200):
        day = date(2025, 3, 1) + timedelta(days=person % 50)
        channel = ("Web", "Filiale")[person % 2]
        rows.append(f"K{7000 + person};{day:%d.%m.%Y} 10:{person % 60:02}:00;Besuch;{channel};")
        if person // 2 % (2, 5)[person % 2] == 0:
            rows.append(f"K{7000 + person};{day:%d.%m.%Y} 11:{person % 60:02}:00;Kauf;{channel};{19 + person % 3},90")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_an_analyst_goes_from_a_file_with_decimal_commas_to_a_filtered_split_funnel_in_twelve_clicks(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    page, clicks = visit("/workspaces").page, Clicks()
    clicks.on(page.get_by_role("tab", name="All workspaces"))
    page.get_by_role("textbox", name="Name", exact=True).fill("Vertrieb")
    clicks.on(page.get_by_role("button", name="Create and open"))
    expect(page.get_by_text('"Vertrieb" is ready')).to_be_visible(timeout=SLOW)
    clicks.on(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Add data", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Which files"), timeout=SLOW)
    page.locator("input[type=file]").set_input_files(_sales(tmp_path / "vertrieb.csv"))
    clicks.count += 1
    clicks.on(page.get_by_role("button", name="Import 270 rows"))
    expect(page.get_by_text("= imported")).to_be_visible(timeout=SLOW)
    clicks.on(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Funnel", exact=True))
    expect(_said(page, "Of 200 people")).to_be_visible(timeout=SLOW)
    _pick(page, clicks, "Split by", "Channel", exact=True)
    expect(_said(page, "Lowest conversion: Filiale, 20.0 % of 100 people")).to_be_visible(timeout=SLOW)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=SLOW)
    chooses_in_sidebar(page, "Dates", "Last 30 days")
    clicks.count += 2
    expect(_said(page, "Lowest conversion: Filiale, 20.0 % of 60 people")).to_be_visible(timeout=SLOW)
    assert clicks.count <= 12


def test_the_start_page_has_an_address_and_the_product_a_name(visit: Callable[..., Visit]) -> None:
    page = visit(f"/overview?{SAMPLE}").page
    expect(page.get_by_role("heading", level=1)).to_have_text("How is the journey doing?", timeout=SLOW)
    expect(page.get_by_test_id("stSidebarLogo").first).to_be_visible()


def test_a_team_goes_from_an_empty_question_to_a_verdict(visit: Callable[..., Visit]) -> None:
    page, clicks = visit(f"/change_lab?{SAMPLE}").page, Clicks()
    expect(_said(page, "Nothing is judged yet. First say what changed")).to_be_visible(timeout=SLOW)
    _pick(page, clicks, "What changed", "New welcome mail", exact=True)
    expect(_said(page, "Still to be said: what it should have moved")).to_be_visible(timeout=SLOW)
    _pick(page, clicks, "What should it have moved", "Coming back (retention)", exact=True)
    expect(_said(page, "after 7 Apr 2025 than before")).to_be_visible(timeout=SLOW)
    expect(_main(page).get_by_text("It reached Young professionals")).to_be_visible()
    expect(_main(page).get_by_text("It moved, cause unclear")).to_be_visible()
    # what the question showed before stays until the new picture is drawn
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=SLOW)
    picture = _main(page).get_by_test_id("stVegaLiteChart").first.bounding_box()
    assert picture is not None
    assert picture["y"] < 900
