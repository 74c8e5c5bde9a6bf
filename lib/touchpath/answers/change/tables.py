"""The tables of an answer about a change: levels, weeks, segments."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import pandas as pd

from touchpath.analysis.change.result import ChangeResult, SegmentTable
from touchpath.analysis.change.verdict import level_text
from touchpath.answers.answer import Table
from touchpath.journey.words import count


def scale_of(result: ChangeResult) -> float:
    """What values are multiplied with to be read: shares in percent."""
    return 100.0 if result.unit == "share" else 1.0


def tables(result: ChangeResult) -> tuple[Table, ...]:
    """Levels, weeks, and one table for every kind of segment."""
    name = result.change.name
    parts = [_levels(result), Table(f"weeks of {name}", weeks(result), weeks(result))]
    parts += [
        Table(f"{name} by {segment_name(table)}", _segment_rows(result, table), segments(result, table))
        for table in result.segments
    ]
    return tuple(parts)


def _levels(result: ChangeResult) -> Table:
    rows = pd.DataFrame(
        [(level.label, level.n, level.value, level.low, level.high) for level in result.levels],
        columns=["label", "n", "level", "level_low", "level_high"],
    )
    readable = pd.DataFrame(
        {
            "Arm" if result.design == "randomised" else "Period": rows["label"],
            "n": rows["n"].map(count),
            "Level": [level_text(value, result.unit) for value in rows["level"]],
            "From": [level_text(value, result.unit) for value in rows["level_low"]],
            "To": [level_text(value, result.unit) for value in rows["level_high"]],
        }
    )
    return Table(f"levels of {result.change.name}", rows, readable)


def weeks(result: ChangeResult) -> pd.DataFrame:
    """The weekly series."""
    return pd.DataFrame(
        {
            "week_from": [point.start.isoformat() for point in result.series],
            "after_change": [point.after for point in result.series],
            "value": [point.value for point in result.series],
            "n": [point.n for point in result.series],
            "comparison": [point.control for point in result.series],
            "comparison_n": [point.control_n for point in result.series],
        }
    )


def segment_name(table: SegmentTable) -> str:
    """What the segments are, and of which arm: "Persona, B"."""
    return f"{table.by.capitalize()}, {table.arm}" if table.arm else table.by.capitalize()


def segments(result: ChangeResult, table: SegmentTable) -> pd.DataFrame:
    """The segments as people read them."""
    factor, digits = scale_of(result), 1 if result.unit in ("share", "points") else 2

    def said(value: float) -> str:
        return "–" if isnan(value) else f"{factor * value:+.{digits}f}"

    first, second = ("Without", "With") if result.design == "randomised" else ("Before", "After")
    return pd.DataFrame(
        {
            table.by.capitalize(): _names(table),
            f"n {first.lower()}": [part.n_before for part in table.segments],
            f"n {second.lower()}": [part.n_after for part in table.segments],
            "Effect": [said(part.effect.estimate) for part in table.segments],
            "From": [said(part.effect.low) for part in table.segments],
            "To": [said(part.effect.high) for part in table.segments],
            "Corrected p": [p_cell(part.adjusted_p) for part in table.segments],
            "To rank by": [said(part.shrunken) for part in table.segments],
            "Remark": [part.effect.reason or "" for part in table.segments],
        }
    )


def p_cell(value: float) -> str:
    """A p-value in a cell: "under 0.001", "0.031"."""
    return "–" if isnan(value) else "under 0.001" if value < 0.001 else f"{value:.3f}"


def overall_sentence(table: SegmentTable) -> str:
    """The effect over all segments; empty where there is none."""
    whole = table.overall
    if whole is None or isnan(whole.low):
        return ""
    said = f"All together, each {table.by} compared with itself: the odds are {whole.estimate:.2f} times as high"
    return f"{said} ({whole.low:.2f} to {whole.high:.2f}, p {p_cell(whole.p_value)})."


def _segment_rows(result: ChangeResult, table: SegmentTable) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (name, part.n_before, part.n_after, part.effect.estimate, part.effect.low, part.effect.high,
             part.adjusted_p, part.shrunken, part.effect.reason or "")
            for name, part in zip(_names(table), table.segments, strict=True)
        ],
        columns=[table.by, "n_before", "n_after", "effect", "effect_low", "effect_high", "adjusted_p", "shrunken",
                 "remark"],
    )  # fmt: skip


def _names(table: SegmentTable) -> Sequence[str]:
    return [part.name or "missing" for part in table.segments]
