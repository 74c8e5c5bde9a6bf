"""`touchpath alerts`: what changed that should not, for a schedule."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from touchpath.answers import ask
from touchpath.answers.alerts.digest import Digest, digest
from touchpath.answers.alerts.sending import send_alarms
from touchpath.answers.change.rereading import read_due
from touchpath.command.parts import REFUSALS, Commands, existing, page
from touchpath.journey.questions import DataQuality
from touchpath.workspace import Workspace
from touchpath.workspace.alerts import saved_alerts

HELP = """
Say how every watched figure stands: open alarms first, each with what came and what was expected. Figures are chosen
on the page Alerts. Saved changes whose date has come are read, once, and stand below with their verdict.

Nothing is sent anywhere, unless the owner set an address on the page Alerts and --send is said: then open alarms are
posted there as JSON, each once, and again when it gets worse or is over. What a schedule does with the text or the
exit code is up to you.
"""
EXAMPLES = """
  touchpath alerts shop.duckdb
  touchpath alerts shop.duckdb --as json > alerts.json
  touchpath alerts shop.duckdb --send
  touchpath alerts shop.duckdb --older-than 3 || mail -s "Touchpath" team@example.com < digest.txt
"""
EXIT_CODES = """
exit codes:
  0  done: no alarm is open
  1  an alarm is open
  2  refused, or the data end more days ago than --older-than says: the reason is a sentence on standard error
"""
REFUSED = 2


def add(commands: Commands) -> None:
    """Describe the command."""
    alerting = page(commands, "alerts", "say what changed that should not", HELP, EXAMPLES, EXIT_CODES)
    alerting.add_argument("workspace", type=Path, metavar="WORKSPACE", help="the workspace file")
    alerting.add_argument("--as", dest="form", choices=("text", "json"), default="text", help="default: text")
    alerting.add_argument(
        "--older-than",
        type=int,
        metavar="DAYS",
        help="refuse when the data end more days ago (default: not looked at)",
    )
    alerting.add_argument(
        "--send",
        action="store_true",
        help="also post what is new of alarms to the address that the owner set on the page Alerts",
    )
    alerting.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the digest; the exit code."""
    try:
        with existing(given.workspace) as workspace:
            asking = partial(ask, workspace)
            read_due(workspace, asking)
            found = digest(saved_alerts(workspace.engine), asking)
            quality = ask(workspace, DataQuality()).in_full if found.open else ""
            stale = _stale(workspace, given.older_than)
            sent = send_alarms(workspace, found).sentence if given.send else ""
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    print(found.text(quality) if given.form == "text" else _as_json(found, quality), end="")
    if sent:
        print(sent, file=sys.stderr)
    if stale:
        print(stale, file=sys.stderr)
        return REFUSED
    return 1 if found.open else 0


def _stale(workspace: Workspace, older_than: int | None) -> str:
    end = workspace.engine.calendar.data_end
    if older_than is None:
        return ""
    if end is None:
        return "There are no events in this workspace yet."
    days = (datetime.now(UTC).replace(tzinfo=None) - end).days
    return (
        f"The data end {days:,} days ago, more than {older_than:,}: import newer data." if days > older_than else ""
    )


def _as_json(found: Digest, quality: str) -> str:
    plain = {
        "sentence": found.sentence,
        "open": len(found.open),
        "data_or_world": quality,
        "figures": found.table().rows.to_dict("records"),
    }
    return json.dumps(plain, ensure_ascii=False, indent=2, default=str) + "\n"
