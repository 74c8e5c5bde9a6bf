"""A manager finds out which persona is worst served, where, and what its people say: one click, answered in words."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import SAMPLE, Visit
from tests.browser.steps import goes_to, sentence


def test_the_worst_served_persona_is_one_click_away(visit: Callable[..., Visit]) -> None:
    page = visit(f"/?{SAMPLE}").page
    expect(page.get_by_role("heading", level=1)).to_have_text("How is the journey doing?")
    goes_to(page, "Personas", "How do the personas differ?")
    said = sentence(page, "are worst served")
    expect(said).to_contain_text("Bargain hunters are worst served: repeat purchase 16.2")
    expect(said).to_contain_text("retained at 30 days 23.4")
    expect(page.get_by_text("What they say.")).to_be_visible()
    expect(page.get_by_text("stand beside a low score")).to_be_visible()
    expect(page.get_by_text("Beside a low score:").first).to_be_visible()
