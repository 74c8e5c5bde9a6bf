"""What people write: themes of low scores and of the others, a named theme over time, and the comments themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import nan
from typing import Literal

import numpy as np

from touchpath.analysis.log.calendar import buckets, microseconds, moment_of
from touchpath.analysis.surveys.answers import NO_TIME, Chosen, Whole
from touchpath.analysis.surveys.comments import CommentsInView, comments_in_view
from touchpath.analysis.surveys.estimate import whole
from touchpath.analysis.surveys.masking import masked
from touchpath.analysis.surveys.scale import counted
from touchpath.analysis.surveys.themes import TermGroup, term_groups
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size, Spoken
from touchpath.journey.comments import BANDS, Band, Themes
from touchpath.journey.filters import Filters
from touchpath.stats.proportions import wilson

_MOST_THEMES = 12
_MOST_WORDS = 5
_TYPICAL = 2
_READABLE = 300
"""A typical comment has at most so many signs, where there is one."""
_MOST_PERIODS = 200


@dataclass(frozen=True)
class Comment:
    """One comment as it is shown, e-mail addresses, phone and card numbers masked."""

    text: Spoken[str]
    at: Spoken[datetime | None]
    score: Derived[float]
    band: Spoken[Band | None]
    touchpoint: Spoken[str | None]
    channel: Spoken[str | None]
    persona: Spoken[str | None]
    person_id: Spoken[str]


@dataclass(frozen=True)
class Theme:
    """Terms that occur together and go with low scores ("low") or with the others ("others").

    `people` wrote `comments` with one of them, `others` wrote scored comments without. `share` is of all scored
    comments, `share_low` of low ones, `share_others` of the others (0-1). `score` is theirs with its 95 % interval,
    `z` of the strongest term. `typical` are two of the comments.
    """

    words: Label[tuple[str, ...]]
    side: Fixed[Literal["low", "others"]]
    people: Size[int]
    others: Size[int]
    comments: Derived[int]
    share: Derived[float]
    share_low: Derived[float]
    share_others: Derived[float]
    score: Derived[float]
    low: Derived[float]
    high: Derived[float]
    z: Derived[float]
    typical: Spoken[tuple[str, ...]]


@dataclass(frozen=True)
class ThemePeriod:
    """A named theme in one period: the share of its comments with one of the words, and the score of those."""

    start: Fixed[date]
    complete: Fixed[bool]
    of: Size[int]
    people: PartOf[int]
    comments: Derived[int]
    of_comments: Derived[int]
    share: Derived[float]
    low: Derived[float]
    high: Derived[float]
    score: Derived[float]


@dataclass(frozen=True)
class CommentsFound:
    """What was written in view: `people` wrote `comments`, `scored` of them with a score, `low` with a low one.

    `matching` are those that the search, bands and words of the question choose (by `people_matching`): the latest
    are `listed`. `score` is that of all comments. `language` is "" where it is not known, `guessed` where nobody
    said it.
    """

    metric: Fixed[str]
    scale_low: Fixed[float]
    scale_high: Fixed[float]
    language: Fixed[str]
    guessed: Fixed[bool]
    people: Size[int]
    people_low: PartOf[int]
    people_matching: PartOf[int]
    comments: Derived[int]
    scored: Derived[int]
    low: Derived[int]
    matching: Derived[int]
    score: Derived[float]
    themes: tuple[Theme, ...]
    followed: tuple[ThemePeriod, ...]
    listed: tuple[Comment, ...]


def comment_themes(engine: Reader, question: Themes, filters: Filters) -> CommentsFound:
    """Themes of the comments in view. Raises DefinitionError where nobody was asked for the score."""
    found = comments_in_view(engine, question.score, question.language, filters)
    if question.touchpoints:
        names = (*found.placed.touchpoints, None)
        chosen = [place for place, name in enumerate(names) if name in question.touchpoints]
        found = found.where(np.isin(found.placed.touchpoint, chosen))
    low, scored = found.band == 0, found.band >= 0
    matching = _matching(found, question)
    return CommentsFound(
        metric=found.asked.metric,
        scale_low=found.asked.low,
        scale_high=found.asked.high,
        language=found.terms.language,
        guessed=not question.language,
        people=_people(found, np.ones(len(found), dtype=bool)),
        people_low=_people(found, low),
        people_matching=_people(found, matching),
        comments=len(found),
        scored=int(scored.sum()),
        low=int(low.sum()),
        matching=int(matching.sum()),
        score=_score(found)[0],
        themes=_themes(found),
        followed=_followed(engine.calendar, found, question) if question.words else (),
        listed=_listed(found.where(matching), question.most),
    )


def _people(found: CommentsInView, chosen: Chosen) -> int:
    return len(np.unique(found.placed.answers.cluster[chosen]))


def _matching(found: CommentsInView, question: Themes) -> Chosen:
    kept = found.with_words(question.words) if question.words else np.ones(len(found), dtype=bool)
    if question.bands:
        kept = kept & np.isin(found.band, [BANDS.index(band) for band in question.bands])
    for word in question.search.split():
        kept = kept & found.holding(word)
    return kept


def _themes(found: CommentsInView) -> tuple[Theme, ...]:
    low, scored = (np.zeros(found.terms.comments, dtype=bool) for _ in range(2))
    low[found.written[found.band == 0]] = True
    scored[found.written[found.band >= 0]] = True
    if not low.any() or low.sum() == scored.sum():
        return ()
    groups = term_groups(found.terms, low, scored)
    return tuple(_theme(found.where(found.band >= 0), group) for group in groups[:_MOST_THEMES])


def _theme(scored: CommentsInView, group: TermGroup) -> Theme:
    has = scored.at(group.comments)
    low = scored.band == 0
    value, ends = _score(scored.where(has))
    everybody, people = _people(scored, np.ones(len(scored), dtype=bool)), _people(scored, has)
    return Theme(
        words=tuple(scored.terms.names[term] for term in group.terms[:_MOST_WORDS]),
        side="low" if group.z > 0 else "others",
        people=people,
        others=everybody - people,
        comments=int(has.sum()),
        share=float(has.mean()),
        share_low=float(has[low].mean()),
        share_others=float(has[~low].mean()),
        score=value,
        low=ends[0],
        high=ends[1],
        z=group.z,
        typical=_typical(scored.where(has), group),
    )


def _score(found: CommentsInView) -> tuple[float, tuple[float, float]]:
    """The score of comments with one, and its interval; NaN without any."""
    scored = found.where(found.band >= 0)
    if not len(scored):
        return nan, (nan, nan)
    sums = whole(counted(scored.placed.answers, found.asked.metric))
    return sums.value, sums.interval()


def _typical(found: CommentsInView, group: TermGroup) -> tuple[str, ...]:
    """Two different comments with most terms of the theme, short ones first; low scores for a theme of low scores."""
    inside = np.isin(found.terms.term, group.terms)
    counts = np.bincount(found.terms.comment[inside], minlength=found.terms.comments)[found.written]
    lengths = np.array([len(found.texts.text[place]) for place in found.written])
    fits = (found.band == 0) == (group.z > 0)
    order = np.lexsort((lengths, -counts, lengths > _READABLE, ~fits))
    texts = dict.fromkeys(masked(found.texts.text[found.written[place]].strip()) for place in order[: 20 * _TYPICAL])
    return tuple(texts)[:_TYPICAL]


def _followed(calendar: Calendar, found: CommentsInView, question: Themes) -> tuple[ThemePeriod, ...]:
    """The named theme per period, by when the answers were given."""
    timed = found.where(found.placed.answers.moment != NO_TIME)
    if not len(timed):
        return ()
    moment = timed.placed.answers.moment
    ends = moment_of(int(moment.min())), moment_of(int(moment.max()))
    periods = buckets(calendar, question.period, *ends)
    has, place = timed.with_words(question.words), periods.of(moment)
    over = calendar.data_end
    complete = periods.complete(microseconds(over)) if over else len(periods) - 1
    first = max(len(periods) - _MOST_PERIODS, 0)
    return tuple(
        _period(timed, has, place == number, periods.start(number).date(), first < number < complete)
        for number in range(first, len(periods))
    )


def _period(found: CommentsInView, has: Chosen, inside: Chosen, start: date, complete: bool) -> ThemePeriod:
    both, of = int((has & inside).sum()), int(inside.sum())
    low, high = (float(end) for end in wilson(both, of))
    return ThemePeriod(
        start=start,
        complete=complete,
        of=_people(found, inside),
        people=_people(found, has & inside),
        comments=both,
        of_comments=of,
        share=both / of if of else nan,
        low=low,
        high=high,
        score=_score(found.where(has & inside))[0],
    )


def _listed(found: CommentsInView, most: int) -> tuple[Comment, ...]:
    """The latest comments; those without a time last."""
    latest = np.argsort(-np.maximum(found.placed.answers.moment, 0), kind="stable")[:most]
    return tuple(_comment(found, int(place)) for place in latest)


def _comment(found: CommentsInView, place: int) -> Comment:
    placed, written = found.placed, int(found.written[place])
    moment, band = int(placed.answers.moment[place]), int(found.band[place])
    return Comment(
        text=masked(found.texts.text[written].strip()),
        at=None if moment == NO_TIME else moment_of(moment),
        score=float(placed.answers.score[place]),
        band=BANDS[band] if band >= 0 else None,
        touchpoint=_name(placed.touchpoints, placed.touchpoint, place),
        channel=_name(placed.channels, placed.channel, place),
        persona=_name(placed.personas, placed.persona, place),
        person_id=found.texts.person_id[written],
    )


def _name(names: Sequence[str], places: Whole, place: int) -> str | None:
    number = int(places[place])
    return names[number] if number >= 0 else None
