"""Rows that are there twice: inside a file, and in several files."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite, nan

from touchpath.analysis.quality.effect import WhatIf
from touchpath.analysis.quality.look import MOST_EXAMPLES, CheckOutcome, Draft, Look, examples_of, listed_rows
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import Effect, Finding, SetAside, Sound
from touchpath.journey.words import plural


def repeated_rows(look: Look) -> CheckOutcome:
    """Rows of one file that are equal to an earlier row in every cell: kept by the import."""
    again = look.tied[look.tied["copy"] > 1]
    if again.empty:
        return Sound("repeated_rows", "rows that stand twice in one file")
    rows = listed_rows(again)
    people = again["person"].nunique()
    finding = Finding(
        code="repeated_rows",
        about=(people,),
        title="Rows that stand twice in one file",
        sentence=f"{plural(len(again), 'row repeats', 'rows repeat')} an earlier row of the same file in every cell "
        f"({plural(people, 'person', 'people')}). Each counts as an event of its own.",
        rows=len(again),
        examples=look.examples(rows),
        remedies=(SetAside("Set repeated rows aside", rows),),
    )
    return Draft(finding, WhatIf(leave_out=rows))


def dropped_repeats(look: Look) -> CheckOutcome:
    """Events that an import left out because another import holds them already."""
    given = {"purchase": look.meter.codes(look.targets.purchase), "import_id": look.import_id}
    row = look.reader.frame("ask/quality/dropped_repeats", given, NO_FILTERS).iloc[0]
    if not int(row["events"]):
        return Sound("dropped_repeats", "events that several files hold")
    was = look.headline
    doubled = replace(
        was,
        events=was.events + int(row["events"]),
        purchases=was.purchases + int(row["purchases"]),
        revenue=was.revenue + float(row["revenue"]) if isfinite(was.revenue) else nan,
        events_without_channel=was.events_without_channel + int(row["events_without_channel"]),
    )
    shown = look.reader.frame(
        "ask/quality/dropped_repeat_examples", {"most": MOST_EXAMPLES, "import_id": look.import_id}, NO_FILTERS
    )
    return Draft(
        Finding(
            code="dropped_repeats",
            title="Events that several files hold",
            sentence=f"{plural(int(row['events']), 'event is', 'events are')} in more than one file. "
            "They count once: the numbers shown do not suffer.",
            rows=int(row["events"]),
            examples=examples_of(shown),
            effect=Effect("counted again", was, doubled),
        )
    )
