"""`touchpath run`: the app in the browser."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys

from touchpath.command.parts import Commands, page
from touchpath.home import HOME

HELP = """
Open the app in the browser. Nothing leaves this machine; on the first start a simulated sample company is opened.

Workspaces are kept in the folder `touchpath` of the home folder, or where TOUCHPATH_DATA says.
"""
EXAMPLES = """
  touchpath run
  touchpath run --port 8600 --no-browser
"""


def add(commands: Commands) -> None:
    """Describe the command."""
    running = page(commands, "run", "open the app in the browser", HELP, EXAMPLES)
    running.add_argument("--port", type=int, default=8501, help="where it listens on this machine (default: 8501)")
    running.add_argument("--no-browser", action="store_true", help="open no browser window")
    running.set_defaults(run=run)


def run(given: argparse.Namespace) -> bool:
    """Serve the app until it is stopped, which stops its server too; True when it was stopped by hand."""
    asked = [sys.executable, "-m", "streamlit", "run", str(HOME / "app.py"), "--server.port", str(given.port)]
    if given.no_browser:
        asked += ["--server.headless", "true"]
    server = subprocess.Popen(asked, cwd=HOME, env=environment())  # noqa: S603 - our own app
    signal.signal(signal.SIGTERM, lambda number, frame: server.terminate())
    try:
        return server.wait() in (0, -signal.SIGTERM)
    except KeyboardInterrupt:
        server.wait()
        return True


def environment() -> dict[str, str]:
    """The environment with a data folder that does not depend on where the app's own files lie."""
    folder = os.environ.get("TOUCHPATH_DATA")
    return {**os.environ, **({"TOUCHPATH_DATA": os.path.abspath(folder)} if folder else {})}
