"""Guesses the columns of tables that hold no events: lists of people, pairs of ids, costs and figures of days."""

from __future__ import annotations

from typing import cast

from touchpath.ingest.guess.added_up import may_be_an_average
from touchpath.ingest.guess.choosing import Choosing, candidates
from touchpath.ingest.guess.decimals import decimal_of
from touchpath.ingest.guess.doubt import Candidate
from touchpath.ingest.guess.lexicon import CLOCK, END, MONTH, START, WEEK
from touchpath.ingest.guess.periods_seen import period_seen
from touchpath.ingest.guess.person import is_human, score_person
from touchpath.ingest.guess.roles.amounts import is_amount, is_rate, score_spend
from touchpath.ingest.guess.roles.groups import score_campaign, score_channel, score_persona
from touchpath.ingest.guess.roles.ids import score_alias
from touchpath.ingest.guess.roles.when import score_when
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.mapping import CostMapping, DailyCountMapping, FieldSource, IdentityMapping, PeopleMapping
from touchpath.ingest.periods import PERIOD_WORDS, RowSpan, check_period

_DAY = "Which column holds the day?"
_SPEND = "Which column holds the spend?"
_COUNTED = "Which columns are counts that may be added up?"
_OTHER_ID = "Which column holds the other id?"
_WHO = "Which column says who it is?"
_HALF = 0.5


def guess_people(choosing: Choosing) -> PeopleMapping:
    """Who, and the persona; everything else is known of them."""
    return PeopleMapping(person=_one_each(choosing), persona=choosing.optional("persona", score_persona))


def guess_identities(choosing: Choosing) -> IdentityMapping:
    """The other id, and the one that stays."""
    alias = choosing.optional("alias", score_alias) or _any_id(choosing, "alias", _OTHER_ID)
    return IdentityMapping(alias=alias, person=_one_each(choosing) or _any_id(choosing, "person", _WHO))


def guess_costs(choosing: Choosing) -> CostMapping:
    """The day, what was spent, where and for what."""
    day = _day(choosing)
    spend = choosing.asked("spend", score_spend, _SPEND)
    spent = [t for t in choosing.look.columns if t.name == spend]
    planned = [t for t in spent if "budget" in t.words]
    others = [t for t in choosing.free if is_amount(t) and not is_rate(t)]
    if planned and others and not choosing.answered("spend"):
        choosing.doubt("spend", _SPEND, candidates([*planned, *others]))
    if spend is None and not any(doubt.role == "spend" for doubt in choosing.doubts):
        choosing.doubt("spend", _SPEND, candidates(t for t in choosing.free if is_amount(t)))
    return CostMapping(
        day,
        spend,
        choosing.optional("channel", score_channel),
        choosing.optional("campaign", score_campaign),
        last_day=_last_day(choosing, day),
        period=_period(choosing, day),
        decimal=decimal_of(spent, choosing.look.columns, counts=False),
    )


def guess_daily_counts(choosing: Choosing) -> DailyCountMapping:
    """The day, where, and every column that can be added up: no rates, ages, ids or running numbers."""
    day = _day(choosing)
    channel = choosing.optional("channel", score_channel)
    campaign = choosing.optional("campaign", score_campaign)
    if choosing.answered("measures"):
        told = choosing.answers["measures"]
        measures = (told,) if isinstance(told, str) else tuple(told)
    else:
        added = {traits.name for traits in choosing.look.measures}
        measures = tuple(traits.name for traits in choosing.free if traits.name in added)
    unsure = [t for t in choosing.free if t.name in measures and may_be_an_average(t)]
    if unsure and not choosing.answered("measures"):
        sure = [t for t in choosing.free if t.name in measures and t not in unsure]
        choosing.doubt("measures", _COUNTED, candidates([*unsure, *sure]), multiple=True)
    if not measures:
        choosing.doubt("measures", _COUNTED, candidates(t for t in choosing.free if t.numeric), multiple=True)
    counted = [t for t in choosing.look.columns if t.name in measures]
    last_day = _last_day(choosing, day)
    period = _period(choosing, day)
    return DailyCountMapping(
        day,
        channel,
        campaign,
        measures=measures,
        last_day=last_day,
        period=period,
        decimal=decimal_of(counted, choosing.look.columns, counts=True),
    )


def _one_each(choosing: Choosing) -> str | None:
    """The column that names a person, whether or not it comes back."""

    def scorer(traits: ColumnTraits) -> Scored | None:
        scored = score_person(traits, comes_back=False)
        if scored and traits.column.distinct < traits.filled * _HALF:
            return scored.times(0.3, "But most rows share their value.")
        each = scored and traits.unique and is_human(traits)
        return Scored(traits, min(1.0, scored.score + 0.05), scored.reasons) if scored and each else scored

    return choosing.optional("person", scorer)


def _any_id(choosing: Choosing, role: str, sentence: str) -> FieldSource:
    """The one column that could hold ids, else a question."""
    if choosing.answered(role):
        return choosing.answer(role)
    possible = [t for t in choosing.free if t.column.type in ("text", "integer") and not t.is_clock]
    if len(possible) == 1:
        return possible[0].name
    choosing.doubt(role, sentence, candidates(possible))
    return None


def _day(choosing: Choosing) -> FieldSource:
    """The column of days; the first day where a row tells its first and its last."""
    if choosing.answered("day"):
        return choosing.answer("day")
    found = choosing.ranked("day", _score_day)
    if found.best is None:
        choosing.doubt("day", _DAY, candidates(choosing.free))
        return None
    return choosing.take(found, found.best)


def _last_day(choosing: Choosing, day: FieldSource) -> str | None:
    """The column of the last day of a period, where the day is called its first."""
    first = next((t for t in choosing.look.columns if t.name == day), None)
    if first is None or not set(first.words) & START or first.column.type != "date":
        return None
    ends = [t for t in choosing.free if set(t.words) & END and t.column.type == "date"]
    return ends[0].name if len(ends) == 1 else None


def _period(choosing: Choosing, day: FieldSource) -> RowSpan | None:
    """Of how long a time a row speaks, where its day is not called so: months are seen, weeks are asked about."""
    if choosing.answered("period"):
        told = str(choosing.answers["period"])
        check_period(told)
        return cast(RowSpan, told)
    traits = next((t for t in choosing.look.columns if t.name == day), None)
    called = traits is None or set(traits.words) & (WEEK | MONTH | START) or _each_its_own(choosing)
    seen = None if traits is None or called else period_seen(traits.column)
    if seen != "week" or traits is None:
        return seen
    ways: tuple[RowSpan, ...] = ("week", "week_end", "day")
    said = f'The days of "{traits.name}" are a week apart: what does a row speak of?'
    choosing.doubt("period", said, [Candidate(way, PERIOD_WORDS[way], traits.column.examples[:3]) for way in ways])
    return None


def _each_its_own(choosing: Choosing) -> bool:
    """Whether every row is of a campaign of its own: what was sent or shown once, on its day."""
    return any(score_campaign(traits) and traits.unique for traits in choosing.look.columns)


def _score_day(traits: ColumnTraits) -> Scored | None:
    scored = score_when(traits)
    if scored is None:
        return None
    said = set(traits.words)
    better = 0.1 if said & (START | WEEK | MONTH | {"day"}) else -0.25 if said & END else 0.0
    return Scored(traits, scored.score + better + (0.02 if said & CLOCK else 0.0), scored.reasons)
