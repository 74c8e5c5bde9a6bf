"""Words about where a table lies in its file: what it is called among several, what was left out below it."""

from __future__ import annotations

import re

from touchpath.ingest.reading.layout import Region
from touchpath.ingest.source import SourceTable

NO_ROWS = "There are no rows below the header."
_GENERIC = re.compile(r"^(report csv export|all users|freeform)$|:", re.IGNORECASE)


def region_title(region: Region, table: SourceTable) -> str:
    """What a table among several is called: the remark above it that is no fact, else its last columns."""
    said = [line for line in region.remarks if line and not _GENERIC.search(line)]
    counted = [name for name in table.names[1:] if not name.startswith("column ")] or list(table.names)
    described = ", ".join(counted[:3]) + (f" by {table.names[0]}" if len(table.names) > 1 else "")
    return said[-1] if said else described


def footer_notes(region: Region) -> tuple[str, ...]:
    """A sentence about the lines left out below a table, where there are some."""
    if not region.footer:
        return ()
    shown = "; ".join(f'"{line[:60]}"' for line in region.footer[:4] if line)
    count = len(region.footer)
    said = "1 line below the table is no row" if count == 1 else f"{count} lines below the table are no rows"
    return (f"{said} and left out: {shown}.",)
