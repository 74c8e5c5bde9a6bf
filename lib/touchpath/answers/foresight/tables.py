"""The tables of a prediction: bands, people, the test, what it goes along with, what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from touchpath.analysis.foresight.result import PredictionResult, TopicWeight
from touchpath.answers.answer import Table
from touchpath.answers.foresight.words import BANDS, reason_words, topic_words, variable_words
from touchpath.journey.prediction import Prediction
from touchpath.journey.words import NOTHING, count, decimal, interval, rate
from touchpath.stats.foretold import ForetoldTest

_MEASURED = ("property", "score", "spend", "attribute")


def tables(asked: Prediction, found: PredictionResult, currency: str) -> tuple[Table, ...]:
    """Bands first; nothing where nothing is predicted."""
    if found.refused:
        return ()
    test = (_test(found.test), _gains(found.test), _bins(found.test)) if found.test else ()
    return (_bands(found), _people(asked, found, currency), _weights(asked, found), *test, _variables(asked, found))


def _bands(found: PredictionResult) -> Table:
    fields = ("people", "chance", "tested", "happened", "rate", "low", "high")
    rows = _rows(found.bands, fields, "band", [part.name for part in found.bands])
    readable = pd.DataFrame(
        {
            "Band": [BANDS[part.name] for part in found.bands],
            "People now": rows["people"].map(count),
            "Mean chance": rows["chance"].map(rate),
            "In it last time": rows["tested"].map(count),
            "To whom it happened": [
                f"{count(part.happened)} ({rate(part.rate)}; {interval(rate(part.low), rate(part.high))})"
                if part.rate == part.rate else NOTHING
                for part in found.bands
            ],
        }
    )  # fmt: skip
    return Table("risk-bands", rows, readable)


def _people(asked: Prediction, found: PredictionResult, currency: str) -> Table:
    told = ["; ".join(reason_words(reason, asked, currency) for reason in part.reasons) for part in found.listed]
    rows = pd.DataFrame(
        [(part.person_id, part.band, part.chance, why) for part, why in zip(found.listed, told, strict=True)],
        columns=["person_id", "band", "chance", "goes_along_with"],
    )
    readable = pd.DataFrame(
        {
            "Person": rows["person_id"],
            "Band": [BANDS[part.band] for part in found.listed],
            "Chance": rows["chance"].map(rate),
            "Goes along with": rows["goes_along_with"],
        }
    )
    return Table("people-at-risk", rows, readable)


def _weights(asked: Prediction, found: PredictionResult) -> Table:
    names = [topic_words(part.topic, asked.target) for part in found.weights]
    rows = _rows(found.weights, ("people", "lost", "error"), "topic", names)
    ways = [_way(part, variable_words(part.topic, part.what, asked)) for part in found.weights]
    rows["direction"] = [part.direction for part in found.weights]
    readable = pd.DataFrame(
        {
            "What is known": names,
            "Without it the AUC is lower by": [decimal(value, 3) for value in rows["lost"]],
            "Riskier with": ways,
            "Known of people tested": rows["people"].map(count),
        }
    )
    return Table("goes-along-with", rows, readable)


def _way(part: TopicWeight, variable: str) -> str:
    more, fewer = ("higher", "lower") if part.topic[:1] and part.topic[0] in _MEASURED else ("more", "fewer")
    return {1: f"{more} {variable}", -1: f"{fewer} {variable}"}.get(part.direction, NOTHING)


def _test(test: ForetoldTest) -> Table:
    told: list[tuple[str, float, float, Any]] = [
        ("Area under the curve (AUC)", test.model_auc, test.rule_auc, decimal),
        ("Average precision", test.model_precision, test.rule_precision, decimal),
        ("Lift of the riskiest tenth", _lift(test, "model"), _lift(test, "rule"), decimal),
        ("Standard error of the AUC difference", test.error, float("nan"), decimal),
        ("Brier skill", test.brier_skill, float("nan"), decimal),
        ("Calibration slope", test.slope, float("nan"), decimal),
    ]
    rows = pd.DataFrame([part[:3] for part in told], columns=["figure", "model", "rule"])
    readable = pd.DataFrame(
        {
            "On people it had not seen": rows["figure"],
            "Model": [write(model, 3) for _, model, _, write in told],
            "Simple rule": [write(rule, 3) for _, _, rule, write in told],
        }
    )
    return Table("tested-beside-the-rule", rows, readable)


def _lift(test: ForetoldTest, whose: str) -> float:
    """How many times as often it happened in the riskiest tenth as among all."""
    return float(getattr(test.gains[1], whose)) / test.gains[1].share if len(test.gains) > 1 else float("nan")


def _gains(test: ForetoldTest) -> Table:
    rows = _rows(test.gains, ("people", "model", "rule"), "share", [point.share for point in test.gains])
    readable = pd.DataFrame(
        {
            "Riskiest share of the people": [rate(value) for value in rows["share"]],
            "People": rows["people"].map(count),
            "Held by the model": rows["model"].map(rate),
            "Held by the rule": rows["rule"].map(rate),
        }
    )
    return Table("held-by-the-riskiest", rows, readable)


def _bins(test: ForetoldTest) -> Table:
    fields = ("people", "foretold", "happened", "rate", "low", "high")
    rows = _rows(test.bins, fields, "tenth", list(range(1, len(test.bins) + 1)))
    readable = pd.DataFrame(
        {
            "Tenth, lowest first": rows["tenth"],
            "People": rows["people"].map(count),
            "Foretold": rows["foretold"].map(rate),
            "Came": [
                f"{rate(part.rate)} ({interval(rate(part.low), rate(part.high))})"
                if part.rate == part.rate else NOTHING
                for part in test.bins
            ],
        }
    )  # fmt: skip
    return Table("foretold-and-came", rows, readable)


def _variables(asked: Prediction, found: PredictionResult) -> Table:
    told = [
        (part.topic.key, part.what, variable_words((part.topic.kind, part.topic.of), part.what, asked))
        for part in found.variables
    ]
    rows = pd.DataFrame(told, columns=["topic", "what", "in_words"])
    kinds = [topic_words((part.topic.kind, part.topic.of), asked.target) for part in found.variables]
    return Table("made-of", rows, pd.DataFrame({"About": kinds, "Known before the cut-off": rows["in_words"]}))


def _rows(parts: Sequence[Any], fields: tuple[str, ...], head: str, names: Sequence[Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [(name, *(getattr(part, field) for field in fields)) for name, part in zip(names, parts, strict=True)],
        columns=[head, *fields],
    )
