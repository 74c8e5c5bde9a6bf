"""Which column of a table of events says when it happened."""

from __future__ import annotations

from touchpath.ingest.guess.choosing import Choosing, candidates
from touchpath.ingest.guess.lexicon import START
from touchpath.ingest.guess.look import is_of
from touchpath.ingest.guess.roles.when import score_broken_when, score_when
from touchpath.ingest.guess.scored import Choice
from touchpath.ingest.guess.spans import is_span
from touchpath.ingest.guess.traits import ColumnTraits, cells_of
from touchpath.ingest.guess.zones import in_zone_of_row
from touchpath.ingest.mapping import FieldSource

_WHEN = "Which column says when it happened?"
_SAME = 0.9
_A_TIME = 0.75
_POSSIBLE = 0.4
_ENTERED = frozenset(["created", "booked", "scheduled"])


def when_of(choosing: Choosing, *, asked: bool) -> FieldSource:
    """When it happened; asked where two columns may say so. `asked`: it is left to the question of several dates."""
    if choosing.answered("occurred_at"):
        return choosing.answer("occurred_at")
    found = choosing.ranked("occurred_at", score_when)
    if asked:
        return None
    best = found.best
    if best is None:
        broken = choosing.ranked("occurred_at", score_broken_when)
        if broken.best:
            return choosing.take(broken, broken.best)
        choosing.doubt("occurred_at", _WHEN, candidates(choosing.free))
        return None
    near, least = (0.08, 0.5) if best.score >= _A_TIME else (0.3, 0.4)
    rivals = [one.traits for one in found.ranked[1:] if best.score - one.score < near and one.score >= least]
    rivals = [one for one in rivals if not is_span(choosing.look.table, best.traits, one)]
    rivals = rivals or _of_each_row(choosing, found) or _booked_for(best.traits, found)
    if rivals and not all(_same_times(choosing, best.traits, other) for other in rivals):
        others = [one.traits for one in found.ranked if one is not best and one.traits not in rivals]
        choosing.doubt("occurred_at", _WHEN, candidates([best.traits, *rivals, *others]))
        return None
    return in_zone_of_row(choosing, best.traits) or choosing.take(found, best)


def _same_times(choosing: Choosing, first: ColumnTraits, second: ColumnTraits) -> bool:
    table = choosing.look.table
    pairs = list(zip(cells_of(table, first.column), cells_of(table, second.column), strict=True))
    return sum(a == b for a, b in pairs) >= _SAME * len(pairs)


def _booked_for(best: ColumnTraits, found: Choice) -> list[ColumnTraits]:
    """The time at which it begins, where the best only tells when that was entered: a meeting, a stay, a visit."""
    if not set(best.words) & _ENTERED or best.grain == "day":
        return []
    return [one.traits for one in found.ranked[1:] if set(one.traits.words) & START and one.score >= _POSSIBLE]


def _of_each_row(choosing: Choosing, found: Choice) -> list[ColumnTraits]:
    """Finer times that differ from row to row, where the best only tells of what its rows share: a closing day."""
    best = found.best
    finer = [one.traits for one in found.ranked[1:] if one.traits.grain == "second" and one.score >= _POSSIBLE]
    if best is None or best.traits.grain != "day" or not finer:
        return []
    look = choosing.look
    shared = [t for t in look.columns if t.column.type in ("text", "integer") and t.repeats and not t.grain]
    return [
        other
        for other in finer
        if any(is_of(look, t.column, best.traits) and not is_of(look, t.column, other) for t in shared)
    ]
