"""From candidates to the list: what passes together, a row per place and for whom, one story once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from touchpath.analysis.pain.candidates import PainCandidate
from touchpath.analysis.pain.result import Pain, PainOutcome
from touchpath.journey.filters import Name
from touchpath.stats.multiplicity import benjamini_hochberg

ALPHA = 0.05
PainKey = tuple[str, str, Name, Name, str, str]


def listed(candidates: Sequence[PainCandidate]) -> tuple[Pain, ...]:
    """Those that pass at 5 % over all candidates (Benjamini-Hochberg), as rows, ranked by the surest excess."""
    adjusted = benjamini_hochberg(np.array([part.found.p_value for part in candidates], dtype=float))
    rows: dict[PainKey, list[PainCandidate]] = {}
    for part, level in zip(candidates, adjusted, strict=True):
        if level <= ALPHA and part.found.low > 0 and part.explained_by is None:
            key = (part.kind, part.place, part.persona, part.channel, part.property_name, part.value)
            rows.setdefault(key, []).append(part)
    pains = [_pain(key, found) for key, found in rows.items()]
    return tuple(sorted(_one_story(pains), key=rank))


def rank(pain: Pain) -> tuple[float, str, str, str, str]:
    """Where a row stands in the list: the surest excess first."""
    return (-pain.main.excess_low, pain.place, pain.persona or "", pain.channel or "", pain.value)


def _pain(key: PainKey, found: Sequence[PainCandidate]) -> Pain:
    kind, place, persona, channel, property_name, value = key
    outcomes = sorted((_outcome(part) for part in found), key=lambda part: (-part.excess_low, part.outcome))
    return Pain(kind, place, persona, channel, property_name, value, tuple(outcomes))


def _outcome(part: PainCandidate) -> PainOutcome:
    found = part.found
    return PainOutcome(
        part.outcome, found.people, found.bad, found.others, found.others_bad, found.own, found.own_bad,
        found.difference, found.excess, found.excess_low, found.p_value,
    )  # fmt: skip


def _one_story(pains: Sequence[Pain]) -> list[Pain]:
    """A channel takes in what its cells at the same place tell of the same outcome, and names the worst of them.

    A value that stands out at several touchpoints (what is known of people, carried along by every event) is told
    once, where it is surest.
    """
    cells = [pain for pain in pains if pain.kind == "cell"]
    kept = _once([pain for pain in pains if pain.kind == "value"])
    told: set[tuple[str, Name, str]] = set()
    for channel in (pain for pain in pains if pain.kind == "channel"):
        told.update((*_where(channel), part.outcome) for part in channel.outcomes)
        inside = [cell for cell in cells if _where(cell) == _where(channel) and _tells(cell, channel.main.outcome)]
        kept.append(replace(channel, persona=min(inside, key=rank).persona) if inside else channel)
    for cell in cells:
        if outcomes := tuple(part for part in cell.outcomes if (*_where(cell), part.outcome) not in told):
            kept.append(replace(cell, outcomes=outcomes))
    return kept


def _tells(pain: Pain, outcome: str) -> bool:
    return any(part.outcome == outcome for part in pain.outcomes)


def _once(values: Sequence[Pain]) -> list[Pain]:
    """Of each value of a property the row with the surest excess, with how many other touchpoints have it."""
    told: dict[tuple[str, str], list[Pain]] = {}
    for pain in sorted(values, key=rank):
        told.setdefault((pain.property_name, pain.value), []).append(pain)
    return [replace(rows[0], elsewhere=len(rows) - 1) for rows in told.values()]


def _where(pain: Pain) -> tuple[str, Name]:
    return (pain.place, pain.channel)
