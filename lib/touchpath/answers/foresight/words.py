"""What a prediction's topics, variables and rules are called, in words a touchpoint team reads aloud."""

from __future__ import annotations

from math import isfinite

from touchpath.analysis.foresight.columns import Variable
from touchpath.analysis.foresight.result import BandName, PersonReason, SimpleRule
from touchpath.journey.prediction import Prediction, PredictionTarget
from touchpath.journey.words import NOTHING, count, decimal, listed, money, plural

BANDS: dict[BandName, str] = {
    "highest": "Highest risk", "raised": "Raised risk", "rest": "The rest", "named": "Named by the rule",
    "others": "The others",
}  # fmt: skip
"""What bands are called."""
TARGETS: dict[PredictionTarget, str] = {
    "not_return": "Will not come back", "not_buy": "Will not buy again", "detractor": "Will answer as a detractor",
}  # fmt: skip
"""What targets are called on controls."""
_DID: dict[PredictionTarget, str] = {
    "not_return": "did not come back", "not_buy": "did not buy again", "detractor": "answered as detractors",
}  # fmt: skip
_KINDS = {
    "last_seen": "when last seen", "activity": "how much they did", "tenure": "how long they are known",
    "spend": "what they paid", "persona": "persona", "first_channel": "first channel",
}  # fmt: skip


_KINDS_OF_TARGET = {"not_return": "comings back", "not_buy": "purchases", "detractor": "answers"}


def did(asked: Prediction) -> str:
    """What happened to those to whom it happened: "did not come back within 30 days"."""
    return f"{_DID[asked.target]} within {plural(asked.days, 'day')}"


def topic_words(topic: tuple[str, ...], target: PredictionTarget) -> str:
    """A topic: "when last seen", "support_call"."""
    if not topic:
        return NOTHING
    kind, of = topic
    if kind == "target":
        return f"earlier {_KINDS_OF_TARGET[target]}"
    if kind == "channel":
        return f"use of {of}"
    if kind == "score":
        return f"{of.upper()} given"
    return of if of else _KINDS.get(kind, kind)


def variable_words(topic: tuple[str, ...], what: str, asked: Prediction) -> str:
    """A variable as a head of a table has it: "days since last support_call"."""
    if not topic:
        return NOTHING
    kind, of = topic
    lately = f"in the last {plural(asked.days, 'day')}"
    again = "purchase" if asked.target == "not_buy" else "coming back"
    told = {
        ("last_seen", "days_ago"): "days since last seen", ("tenure", "days"): "days since first seen",
        ("activity", "events"): "events", ("activity", "events_lately"): f"events {lately}",
        ("activity", "active_days"): "days with events", ("activity", "sessions"): "sessions",
        ("activity", "active_days_lately"): f"days with events {lately}", ("activity", "channels"): "channels used",
        ("target", "days_ago"): f"days since the last {again}", ("target", "times"): f"times of {again}",
        ("target", "times_lately"): f"times of {again} {lately}",
        ("target", "usual_pause"): f"days between {_KINDS_OF_TARGET[asked.target]}",
        ("target", "pause_used_up"): "days away, in usual pauses",
        ("touchpoint", "times"): f"times of {of}", ("touchpoint", "times_lately"): f"times of {of} {lately}",
        ("touchpoint", "days_ago"): f"days since the last {of}", ("channel", "times"): f"events on {of}",
        ("property", "last"): f"last {of}", ("property", "largest"): f"largest {of}",
        ("property", "mean"): f"mean {of}", ("score", "last"): f"last {of.upper()} score",
        ("score", "days_ago"): f"days since the last {of.upper()} answer",
        ("spend", "paid"): "paid in all", ("spend", "paid_lately"): f"paid {lately}",
    }  # fmt: skip
    return told.get((kind, what), of or _KINDS.get(kind, kind))


def value_words(variable: Variable, value: float, currency: str) -> str:
    """A value of a variable: "12", "€30.00", a name; "none" where it is not known."""
    if variable.what == "name":
        known = isfinite(value) and int(value) < len(variable.labels)
        return variable.labels[int(value)] if known else "none"
    if not isfinite(value):
        return "none"
    if variable.topic.kind == "spend":
        return money(value, currency)
    if variable.what == "pause_used_up":
        return f"{decimal(value, 1)} times"
    return count(value) if float(value).is_integer() else decimal(value, 1)


def reason_words(reason: PersonReason, asked: Prediction, currency: str) -> str:
    """A reason of one person: "days since last seen: 26.1 (usually 9.8)"."""
    variable = reason.variable
    named = variable_words((variable.topic.kind, variable.topic.of), variable.what, asked)
    own, usual = (value_words(variable, value, currency) for value in (reason.value, reason.usual))
    return f"{named}: {own} (usually {usual})"


def rule_words(rule: SimpleRule, asked: Prediction, currency: str) -> str:
    """The rule in words: "days since last seen at least 21.4"."""
    if not rule.topic:
        return "about a small group"
    missing = ", or none yet" if rule.with_missing else ""
    named = variable_words(rule.topic, rule.what, asked)
    if rule.what == "name":
        return f"{named} {listed(rule.names, 6, 'or')}{missing}" if rule.names else f"{named}{missing or ' (none)'}"
    value = (
        money(rule.threshold, currency) if rule.topic[0] == "spend" else decimal(rule.threshold, 1).removesuffix(".0")
    )
    return f"{named} {'at least' if rule.above else 'at most'} {value}{missing}"
