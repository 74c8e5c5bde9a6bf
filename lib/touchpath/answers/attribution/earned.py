"""What earned the conversions: the sentence, the table of credits, and what a reader should know beside them."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

import pandas as pd

from touchpath.analysis.attribution.result import AttributionResult, Credit
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.attribution.names import amount, amount_range, credited_name, rank_words
from touchpath.answers.kinds import Place
from touchpath.journey.attribution import Attribution
from touchpath.journey.credit_words import (
    NO_EFFECT,
    RULE_NAMES,
    TO_WORDS,
    journey_definition,
    rule_meaning,
    spoken_rule,
    window_words,
)
from touchpath.journey.words import count, listed, plural, rate

TITLE = "What earned the conversions?"


def tell(asked: Attribution, result: AttributionResult, place: Place) -> Told:
    """Everything that is said of credit."""
    rows = _rows(result)
    meant = result.asked
    return Told(
        title=TITLE,
        sentence=sentence(result, place),
        definition=f"{journey_definition(meant)} "
        + " ".join(f"{RULE_NAMES[rule]}: {rule_meaning(rule, meant)}" for rule in meant.rules)
        + f" Ranges are 95 % intervals from {count(meant.resamples)} resamples of people.",
        denominator="conversions that pass the filters",
        n=result.conversions,
        tables=(Table("attribution", rows, _readable(result, place)),),
        notes=tuple(_notes(result, place)),
        statement=Statement("ask/attribution/conversions", place.filters),
    )


def sentence(result: AttributionResult, place: Place) -> str:
    """What gets most under the rule that answers, and what the rule beside it says of that."""
    asked = result.asked
    if result.mixed:
        return result.mixed
    if not result.conversions:
        return f"Nobody reached {listed(asked.touchpoints, conjunction='or')} in the selection: nothing is credited."
    ranked = [one for one in result.credits if one.kind == "value" and one.credit > 0]
    if not ranked:
        return _nothing(result, place)
    first, *others = ranked
    told = (
        f"Of {_whole(result, place)}, {first.name} gets most credit by {spoken_rule(asked.rule)}: "
        f"{_credit(asked, first, place)}"
    )
    then = listed([f"{other.name} ({rate(other.share)})" for other in others[:2]])
    return told + (f"; then {then}" if then else "") + f".{_beside(result, first, place)}"


def _nothing(result: AttributionResult, place: Place) -> str:
    """Why nothing is credited by name: nothing came before, or what did carries no name."""
    asked, whole = result.asked, _whole(result, place)
    one = TO_WORDS[asked.to][0]
    if any(part.kind == "value" and isnan(part.credit) for part in result.credits):
        return f"Each {one} has too few people behind its part of the {whole} to be shown."
    if unnamed(result):
        return f"No event {window_words(asked)} a conversion names a {one}: credit touchpoints instead."
    kind = " with a campaign" if asked.to == "campaign" else ""
    return f"None of the {whole} has a touch{kind} {window_words(asked)}."


def unnamed(result: AttributionResult) -> bool:
    """Whether conversions have touches before them, none of which carries the name that is credited."""
    named = [one.credit for one in result.credits if one.kind == "value"]
    return all(credit == 0 for credit in named) and any(
        one.kind == "missing" and one.credit > 0 for one in result.credits
    )


def _whole(result: AttributionResult, place: Place) -> str:
    told = plural(result.conversions, "conversion")
    if result.asked.counting == "value":
        return f"{amount(result.asked, result.value, place.currency)} of {told}"
    return told


def _credit(asked: Attribution, one: Credit, place: Place) -> str:
    return f"{amount(asked, one.credit, place.currency)} ({amount_range(asked, one, place.currency)})"


def _beside(result: AttributionResult, first: Credit, place: Place) -> str:
    """What the next rule gives the leader, and who leads there."""
    if len(result.rules) < 2:
        return ""
    other = result.rules[1]
    named = spoken_rule(other.rule)
    own = next((one for one in other.credits if one.name == first.name and one.kind == "value"), None)
    leader = next((one for one in other.credits if one.kind == "value" and one.credit > 0), None)
    if own is None or leader is None or own.credit != own.credit:
        return ""
    given = amount(result.asked, own.credit, place.currency)
    if leader.name == first.name:
        return f" By {named} it gets {given}."
    return f" By {named} {leader.name} comes first, and {first.name} gets {given}."


def _notes(result: AttributionResult, place: Place) -> Iterator[str]:
    asked = result.asked
    yield NO_EFFECT.format(them=f"a {TO_WORDS[asked.to][0]}")
    if result.untouched:
        share = rate(result.untouched / max(result.conversions, 1))
        told = f"{plural(result.untouched, 'conversion')} ({share})"
        yield f"{told} have no touch {window_words(asked)}: they are credited to nothing."
    if "last_non_direct" in asked.rules and not result.has_direct:
        named = f"No touch came through {listed(asked.direct, conjunction='or')}" if asked.direct else (
            "No channel is known as direct (Workspaces, Settings)"
        )  # fmt: skip
        yield f"{named}: last non-direct touch is the same as last touch."
    if "participation" in asked.rules:
        yield "Participation adds up to more than the conversions: compare its ranks, not its sums."
    if "markov" in asked.rules:
        without = plural(result.unconverted, "person", "people")
        yield f"The Markov chain also walks the journeys of {without} without a conversion in range, one each."
    if place.filters.channels:
        yield "The channel filter chooses conversions by their own channel; touches before them may be on any."


def _rows(result: AttributionResult) -> pd.DataFrame:
    to = result.asked.to
    rows = [
        (found.rule, credited_name(to, one.name, one.kind), one.kind, one.credit, one.low, one.high, one.share,
         one.rank, one.rank_low, one.rank_high, one.people, one.effect)
        for found in result.rules for one in found.credits
    ]  # fmt: skip
    names = ["rule", to, "kind", "credit", "low", "high", "share", "rank", "rank_low", "rank_high", "people",
             "removal_effect"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def _readable(result: AttributionResult, place: Place) -> pd.DataFrame:
    """A row per name, by the rule that answers; the credit of the rules beside it."""
    asked, others = result.asked, result.rules[1:]
    rows = []
    for one in result.credits:
        row = {
            TO_WORDS[asked.to][0].capitalize(): credited_name(asked.to, one.name, one.kind),
            "Credit": amount(asked, one.credit, place.currency),
            "Range": amount_range(asked, one, place.currency),
            "Share": rate(one.share),
            "Rank": rank_words(one.rank, one.rank_low, one.rank_high),
            "People": count(one.people),
        }
        if one.effect == one.effect:
            row["Removal effect"] = rate(one.effect)
        for found in others:
            own = next((part for part in found.credits if (part.name, part.kind) == (one.name, one.kind)), None)
            row[RULE_NAMES[found.rule]] = amount(asked, 0.0 if own is None else own.credit, place.currency)
        rows.append(row)
    return pd.DataFrame(rows)
