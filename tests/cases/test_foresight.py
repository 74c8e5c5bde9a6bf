"""Who will buy again in the CDNOW sample: how long ago somebody bought says as much as a model."""

from __future__ import annotations

import pandas as pd

from tests.events import Row, workspace_of
from tests.reference import reference_path
from touchpath.answers import Viewer, ask
from touchpath.journey.prediction import Prediction


def test_recency_does_as_well_as_a_model_on_cdnow() -> None:
    """The list of lifetime value ranks these people by recency too: its model's AUC is no better."""
    file = reference_path("real/cdnow/CDNOW_sample.txt")
    names = ["whole", "person", "day", "discs", "amount"]
    rows = pd.read_csv(file, sep=r"\s+", header=None, names=names, dtype=str)
    moments = pd.to_datetime(rows["day"], format="%Y%m%d")
    events = [
        Row(person, moment.to_pydatetime(), "purchase", value=float(amount))
        for person, moment, amount in zip(rows["person"], moments, rows["amount"], strict=True)
    ]
    with workspace_of(events) as workspace:
        answer = ask(workspace, Prediction("not_buy", 180, ("purchase",)), viewer=Viewer("owner", 0))
    found = answer.result
    bought = {
        person
        for person, moment in zip(rows["person"], moments, strict=True)
        if moment >= pd.Timestamp(found.tested_on)
    }
    assert found.test.people == rows["person"].nunique() == 2357
    assert found.test.happened == 2357 - len(bought), "counted in the file, with nothing of ours"
    print(f"AUC {found.test.model_auc:.3f}, recency {found.test.rule_auc:.3f} (SE {found.test.error:.4f})")
    assert not found.by_model
    assert found.failed == ("auc",)
    assert found.rule.what == "days_ago"
    assert "days since last seen at least" in answer.sentence
