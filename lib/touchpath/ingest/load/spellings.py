"""Channels written in several ways: "Web", "web" and " WEB" are one, shown under the spelling with most events.

It follows from the data alone, so that taking an import back also takes back what its spellings changed. Names that
a person chose stay, and so do spellings that a person keeps apart.
"""

from __future__ import annotations

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.report import ImportFinding


def settle_spellings(writer: Writer) -> tuple[ImportFinding, ...]:
    """Show spellings that differ only in case and blanks under the commonest (ties: first seen); what was merged."""
    found = writer.frame("ask/touchpoints/channel_spellings")
    if found.empty:
        return ()
    writer.put("given_spellings", found[["code", "shown"]])
    writer.run("keep/touchpoints/settle_channel_spellings")
    merged = found[found["raw_name"] != found["shown"]]
    return tuple(_finding(str(shown), rows) for shown, rows in merged.groupby("shown"))


def _finding(shown: str, rows: pd.DataFrame) -> ImportFinding:
    names = ", ".join(f'"{name}"' for name in rows["raw_name"])
    return ImportFinding(
        "channel_spellings",
        f'{names} and "{shown}" differ only in case and blanks: one channel, shown as "{shown}". '
        "Split it under Touchpoints if they are two.",
        int(rows["events"].sum()),
        tuple(rows["raw_name"].head(3)),
    )
