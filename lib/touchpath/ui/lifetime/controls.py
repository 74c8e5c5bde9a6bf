"""What a purchase is, how customers are split, and how far ahead to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers.lifetime.words import SPLIT_NOUNS
from touchpath.journey.lifetime_value import MOST_AHEAD_DAYS, VALUE_SPLITS, ValueSplit
from touchpath.ui import cached, session


@dataclass(frozen=True)
class CustomersAsked:
    """What the controls say; `target` is empty while nothing is a purchase."""

    target: tuple[str, ...]
    split: ValueSplit
    calibrated_until: date | None
    ahead_days: int | None


def controls(*, splits: bool = True) -> CustomersAsked:
    """A row: the split (where a view has one), and a popover with everything else."""
    split, more = st.columns([5, 1.3], vertical_alignment="bottom")
    chosen = split.segmented_control(
        "Split by", VALUE_SPLITS, default="none", required=True, key="lifetime_split", bind="query-params",
        format_func=lambda name: SPLIT_NOUNS[name], disabled=not splits,
    )  # fmt: skip
    with more, st.popover("More", icon=":material/tune:"):
        known = [volume.name for volume in cached.answer(volumes, session.engine())]
        usual = [name for name in session.workspace().settings["purchase"].value if name in known]
        target = st.multiselect(
            "A purchase is", known, default=usual, key="lifetime_purchase", bind="query-params",
            placeholder="Choose the touchpoints that are a purchase",
        )  # fmt: skip
        until = st.date_input(
            "Test the prediction on what comes after", value=None, key="lifetime_until",
            help="The model is fitted to purchases up to this day and tested on those after it. Empty: half-way.",
        )  # fmt: skip
        ahead = st.number_input(
            "Look ahead (days)", 1, MOST_AHEAD_DAYS, value=None, step=1, key="lifetime_ahead",
            placeholder="As long as it was tested",
        )  # fmt: skip
    day = until if isinstance(until, date) else None
    return CustomersAsked(tuple(target), chosen, day, int(ahead) if ahead else None)
