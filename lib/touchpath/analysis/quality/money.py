"""Money: amounts in several currencies."""

from __future__ import annotations

from touchpath.analysis.currencies import currencies
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look
from touchpath.journey.quality import Finding, Rows, Sound
from touchpath.journey.words import count, listed
from touchpath.queries.pieces import OTHER_CURRENCIES


def several_currencies(look: Look) -> CheckOutcome:
    """Amounts in more than one currency: sums over them say nothing."""
    known = currencies(look.reader, extra=look.scope)
    if len(known) < 2:
        return Sound("several_currencies", "amounts in several currencies")
    main, *others = known
    rows = Rows(OTHER_CURRENCIES, (("other_currencies", tuple(others)),))
    events = sum(known[name] for name in others)
    parts = listed([f"{name} ({count(number)})" for name, number in known.items()])
    return Draft(
        Finding(
            code="several_currencies",
            title="Amounts in several currencies",
            sentence=f"The values of events are in {parts}. They are never added: revenue is shown for one currency, "
            f'chosen with a filter such as "currency is {main}".',
            rows=events,
            examples=look.examples(rows),
            share=events / sum(known.values()),
        )
    )
