"""The truth file: what is planted and what the finished files show of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sample_data.generator import settings as s
from sample_data.generator import truth_changes, truth_journey
from sample_data.generator.observed import Observed


def _totals(seen: Observed, costs: pd.DataFrame) -> dict[str, Any]:
    orders = seen.events[seen.events["event"] == "purchase"]
    return {
        "events": len(seen.events),
        "people": len(seen.people),
        "personas": seen.people["persona"].value_counts().sort_index().to_dict(),
        "channels": seen.events["channel"].value_counts().sort_index().to_dict(),
        "touchpoints": seen.events["event"].value_counts().sort_index().to_dict(),
        "purchases": len(orders),
        "purchasers": int(orders["person"].nunique()),
        "revenue": round(float(orders["amount"].sum()), 2),
        "sessions": int(seen.events.loc[seen.events["session_id"] != "", "session_id"].nunique()),
        "spend": costs.groupby("channel")["spend"].sum().round(2).to_dict(),
        "answers": seen.answers["metric"].value_counts().sort_index().to_dict(),
    }


def _rounded(value: Any) -> Any:
    """Floats to ten significant digits, so that the file does not depend on the last bit."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return float(f"{value:.10g}") if isinstance(value, float) else value


def truth(seen: Observed, costs: pd.DataFrame, planted: dict[str, float]) -> dict[str, Any]:
    """Everything planted, with the figures needed to verify it on the files."""
    people = truth_changes.retained(seen)
    content = {
        "company": s.COMPANY,
        "fictional": True,
        "seed": s.SEED,
        "time_zone": s.ZONE,
        "currency": s.CURRENCY,
        "first_day": str(s.FIRST_DAY),
        "last_day": str(s.LAST_DAY),
        "data_end": str(np.datetime64(seen.data_end, "s")) + "+00:00",
        "goal": "purchase",
        "retention": {"target": "sign_up", "return": s.RETURN_TOUCHPOINT, "days": s.RETENTION_DAYS},
        "totals": _totals(seen, costs),
        "checkout_problem": truth_journey.checkout_problem(seen),
        "drop_off_driver": truth_journey.drop_off_driver(seen),
        "slow_support": truth_journey.slow_support(seen, planted),
        "true_change": truth_changes.true_change(people, planted["true_change_effect"]),
        "empty_change": truth_changes.empty_change(people),
        "mix_shift": truth_changes.mix_shift(people),
        "ab_test": truth_changes.ab_test(seen, planted["ab_effect"]),
        "broken_split": truth_changes.broken_split(seen),
        "immature": truth_changes.immature(people, seen.data_end),
        "valuable_touchpoint": truth_journey.value_of(seen, "store_consultation", True),
        "loyal_touchpoint": truth_journey.value_of(seen, "club_mail_open", False),
        "weekday_pattern": truth_journey.weekday_pattern(seen),
        "survey_silence": truth_journey.survey_silence(seen, planted),
    }
    return dict(_rounded(content))
