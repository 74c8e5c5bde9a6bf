"""How long the touchpoint map takes until it is drawn, and the pain list beside it, measured in a real browser.

    python -m tests.benchmarks.map_click --events 10000000

In a server that nobody has asked yet, by the address of the map: until its picture, and until the sentence of the
list. In other such servers the way people take: the start page, then the map in the menu, at once or after five
seconds of reading (while the log is read ahead). Then another channel (map and pain list anew), another colour, and
the map by its address in new browser sessions.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.filter_click import CHANNELS, SENTENCE, choose, clear, workspace_of
from tests.browser.conftest import FLAGS, chromium, start_server

PICTURE = ".st-key-touchpoint_map_picture svg.marks, .st-key-map_first_wide svg.marks"
WAIT = 600_000
_READING = 5.0
BARS = {
    "map by its address": 4.0, "pain list by its address": 6.0, "map from the start page": 4.0,
    "pain list from the start page": 6.0, "map after reading it": 4.0, "pain list after reading it": 6.0,
    "map of another channel": 1.0, "pain list of another channel": 1.0, "another colour": 1.0,
    "map in a new session": 1.0,
}  # fmt: skip


def seen(page: Page, go: Callable[[], object]) -> tuple[float, float]:
    """Seconds from what brings the map until its picture, and until the sentence of the pain list; then at rest."""
    began = time.perf_counter()
    go()
    page.locator(PICTURE).first.wait_for(timeout=WAIT)
    drawn = time.perf_counter() - began
    page.locator(SENTENCE).first.wait_for(timeout=WAIT)
    said = time.perf_counter() - began
    at_rest(page)
    return drawn, said


def at_rest(page: Page) -> None:
    """Wait until the page is no longer being drawn."""
    page.wait_for_function(
        "document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState !== 'running'", timeout=WAIT
    )


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server that nobody has asked yet, by its address."""
    server = start_server(folder)
    try:
        yield server.address
    finally:
        server.stop()


def new_page(browser: Browser) -> Page:
    """A page in a browser session of its own."""
    return browser.new_context(viewport={"width": 1280, "height": 900}).new_page()


def from_the_start(page: Page, address: str, reading: float) -> tuple[float, float]:
    """Open the start page, read it for some seconds, then the map by the menu; seconds as `seen`."""
    page.goto(address, timeout=WAIT)
    page.locator(SENTENCE).first.wait_for(timeout=WAIT)
    at_rest(page)
    page.wait_for_timeout(reading * 1000)
    return seen(page, page.get_by_test_id("stSidebarNav").get_by_role("link", name="Touchpoint map").click)


def rechannelled(page: Page) -> tuple[float, float]:
    """Seconds until the map, and the pain list, have followed another channel; medians of several."""
    maps, lists = [], []
    for channel in CHANNELS[:3]:
        page.evaluate(_WATCH, PICTURE)
        lists.append(choose(page, channel))
        maps.append(page.evaluate("window.redrawn") / 1000)
        at_rest(page)
        clear(page)
        at_rest(page)
    return statistics.median(maps), statistics.median(lists)


_WATCH = """css => {
    const before = document.querySelector(css).innerHTML;
    let clicked = 0;
    document.addEventListener("pointerdown", () => { clicked = performance.now(); }, { capture: true });
    const look = () => {
        const drawn = document.querySelector(css);
        if (drawn && clicked && drawn.innerHTML !== before) { window.redrawn = performance.now() - clicked; }
        else { setTimeout(look, 50); }
    };
    look();
}"""
"""Milliseconds from the last press of the pointer until the picture is another one."""


def recoloured(page: Page) -> float:
    """Choose another colour; seconds until the map is drawn anew and the page is at rest."""
    option = page.locator(".st-key-map_colour button").last
    option.wait_for(timeout=WAIT)
    began = time.perf_counter()
    option.click()
    page.wait_for_timeout(100)
    at_rest(page)
    page.locator(PICTURE).first.wait_for(timeout=WAIT)
    return time.perf_counter() - began


def run(events: int) -> None:
    """Print the seconds for one size beside their bars (which are set for 10 million events)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace_of(events, Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        found = {}
        with serving(Path(folder)) as address:
            page = new_page(browser)
            found["map by its address"], found["pain list by its address"] = seen(
                page, lambda: page.goto(f"{address}/touchpoint_map", timeout=WAIT)
            )
        with serving(Path(folder)) as address:
            found["map after reading it"], found["pain list after reading it"] = from_the_start(
                new_page(browser), address, _READING
            )
        with serving(Path(folder)) as address:
            start = new_page(browser)
            found["map from the start page"], found["pain list from the start page"] = from_the_start(
                start, address, 0.0
            )
            found["map of another channel"], found["pain list of another channel"] = rechannelled(start)
            found["another colour"] = recoloured(start)
            other = new_page(browser)
            found["map in a new session"], _ = seen(
                other, lambda: other.goto(f"{address}/touchpoint_map", timeout=WAIT)
            )
        browser.close()
    print(f"{events:,} events")
    for name, took in found.items():
        print(f"  {name:30s} {took:6.2f} s (at most {BARS[name]:.0f} s at 10 million)")


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--events", type=int, nargs="+", default=[1_000_000])
    for events in arguments.parse_args().events:
        run(events)


if __name__ == "__main__":
    main()
