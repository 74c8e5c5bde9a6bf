"""What an import would do, without doing it: typed rows and the counts as one sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lib.ingest.report import Reason, outcome


@dataclass(frozen=True)
class Preview:
    """The first rows as they would be stored, and how many of all rows would be accepted or rejected and why.

    Duplicates are only found by importing; the counts here are before looking for them.
    """

    rows: pd.DataFrame
    rows_read: int
    accepted: int
    rejected: int
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        """For example "31,106 rows: 31,100 will be imported, 6 rejected: no time"."""
        return outcome(self.rows_read, self.accepted, self.rejected, 0, self.reasons, "will be imported")
