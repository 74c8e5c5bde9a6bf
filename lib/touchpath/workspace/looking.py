"""A look at what an import would bring, beside the workspace: it waits for no import that is under way."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from touchpath.engine.base import Store
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.preview import Preview
from touchpath.ingest.privacy import Hashing
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SourceTable
from touchpath.workspace.protecting import protected_preview, usual_protection
from touchpath.workspace.workspace import Workspace


def look(engine: Store, spool: Path, table: SourceTable, mapping: Mapping, hashing: Hashing) -> Preview:
    """What an import of the table would do, read in a store of its own in which nothing is kept.

    `spool` is the folder its file lies in. Protection is as the settings of the workspace want it. Raises
    ImportRefused when the mapping does not fit.
    """
    wanted = replace(mapping, protect=mapping.protect or usual_protection(engine))
    aside = _SPARE.take(spool) or Workspace(None, spool)
    try:
        seen = protected_preview(aside.engine, table, wanted, hashing)
    except ImportRefused:
        _SPARE.put(aside)
        raise
    except BaseException:
        aside.close()
        raise
    _SPARE.put(aside)
    return seen


def make_ready(spool: Path) -> None:
    """Open the store for the next look in a thread, unless one is ready: that takes a fifth of a second."""
    if not _SPARE.fits(spool):
        threading.Thread(target=lambda: _SPARE.put(Workspace(None, spool)), daemon=True).start()


@dataclass
class _Spare:
    """One store in memory that waits for the next look; it may read one spool."""

    _kept: Workspace | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fits(self, spool: Path) -> bool:
        """Whether it may read a spool."""
        with self._lock:
            return self._kept is not None and self._kept.spool == spool

    def take(self, spool: Path) -> Workspace | None:
        """The store, for one look alone; None where none is ready for the spool."""
        with self._lock:
            if self._kept is None or self._kept.spool != spool:
                return None
            taken, self._kept = self._kept, None
            return taken

    def put(self, aside: Workspace) -> None:
        """Keep a store for the next look, in place of the one before."""
        with self._lock:
            before, self._kept = self._kept, aside
        if before is not None:
            before.close()


_SPARE = _Spare()
