"""The corpus: its first half was written before the guess weighed evidence, its second half after."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.corpus.first import headerless, logs, processes, shops, surveys, tools
from tests.ingest.corpus.second import (
    abroad,
    answers,
    commerce,
    figures,
    heads,
    periods,
    pieces,
    reports,
    unmet,
    unseen,
    worded,
)
from tests.ingest.corpus.second import logs as later_logs
from tests.ingest.corpus.second import surveys as later_surveys

FIRST = [case for family in (logs, headerless, shops, processes, surveys, tools) for case in family.cases()]
SECOND = [
    case
    for family in (
        later_logs,
        commerce,
        later_surveys,
        figures,
        reports,
        answers,
        unseen,
        pieces,
        periods,
        abroad,
        unmet,
        heads,
        worded,
    )
    for case in family.cases()
]
HALVES = {"first half": FIRST, "second half": SECOND}
OPEN = Path(__file__).with_name("open.txt")
"""The names of tables that do not come out as they should yet, one a line."""
