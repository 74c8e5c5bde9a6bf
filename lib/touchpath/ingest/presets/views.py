"""Recognises the tool a table comes from, and makes of it the tables its preset describes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from touchpath.ingest.mapping import Moment
from touchpath.ingest.presets.days import facts_of
from touchpath.ingest.presets.digit_steps import digit_columns
from touchpath.ingest.presets.each import Each, make_each
from touchpath.ingest.presets.json_steps import pair_columns
from touchpath.ingest.presets.pivots import months_without_year, pivoted
from touchpath.ingest.presets.preset import Preset, View, find_column
from touchpath.ingest.presets.recognise import Seen, recognise
from touchpath.ingest.presets.step import Around, Cells, RowStep
from touchpath.ingest.presets.steps import make_steps
from touchpath.ingest.presets.time_parts import moments_in_pieces
from touchpath.ingest.presets.time_steps import day_notes
from touchpath.ingest.presets.totals import without_totals
from touchpath.ingest.presets.zoned import zones_of_rows
from touchpath.ingest.reading.account import where
from touchpath.ingest.reading.column_types import describe_column
from touchpath.ingest.reading.csv_rows import read_csv_rows
from touchpath.ingest.reading.rows import Row, fitted, misfit, write_clean
from touchpath.ingest.reading.tables import header_key, table_of_clean
from touchpath.ingest.source import ReadingOptions, RowsSetAside, SourceTable

_ROWS_LOOKED_AT = 5_000
_MOST_OF_A_ROW, _WIDE = 0.9, 100
_UNSET = {"", "null", "(not set)", "undefined"}
_PIVOTED = "Days stand across the header: each cell below one became a row with its day."
_NOT_OF_VIEW = "rows that say nothing for this table"


def views(table: SourceTable, remarks: Sequence[str] = (), footer: Sequence[str] = ()) -> tuple[SourceTable, ...]:
    """The tables to offer for a table: itself, marked with its tool, and what else can be made of it."""
    named = table.options.header_rows > 0 or table.options.format != "csv" or bool(table.options.names)
    seen = Seen(table.names if named else (), table.sample, tuple(remarks), tuple(footer), table.options.format)
    preset = recognise(seen)
    if preset is None:
        return (_completed(table),)
    plain = table
    if not named and preset.names and not table.options.names:
        table = _renamed(table, preset.names)
    if preset.totals:
        table = without_totals(table, rows_of)
    facts = {**dict(table.facts), **facts_of(remarks)}
    table = replace(table, preset=preset.key, facts=tuple(facts.items()))
    made = [_made(table, preset, number, facts) for number in range(len(preset.views))]
    return tuple(view for view in made if view is not None) or (_completed(plain),)


def rows_of(table: SourceTable) -> Iterator[Row]:
    """Every row of a table, from its clean copy where there is one, with the bad rows after the others."""
    if table.data is None:
        yield from read_csv_rows(table.file, table.options)
        return
    for row in read_csv_rows(replace(table.file, path=table.data), ReadingOptions(header_rows=0)):
        yield Row(int(row.cells[0] or 0), row.cells[1:], row.raw.partition(",")[2])
    bad = table.data.with_suffix(".bad.csv")
    if bad.exists():
        with bad.open(encoding="utf-8", newline="") as stream:
            for number, reason, raw in csv.reader(stream):
                yield Row(int(number), [], raw, reason)


def _fewest(preset: Preset) -> int:
    """How many cells a row must have; of a hundred and more, blank ones at its end may have been cut off."""
    return int(len(preset.names) * _MOST_OF_A_ROW) if len(preset.names) >= _WIDE else 0


def _renamed(table: SourceTable, names: Sequence[str]) -> SourceTable:
    columns = tuple(
        replace(column, name=names[column.position]) if column.position < len(names) else column
        for column in table.columns
    )
    cut_off = names[len(columns) :]
    columns += tuple(describe_column(len(columns) + place, name, []) for place, name in enumerate(cut_off))
    return replace(table, columns=columns, header_key=header_key([column.name for column in columns]))


def _completed(table: SourceTable) -> SourceTable:
    """A table of no tool, with what its rows hold in pieces put together, or a row for each cell below a day."""
    if each := pivoted(table, Around(table.names, {}, ())):
        return replace(_written(table, _Plan(table, each=each), 0), notes=(*table.notes, _PIVOTED))
    if said := months_without_year(table):
        table = replace(table, notes=(*table.notes, said))
    looked_at = (table.names, table.sample)
    specs = (*digit_columns(*looked_at), *pair_columns(*looked_at), *moments_in_pieces(*looked_at))
    specs += zones_of_rows(*looked_at)
    steps = make_steps(specs, _around(table, {})) if specs else ()
    return _written(table, _Plan(table, steps), 0) if steps else table


def _made(table: SourceTable, preset: Preset, number: int, facts: dict[str, str]) -> SourceTable | None:
    """One view; None when the table lacks what it is made of, or (but for the first) when it has no rows."""
    view = preset.views[number]
    plan = _planned(table, view, facts, _fewest(preset))
    if plan is not None and not number:
        plan = replace(plan, times=())
    if plan is None or (number and not any(True for row in plan.rows() if not row.reason)):
        return None
    notes = table.notes + view.notes + day_notes(view.steps, table.names, facts)
    as_it_is = not (plan.each or plan.steps or plan.only or plan.times or plan.distinct)
    made = replace(table if as_it_is else _written(table, plan, number), notes=notes, view=number)
    if not view.title:
        return made
    return replace(made, name=f"{table.name}, {view.title}", header_key=header_key(made.names, view.title))


@dataclass(frozen=True)
class _Plan:
    """How the rows of a view come out of the rows of its table; columns are places."""

    table: SourceTable
    steps: tuple[RowStep, ...] = ()
    each: Each | None = None
    only: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    """Rows in which all of these are blank are no rows of it (nothing is looked for where there are none)."""
    distinct: tuple[int, ...] = ()
    fewest: int = 0
    """Rows of at least so many cells lack blank ones at their end (layouts without a header whose ends are cut)."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the view."""
        made = [*(self.each.names if self.each else ()), *(name for step in self.steps for name in step.added)]
        return (*self.table.names, *_fresh(self.table.names, made))

    def rows(self, left_out: Callable[[Row], None] = lambda row: None) -> Iterator[Row]:
        """The rows of the view, in the order of the file; `left_out` is told of rows of which nothing comes."""
        width = len(self.table.columns)
        met: set[Any] = set()
        for row in rows_of(self.table):
            whole = row.cells + [None] * (width - len(row.cells) if 0 < self.fewest <= len(row.cells) else 0)
            reason = row.reason or misfit(whole, width)
            if reason:
                yield replace(row, cells=[], reason=reason)
                continue
            whole, some = fitted(whole, width), False
            for cells in self.each.rows(whole) if self.each else [whole]:
                if self._taken(cells, met):
                    some = True
                    yield replace(row, cells=cells)
            if not some:
                left_out(row)

    def _taken(self, cells: Cells, met: set[Any]) -> bool:
        """Whether a row, to which the steps add their cells, is one of the view."""
        for step in self.steps:
            step.apply(cells)
        pair = tuple(cells[place] for place in self.distinct)
        if any(_blank(cells[place]) for place in self.only) or (pair and pair in met):
            return False
        met.add(pair)
        return not self.times or not all(_blank(cells[place]) for place in self.times)


