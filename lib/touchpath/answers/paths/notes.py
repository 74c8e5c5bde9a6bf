"""What a reader of paths should know beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from touchpath.analysis.paths.result import NodeKind, PathsResult
from touchpath.answers.paths.names import how_many
from touchpath.journey.filters import Filters
from touchpath.journey.paths import PathUnits
from touchpath.journey.words import listed

NOBODY = "Nobody did this in the selection: choose other dates, filters, or another start and end."


def denominator(asked: PathUnits) -> str:
    """What is counted."""
    if asked.after is not None:
        return f"{asked.counted} who did not get to that step of the funnel, within its time"
    holding = [f"with {step.name}" for step in (asked.start, asked.end) if step is not None]
    chosen = "first start" if asked.start else "first end" if asked.end else "first event"
    return f"{' '.join([asked.counted, ' and '.join(holding)]).strip()} whose {chosen} passes the filters"


def notes(asked: PathUnits, filters: Filters, result: PathsResult | None = None) -> Iterator[str]:
    """What is left out, what is not over, and what the channel filter means."""
    if result is not None and result.missed:
        yield f"{how_many(asked, result.missed)} started and did not arrive: not in the picture."
    if asked.unit == "person":
        yield "What people did last is as of the end of the data: they may go on."
    if asked.hidden:
        yield f"Hidden: {listed(asked.hidden, 8)}. Sessions are formed as if they were there."
    if filters.channels and asked.after is None:
        yield _channel_rule(asked, filters)


def _channel_rule(asked: PathUnits, filters: Filters) -> str:
    names = listed([name or "no channel" for name in filters.channels], conjunction="or")
    by = "first start" if asked.start else "first end" if asked.end else "first event"
    return {
        "entry": f"The channel filter selects by the {by}: it happened on {names}; all else may be anywhere.",
        "every": f"The channel filter applies to every event: all of them happened on {names}.",
        "first_ever": f"The channel filter selects people whose first event ever was on {names}.",
    }[asked.channel_of]


def warnings(asked: PathUnits, nodes: Iterable[tuple[str | None, NodeKind]]) -> Iterator[str]:
    """Where no event has the property that is shown."""
    kinds = {kind for _, kind in nodes}
    if "missing" in kinds and not kinds & {"value", "other"}:
        yield f'No event here has a property called "{asked.node}": show touchpoints, or another property.'
