"""A look at what an import would bring, beside the workspace: it waits for no import that is under way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from touchpath.engine.base import Store
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.preview import Preview
from touchpath.ingest.privacy import Hashing
from touchpath.ingest.source import SourceTable
from touchpath.workspace.protecting import protected_preview, usual_protection
from touchpath.workspace.workspace import Workspace


def look(engine: Store, spool: Path, table: SourceTable, mapping: Mapping, hashing: Hashing) -> Preview:
    """What an import of the table would do, read in a store of its own that is gone afterwards.

    `spool` is the folder its file lies in. Protection is as the settings of the workspace want it. Raises
    ImportRefused when the mapping does not fit.
    """
    wanted = replace(mapping, protect=mapping.protect or usual_protection(engine))
    with Workspace(None, spool) as aside:
        return protected_preview(aside.engine, table, wanted, hashing)
