"""What comes out of a table, said in the reader's words, and what looks wrong about it.

The same sentences stand on the page before the import, in the report after it, and on the command line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from touchpath.ingest.mapping import Constant, CostMapping, DailyCountMapping, Mapping, ResponseMapping
from touchpath.ingest.outcome import Amounts, QuestionScores, TableOutcome
from touchpath.journey.amounts import Looks, look_like_ids
from touchpath.journey.words import count, day_in_words, decimal, in_few_words, listed, plural, rate, signed

_FEW = 8
"""Below so many rows nothing is strange: a first try with five rows is no finding."""
_ONE_DAY = 20
_MOST = 0.5
_MEASURES_SAID = 3
METRIC_WORDS = {"nps": "NPS", "csat": "CSAT", "ces": "CES", "other": "score"}


def outcome_sentence(outcome: TableOutcome) -> str:
    """For example "16 people, 480 events, most common: viewed product; first 3 Mar 2025, last 28 Apr 2025"."""
    match outcome.kind:
        case "events":
            said = _events(outcome)
        case "responses":
            said = _responses(outcome)
        case "people":
            said = plural(outcome.people, "person", "people")
            said += f" in {plural(outcome.personas, 'persona')}" if outcome.personas else ""
        case "identities":
            said = f"{plural(outcome.aliases, 'id')} of {plural(outcome.people, 'person', 'people')}"
        case _:
            said = _amounts(outcome)
    return said + _span(outcome)


def outcome_warnings(outcome: TableOutcome, mapping: Mapping) -> tuple[str, ...]:
    """What looks as if the columns were understood wrongly, a sentence each; empty where nothing does."""
    return tuple(_warnings(outcome, mapping))


def _warnings(outcome: TableOutcome, mapping: Mapping) -> Iterator[str]:
    if outcome.kind == "events":
        yield from _about_people(outcome, mapping)
        yield from _about_names(outcome, mapping)
    if outcome.kind == "responses":
        yield from _about_answers(outcome, mapping)
    if outcome.days == 1 and outcome.rows >= _ONE_DAY:
        yield f"All {count(outcome.rows)} rows lie on one day, {_day(outcome.first)}: check which column says when."
    if outcome.weekly and isinstance(mapping, CostMapping | DailyCountMapping) and mapping.period is None:
        yield (
            "Every day is a week after the one before: the amounts count on these days, not on the weeks they may "
            "speak of. A column called week (or a first and a last day) spreads them over their days."
        )
    for amounts in outcome.amounts:
        yield from _about_amounts(amounts)


def _events(outcome: TableOutcome) -> str:
    parts = [plural(outcome.people, "person", "people"), plural(outcome.rows, "event")]
    if 0 < outcome.orders < outcome.rows_of_orders:
        lines = "its" if outcome.orders == 1 else "their"
        held = plural(outcome.orders, "order")
        parts[1:] = [f"{held} with {lines} {count(outcome.rows_of_orders)} lines"]
        other = outcome.rows - outcome.rows_of_orders
        parts += [plural(other, "other event")] if other else []
    if outcome.names > 1:
        parts.append(f"most common: {outcome.common[0][0]}")
    elif outcome.common:
        parts.append(f"all of them: {outcome.common[0][0]}")
    return ", ".join([*parts, *map(_worth, outcome.amounts)])


def _worth(amounts: Amounts) -> str:
    """What events are worth, without those that were cancelled."""
    if amounts.currencies > 1:
        return _in_currencies(amounts)
    without = f" without {plural(amounts.cancelled, 'row')} cancelled or paid back" if amounts.cancelled else ""
    return f"{amounts.name} {_number(amounts.total)} in all{without}"


def _responses(outcome: TableOutcome) -> str:
    parts = [plural(outcome.sheets, "answer sheet")]
    parts += [plural(outcome.people, "person", "people")] if outcome.people else []
    alike = Counter(scores.metric for scores in outcome.scores)
    said = [_score(scores, named=alike[scores.metric] > 1) for scores in outcome.scores[:_MEASURES_SAID]]
    more = len(outcome.scores) - len(said)
    said += [f"{more} more {'question' if more == 1 else 'questions'} with scores"] if more else []
    return ", ".join(parts) + (": " + "; ".join(said) if said else "")


def _score(scores: QuestionScores, *, named: bool) -> str:
    """The scores of a question; `named`: others measure the same, so that it has to be said which."""
    of = f' of "{in_few_words(scores.question)}"' if named or scores.metric == "other" else ""
    metric = "" if scores.metric == "other" else f"{METRIC_WORDS.get(scores.metric, scores.metric)} "
    told = f"NPS {signed(scores.net, 1)}" if scores.metric == "nps" else f"mean {decimal(scores.mean, 2)}"
    return f"{count(scores.scores)} {metric}scores{of}{_scale(scores)}, {told}"


def _scale(scores: QuestionScores) -> str:
    if scores.scale_low is None or scores.scale_high is None:
        return ""
    return f" on {count(scores.scale_low)} to {count(scores.scale_high)}"


def _amounts(outcome: TableOutcome) -> str:
    paid = outcome.kind == "costs"
    said = [
        _in_currencies(amounts) if paid and amounts.currencies > 1 else _measure(amounts)
        for amounts in outcome.amounts[:_MEASURES_SAID]
    ]
    more = len(outcome.amounts) - len(said)
    said += [f"{more} more"] if more else []
    return f"{plural(outcome.days, 'day')}: {listed(said, len(said)) or 'no amounts'}"


def _in_currencies(amounts: Amounts) -> str:
    """Amounts of several currencies, which have no sum."""
    return f"{amounts.name} in {amounts.currencies} currencies"


def _measure(amounts: Amounts) -> str:
    """The sum of a measure; of a rate or a level, which no sum means anything of, from where to where it goes."""
    if amounts.added_up:
        return f"{amounts.name} {_number(amounts.total)}"
    least, largest = _number(amounts.least), _number(amounts.largest)
    return f"{amounts.name} {largest}" if least == largest else f"{amounts.name} from {least} to {largest}"


def _span(outcome: TableOutcome) -> str:
    if outcome.first is None or outcome.last is None:
        return ""
    first, last = _day(outcome.first), _day(outcome.last)
    return f"; all on {first}" if first == last else f"; first {first}, last {last}"


def _about_people(outcome: TableOutcome, mapping: Mapping) -> Iterator[str]:
    who = _column(mapping, "person")
    if outcome.rows < _FEW:
        return
    if outcome.people == outcome.rows:
        yield (
            f"Every one of the {count(outcome.people)} people has one event only, so nobody goes on to a next step: "
            f"check that {who} says who it was, not which row it is."
        )
    elif outcome.people == 1:
        yield f"All {count(outcome.rows)} events are of one person: check that {who} says who it was."


def _about_names(outcome: TableOutcome, mapping: Mapping) -> Iterator[str]:
    what = getattr(mapping, "touchpoint", None)
    if isinstance(what, Constant) or outcome.rows < _FEW or not outcome.common:
        return
    if outcome.names == 1 and what is not None:
        yield f'Every row is the touchpoint "{outcome.common[0][0]}": check that "{what}" says what happened.'
    elif outcome.names == outcome.rows:
        yield (
            f"Every event has a name of its own, {count(outcome.names)} in all: "
            f"check that {_column(mapping, 'touchpoint')} says what happened."
        )


def _about_answers(outcome: TableOutcome, mapping: Mapping) -> Iterator[str]:
    if outcome.rows < _FEW:
        return
    if outcome.people == 1 and isinstance(mapping, ResponseMapping) and isinstance(mapping.person, str):
        yield f'All answers are of one person: check that "{mapping.person}" says who answered.'
    if isinstance(mapping, ResponseMapping) and isinstance(mapping.answered_at, str) and outcome.first is None:
        yield f'No time in "{mapping.answered_at}" could be read: the answers have no day.'
    for scores in outcome.scores:
        if scores.different == 1 and scores.scores >= _FEW:
            yield f'Every score of "{scores.question}" is {_number(scores.largest)}: check that it is a score.'


def _about_amounts(amounts: Amounts) -> Iterator[str]:
    if amounts.rows < _FEW or not amounts.added_up:
        return
    if look_like_ids(_looks(amounts)):
        yield (
            f'"{amounts.name}" looks like numbers that name things, not like amounts (each is another one, '
            f"{_number(amounts.least)} to {_number(amounts.largest)}): adding them up means nothing."
        )
    elif amounts.total > 0 and amounts.least >= 0 and amounts.largest > _MOST * amounts.total:
        yield (
            f'One value of "{amounts.name}" is {rate(amounts.largest / amounts.total)} of its sum: '
            f"{_number(amounts.largest)} in row {amounts.largest_row}. Check that it is meant."
        )


def _looks(amounts: Amounts) -> Looks:
    return Looks(amounts.rows, amounts.least, amounts.largest, amounts.different, amounts.whole, amounts.tens)


def _column(mapping: Mapping, field: str) -> str:
    source = getattr(mapping, field, None)
    return f'"{source}"' if isinstance(source, str) else "the column"


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"


def _day(moment: datetime | date | None) -> str:
    return day_in_words(moment) if moment else ""
