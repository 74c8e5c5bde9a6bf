"""How long a filter click on the funnel page takes until every figure has changed, measured in a real browser.

    python -m tests.benchmarks.filter_click --events 10000000

Each click chooses one channel and waits for the sentence, then for the picture; the second visit to a channel is the
cached repeat. Beside it: the first paint of the page in a new browser session of a running server.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.funnel import PLAIN, ours, synthetic
from tests.browser.conftest import FLAGS, chromium, start_server
from touchpath.journey.definition import to_plain
from touchpath.workspace.folder import create_workspace

CHANNELS = ("web", "app", "store", "phone", "mail")
SENTENCE = "[data-testid='stMain'] h5"


def workspace_of(events: int, root: Path) -> None:
    """A workspace of synthetic events in a data folder."""
    entry = create_workspace(root, "Bench")
    ours(synthetic(events), entry.folder).close()
    (entry.folder / "bench.duckdb").rename(entry.file)


def choose(page: Page, channel: str) -> float:
    """Click one channel in the sidebar instead of the last one; seconds until the picture is drawn anew."""
    before = page.locator(SENTENCE).first.inner_text()
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name="Channels")
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list closes where the sidebar is scrolled beneath it
    box.click()
    option = page.get_by_role("option", name=channel, exact=True)
    option.wait_for()
    began = time.perf_counter()
    option.click()
    page.wait_for_function(
        "([css, before]) => document.querySelector(css)?.innerText !== before && "
        "document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState !== 'running'",
        arg=[SENTENCE, before],
        timeout=60_000,
    )
    took = time.perf_counter() - began
    page.keyboard.press("Escape")
    return took


def clear(page: Page) -> None:
    """Take the channel filter away again."""
    before = page.locator(SENTENCE).first.inner_text()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Clear all").first.click()
    page.wait_for_function(
        "([css, before]) => document.querySelector(css)?.innerText !== before", arg=[SENTENCE, before], timeout=60_000
    )


def run(events: int) -> None:
    """Print the medians for one size."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace_of(events, Path(folder))
        server = start_server(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        link = f"{server.address}/funnel?funnel={quote(json.dumps(to_plain(PLAIN)))}"
        paints = []
        for _ in range(3):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            began = time.perf_counter()
            page.goto(link)
            page.locator(SENTENCE).first.wait_for(timeout=180_000)
            paints.append(time.perf_counter() - began)
        fresh, repeats = [], []
        for times in (fresh, repeats):
            for channel in CHANNELS:
                times.append(choose(page, channel))
                clear(page)
        browser.close()
        server.stop()
    print(f"{events:,} events")
    print(f"  first paint, cold server  {paints[0]:.2f} s; next sessions {statistics.median(paints[1:]):.2f} s")
    print(f"  a click on a new filter   {statistics.median(fresh):.2f} s (median of {len(fresh)})")
    print(f"  the same click again      {statistics.median(repeats):.2f} s")


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, nargs="+", default=[1_000_000])
    for events in arguments.parse_args().events:
        run(events)


if __name__ == "__main__":
    main()
