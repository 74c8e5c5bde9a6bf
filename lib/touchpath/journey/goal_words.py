"""Which touchpoint is probably the purchase, the goal, or a return, and which only ask or arrive, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PURCHASE: tuple[str, ...] = (
    *("purchase", "purchased", "order completed", "order placed", "payment done", "bought", "buy", "order", "sale"),
    *("transaction", "deal", "won", "paid", "checkout completed", "subscribe", "subscribed"),
)
_GOAL = ("sign up", "signup", "registration", "register", "lead", "conversion", "contact", "trial")
_ENTRY = ("sign up", "signup", "signed up", "registration", "register", "registered", "account created")
_RETURN = ("visit", "login", "log in", "session start", "app open", "open app", "page view", "pageview")
_ASKING = (
    *("survey", "surveys", "questionnaire", "nps", "csat", "ces", "poll", "feedback request", "feedback requested"),
    *("feedback asked", "feedback invite", "feedback invitation", "rating request", "rating requested"),
    *("review request", "review requested", "review invite", "review invitation", "umfrage", "befragung"),
    *("encuesta", "sondage", "enquete", "sondaggio", "pesquisa"),
)
_DIRECT = frozenset({"direct", "none"})
_ARRIVING = (
    *(
        "received",
        "delivered",
        "delivery completed",
        "shipped",
        "shipment",
        "dispatched",
        "in transit",
        "out for delivery",
    ),
    *("mail sent", "email sent", "sms sent", "push sent", "notification sent", "newsletter sent", "message sent"),
    *("letter sent", "campaign sent", "reminder sent", "flyer sent", "reminder", "email bounced"),
)
_NOT_DONE = frozenset(
    {
        *(
            "start",
            "started",
            "begin",
            "view",
            "viewed",
            "click",
            "history",
            "status",
            "error",
            "failed",
            "abandoned",
        ),
        *(
            "remove",
            "removed",
            "refund",
            "refunded",
            "return",
            "cancel",
            "canceled",
            "cancelled",
            "shipped",
            "review",
        ),
    }
)


def guess_purchase(names: Sequence[str]) -> tuple[str, ...]:
    """The touchpoint that most looks like a completed purchase; `names` come with the most frequent first."""
    return _best(names, _PURCHASE, _NOT_DONE)


def guess_goal(names: Sequence[str]) -> tuple[str, ...]:
    """The purchase, else a sign-up or a contact."""
    return guess_purchase(names) or _best(names, _GOAL, _NOT_DONE)


def guess_entering(names: Sequence[str]) -> tuple[str, ...]:
    """A sign-up; nothing where no name looks like one (then a person enters with the first event of any kind)."""
    return _best(names, _ENTRY, _NOT_DONE)


def guess_returning(names: Sequence[str]) -> tuple[str, ...]:
    """A visit or a login; nothing where no name looks like one (then any touchpoint is a return)."""
    return _best(names, _RETURN, frozenset())


def guess_asking(names: Sequence[str]) -> tuple[str, ...]:
    """Every touchpoint that sounds like being asked for an answer (or giving one), not like something met."""
    return tuple(name for name in names if any(f" {word} " in _spoken(name) for word in _ASKING))


def guess_direct(channels: Sequence[str]) -> tuple[str, ...]:
    """Channels that name no source: direct, (direct), (none)."""
    return tuple(name for name in channels if set(_spoken(name).split()) and set(_spoken(name).split()) <= _DIRECT)


def guess_arriving(names: Sequence[str]) -> tuple[str, ...]:
    """Every touchpoint that sounds like something that arrives or is sent: it comes to people, they do nothing."""
    return tuple(name for name in names if any(f" {word} " in _spoken(name) for word in _ARRIVING))


def _best(names: Sequence[str], wanted: Sequence[str], unwanted: frozenset[str]) -> tuple[str, ...]:
    """The first name with the first of the wanted phrases that any name has, as whole words."""
    spoken = {name: _spoken(name) for name in names}
    for phrase in wanted:
        for name, text in spoken.items():
            if f" {phrase} " in text and not unwanted & set(text.split()):
                return (name,)
    return ()


def _spoken(name: str) -> str:
    """ "orderPlaced", "Order-Placed" -> " order placed "."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return f" {' '.join(re.split(r'[^a-z0-9]+', apart.lower())).strip()} "
