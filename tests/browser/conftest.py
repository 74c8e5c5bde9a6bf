"""A real server and a real Chromium for the browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


SAMPLE = "workspace=sample-company"  # a link names it: without it the first by name opens, and other tests make some
_PATIENCE = 120_000
expect.set_options(timeout=_PATIENCE)  # a busy machine draws a page late, which is no fault of the page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """Path of the browser; without one the test is skipped, or fails where a browser is required."""
    found = os.environ.get("TOUCHPATH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found:
        return found
    reason = "no Chromium on this machine (set TOUCHPATH_CHROMIUM to its path)"
    if os.environ.get("TOUCHPATH_BROWSER_REQUIRED"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Server:
    """A running app: its address, its data folder, and a way to stop it."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(data: Path) -> Server:
    """Start `streamlit run app.py` on a free port and wait until it answers."""
    port = _free_port()
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, "TOUCHPATH_DATA": str(data)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return Server(address, data, process)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"the server did not start: {(data / 'server.log').read_text()[-2000:]}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("touchpath-data"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def fresh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Server]]:
    """Start further servers on a data folder (a cold deep link needs a server that nobody has visited)."""
    started: list[Server] = []

    def start(data: Path) -> Server:
        started.append(start_server(data))
        return started[-1]

    yield start
    for running in started:
        running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page with what went wrong on it: console errors, exceptions, requests to elsewhere."""

    page: Page
    errors: list[str]
    foreign: list[str]

    def check(self) -> None:
        assert self.errors == []
        assert self.foreign == []
        assert self.page.locator('[data-testid="stException"]').count() == 0


@pytest.fixture(scope="session")
def one_person(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of one person, who has the scripts of the app already: each visit would load them anew."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open a path of the app in a new browser session, or in that `of` somebody, watching console and network."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(path: str = "/", base: str = "", of: BrowserContext | None = None, **options: object) -> Visit:
        if of is None:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
            contexts.append(context)
        page = (of or context).new_page()
        page.set_default_timeout(_PATIENCE)
        seen = Visit(page, [], [])
        home = base or server.address
        page.on("console", lambda message: _note_error(seen, message))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda request: _note_foreign(seen, request.url, home))
        page.goto(home + path)
        visits.append(seen)
        return seen

    yield open_page
    for seen in visits:
        seen.check()
        seen.page.close()
    for context in contexts:
        context.close()


def _note_error(seen: Visit, message: ConsoleMessage) -> None:
    """On a deep link Streamlit first looks for its server below the page's own path: those two misses are its own."""
    probing = message.location.get("url", "").endswith(("/_stcore/health", "/_stcore/host-config"))
    if message.type == "error" and not probing:
        seen.errors.append(message.text)


def _note_foreign(seen: Visit, url: str, home: str) -> None:
    own = (home, home.replace("http", "ws", 1), "data:", "blob:")
    if not url.startswith(own):
        seen.foreign.append(url)
