"""Who is about to leave: in a sentence, by band, with its test beside the rule."""

from __future__ import annotations

from math import isfinite

from touchpath.analysis.foresight.result import PredictionResult
from touchpath.answers.answer import Statement, Told
from touchpath.answers.foresight.tables import tables
from touchpath.answers.foresight.words import did, rule_words
from touchpath.answers.kinds import Place
from touchpath.journey.prediction import Prediction
from touchpath.journey.words import count, day_in_words, decimal, plural, rate
from touchpath.stats.foretold import HIGHEST_SLOPE, LEAST_HAPPENED, LOWEST_SLOPE

TITLES = {
    "not_return": "Who is about to leave?", "not_buy": "Who will not buy again?",
    "detractor": "Who is about to answer as a detractor?",
}  # fmt: skip


def tell(asked: Prediction, found: PredictionResult, place: Place) -> Told:
    """Everything that is said of a prediction."""
    return Told(
        title=TITLES[asked.target],
        sentence=sentence(asked, found, place.currency),
        definition=_definition(asked),
        denominator="people still there, with an event in view before the cut-off",
        n=found.now,
        tables=tables(asked, found, place.currency),
        notes=tuple(_notes(asked, found, place.currency)),
        findings=(added(asked, found, place.currency),) if not found.refused else (),
        statement=Statement("ask/foresight/people", place.filters.of_people()),
    )


def sentence(asked: Prediction, found: PredictionResult, currency: str) -> str:
    """Who is at risk and how surely, or what stands against saying it."""
    if found.refused:
        return refusal(asked, found)
    first = found.bands[0] if found.bands else None
    if first is None or not isfinite(first.people):
        return "Too few people are known for a prediction to be shown."
    test = found.test
    base = f" (of everybody {rate(test.happened / test.people)})" if test and isfinite(test.happened) else ""
    days, came = plural(asked.days, "day"), did(asked).split(" within")[0]
    then = f"in the last {days} {rate(first.rate)} of such people {came}{base}"
    if not isfinite(first.rate):
        then = f"how many of such people {came} in the last {days} is hidden"
    if found.by_model:
        return (
            f"{count(first.people)} of {count(found.now)} people still there are at the highest risk to "
            f"{asked.happens()}: {then}. {added(asked, found, currency)}"
        )
    said = rule_words(found.rule, asked, currency) if found.rule else ""
    return (
        f"{_rule_instead(found)}: {said}. It names {count(first.people)} of {count(found.now)} people still there; "
        f"{then}."
    )


def added(asked: Prediction, found: PredictionResult, currency: str) -> str:
    """What the model adds over the rule, in the people that both put first."""
    test = found.test
    if test is None or not isfinite(test.model_auc):
        return ""
    point = test.gains[1] if len(test.gains) > 1 else None
    if point is None or not isfinite(point.model) or not found.rule:
        return ""
    said = rule_words(found.rule, asked, currency)
    return (
        f"The tenth that the model put first held {rate(point.model)} of them, the tenth by a simple rule ({said}) "
        f"{rate(point.rule)}."
    )


def refusal(asked: Prediction, found: PredictionResult) -> str:
    """Why nothing is predicted."""
    days = plural(asked.days, "day")
    one = did(asked).replace("as detractors", "as a detractor")
    return {
        "": "",
        "no_data": "There are no events in this workspace yet: import a file first.",
        "too_short": (
            f"Nothing is predicted: the data hold {plural(int(found.data_days or 0), 'day')}, and {days} ahead need "
            f"twice as many to learn and to test, and some before them. Choose fewer days."
        ),
        "nobody": "Nothing is predicted: nobody in view was there at one of the cut-offs.",
        "none_happened": (
            f"Nothing can be learned: in the time looked at nobody {one}. Choose more days, or more people."
        ),
        "all_happened": (
            f"Nothing can be learned: in the time looked at everybody {one}. Choose more days, or other touchpoints."
        ),
        "few_happened": (
            f"Nothing is predicted: too few people {did(asked)}, or too few did otherwise, to learn from. Choose "
            "more days, or more people."
        ),
    }[found.refused]


def _rule_instead(found: PredictionResult) -> str:
    if "few" in found.failed:
        return f"A model needs {LEAST_HAPPENED} people to whom it happened, so a simple rule is used"
    return "A simple rule does as well as a model"


def _definition(asked: Prediction) -> str:
    return (
        f"{asked.sentence()} The model (boosted trees) learns from people as they were known before a cut-off, and "
        f"is tested on people as known before a later one, at least {plural(asked.days, 'day')} on, whose days have "
        f"all passed. It is used only if it happened to at least {LEAST_HAPPENED} people both times, its Brier score "
        "is better than the base rate's, its area under the curve (AUC) is above that of the best rule of one "
        f"variable by a bootstrap standard error, and its calibration slope lies between {LOWEST_SLOPE} and "
        f"{HIGHEST_SLOPE} (else after isotonic regression on a third held out); otherwise the rule is used. It is "
        "then learned anew from the latest people whose days have passed. Risk says what goes along with what, not "
        "what would help."
    )


def _notes(asked: Prediction, found: PredictionResult, currency: str) -> list[str]:
    if found.refused or found.test is None or found.as_of is None:
        return []
    test, said = found.test, []
    if found.tested_on and found.learned_on:
        said.append(
            f"Known up to {day_in_words(found.as_of)}. Learned from {count(found.learned)} people as of "
            f"{day_in_words(found.learned_on)}, tested on {count(test.people)} as of {day_in_words(found.tested_on)}."
        )
    if found.drawn:
        said.append(f"Learned from {count(found.learned)} of {count(found.there)} people, drawn by chance.")
    if found.failed:
        said.append(f"The model is not used: {_failed(found)}.")
    elif found.brought:
        said.append("Its chances were too sure, and were brought to what came on a third of the people held out.")
    return said


def _failed(found: PredictionResult) -> str:
    """What refused the model, in its figures."""
    test = found.test
    assert test is not None
    least = min(test.happened, found.learned_happened)
    figures = {
        "few": f"it happened to {count(least)} people, {LEAST_HAPPENED} are needed",
        "brier": f"its chances were no better than the base rate (Brier skill {decimal(test.brier_skill, 3)})",
        "auc": (
            f"its AUC {decimal(test.model_auc, 3)} is not above the rule's {decimal(test.rule_auc, 3)} by a standard "
            f"error ({decimal(test.error, 3)})"
        ),
        "slope": f"its calibration slope is {decimal(test.slope, 2)}, not {LOWEST_SLOPE} to {HIGHEST_SLOPE}",
    }
    return ", and ".join(figures[name] for name in found.failed)
