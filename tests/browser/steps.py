"""What a person does in the app, for the browser tests: go to a page, make a workspace, upload, import, filter."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout


def goes_to(page: Page, name: str, title: str) -> None:
    """Click the page in the navigation and wait for its title."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def new_workspace(page: Page, name: str) -> None:
    """Make a workspace and open it."""
    goes_to(page, "Workspace", "What is in this workspace?")
    page.get_by_role("tab", name="All workspaces").click()
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_role("button", name="Create and open").click()
    expect(page.get_by_text(f'"{name}" is ready')).to_be_visible()


def uploads(page: Page, file: Path) -> None:
    """Give a file to the uploader of Add data."""
    goes_to(page, "Add data", "Which files should be part of the picture?")
    page.locator("input[type=file]").set_input_files(file)


def imports(page: Page, rows: int) -> None:
    """Import the table that was looked at, and wait until it is in."""
    page.get_by_role("button", name=f"Import {rows} rows").click()
    expect(page.get_by_text("= imported")).to_be_visible(timeout=30_000)


def sentence(page: Page, words: str) -> Locator:
    """The answer under the title that holds these words."""
    return page.get_by_test_id("stMain").get_by_role("heading").filter(has_text=words).first


def chooses_channel(page: Page, channel: str) -> None:
    """Filter by a channel in the sidebar."""
    chooses_in_sidebar(page, "Channels", channel)
    page.keyboard.press("Escape")


def chooses_in_sidebar(page: Page, name: str, choice: str) -> None:
    """Choose from a list of the sidebar; a list that closed because the page was drawn anew is opened once more."""
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile(name))
    option = page.get_by_role("option", name=choice, exact=True)
    box.click()
    try:
        option.click(timeout=5_000)
    except PlaywrightTimeout:
        box.click()
        option.click()
