"""One currency: amounts are never added across several."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.words import listed
from touchpath.queries.clauses import Clause


def currencies(
    engine: Reader, touchpoints: Sequence[str] = (), filters: Filters = NO_FILTERS, extra: Sequence[Clause] = ()
) -> dict[str, int]:
    """The currencies that values in view are said to be in, the commonest first, and how many events each."""
    found = engine.frame("ask/overview/currencies", {"touchpoints": list(touchpoints)}, filters, extra)
    return dict(zip(found["currency"].tolist(), found["events"].tolist(), strict=True))


def no_sum(
    engine: Reader, touchpoints: Sequence[str] = (), filters: Filters = NO_FILTERS, extra: Sequence[Clause] = ()
) -> str:
    """Why the values in view cannot be added: they are in several currencies. Empty where they can."""
    known = list(currencies(engine, touchpoints, filters, extra))
    if len(known) < 2:
        return ""
    return f"The amounts are in {listed(known)}: choose one currency with a filter on currency."
