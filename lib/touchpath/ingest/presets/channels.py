"""Channels of "source / medium" texts: the rules of the workspace, and the usual ones it begins with."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from touchpath.engine.base import Writer

_FILE = Path(__file__).with_name("channel_rules.toml")
COLUMNS = ("source", "medium", "campaign", "channel")


@cache
def usual_rules() -> pd.DataFrame:
    """The rules a workspace begins with: patterns of source, medium and campaign (empty: any), and the channel."""
    rules = tomllib.loads(_FILE.read_text(encoding="utf-8"))["rule"]
    return pd.DataFrame([{name: rule.get(name, "") for name in COLUMNS} for rule in rules])


def name_channels(writer: Writer) -> None:
    """Bring the channels of the staged rows into the catalogue; "source / medium" texts get the name a rule gives."""
    if not int(writer.frame("ask/load/channel_rule_count")["rules"][0]):
        put_rules(writer, usual_rules())
    writer.run("keep/load/insert_channels")


def put_rules(writer: Writer, rules: pd.DataFrame) -> None:
    """Store the rules in this order, in place of those that are there."""
    writer.run("keep/load/clear_channel_rules")
    if not rules.empty:
        writer.put("given_rules", rules.assign(position=range(len(rules))))
        writer.run("keep/load/insert_channel_rules")
