"""The rules by which sources and media are shown as channels, read and changed by people."""

from __future__ import annotations

import re

import pandas as pd

from touchpath.engine.base import Reader, Store
from touchpath.ingest.presets.channels import COLUMNS, put_rules, usual_rules
from touchpath.journey.definition import DefinitionError


def channel_rules(reader: Reader) -> pd.DataFrame:
    """The rules in force, first to last: patterns of source, medium, campaign (empty: any), and the channel."""
    rules = reader.frame("ask/load/list_channel_rules")
    return usual_rules().copy() if rules.empty else rules


def save_channel_rules(engine: Store, rules: pd.DataFrame) -> None:
    """Put the rules in force, also for channels already met, except those renamed by hand.

    Raises DefinitionError for a rule without a channel, and for a pattern that is no regular expression.
    """
    given = pd.DataFrame({name: rules[name].fillna("").astype(str).str.strip() for name in COLUMNS})
    given = given[(given != "").any(axis=1)].reset_index(drop=True)
    _check(given)
    with engine.transaction() as writer:
        writer.put("given_rules", given.assign(position=range(len(given))))
        writer.run("keep/load/rename_ruled_channels")
        put_rules(writer, given)


def _check(rules: pd.DataFrame) -> None:
    for row in rules.to_dict("records"):
        if not row["channel"]:
            raise DefinitionError("Each rule needs a channel.")
        for name in COLUMNS[:3]:
            try:
                re.compile(row[name])
            except re.error as error:
                raise DefinitionError(f'"{row[name]}" is no pattern: {error}.') from error
