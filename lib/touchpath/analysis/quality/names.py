"""Names: touchpoints that are written in several ways, events without a channel."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from touchpath.analysis.quality.effect import WhatIf, among
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look
from touchpath.journey.quality import Finding, Merge, Rows, Sound
from touchpath.journey.words import count, listed, plural, rate
from touchpath.queries.pieces import TWINS, WITHOUT_CHANNEL


def twin_names(look: Look) -> list[CheckOutcome]:
    """Touchpoint names that differ only in case, spaces, punctuation or accents."""
    counts = look.ask("ask/quality/touchpoint_counts")
    events = dict(zip(counts["touchpoint"].tolist(), counts["events"].tolist(), strict=True))
    found = [_twins(look, names, events) for names in twins(events)]
    return [*found] or [Sound("twin_names", "touchpoint names written in several ways")]


def twin_channels(look: Look) -> list[CheckOutcome]:
    """Channel names that differ only in case, spaces, punctuation or accents."""
    counts = look.ask("ask/quality/channel_counts")
    events = dict(zip(counts["channel"].tolist(), counts["events"].tolist(), strict=True))
    found: list[CheckOutcome] = [Draft(_twin_channels(names, events)) for names in twins(events)]
    return found or [Sound("twin_channels", "channel names written in several ways")]


def _twin_channels(names: tuple[str, ...], events: dict[str, int]) -> Finding:
    main, *others = names
    written = ", ".join(f'"{name}" ({count(events[name])})' for name in names)
    rows = sum(events[name] for name in others)
    return Finding(
        code="twin_channels",
        title=f'The channel "{main}" is written in several ways',
        sentence=f"{written} look like one channel. A filter or split that names only one of them misses the others.",
        rows=rows,
        remedies=(
            Merge(f'Show both as "{main}"' if len(names) == 2 else f'Show all as "{main}"', names, main, "channel"),
        ),
    )


def twins(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of names that are one once case, accents, spaces and punctuation are taken away, in the order given."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[folded(name)].append(name)
    return [tuple(group) for key, group in groups.items() if len(group) > 1 and key]


def folded(name: str) -> str:
    """ "Add to cart", "add_to_cart" and "addToCart" -> "addtocart"; letters of any script and digits stay."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def without_channel(look: Look) -> CheckOutcome:
    """Events without a channel, of touchpoints that otherwise have one."""
    counts = look.ask("ask/quality/channel_gaps")
    some = counts[counts["without_channel"] < counts["events"]]
    missing, events = int(some["without_channel"].sum()), int(some["events"].sum())
    if not events:
        return Sound("without_channel", "events without a channel", "No event has a channel.")
    if not missing:
        return Sound("without_channel", "events without a channel")
    codes = tuple(int(code) for code in some.loc[some["without_channel"] > 0, "code"])
    rows = Rows(WITHOUT_CHANNEL, (("channelled", codes),))
    _, people = look.tally(rows)
    where = listed([f'"{look.meter.names[code]}"' for code in codes], 3)
    return Draft(
        Finding(
            code="without_channel",
            title="Events without a channel",
            sentence=f"{plural(missing, 'event')} of {plural(people, 'person', 'people')} have no channel "
            f"({rate(missing / events)} of {where}, which otherwise have one). They count in totals and appear as "
            "missing where channels are compared; a channel filter leaves them out.",
            rows=missing,
            examples=look.examples(rows),
        ),
        WhatIf(leave_out=rows),
    )


def _twins(look: Look, names: tuple[str, ...], events: dict[str, int]) -> Draft:
    main, *others = names
    rows = Rows(TWINS, (("twin_codes", tuple(look.meter.codes(others))),))
    people = int(look.ask("ask/quality/tally", [among(rows)])["people"].iloc[0])
    written = ", ".join(f'"{name}" ({count(events[name])})' for name in names)
    return Draft(
        Finding(
            code="twin_names",
            title=f'"{main}" is written in several ways',
            sentence=f"{written} look like one touchpoint. Steps and totals that name only one of them miss "
            f"{plural(sum(events[name] for name in others), 'event')} of {plural(people, 'person', 'people')}.",
            rows=sum(events[name] for name in others),
            examples=look.examples(rows),
            remedies=(Merge(f'Show both as "{main}"' if len(names) == 2 else f'Show all as "{main}"', names, main),),
        ),
        WhatIf(merged=names),
        "repaired",
    )
