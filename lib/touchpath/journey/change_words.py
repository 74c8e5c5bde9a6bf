"""Words about changes: what people enter with, guessed from names; outcomes and verdicts as they read on screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from touchpath.journey.change_outcome import OutcomeKind

_ENTRY = (
    *(
        "sign up",
        "signup",
        "signed up",
        "register",
        "registered",
        "registration",
        "account created",
        "create account",
    ),
    *("join", "joined", "first open", "install", "onboarding start", "subscribe", "first visit"),
)

OUTCOMES: dict[OutcomeKind, str] = {
    "retention": "Coming back (retention)",
    "conversion": "Going through a funnel",
    "repeat_purchase": "Buying again",
    "revenue": "Revenue per person",
    "engagement": "Sessions per person",
    "churn": "Time before churn",
    "nps": "Net promoter score (NPS)",
    "csat": "Satisfaction (CSAT)",
    "ces": "Effort score (CES)",
    "column": "A column of the file",
}

VERDICTS: dict[str, str] = {
    "do_not_use": "Do not use",
    "cannot_tell_yet": "Cannot tell yet",
    "cannot_tell": "Cannot tell",
    "no_detectable_change": "No detectable change",
    "moved_cause_unclear": "It moved, cause unclear",
    "probable": "Probable",
    "solid": "Solid",
}


def guess_entry(names: Sequence[str]) -> str | None:
    """The touchpoint that most looks like the first step of a person's life here; None: any first touchpoint."""
    spoken = {name: f" {_spoken(name)} " for name in names}
    for phrase in _ENTRY:
        for name, text in spoken.items():
            if f" {phrase} " in text:
                return name
    return None


def _spoken(name: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[^a-z0-9]+", apart.lower())).strip()