def _planned(table: SourceTable, view: View, facts: dict[str, str], fewest: int = 0) -> _Plan | None:
    specs = (*pair_columns(table.names, table.sample), *view.steps)
    seen = {str(spec.get("of")) for spec in view.steps if spec.get("do") == "pairs"}
    specs = tuple(
        spec for place, spec in enumerate(specs) if place >= len(specs) - len(view.steps) or spec["of"] not in seen
    )
    specs = (*digit_columns(table.names, table.sample), *specs)
    around = _around(table, facts) if specs or view.each else Around(table.names, facts, ())
    each = make_each(view.each, around) if view.each else None
    if view.each and each is None:
        return None
    if each:
        around = replace(
            around,
            names=(*around.names, *each.names),
            sample=[made for row in around.sample for made in each.rows(list(row))],
        )
    steps = make_steps(specs, around) if specs else ()
    names = [*around.names, *(name for step in steps for name in step.added)]
    places = {wanted: find_column(names, wanted) for wanted in (*view.only, *view.distinct)}
    found = tuple(names.index(moment.column) for moment in moments_of(names, view))
    unwanted = any(find_column(table.names, wanted) for wanted in view.without)
    if unwanted or None in places.values() or (view.times and not found):
        return None
    return _Plan(
        table,
        steps,
        each,
        tuple(names.index(str(places[wanted])) for wanted in view.only),
        found,
        tuple(names.index(str(places[wanted])) for wanted in view.distinct),
        fewest,
    )


def moments_of(names: Sequence[str], view: View) -> tuple[Moment, ...]:
    """The columns that hold times, and what each becomes: as given, or with {1} named by the column itself."""
    found: dict[str, Moment] = {}
    for dated in view.times:
        value = find_column(names, dated.value) if dated.value else None
        for column, touchpoint in _dated(names, dated.column, dated.touchpoint):
            found.setdefault(column, Moment(column, touchpoint, value, dated.refund))
    return tuple(found.values())


def _dated(names: Sequence[str], wanted: str, touchpoint: str) -> list[tuple[str, str]]:
    if "{1}" not in touchpoint:
        column = find_column(names, wanted)
        return [(column, touchpoint)] if column else []
    fitting = [(name, re.search(wanted.removeprefix("~"), name, re.IGNORECASE)) for name in names]
    return [(name, touchpoint.replace("{1}", told[1].strip())) for name, told in fitting if told]


def _written(table: SourceTable, plan: _Plan, number: int) -> SourceTable:
    source = table.data or table.file.path
    target = source.with_name(f"{source.name.removesuffix('.clean.csv')}-{number}.view.csv")
    left_out: list[int] = []
    cleaned = write_clean(plan.rows(lambda row: left_out.append(row.number)), len(plan.names), target)
    labels = [column.label for column in table.columns] + [""] * len(plan.each.names if plan.each else ())
    labels += [step.label for step in plan.steps for _ in step.added]
    made = table_of_clean(table.file, table.options, plan.names, cleaned, labels)
    aside = (RowsSetAside(_NOT_OF_VIEW, len(left_out), where(left_out), table.part),) if left_out else ()
    return replace(
        made, name=table.name, notes=table.notes, preset=table.preset, facts=table.facts, aside=table.aside + aside
    )


def _around(table: SourceTable, facts: dict[str, str]) -> Around:
    """Steps look at rows that are as wide as the table."""
    width = len(table.columns)
    looked_at = islice(rows_of(table), _ROWS_LOOKED_AT)
    cells = [fitted(row.cells + [None] * (width - len(row.cells)), width) for row in looked_at if not row.reason]
    return Around(table.names, facts, cells)


def _fresh(names: Sequence[str], added: Sequence[str]) -> list[str]:
    """Names of columns that none of the other columns has."""
    taken, fresh = set(names), []
    for name in added:
        new = name
        while new in taken:
            new = f"{new} (made)"
        taken.add(new)
        fresh.append(new)
    return fresh


def _blank(cell: str | None) -> bool:
    return cell is None or cell.strip().lower() in _UNSET
