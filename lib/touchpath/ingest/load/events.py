"""Importing events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.columns import constants, fields, one_of, properties, time_format
from touchpath.ingest.load.currencies import in_currency, several_currencies
from touchpath.ingest.load.loader import LoadStep, Staging, StoredRows, label
from touchpath.ingest.load.moments import dated_columns, dates_found, moment_steps
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.presets.channels import name_channels
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable
from touchpath.journey.calendar import clock_changes
from touchpath.journey.words import listed, plural

_IDS_AT_A_TIME = 16_000_000
_WITH_CONSTANT = (
    "person", "occurred_at", "touchpoint", "channel", "session", "value", "order_id", "campaign", "currency",
    "quantity", "unit_price", "cancelled",
)  # fmt: skip


class EventLoader:
    """Typed while the file is read, in one statement: events come by the million."""

    def staging(self, table: SourceTable, mapping: EventMapping) -> Staging:
        """See Loader."""
        mapping = in_currency(table, mapping)
        kept = properties(table, mapping, mapping.properties)
        changes = clock_changes(mapping.timezone)
        parameters = {
            **fields(table, mapping, (*_WITH_CONSTANT, "event_id"), kept),
            **constants(mapping, _WITH_CONSTANT),
            "properties": one_of(kept.values()),
            "time_format": time_format(table, mapping, "occurred_at"),
            "zone": mapping.timezone,
            "change_days": [changed.isoformat() for changed in changes],
            "change_months": sorted({changed.month for changed in changes}),
            "decimal": mapping.decimal,
            "valued": mapping.value is not None,
            "marked": mapping.cancelled is not None,
            "cancelled_as": [text.strip().lower() for text in mapping.cancelled_as],
            "dated": one_of(dated_columns(table, mapping, kept)),
        }
        settled = (LoadStep("keep/load/settle_decimals", {}),) if mapping.value is not None else ()
        steps = (_labels(mapping), *settled, *_totals(mapping), LoadStep("keep/load/number_events", {}))
        return Staging(
            reading=LoadStep("keep/load/stage_events", parameters, kept),
            steps=(*steps, *moment_steps(table, mapping, kept)),
            reasons="keep/load/spread_reasons" if mapping.moments else "keep/load/stage_reasons",
        )

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: EventMapping) -> StoredRows:
        """See Loader."""
        findings = _unreadable_values(writer) + _other_times(writer) + _future_times(writer)
        findings += _clock_changes(writer, mapping)
        findings += several_currencies(writer.frame("keep/load/currencies_met"))
        findings += _decimals(writer, mapping) + _totals_found(writer, mapping) + dates_found(writer, mapping)
        name_channels(writer)
        for statement in ("keep/load/insert_touchpoints", "keep/load/insert_people", "keep/load/code_events"):
            writer.run(statement)
        duplicate = _insert(writer, import_id, _held(table, in_currency(table, mapping)))
        writer.run("keep/load/update_seen", {"import_id": import_id})
        return StoredRows(duplicate, findings)

    def shown(self, writer: Writer, table: SourceTable, mapping: EventMapping, rows: int) -> pd.DataFrame:
        """See Loader."""
        kept = bool(properties(table, mapping, mapping.properties))
        return writer.frame("keep/load/preview_events", {"rows": rows, "with_properties": kept})


def _labels(mapping: EventMapping) -> LoadStep:
    """The columns to name beside rejected rows."""
    labels = {
        "person_label": label(mapping.person),
        "time_label": label(mapping.occurred_at),
        "touchpoint_label": label(mapping.touchpoint),
    }
    return LoadStep("keep/load/hold_labels", labels)


def _totals(mapping: EventMapping) -> tuple[LoadStep, ...]:
    """Totals of orders count once, and those that contradict each other are noted before."""
    if mapping.value_of == "row" or mapping.order_id is None:
        return ()
    return LoadStep("keep/load/hold_differing_totals", {}), LoadStep("keep/load/count_totals_once", {})


def _held(table: SourceTable, mapping: EventMapping) -> dict[str, bool]:
    """Which of the fields that files often lack this one has."""
    return {
        "with_session": mapping.session is not None,
        "with_order_id": mapping.order_id is not None,
        "with_event_id": mapping.event_id is not None,
        "with_campaign": mapping.campaign is not None,
        "with_currency": mapping.currency is not None,
        "with_cancelled": mapping.cancelled is not None,
        "with_properties": bool(properties(table, mapping, mapping.properties)),
    }


def _insert(writer: Writer, import_id: int, held: dict[str, bool]) -> int:
    """Store the events that are no duplicates; how many were. Looks for some only where there can be any."""
    only_import = {"import_id": import_id}
    possible = bool(writer.frame("keep/load/overlapping_events")["overlapping"][0])
    if not possible and not (held["with_event_id"] and _repeated(writer)):
        writer.run("keep/load/insert_events", {**only_import, **held})
        return 0
    writer.run("keep/load/hold_coded_events", {"with_properties": held["with_properties"]})
    writer.run("keep/load/find_duplicates", only_import)
    writer.run("keep/load/insert_duplicates", only_import)
    writer.run("keep/load/drop_duplicates")
    writer.run("keep/load/insert_held_events", only_import)
    return int(writer.frame("keep/load/repeated_rows", only_import)["rows"][0])


def _repeated(writer: Writer) -> bool:
    """Whether an event id may come twice in the file: looked for by the hashes, some millions of them at a time.

    Sorting them as an array takes a third of the time a distinct count in the database does.
    """
    ids = int(writer.frame("keep/load/count_event_ids")["ids"][0])
    parts = 1 + ids // _IDS_AT_A_TIME
    for part in range(parts):
        hashes = np.sort(writer.arrays("keep/load/event_id_hashes", {"parts": parts, "part": part})["hash"])
        if bool(np.any(hashes[1:] == hashes[:-1])):
            return True
    return False


def _unreadable_values(writer: Writer) -> tuple[ImportFinding, ...]:
    count = int(writer.frame("keep/load/unreadable_values")["rows"][0])
    if not count:
        return ()
    return (
        ImportFinding(
            "unreadable_values", f"{count:,} events have a value that is no number; they have none.", count
        ),
    )


def _decimals(writer: Writer, mapping: EventMapping) -> tuple[ImportFinding, ...]:
    """Amounts that show another decimal sign than was said: each is read as it can only be meant."""
    if mapping.value is None:
        return ()
    row = writer.frame("keep/load/decimals_met").iloc[0]
    same, other, unsure = int(row["same"]), int(row["other"]), int(row["open"])
    if not other:
        return ()
    said, shown = ("a point", "a comma") if mapping.decimal == "." else ("a comma", "a point")
    open_ones = f" {unsure:,} that leave it open are read with {shown if other > same else said}." if unsure else ""
    sentence = (
        f"{other:,} amounts have {shown} before their decimals, {same:,} have {said}; each is read as it is "
        f"written.{open_ones}"
    )
    return (ImportFinding("mixed_decimals" if same else "decimal_sign", sentence, other),)


def _totals_found(writer: Writer, mapping: EventMapping) -> tuple[ImportFinding, ...]:
    """Orders whose rows do not agree on the total."""
    if not _totals(mapping):
        return ()
    found = writer.frame("keep/load/differing_totals")
    count = int(found["orders"][0])
    if not count:
        return ()
    sentence = (
        f"{count:,} {'order has' if count == 1 else 'orders have'} different totals on their rows; the first of each "
        "counts. If every row has an amount of its own, say so in the mapping."
    )
    return (ImportFinding("differing_totals", sentence, count, tuple(found["examples"][0])),)


def _other_times(writer: Writer) -> tuple[ImportFinding, ...]:
    """Times with dots among times as computers write them: dots always put the day first."""
    found = writer.frame("keep/load/other_times")
    if found.empty or not int(found["rows"][0]):
        return ()
    count = int(found["rows"][0])
    sentence = f"{count:,} times are written with dots among others that are not; they were read with the day first."
    return (ImportFinding("mixed_times", sentence, count, tuple(found["examples"][0])),)


def _clock_changes(writer: Writer, mapping: EventMapping) -> tuple[ImportFinding, ...]:
    """Times without an offset that the clocks of the zone skipped or showed twice, and how they were read."""
    found = writer.frame("keep/load/clock_changes")
    skipped, twice = int(found["skipped"][0]), int(found["twice"][0])
    if not skipped + twice:
        return ()
    parts = [f"{plural(skipped, 'time')} that the clocks skipped, read an hour later"] if skipped else []
    parts += [f"{plural(twice, 'time')} that they showed twice, read as the second"] if twice else []
    sentence = (
        f"In {mapping.timezone} the file has {listed(parts)}. If its times are of another zone, say so in the "
        "mapping; times with their offset leave nothing open."
    )
    return (ImportFinding("clock_changes", sentence, skipped + twice),)


def _future_times(writer: Writer) -> tuple[ImportFinding, ...]:
    """Events that have not happened yet: mostly times read in another way than they were meant."""
    now = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
    found = writer.frame("keep/load/future_times", {"now": now})
    count, rows = int(found["future"][0]), int(found["rows"][0])
    if not count:
        return ()
    how_many = f"All {rows:,} times lie" if count == rows else f"{count:,} of {rows:,} times lie"
    return (ImportFinding("future_times", f"{how_many} in the future: check how the times are written.", count),)
