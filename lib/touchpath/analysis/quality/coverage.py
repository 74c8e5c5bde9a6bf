"""How much of the data can be placed: read, on a channel, with a persona, merged, answered by somebody known."""

from __future__ import annotations

from touchpath.analysis.quality.look import Look
from touchpath.journey.quality import Coverage


def coverage(look: Look) -> tuple[Coverage, ...]:
    """One entry per question that can be asked of these data; none whose denominator is zero."""
    counted = look.ask("ask/quality/coverage", import_id=look.import_id).iloc[0]
    row = {name: int(value) for name, value in counted.items()}
    asked = (
        Coverage("rows of files that could be read", row["rows_read"] - row["rejected"], row["rows_read"]),
        Coverage("events with a channel", row["with_channel"], row["events"]),
        Coverage("people with a persona", row["with_persona"], row["people"]),
        Coverage("ids that were merged into a person known by another id", row["merged_ids"], row["ids"]),
        Coverage("survey answers that find their person", row["with_person"], row["answers"]),
        Coverage(
            "events set aside by remedies", row["set_aside"], row["set_aside"] and row["events"] + row["set_aside"]
        ),
    )
    return tuple(part for part in asked if part.of)
