"""Tries a hostile file as a person would on the page, and holds every step against what must be true."""

from __future__ import annotations

import csv
import io
import random
import re
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_args

import pandas as pd
import pyarrow as pa

from tests.ingest.hostile.cells import Dice
from tests.ingest.hostile.ground import Ground
from touchpath.answers.files import csv_text
from touchpath.ingest.guess import guess, guess_as
from touchpath.ingest.load.loader import place_of
from touchpath.ingest.mapping import KINDS, REQUIRED, CostMapping, EventMapping, Mapping
from touchpath.ingest.preview import Preview, preview
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable, TimeFormat
from touchpath.workspace import Workspace

_RAW = re.compile(
    r"Traceback|duckdb|pyarrow|arrow\b|openpyxl|\w+Error\b|\w+Exception|codec can't|object has no|"
    r"NoneType|errno|Binder|LINE 1|"
    r"read_csv|VARCHAR|TIMESTAMP\b|<class|0x[0-9a-f]{8}",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ANY_DAYS = 10**7
"""More days than any calendar here has."""
_TABLES = {"events": "events", "people": "people_rows", "identities": "identities", "costs": "costs"}
_ZONES = ("UTC", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo")


@dataclass
class Outcome:
    """What became of a file: tables imported and refused, rows counted, refusals by their first words."""

    imported: int = 0
    refused: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


def try_file(ground: Ground, name: str, content: bytes, seed: int) -> Outcome:
    """Import every table of the file and take all of it back. AssertionError: something is not as it must be.

    Any exception but ImportRefused comes through: nothing else may happen.
    """
    dice, outcome, before = random.Random(-1 - seed), Outcome(), ground.before
    ids: list[int] = []
    protected = dice.random() < 0.1
    if protected:
        ground.workspace.settings.save(protect_people=True, personal_columns=dice.choice(("keep", "mask", "drop")))
    file = ground.spool.save(name, io.BytesIO(content))
    try:
        for table in sniff(file):
            report = _tried(ground, table, dice, outcome)
            if report and report.import_id is not None:
                ids.append(_corrected(ground, report, dice) if dice.random() < 0.2 else report.import_id)
    except ImportRefused as refusal:
        outcome.refused += 1
        hold_refusal(refusal, file.name)
    finally:
        ground.spool.discard(file)
    for import_id in dice.sample(ids, len(ids)):
        ground.workspace.imports.undo(import_id)
    if protected:
        ground.workspace.settings.save(protect_people=False)
    after = ground.content()
    changed = {table: (before[table], after[table]) for table in before if before[table] != after[table]}
    assert not changed, f"not as before: {changed}"
    assert not ground.leftovers(), f"left behind: {ground.leftovers()}"
    return outcome


def _tried(ground: Ground, table: SourceTable, dice: Dice, outcome: Outcome) -> ImportReport | None:
    """One table looked at and imported; None when it was refused."""
    hold_shown(table)
    before, version = ground.counts(), ground.workspace.engine.version
    try:
        mapping = _chosen(table, ground.workspace, dice)
        looked = preview(ground.workspace.engine, table, mapping)
        report = ground.workspace.import_table(table, mapping)
    except ImportRefused as refusal:
        outcome.refused += 1
        hold_refusal(refusal, table.file.name)
        assert ground.workspace.engine.version == version, "a refused import left something"
        return None
    outcome.imported += 1
    outcome.kinds[report.kind] += 1
    outcome.rows.update(
        read=report.rows_read, accepted=report.accepted, rejected=report.rejected, duplicate=report.duplicate
    )
    _hold_counts(looked, report)
    told = sum(1 for _ in table_rows(table))
    assert report.rows_read - report.set_aside == told, f"our own reader finds {told} rows: {report}"
    if report.import_id is not None:
        _hold_stored(ground, report, before)
    return report


def _chosen(table: SourceTable, workspace: Workspace, dice: Dice) -> Mapping:
    """The mapping as guessed and its questions answered; sometimes one of another kind, or with columns swapped."""
    if dice.random() < 0.7:
        mapping = guess(table, workspace.engine).mapping
    else:
        mapping = guess_as(table, dice.choice(list(KINDS))).mapping
    known = {part.name for part in fields(mapping)}
    changes: dict[str, Any] = {}
    for name in REQUIRED[mapping.kind]:
        if getattr(mapping, name) is None and dice.random() < 0.9:
            changes[name] = dice.choice(table.names)
    if dice.random() < 0.15:
        changes[dice.choice(REQUIRED[mapping.kind] or ("timezone",))] = dice.choice(table.names)
        changes.pop("timezone", None)
    if "timezone" in known and dice.random() < 0.3:
        changes["timezone"] = dice.choice(_ZONES)
    if "decimal" in known and dice.random() < 0.2:
        changes["decimal"] = dice.choice((".", ","))
    ambiguous = any(column.ambiguous for column in table.columns)
    if "time_format" in known and mapping.time_format is None and (ambiguous or dice.random() < 0.1):  # type: ignore[union-attr]
        changes["time_format"] = dice.choice(("day_first", "month_first") if ambiguous else get_args(TimeFormat))
    return replace(mapping, **changes)


def _hold_counts(looked: Preview, report: ImportReport) -> None:
    """The books balance, and the preview said so before."""
    assert report.rows_read == report.accepted + report.rejected + report.duplicate + report.set_aside, report
    assert min(report.accepted, report.rejected, report.duplicate) >= 0, report
    assert report.sentence.isprintable() or not report.sentence.isascii(), report.sentence
    assert looked.rows_read == report.rows_read, (looked.rows_read, report)
    if report.import_id is not None:
        assert (looked.accepted, looked.rejected) == (report.accepted + report.duplicate, report.rejected), (
            looked,
            report,
        )
        assert sum(reason.rows for reason in report.reasons) == report.rejected, report
    pa.Table.from_pandas(looked.rows.map(str) if len(looked.rows) else looked.rows)
    for text in (looked.sentence, report.sentence, *(finding.sentence for finding in report.findings)):
        assert text.encode(), text


def _hold_stored(ground: Ground, report: ImportReport, before: dict[str, int]) -> None:
    """The tables grew by what was accepted, and rejected rows can be downloaded with their reasons."""
    assert report.import_id is not None
    added = {name: count - before[name] for name, count in ground.counts().items()}
    assert added["rejected_rows"] == report.rejected, (added, report)
    assert added["imports"] == 1, added
    if report.kind in _TABLES:
        most = _most_of_a_row(report.mapping)
        assert report.accepted <= added[_TABLES[report.kind]] <= report.accepted * most, (added, report)
    record = ground.workspace.imports()[0]
    counts = (record.rows_read, record.accepted, record.rejected, record.duplicate)
    assert counts == (report.rows_read, report.accepted, report.rejected, report.duplicate), (record, report)
    rejected = ground.workspace.imports.rejected_rows(report.import_id)
    assert len(rejected) == report.rejected
    assert rejected["reason"].str.len().gt(0).all()
    assert rejected["source_row"].gt(0).all()
    hold_download(rejected)


def _most_of_a_row(mapping: Mapping) -> int:
    """The most stored rows of one row: an event per date and its own where it names one, a cost per day it covers."""
    if isinstance(mapping, EventMapping) and mapping.moments:
        return len(mapping.moments) + (mapping.touchpoint is not None)
    return _ANY_DAYS if isinstance(mapping, CostMapping) and mapping.last_day else 1


def _corrected(ground: Ground, report: ImportReport, dice: Dice) -> int:
    """Take the rejected rows to be fixed and give them back; or import the kept original again. The import's id."""
    assert report.import_id is not None
    record = ground.workspace.imports()[0]
    try:
        if dice.random() < 0.4:
            again = ground.workspace.import_again(report.import_id, _remapped(ground, report.import_id))
            return again.import_id if again.import_id is not None else ground.workspace.imports()[0].import_id
        if not report.rejected:
            return report.import_id
        fixing = ground.workspace.corrections.rows_to_fix(report.import_id)
        assert len(fixing) == report.rejected
        path = ground.workspace.path.with_name("fixed.csv")  # type: ignore[union-attr]
        path.write_text(hold_download(fixing), encoding="utf-8")
        fixed = ground.workspace.import_fixed(report.import_id, path)
        assert fixed.rows_read == fixed.accepted + fixed.rejected + fixed.duplicate == report.rejected, fixed
        now = next(entry for entry in ground.workspace.imports() if entry.import_id == report.import_id)
        assert now.rows_read == now.accepted + now.rejected + now.duplicate + now.set_aside == record.rows_read, now
    except ImportRefused as refusal:
        hold_refusal(refusal, record.file_name)
    return report.import_id


def _remapped(ground: Ground, import_id: int) -> Mapping:
    table = ground.workspace.corrections.original_table(import_id)
    try:
        return guess(table, ground.workspace.engine).mapping
    finally:
        ground.spool.discard(table.file)


def hold_refusal(refusal: ImportRefused, name: str) -> None:
    """A refusal is a sentence that names the file and speaks of nothing below the hood."""
    said = str(refusal)
    named = refusal.file or ""
    assert said.strip(), refusal
    assert len(said) < 3000, said[:500]
    assert name[:40] in named or named.startswith(("fixed", "original")), f"{name!r} is not named: {said[:500]}"
    ours = said.replace(named, "").replace(f'"{refusal.column}"', "")  # a column may be called TIMESTAMP
    assert not _RAW.search(ours), said
    assert "\x00" not in said.encode().decode(), said


def hold_shown(table: SourceTable) -> None:
    """Everything the page shows of a table is text that can be sent to a browser."""
    assert len(set(table.names)) == len(table.names), table.names
    assert len(table.columns) > 0
    for text in (table.name, *table.names, *table.notes, *(column.label for column in table.columns)):
        assert isinstance(text.encode(), bytes)
    for column in table.columns:
        assert all(isinstance(text.encode(), bytes) for text in (*column.examples, *column.values))
        assert place_of(table, column.name) == column.position + 1
    for row in table.sample:
        assert all(cell is None or isinstance(cell.encode(), bytes) for cell in row)


def hold_download(frame: pd.DataFrame) -> str:
    """The frame as it is downloaded: as many rows, and no cell that would run as a formula."""
    text = csv_text(frame)
    csv.field_size_limit(1 << 30)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(frame) + 1, (len(rows), len(frame))
    numbers = {place for place, kind in enumerate(frame.dtypes) if pd.api.types.is_numeric_dtype(kind)}
    for row in rows:
        assert not any(cell.startswith(_FORMULA) for place, cell in enumerate(row) if place not in numbers), row
    return text
