"""The server tells the browser to load nothing from elsewhere and to be framed by nobody, and the browser obeys."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server, Visit

ELSEWHERE = "http://elsewhere.invalid/x.png"


@pytest.mark.parametrize("path", ["/", "/funnel", "/_stcore/health", "/static/index.html"])
def test_every_answer_carries_the_headers(server: Server, path: str) -> None:
    with urllib.request.urlopen(server.address + path) as answer:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy
        assert answer.headers["x-frame-options"] == "DENY"


def test_the_pages_work_under_the_policy_and_nothing_foreign_loads(visit: Callable[..., Visit]) -> None:
    seen = visit("/funnel")
    expect(seen.page.get_by_role("heading", level=1)).to_be_visible(timeout=300_000)
    expect(seen.page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=300_000)
    expect(seen.page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first).to_be_visible(timeout=300_000)
    seen.check()  # nothing of our own is refused
    blocked = seen.page.evaluate(
        """address => new Promise(told => {
            document.addEventListener("securitypolicyviolation", event => told(event.violatedDirective));
            const picture = new Image(); picture.src = address; document.body.append(picture);
        })""",
        ELSEWHERE,
    )
    assert blocked == "img-src"
    seen.errors.clear()  # the browser notes what it refused
    seen.foreign.clear()


def test_no_other_page_can_frame_it(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.set_content(f'<iframe src="{server.address}/"></iframe>')
    page.wait_for_function("() => window.frames.length === 1")
    expect(page.frame_locator("iframe").locator("[data-testid=stApp]")).to_have_count(0)
    page.close()
