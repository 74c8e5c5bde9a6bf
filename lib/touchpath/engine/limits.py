"""How much of the machine a workspace may use; each can be set by an environment variable."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

MEMORY = "1500MB"
"""What the database may use where nothing else is said; the whole process takes about 500 MB more."""
IMPORT_MEMORY = "1GB"
"""The same for a process that only imports: what does not fit is spilled to disk, whatever the size of the file."""


@dataclass(frozen=True)
class Limits:
    """Memory (as DuckDB reads it: "4GB") and threads; None leaves the choice to the database."""

    memory: str | None = None
    threads: int | None = None

    @classmethod
    def from_environment(cls, memory: str = MEMORY) -> Limits:
        """TOUCHPATH_MEMORY (else `memory`) and TOUCHPATH_THREADS."""
        threads = os.environ.get("TOUCHPATH_THREADS")
        return cls(os.environ.get("TOUCHPATH_MEMORY") or memory, int(threads) if threads else None)

    def config(self) -> dict[str, Any]:
        """The settings the database is opened with."""
        given = {"memory_limit": self.memory, "threads": self.threads}
        return {name: value for name, value in given.items() if value is not None}
