"""Times that cannot be: in the future, long ago, or the same for several events of one person."""

from __future__ import annotations

from datetime import timedelta

from touchpath.analysis.quality.effect import WhatIf
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look, listed_rows
from touchpath.journey.quality import EndData, Finding, Rows, SetAside, Sound
from touchpath.journey.words import day_in_words, plural
from touchpath.queries.pieces import ANCIENT, FUTURE

_MOSTLY = 0.5
_SECOND = timedelta(seconds=1)


def future_times(look: Look) -> CheckOutcome:
    """Events after the import, or more than a year after all others."""
    sound = Sound("future_times", "events in the future or far after all others")
    if look.bounds is None:
        return sound
    rows = Rows(FUTURE, (("future_from", look.bounds.ends),))
    events, people = look.tally(rows)
    if not events:
        return sound
    last = look.calendar.day_of(look.bounds.ends - _SECOND)
    finding = Finding(
        code="future_times",
        about=(people,),
        title="Events in the future",
        sentence=f"{plural(events, 'event', 'events')} of {plural(people, 'person', 'people')} "
        f"{'lies' if events == 1 else 'lie'} in the future or far after all others, "
        f"which end on {day_in_words(last)}. "
        "The data seem to reach much further than they do, so people are judged too early.",
        rows=events,
        examples=look.examples(rows),
        remedies=(
            SetAside(f"Set events after {day_in_words(last)} aside", rows),
            EndData(f"Let the data end on {day_in_words(last)}", last.isoformat()),
        ),
    )
    return Draft(finding, WhatIf(leave_out=rows))


def ancient_times(look: Look) -> CheckOutcome:
    """Events before 1971 or more than a year before all others."""
    sound = Sound("ancient_times", "events long before all others")
    if look.bounds is None:
        return sound
    rows = Rows(ANCIENT, (("ancient_before", look.bounds.begins),))
    events, people = look.tally(rows)
    if not events:
        return sound
    first = look.calendar.day_of(look.bounds.begins)
    finding = Finding(
        code="ancient_times",
        about=(people,),
        title="Events long before all others",
        sentence=f"{plural(events, 'event', 'events')} of {plural(people, 'person', 'people')} "
        f"{'lies' if events == 1 else 'lie'} long before all others, which begin on {day_in_words(first)}. "
        "1 January 1970 is what many tools write for an empty time.",
        rows=events,
        examples=look.examples(rows),
        remedies=(SetAside(f"Set events before {day_in_words(first)} aside", rows),),
    )
    return Draft(finding, WhatIf(leave_out=rows))


def tied_times(look: Look) -> CheckOutcome:
    """Different touchpoints of one person at the same moment: their order is unknown."""
    once = look.tied[look.tied["copy"] == 1]
    moments = once.groupby(["person", "occurred_at"])["touchpoint"]
    tied = once[moments.transform("nunique") > 1]
    if tied.empty:
        return Sound("tied_times", "different touchpoints of one person at the same moment")
    rows = listed_rows(tied)
    people = tied["person"].nunique()
    dates_only = look.activity["midnights"].sum() > _MOSTLY * look.activity["events"].sum()
    why = "Most times have no time of day. " if dates_only else ""
    finding = Finding(
        code="tied_times",
        about=(people,),
        title="Different touchpoints at the same moment",
        sentence=f"{why}{plural(len(tied), 'event')} of {plural(people, 'person', 'people')} "
        "share their moment with another touchpoint of the same person: which came first is unknown. "
        "Funnels take them in either order.",
        rows=len(tied),
        examples=look.examples(rows),
        note_only=True,
    )
    return Draft(finding, WhatIf(leave_out=rows))
