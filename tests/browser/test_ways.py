"""Ways in a real browser: ribbons where there is room, a list on a narrow page, the tree by its tab."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import SAMPLE, Visit


def test_ribbons_where_there_is_room_and_a_list_on_a_narrow_page(visit: Callable[..., Visit]) -> None:
    page = visit(f"/paths?{SAMPLE}").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Which ways do people take?")
    wide, narrow = page.locator(".st-key-paths_wide"), page.locator(".st-key-paths_narrow")
    expect(wide.locator("canvas, svg").first).to_be_visible(timeout=60_000)
    expect(narrow).to_be_hidden()
    page.set_viewport_size({"width": 400, "height": 850})
    expect(narrow.get_by_text("Step 1").first).to_be_visible()
    expect(wide).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(wide).to_be_visible()
    page.get_by_role("tab", name="Step by step").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do they go, step by step?")
