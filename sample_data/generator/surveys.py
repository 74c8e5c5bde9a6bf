"""Survey invitations and answers; who answers depends on how it went."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data.generator import settings as s

COMMENTS = {
    "low": ("Waited far too long.", "Payment failed twice.", "Nobody called me back.", "Too complicated."),
    "middle": ("It was fine.", "Okay, could be quicker.", "As expected."),
    "high": ("Friendly and quick!", "Lovely products.", "Will order again.", "Everything easy."),
}


def _rounded(rng: np.random.Generator, mean: np.ndarray, spread: float, low: int, high: int) -> np.ndarray:
    return np.clip(np.rint(rng.normal(mean, spread)), low, high).astype(np.int64)


def _comments(rng: np.random.Generator, place: np.ndarray) -> np.ndarray:
    """A remark for about a third of the answers; `place` is the score's place on its scale, 0-1."""
    mood = np.where(place < 0.4, "low", np.where(place < 0.75, "middle", "high"))
    text = np.full(len(place), "", dtype=object)
    for name, options in COMMENTS.items():
        chosen = (mood == name) & (rng.random(len(place)) < 0.35)
        text[chosen] = rng.choice(np.array(options, dtype=object), size=int(chosen.sum()))
    return text


def _asked(frame: pd.DataFrame, at: np.ndarray, metric: str, score: np.ndarray, chance: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "person": frame["person"].to_numpy(),
            "at": at,
            "metric": metric,
            "score": score,
            "chance": chance,
            "touchpoint": frame["event"].to_numpy(),
            "channel": frame["channel"].to_numpy(),
        }
    )


def _ask_effort(rng: np.random.Generator, contacts: pd.DataFrame) -> pd.DataFrame:
    slow = (contacts["wait_minutes"] >= s.SLOW_MINUTES).to_numpy()
    score = _rounded(rng, np.where(slow, *s.EFFORT[::-1]), 1.1, 1, 7)
    at = contacts["at"].to_numpy() + rng.integers(1800, 3 * 3600, len(contacts))
    return _asked(contacts, at, "ces", score, np.where(slow, *s.EFFORT_ANSWERED[::-1]))


def _ask_satisfaction(rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    orders = orders[rng.random(len(orders)) < 0.6]
    troubled = orders["error"].to_numpy(dtype=bool)
    score = _rounded(rng, np.where(troubled, 2.9, 4.4), 0.8, 1, 5)
    at = orders["at"].to_numpy() + rng.integers(600, 3 * 3600, len(orders))
    return _asked(orders, at, "csat", score, np.where(score >= 4, 0.38, 0.18))


def _ask_recommendation(
    rng: np.random.Generator, who: pd.DataFrame, slow: np.ndarray, last: np.ndarray
) -> pd.DataFrame:
    """Relationship NPS on day 40 after the sign-up, not about one touchpoint."""
    persona = who["persona"].to_numpy()
    mean = np.array([8.0, 8.0, 8.5, 9.3, 7.0])[persona] - np.where(slow, s.SLOW_RECOMMENDATION_LOSS, 0.0)
    score = _rounded(rng, mean, 1.9, 0, 10)
    at = who["joined"].to_numpy() + 40 * s.DAY + rng.integers(0, 6 * 3600, len(who))
    frame = pd.DataFrame({"person": who.index, "event": "", "channel": ""})
    asked = _asked(frame, at, "nps", score, np.where(score >= 7, 0.26, 0.14))
    return asked[at <= last]


def ask(
    rng: np.random.Generator, who: pd.DataFrame, events: pd.DataFrame, last: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, float]]:
    """(invitation events, answers, means over everyone asked: what a survey without silence would show)."""
    contacts = events[events["event"] == "support_contact"]
    slow = np.zeros(len(who), dtype=bool)
    slow[contacts.loc[contacts["wait_minutes"] >= s.SLOW_MINUTES, "person"].to_numpy()] = True
    asked = pd.concat(
        [
            _ask_effort(rng, contacts),
            _ask_satisfaction(rng, events[events["event"] == "purchase"]),
            _ask_recommendation(rng, who, slow, last),
        ],
        ignore_index=True,
    )
    asked = asked[asked["at"] < s.HORIZON - 2 * s.DAY]
    planted = {
        "ces_mean_if_all_answered": float(asked.loc[asked["metric"] == "ces", "score"].mean()),
        "csat_mean_if_all_answered": float(asked.loc[asked["metric"] == "csat", "score"].mean()),
        "nps_if_all_answered": _nps(asked.loc[asked["metric"] == "nps", "score"].to_numpy()),
    }
    invitations = pd.DataFrame(
        {"person": asked["person"], "at": asked["at"], "event": "survey_sent", "channel": "email"}
    ).assign(campaign=asked["metric"] + "_survey")
    answers = asked[rng.random(len(asked)) < asked["chance"]].copy()
    answers["at"] += rng.integers(120, 20 * 3600, len(answers))
    height = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
    low = answers["metric"].map({k: v[0] for k, v in height.items()})
    high = answers["metric"].map({k: v[1] for k, v in height.items()})
    answers["comment"] = _comments(rng, ((answers["score"] - low) / (high - low)).to_numpy())
    answers = answers.sort_values(["at", "person"], kind="stable", ignore_index=True)
    return invitations, answers.drop(columns="chance"), planted


def _nps(scores: np.ndarray) -> float:
    return float(100 * ((scores >= 9).mean() - (scores <= 6).mean()))
