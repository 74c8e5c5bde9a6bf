"""Real logs: transitions, distinct people and whole ways as an outside count has them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.analysis.path_pandas import log_of, read_log, same_counts, same_ways, stored
from tests.reference import reference_path


def _leads_and_deals(folder: Path) -> pd.DataFrame:
    """A process of two files: a lead, and for some a deal."""
    leads = pd.read_csv(folder / "marketing_qualified_leads.csv")
    deals = pd.read_csv(folder / "closed_deals.csv")
    parts = [
        pd.DataFrame({"person": leads["mql_id"], "moment": leads["first_contact_date"], "touchpoint": "lead"}),
        pd.DataFrame({"person": deals["mql_id"], "moment": deals["won_date"], "touchpoint": "deal"}),
    ]
    return log_of(pd.concat(parts))


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("real/simple_shop/simple-onlineshop.csv", 32_000),
        ("real/ecom/ecom.csv.gz", 30_000),
        ("real/olist_funnel", 8_800),
    ],
)
def test_a_real_log_is_counted_as_pandas_counts_it(file: str, least: int, tmp_path: Path) -> None:
    path = reference_path(file)
    frame = _leads_and_deals(path) if path.is_dir() else read_log(path)
    assert frame is not None
    assert len(frame) >= least
    engine = stored(frame, tmp_path)
    assert same_counts(engine, frame) >= 2
    assert same_ways(engine, frame) >= 2
    engine.close()
