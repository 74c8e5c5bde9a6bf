"""How long the touchpoint map takes until it is drawn, and the pain list beside it, measured in a real browser.

    python -m tests.benchmarks.map_click --events 10000000

In a server that nobody has asked yet: from the address to the picture, then to the sentence of the pain list. Then
the same in other browser sessions of that server, and another colour of the map that is drawn.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.filter_click import SENTENCE, workspace_of
from tests.browser.conftest import FLAGS, chromium, start_server

PICTURE = ".st-key-touchpoint_map_picture canvas, .st-key-touchpoint_map_picture svg.marks"
WAIT = 600_000
BARS = {"map first": 4.0, "pain list first": 6.0, "map next": 1.0, "another colour": 1.0}


def opened(browser: Browser, link: str) -> tuple[Page, float, float]:
    """A new session of the page: seconds to the picture, and to the sentence of the pain list."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    began = time.perf_counter()
    page.goto(link, timeout=WAIT)
    page.locator(PICTURE).first.wait_for(timeout=WAIT)
    drawn = time.perf_counter() - began
    page.locator(SENTENCE).first.wait_for(timeout=WAIT)
    said = time.perf_counter() - began
    page.wait_for_function(
        "document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState !== 'running'", timeout=WAIT
    )
    return page, drawn, said


def recoloured(page: Page) -> float:
    """Choose another colour; seconds until the map is drawn anew and the page is at rest."""
    option = page.locator(".st-key-map_colour button").last
    option.wait_for(timeout=WAIT)
    began = time.perf_counter()
    option.click()
    page.wait_for_timeout(100)
    page.wait_for_function(
        "document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState !== 'running'", timeout=WAIT
    )
    page.locator(PICTURE).first.wait_for(timeout=WAIT)
    return time.perf_counter() - began


def run(events: int) -> None:
    """Print the seconds for one size beside their bars (which are set for 10 million events)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace_of(events, Path(folder))
        server = start_server(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        link = f"{server.address}/touchpoint_map"
        page, drawn, said = opened(browser, link)
        nexts = [opened(browser, link)[1] for _ in range(3)]
        found = {
            "map first": drawn,
            "pain list first": said,
            "map next": statistics.median(nexts),
            "another colour": recoloured(page),
        }
        browser.close()
        server.stop()
    print(f"{events:,} events")
    for name, took in found.items():
        print(f"  {name:16s} {took:6.2f} s (at most {BARS[name]:.0f} s at 10 million)")


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--events", type=int, nargs="+", default=[1_000_000])
    for events in arguments.parse_args().events:
        run(events)


if __name__ == "__main__":
    main()
