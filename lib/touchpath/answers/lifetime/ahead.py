"""What customers will bring, or why nothing is predicted: in sentences and tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from touchpath.analysis.lifetime import ahead as measuring
from touchpath.analysis.lifetime.ahead import AheadResult
from touchpath.analysis.lifetime.expected import ExpectedGroup
from touchpath.analysis.lifetime.held_out import HeldOut, PredictedPart
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.kinds import Place
from touchpath.answers.lifetime.words import NOBODY, SPLIT_NOUNS, amount, names_of, pairs_of, surely_differ
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import ValueAhead, purchase_words
from touchpath.journey.words import NOTHING, count, day_in_words, decimal, interval, listed, money, plural, rate
from touchpath.stats.hold_out import MOST_OFF, RuleError
from touchpath.stats.repeat_spending import MOST_CORRELATION

TITLE = "What will customers bring?"


def measure(engine: Reader, asked: ValueAhead, filters: Filters) -> AheadResult:
    """The prediction for the customers in view, if it passes its test."""
    return measuring.measure(engine, asked, filters)


def tell(asked: ValueAhead, found: AheadResult, place: Place) -> Told:
    """Everything that is said of the prediction."""
    return Told(
        title=TITLE,
        sentence=sentence(found, place.currency),
        definition=_definition(asked),
        denominator="people whose first purchase ever lies in the dates",
        n=found.people,
        tables=(_expected(found, place.currency), *_test_tables(found.held_out)),
        notes=tuple(_notes(found, place.currency)),
        findings=(bias(found.held_out),) if found.held_out else (),
        statement=Statement("ask/lifetime/purchases", place.filters.without_channels().without_dates()),
    )


def sentence(found: AheadResult, currency: str) -> str:
    """What a customer is expected to do, or what stands against saying it."""
    if found.refused:
        return _refusal(found)
    whole = found.whole
    if whole is None or not isfinite(whole.purchases):
        return "Too few people are known for a prediction to be shown."
    days = interval(decimal(whole.purchases_low, 2), decimal(whole.purchases_high, 2))
    said = (
        f"In the next {plural(found.ahead_days, 'day')} a customer is expected to buy on "
        f"{decimal(whole.purchases, 2)} days ({days})"
    )
    if isfinite(whole.value):
        said += f" and to bring {amount((whole.value, whole.value_low, whole.value_high), currency)}"
    return f"{said}{_apart(found, currency)}. {_total_words(found.held_out)}"


def bias(test: HeldOut | None) -> str:
    """By how much the model was off where it was tested, and for which people most."""
    if test is None:
        return ""
    beyond = [part for part in test.tenths if part.predicted < part.low or part.predicted > part.high]
    if not beyond:
        where = "In every part of the customers the prediction lies within the range of what happened."
    else:
        worst = max(beyond, key=lambda part: abs(part.actual - part.predicted) * part.people)
        few = "too few" if worst.actual > worst.predicted else "too many"
        where = (
            f"In {count(len(beyond))} of {count(len(test.tenths))} parts it lies beyond the range of what happened; "
            f"most was missed where {decimal(worst.predicted, 2)} a person were expected and "
            f"{decimal(worst.actual, 2)} came ({few})."
        )
    return f"{_total_words(test)} {where}"


def _total_words(test: HeldOut | None) -> str:
    """ "Tested, it expected 1,653 purchase days and 1,882 came: 12.1 % too few." """
    if test is None or not isfinite(test.judgement.off):
        return ""
    off = test.judgement.off
    missed = f"{rate(abs(off))} too {'few' if off < 0 else 'many'}"
    return (
        f"Where it was tested, it expected {count(round(test.judgement.predicted))} purchase days and "
        f"{count(test.judgement.actual)} came: {missed}."
    )


def _refusal(found: AheadResult) -> str:
    if found.refused == "nobody":
        return NOBODY
    if found.refused == "too_short":
        return (
            f"Nothing is predicted: only {plural(found.tested_days, 'day')} would be left to test a prediction on, "
            "and it needs four weeks."
        )
    if found.refused == "no_fit":
        return (
            f"Nothing is predicted: {found.why[:1].lower()}{found.why[1:]} What customers brought so far still holds."
        )
    failed = _failed(found.held_out)
    return f"Nothing is predicted, as the model failed its test: {failed}. What customers brought so far still holds."


def _failed(test: HeldOut | None) -> str:
    """What refused the prediction, in its figures."""
    if test is None or not isfinite(test.judgement.actual):
        return "its figures are hidden"
    judged = test.judgement
    if not isfinite(judged.predicted):
        return "what it expected is no number"
    if not judged.actual:
        return f"it expected {count(round(judged.predicted))} purchase days and none came"
    said = []
    if not abs(judged.off) <= MOST_OFF:
        said.append(
            f"it expected {count(round(judged.predicted))} purchase days and {count(judged.actual)} came "
            f"({rate(abs(judged.off))} too {'few' if judged.off < 0 else 'many'}; at most {rate(MOST_OFF)} passes)"
        )
    unbeaten = [rule.rule for rule in judged.rules if not rule.beaten]
    if unbeaten:
        said.append(f"it was not surely closer than a rule without a model ({listed(unbeaten)})")
    return " and ".join(said)


def _apart(found: AheadResult, currency: str) -> str:
    """The groups of which most and least is expected, and whether they differ by more than chance."""
    valued = found.whole is not None and isfinite(found.whole.value)
    names = names_of(found.groups, found.asked.split)
    known = [
        (name, part, _measured(part, valued))
        for name, part in zip(names, found.groups, strict=True)
        if part.kind == "value" and part.people >= FEW and isfinite(part.purchases)
    ]
    if len(known) < 2:
        return ""
    known.sort(key=lambda named: -named[2][0])
    (best, most, high), (worst, least, low) = known[0], known[-1]
    told = [amount(part, currency) if valued else f"{decimal(part[0], 2)} days" for part in (high, low)]
    chance = "more than chance" if surely_differ(high, low, pairs_of(len(known))) else "no more than chance"
    return (
        f"; most of {best}: {told[0]}, n = {count(most.people)}, least of {worst}: {told[1]}, "
        f"n = {count(least.people)}, which is {chance}"
    )


def _measured(part: ExpectedGroup, valued: bool) -> tuple[float, float, float]:
    if valued:
        return part.value, part.value_low, part.value_high
    return part.purchases, part.purchases_low, part.purchases_high


def _definition(asked: ValueAhead) -> str:
    return (
        f"{purchase_words(asked.target)} A day's purchases count as one. Expected purchases are those of the BG/NBD "
        "model (Fader, Hardie and Lee 2005), expected value those of the Gamma-Gamma model of spending times them. "
        "The model is fitted to the first part of the data and tested on the rest; it is shown only if its Poisson "
        "deviance and its squared error there are surely below those of each rule without a model (95 % bootstrap "
        f"interval of the difference above 0), and its total is at most {rate(MOST_OFF)} off. It is then fitted to "
        "all data."
    )


def _notes(found: AheadResult, currency: str) -> list[str]:
    said = []
    if found.calibrated_until and found.held_out:
        said.append(
            f"Fitted to purchases up to {day_in_words(found.calibrated_until)}, tested on the "
            f"{plural(found.tested_days, 'day')} after it with {count(found.held_out.people)} customers."
        )
    if not found.refused and found.ahead_days > found.tested_days:
        said.append(
            f"It looks further ahead ({found.ahead_days} days) than it was tested ({found.tested_days} days)."
        )
    if found.no_spending:
        together = f" (correlation {decimal(found.correlation, 2)}, up to {MOST_CORRELATION} is let pass)"
        shown = together if abs(found.correlation) > MOST_CORRELATION else ""
        said.append(f"Value is not predicted: {found.no_spending.rstrip('.')}{shown}.")
    if found.held_out and isfinite(found.held_out.revenue_predicted) and not found.refused:
        test = found.held_out
        said.append(
            f"Tested, both models expected {money(test.revenue_predicted, currency)} of revenue, and "
            f"{money(test.revenue, currency)} came."
        )
    if not found.refused:
        said.append(
            "Ranges say what is not known of the models' parameters and of people; they take for granted that the "
            "models hold."
        )
    return said


def _expected(found: AheadResult, currency: str) -> Table:
    parts = [*([found.whole] if found.whole else []), *found.groups]
    names = [*(["All"] if found.whole else []), *names_of(found.groups, found.asked.split)]
    fields = ("people", "purchases", "purchases_low", "purchases_high", "value", "value_low", "value_high")
    rows = pd.DataFrame(
        [(name, *(getattr(part, field) for field in fields)) for name, part in zip(names, parts, strict=True)],
        columns=["group", *fields],
    )
    readable = pd.DataFrame(
        {
            "Group" if found.asked.split == "none" else SPLIT_NOUNS[found.asked.split]: rows["group"],
            "Customers": rows["people"].map(count),
            "Days with purchases": [
                _written(decimal(part.purchases, 2), decimal(part.purchases_low, 2), decimal(part.purchases_high, 2))
                for part in parts
            ],
            "Value": [amount((part.value, part.value_low, part.value_high), currency) for part in parts],
        }
    )
    return Table("expected-value", rows, readable)


def _written(value: str, low: str, high: str) -> str:
    ends = interval(low, high)
    return value if ends == NOTHING else f"{value} ({ends})"


def _test_tables(test: HeldOut | None) -> tuple[Table, ...]:
    if test is None:
        return ()
    return (
        _parts("tested-by-prediction", "Part, fewest expected first", test.tenths),
        _parts("tested-by-purchases-before", "Days bought again before", test.counts),
        _errors(test),
    )


def _parts(name: str, head: str, parts: Sequence[PredictedPart]) -> Table:
    fields = ("people", "predicted", "actual", "low", "high")
    rows = pd.DataFrame(
        [(part.name, *(getattr(part, field) for field in fields)) for part in parts], columns=["part", *fields]
    )
    readable = pd.DataFrame(
        {
            head: rows["part"],
            "Customers": rows["people"].map(count),
            "Expected a person": [decimal(value, 2) for value in rows["predicted"]],
            "Came": [
                _written(decimal(part.actual, 2), decimal(part.low, 2), decimal(part.high, 2)) for part in parts
            ],
        }
    )
    return Table(name, rows, readable)


def _errors(test: HeldOut) -> Table:
    judged = (test.judgement.model, *test.judgement.rules)
    fields = ("deviance", "rmse", "deviance_low", "deviance_high", "rmse_low", "rmse_high")
    rows = pd.DataFrame(
        [(part.rule, *(getattr(part, field) for field in fields)) for part in judged], columns=["rule", *fields]
    )
    readable = pd.DataFrame(
        {
            "What expects": [part.rule[:1].upper() + part.rule[1:] for part in judged],
            "Poisson deviance": [decimal(part.deviance, 3) for part in judged],
            "beyond the model's": [_beyond(part.deviance_low, part.deviance_high) for part in judged],
            "Root mean squared error": [decimal(part.rmse, 3) for part in judged],
            "beyond the model's ": [_beyond(part.rmse_low, part.rmse_high) for part in judged],
            "Beaten": [_beaten(part) for part in judged],
        }
    )
    return Table("tested-against-rules", rows, readable)


def _beyond(low: float, high: float) -> str:
    return interval(decimal(low, 3), decimal(high, 3))


def _beaten(part: RuleError) -> str:
    if not isfinite(part.deviance_low):
        return NOTHING
    return "yes" if part.beaten else "no"
