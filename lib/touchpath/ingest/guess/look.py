"""A table looked over once, before its kind is known: what could say who, when and what, and what is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from touchpath.ingest.guess.added_up import never_added
from touchpath.ingest.guess.lexicon import CAMPAIGN, CLOCK, COUNTED, EVENT, MANY_PEOPLE, NO_AMOUNT, PRICE
from touchpath.ingest.guess.person import score_person
from touchpath.ingest.guess.roles.amounts import is_amount, is_rate, is_share, score_spend
from touchpath.ingest.guess.roles.ids import score_alias
from touchpath.ingest.guess.roles.what import score_what
from touchpath.ingest.guess.roles.when import is_dated_fact, is_milestone, score_broken_when, score_when
from touchpath.ingest.guess.scored import Choice, Scorer, choice
from touchpath.ingest.guess.spans import is_span
from touchpath.ingest.guess.traits import ColumnTraits, cells_of, traits_of
from touchpath.ingest.guess.words import is_sentence, words
from touchpath.ingest.source import SourceColumn, SourceTable

_SEVERAL = 5
_OF_ADS = frozenset(["impressions", "clicks", "impr"])

_ADDED_UP = frozenset(["total", "sum", "summe", "gesamt", "net", "gross"])


@dataclass(frozen=True)
class ColumnRoles:
    """What the columns of a table could be."""

    table: SourceTable

    @cached_property
    def columns(self) -> tuple[ColumnTraits, ...]:
        """The columns that hold anything."""
        return tuple(traits for traits in traits_of(self.table) if traits.column.type != "empty")

    @cached_property
    def who(self) -> Choice:
        """Who it was, if people come back."""
        return choice("person", [score_person(traits) for traits in self._not_of_ads])

    @cached_property
    def _not_of_ads(self) -> tuple[ColumnTraits, ...]:
        """The columns without the accounts of advertisers, in a table of campaigns and what they were shown."""
        said = [set(traits.words) for traits in self.columns]
        ads = any(words & CAMPAIGN for words in said) and any(words & _OF_ADS for words in said)
        return tuple(t for t in self.columns if not (ads and "account" in t.words))

    @cached_property
    def anyone(self) -> Choice:
        """Who it was, if each has one row."""
        return choice("person", [score_person(traits, comes_back=False) for traits in self._not_of_ads])

    @cached_property
    def when(self) -> Choice:
        """When it happened."""
        return self._choice("occurred_at", score_when)

    @cached_property
    def what(self) -> Choice:
        """What happened."""
        return self._choice("touchpoint", score_what)

    @cached_property
    def spend(self) -> Choice:
        """What was spent."""
        return self._choice("spend", score_spend)

    @cached_property
    def alias(self) -> Choice:
        """The other id."""
        return self._choice("alias", score_alias)

    @cached_property
    def measures(self) -> tuple[ColumnTraits, ...]:
        """The columns that can be added up per day: no ids, rates, levels, ages, running numbers."""
        return tuple(t for t in self.columns if is_measure(t) and not never_added(self.table, t))

    @cached_property
    def counted(self) -> tuple[ColumnTraits, ...]:
        """The measures that are called like counts: clicks, sessions, visitors."""
        return tuple(traits for traits in self.measures if set(traits.words) & (COUNTED | MANY_PEOPLE))

    @cached_property
    def facts(self) -> tuple[ColumnTraits, ...]:
        """The columns that each tell when something of its own happened; none where a row tells one happening."""
        milestones = [traits.name for traits in self.columns if is_milestone(traits)]
        called = milestones if len(milestones) > 1 else []
        told = [traits for traits in self.columns if is_dated_fact(traits) or traits.name in called]
        ends = {one.name for a in told for b in told if is_span(self.table, a, b) for one in (a, b)}
        dated = tuple(traits for traits in told if traits.name not in ends)
        what = self.what.best
        is_log = what and what.score >= 0.7 and set(what.traits.words) & EVENT
        return () if len(dated) < 2 or is_log else dated

    @property
    def is_dated(self) -> bool:
        """Whether a column holds times, or is called so though they cannot be read."""
        return bool(self.when.best) or any(score_broken_when(traits) for traits in self.columns)

    @property
    def grain(self) -> str:
        """How fine the best time is."""
        return self.when.best.traits.grain if self.when.best else ""

    @property
    def fine(self) -> bool:
        """Whether the times tell more than the day."""
        return self.grain in ("minute", "second")

    @property
    def file_words(self) -> frozenset[str]:
        """The words in the name of the file or sheet."""
        name = self.table.options.sheet or PurePath(self.table.file.name).name.split(".")[0]
        return frozenset(words(name))

    @cached_property
    def one_row_a_day(self) -> bool:
        """Whether a day and its texts come once: figures added up already, not one row per happening."""
        if self.when.best is None:
            return False
        texts = [t for t in self.columns if t.column.type in ("text", "boolean")]
        keys = [cells_of(self.table, t.column) for t in (self.when.best.traits, *texts)]
        rows = list(zip(*keys, strict=True))
        return len(set(rows)) == len(rows)

    @property
    def rows(self) -> int:
        """How many rows were looked at."""
        return self.table.rows_sampled

    def _choice(self, role: str, scorer: Scorer) -> Choice:
        return choice(role, [scorer(traits) for traits in self.columns])


def is_of(look: ColumnRoles, who: SourceColumn, traits: ColumnTraits) -> bool:
    """Whether a column tells of the person (or case) and not of what they did: one value for all rows of each.

    Only people with several rows show it, and only a column that does not say the same of everybody.
    """
    rows = [
        (one, other)
        for one, other in zip(cells_of(look.table, who), cells_of(look.table, traits.column), strict=True)
        if one
    ]
    several = {one for one, times in Counter(one for one, _ in rows).items() if times > 1}
    told = {pair for pair in rows if pair[0] in several}
    return len(several) >= _SEVERAL and len(told) == len(several) and len({other for _, other in told}) > 1


def is_measure(traits: ColumnTraits) -> bool:
    """Whether a column can be added up per day."""
    said = set(traits.words)
    counted = bool(said & (COUNTED | MANY_PEOPLE))
    told = {word for word in said if not word.isdecimal()}
    of_one = (
        said & NO_AMOUNT or (told and told <= CLOCK) or (said & PRICE and not said & _ADDED_UP) or is_share(traits)
    )
    told_once = traits.flag or is_rate(traits) or is_sentence(traits.name)
    return is_amount(traits) and not told_once and not (of_one and not counted)
