"""Importing costs and person-less daily counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.columns import time_format
from touchpath.ingest.guess.added_up import left_out, names_never_added, speaks_of_rates
from touchpath.ingest.guess.lexicon import END, MONTH, WEEK
from touchpath.ingest.guess.words import words
from touchpath.ingest.load.currencies import in_currency, several_currencies
from touchpath.ingest.load.loader import TEXT_CELLS, LoadStep, Staging, StoredRows, label, place_of, places, show
from touchpath.ingest.mapping import Constant, CostMapping, DailyCountMapping, sources
from touchpath.ingest.presets.channels import name_channels
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable


class CostLoader:
    """A row is the spend of a channel and campaign on a day."""

    def staging(self, table: SourceTable, mapping: CostMapping) -> Staging:
        """See Loader."""
        parameters = {
            **_shared(table, mapping),
            **places(table, in_currency(table, mapping), ("currency",)),
            "amount": place_of(table, mapping.spend),
            "amount_constant": _constant(mapping.spend),
            "measure": None,
            "measure_constant": "spend",
            "amount_label": label(mapping.spend),
            "detail": None,
            "detail_constant": None,
            "whole_days": None,
            "whole_days_constant": None,
            "never_added": [],
        }
        return Staging(TEXT_CELLS, (LoadStep("keep/load/stage_amounts", parameters),))

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: CostMapping) -> StoredRows:
        """See Loader."""
        return _store(writer, import_id, "costs", "keep/load/insert_costs")

    def shown(self, writer: Writer, table: SourceTable, mapping: CostMapping, rows: int) -> pd.DataFrame:
        """See Loader."""
        return show(writer, "keep/load/preview_amounts", rows)


class DailyCountLoader:
    """A row holds one amount, or one per measured column, of a day."""

    def staging(self, table: SourceTable, mapping: DailyCountMapping) -> Staging:
        """See Loader."""
        if not mapping.measures and mapping.amount is None:
            raise ImportRefused("No column holds amounts.", file=table.file.name, remedy="Choose at least one.")
        measure = mapping.measure or Constant(label(mapping.amount) or "amount")
        parameters = {
            **_shared(table, mapping, mapping.measures),
            "currency": None,
            "currency_constant": None,
            "amount": place_of(table, mapping.amount),
            "amount_constant": _constant(mapping.amount),
            "measure": place_of(table, measure),
            "measure_constant": _constant(measure),
            "amount_label": label(mapping.amount),
            **places(table, mapping, ("detail", "whole_days")),
            "never_added": _never_added(table, mapping),
        }
        return Staging(TEXT_CELLS, (LoadStep("keep/load/stage_amounts", parameters),))

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: DailyCountMapping) -> StoredRows:
        """See Loader."""
        stored = _store(writer, import_id, "daily_counts", "keep/load/insert_daily_counts")
        return StoredRows(stored.duplicate, (*_left_out(table, mapping), *stored.findings))

    def shown(self, writer: Writer, table: SourceTable, mapping: DailyCountMapping, rows: int) -> pd.DataFrame:
        """See Loader."""
        return show(writer, "keep/load/preview_amounts", rows)


def _shared(
    table: SourceTable, mapping: CostMapping | DailyCountMapping, measures: tuple[str, ...] = ()
) -> dict[str, Any]:
    return {
        **places(table, mapping, ("day", "last_day", "channel", "campaign")),
        "time_format": time_format(table, mapping, "day"),
        "decimal": mapping.decimal,
        "day_label": label(mapping.day),
        "period": _period(mapping),
        "amount_places": [place_of(table, name) for name in measures],
        "amount_names": list(measures),
    }


def _period(mapping: CostMapping | DailyCountMapping) -> str | None:
    """What a row speaks of: as said, else as its column of days is called; the day alone is nothing of the kind."""
    if mapping.period is not None:
        return None if mapping.period == "day" else mapping.period
    said = set(words(mapping.day)) if isinstance(mapping.day, str) else set()
    if said & WEEK:
        return "week_end" if said & END else "week"
    return "month" if said & MONTH else None


def _never_added(table: SourceTable, mapping: DailyCountMapping) -> list[str]:
    """The measures that never add up: columns, or names that a column of names tells."""
    named = table.column(mapping.measure) if isinstance(mapping.measure, str) else None
    said = [mapping.measure.value] if isinstance(mapping.measure, Constant) else []
    said += list(named.values) if named else []
    return [*names_never_added(table), *(name for name in said if speaks_of_rates(name))]


def _left_out(table: SourceTable, mapping: DailyCountMapping) -> tuple[ImportFinding, ...]:
    """The finding about figures that are not among the counts because they do not add up."""
    used = {*mapping.measures, *(source for source in sources(mapping).values() if isinstance(source, str))}
    sentence = left_out(table, used) if mapping.measures else ""
    return (ImportFinding("not_added_up", sentence),) if sentence else ()


def _constant(source: Any) -> str | None:
    return source.value if isinstance(source, Constant) else None


def _store(writer: Writer, import_id: int, into: str, insert: str) -> StoredRows:
    name_channels(writer)
    given = {"import_id": import_id}
    writer.run("keep/load/coded_amounts")
    writer.run("keep/load/known_amounts")
    writer.run("keep/load/given_amounts", {"kind": into})
    writer.run("keep/load/repeated_items", {**given, "comparable": True})
    writer.run("keep/load/insert_repeated_amounts", {**given, "kind": into})
    writer.run(insert, given)
    findings = several_currencies(writer.frame("keep/load/cost_currencies_met")) + _spread(writer)
    return StoredRows(int(writer.frame("keep/load/repeated_count")["rows"][0]), findings)


def _spread(writer: Writer) -> tuple[ImportFinding, ...]:
    """The finding about rows that speak of more than a day."""
    met = writer.frame("keep/load/periods_met")
    rows, longest = int(met["rows"][0]), int(met["longest"][0])
    if not rows:
        return ()
    said = "row speaks" if rows == 1 else "rows speak"
    sentence = (
        f"{rows:,} {said} of more than a day (at most {longest:,} days): each amount is spread evenly over its days "
        "and marked so."
    )
    return (ImportFinding("spread_periods", sentence, rows),)
