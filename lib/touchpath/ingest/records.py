"""What the workspace keeps about its imports."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pandas as pd

from touchpath.engine.base import Reader
from touchpath.ingest.report import ImportFinding, ImportRecord
from touchpath.ingest.source import RowsSetAside

_NUMBERS = ("import_id", "rows_read", "accepted", "rejected", "duplicate", "set_aside")


def list_imports(reader: Reader) -> tuple[ImportRecord, ...]:
    """Every import, the latest first."""
    return tuple(_record(row) for row in reader.frame("ask/load/list_imports").to_dict("records"))


def rejected_rows(reader: Reader, import_id: int) -> pd.DataFrame:
    """The rows of an import that were not taken, in file order."""
    return reader.frame("ask/load/list_rejected", {"import_id": import_id})


def findings_text(findings: tuple[ImportFinding, ...]) -> str:
    """Findings as they are stored."""
    return json.dumps([asdict(finding) for finding in findings])


def aside_text(aside: tuple[RowsSetAside, ...]) -> str:
    """What was set aside as it is stored: why, how many rows and where, none of their words."""
    return json.dumps([asdict(part) for part in aside])


def aside_of_text(text: str) -> tuple[RowsSetAside, ...]:
    """The same read back."""
    return tuple(RowsSetAside(**part) for part in json.loads(text))


def _record(row: dict[Any, Any]) -> ImportRecord:
    findings = tuple(
        ImportFinding(part["code"], part["sentence"], part["count"], tuple(part["examples"]))
        for part in json.loads(row["findings"])
    )
    numbers = {name: int(row[name]) for name in _NUMBERS}
    return ImportRecord(
        kind=row["kind"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        mapping=json.loads(row["mapping"]),
        findings=findings,
        aside=aside_of_text(row["aside"]),
        imported_at=row["imported_at"].to_pydatetime(),
        **numbers,
    )
