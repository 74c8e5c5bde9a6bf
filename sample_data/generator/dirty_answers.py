"""A few weeks of survey answers, deliberately damaged."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data.generator.dirty_events import FIRST, LAST

ANSWER_COLUMNS = ["person", "answered_at", "metric", "score", "touchpoint", "channel", "comment"]
BEYOND_SCALE = {"nps": "11", "csat": "0", "ces": "9"}


def answers_slice(answers: pd.DataFrame, people: set[str]) -> pd.DataFrame:
    """Undamaged answers of the slice's own people in its four weeks, scores as text."""
    day = answers["answered_at"].str.slice(0, 10)
    rows = answers[(day >= FIRST) & (day <= LAST) & answers["person"].isin(people)]
    return rows.assign(score=rows["score"].astype(str))[ANSWER_COLUMNS].reset_index(drop=True)


def damage_answers(rng: np.random.Generator, clean: pd.DataFrame) -> pd.DataFrame:
    """The damaged answers in file order; `kind` names the defect, `clean_score` keeps the true score."""
    rows = clean.assign(kind="", clean_score=clean["score"], place=np.arange(len(clean), dtype=float))
    order = rng.permutation(len(rows))
    sizes = {
        "score_beyond_scale": 5,
        "missing_score": 4,
        "missing_time": 4,
        "unreadable_time": 3,
        "unknown_person": 8,
        "metric_spelling": 10,
        "exact_duplicates": 6,
    }
    ends = np.cumsum(list(sizes.values()))
    chosen = dict(zip(sizes, np.split(order[: ends[-1]], ends[:-1]), strict=True))
    for kind, index in chosen.items():
        if kind != "exact_duplicates":
            rows.loc[index, "kind"] = kind
    beyond = chosen["score_beyond_scale"]
    rows.loc[beyond, "score"] = rows.loc[beyond, "metric"].map(BEYOND_SCALE)
    rows.loc[chosen["missing_score"], "score"] = ""
    rows.loc[chosen["missing_time"], "answered_at"] = ""
    rows.loc[chosen["unreadable_time"], "answered_at"] = "soon"
    rows.loc[chosen["unknown_person"], "person"] = [f"X{number:03d}" for number in range(sizes["unknown_person"])]
    spelled = chosen["metric_spelling"]
    rows.loc[spelled, "metric"] = rows.loc[spelled, "metric"].str.upper() + " "
    again = rows.loc[chosen["exact_duplicates"]].assign(kind="exact_duplicates")
    again["place"] += 0.5
    return pd.concat([rows, again]).sort_values("place", kind="stable", ignore_index=True)


def scores(rows: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Answers and mean score per metric, of rows whose score is a number."""
    number = pd.to_numeric(rows["score"], errors="coerce")
    metric = rows["metric"].str.strip().str.lower()
    table = number.groupby(metric).agg(["count", "mean"])
    return {
        str(name): {"answers": int(row["count"]), "mean": round(float(row["mean"]), 6)}
        for name, row in table.iterrows()
    }
