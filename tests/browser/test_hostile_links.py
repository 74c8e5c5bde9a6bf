"""A link may say anything: no page fails because of it, no other host is called, and nothing of it becomes markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Visit

ELSEWHERE = "http://elsewhere.invalid/x.png"
STRINGS = (
    f"![x]({ELSEWHERE})",
    f"[x]({ELSEWHERE})",
    f'<img src="{ELSEWHERE}">',
    f"<script src='{ELSEWHERE}'></script>",
    f"$\\includegraphics{{{ELSEWHERE}}}$",
    "$x^2$",
    f"{ELSEWHERE}",
    "www.elsewhere.invalid",
    f"<{ELSEWHERE}>",
    f":red[![x]({ELSEWHERE})]",
    ":material/home:",
    "**bold**",
    "# heading",
    "- list",
    "> quote",
    "`code`",
    "~~~",
    "|a|b|",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "=1+1",
    "\\Z",
    "(",
    "(?=x)",
    "'; DROP TABLE events; --",
    "$parameter",
    "%s{0}",
    "\u202eabc",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    " " * 16_000,
    "a" * 5_000,
    "\x00",
)
PAGES = (
    "",
    "funnel",
    "retention",
    "change_lab",
    "data_quality",
    "touchpoints",
    "personas",
    "workspaces",
    "add_data",
    "surveys",
    "paths",
    "attribution",
    "touchpoint_map",
    "lifetime_value",
    "foresight",
    "boards",
    "alerts",
)
FILTERS = ("period", "dates", "persona", "channel", "group", "where", "workspace")
DEFINITIONS = (
    '["visit", 5]',
    "{",
    "[]",
    "null",
    "1e999",
    '"x"',
    "[" * 4_000,
    json.dumps({"steps": "\ud800"}),
    '{"steps": 5}',
    '{"steps": [{"touchpoint": 5}]}',
    '{"steps": [{"touchpoint": "visit"}], "window_seconds": 1e999}',
    '{"steps": [{"touchpoint": "visit"}], "order": "sideways"}',
    '{"steps": [{"touchpoint": "visit", "where": [{"name": 1, "op": "=", "value": {}}]}]}',
    '{"target": {"touchpoint": []}}',
    '{"name": 1, "day": "x"}',
    json.dumps({"steps": [{"touchpoint": text} for text in STRINGS[:6]]}),
    "x" * 30_000,
)


def _holds(seen: Visit) -> None:
    page = seen.page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    assert page.get_by_text("could not be drawn").count() == 0
    assert page.locator("[data-testid=stMain] img[src^=http]").count() == 0
    assert page.locator('a[href^="http://elsewhere"], a[href*="//www.elsewhere"], a[href^="javascript"]').count() == 0
    assert page.locator(".katex").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_filters_of_a_link_stay_text(visit: Callable[..., Visit], one_person: BrowserContext, path: str) -> None:
    given = [f"{name}={quote(text[:600])}" for name in FILTERS[:-1] for text in STRINGS]
    for part in (given[0::2], given[1::2]):
        _holds(visit(f"/{path}?{'&'.join(part)[:60_000]}", of=one_person))


@pytest.mark.parametrize(
    ("path", "name"), [("funnel", "funnel"), ("retention", "retention"), ("change_lab", "change")]
)
def test_definitions_of_a_link_are_read_or_refused(
    visit: Callable[..., Visit], one_person: BrowserContext, path: str, name: str
) -> None:
    for text in (
        DEFINITIONS[0],
        DEFINITIONS[5],
        *DEFINITIONS[-3:],
    ):  # every one: tests/pages/test_hostile_definitions.py
        _holds(visit(f"/{path}?{name}={quote(text)}", of=one_person))


def test_a_workspace_of_a_link_stays_text(visit: Callable[..., Visit], one_person: BrowserContext) -> None:
    for text in STRINGS[:8:3]:
        _holds(visit(f"/?workspace={quote(text)}", of=one_person))
