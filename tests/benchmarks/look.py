"""How long a large file of the inbox takes from the click until the page says what will come out, in a real browser.

    python -m tests.benchmarks.look --megabytes 1024 --rounds 3

The page looks at the first rows first; the whole file is read when it is imported, or before it on request.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.big_file import BYTES_A_ROW, plain_file
from tests.browser.conftest import FLAGS, chromium, start_server
from touchpath.workspace.folder import create_workspace
from touchpath.workspace.inbox import Inbox

_NAME = "events.csv"
_LONG_AGO = 3600


def file_in_inbox(root: Path, megabytes: int) -> None:
    """A workspace whose inbox holds one file of synthetic events."""
    folder = Inbox.of(create_workspace(root, "Bench").file).folder
    folder.mkdir(parents=True, exist_ok=True)
    plain_file(folder / _NAME, megabytes * 2**20 // BYTES_A_ROW)
    before = time.time() - _LONG_AGO
    os.utime(folder / _NAME, (before, before))


def look(browser: Browser, address: str) -> float:
    """Seconds from the click on the file to the sentence about what will come out."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/add_data")
    button = page.get_by_role("button", name="Read", exact=True)
    button.wait_for(timeout=60_000)
    began = time.perf_counter()
    button.click()
    page.get_by_role("heading").filter(has_text="is ready:").first.wait_for(timeout=120_000)
    took = time.perf_counter() - began
    page.close()
    return took


def main() -> None:
    """Print the time of every round and the median."""
    parser = argparse.ArgumentParser(description="Time from the click to the preview of a large file.")
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file_in_inbox(Path(folder), chosen.megabytes)
        server = start_server(Path(folder))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
                times = [look(browser, server.address) for _ in range(chosen.rounds)]
                browser.close()
        finally:
            server.stop()
    said = ", ".join(f"{seconds:.2f}" for seconds in times)
    print(f"{chosen.megabytes:,} MB: from click to preview {said} s (median {statistics.median(times):.2f} s)")


if __name__ == "__main__":
    main()
