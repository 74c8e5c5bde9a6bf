"""Takes the README's pictures from a running app with the sample company: `python -m tests.browser.screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, ROOT, chromium, start_server

CHANGE = (
    '{"name":"Guided account setup","day":"2025-05-19","outcome":{"kind":"retention","entry":"sign_up",'
    '"returning":["visit"],"days":30},"reached":{"personas":["Families"]},"control":{"others":true},"hoped_for":3}'
)
PICTURES = {
    "overview": "/",
    "funnel": "/funnel",
    "change_lab": "/change_lab?change=" + quote(CHANGE),
}


def settle(page: Page) -> None:
    """Wait until the title is there and nothing is being drawn any more."""
    page.get_by_role("heading", level=1).wait_for(timeout=180_000)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=\"stSkeleton\"]') && "
        "!document.querySelector('[data-testid=\"stStatusWidget\"]')",
        timeout=120_000,
    )
    page.wait_for_load_state("networkidle")


def take(folder: Path, scheme: str = "light", width: int = 1280, paths: dict[str, str] | None = None) -> None:
    """One picture per page into `folder`, from a fresh server."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = start_server(Path(data))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_context(
            viewport={"width": width, "height": 860},
            color_scheme=scheme,  # type: ignore[arg-type]
        ).new_page()
        for name, path in (paths or PICTURES).items():
            page.goto(server.address + path)
            settle(page)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()
        server.stop()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
