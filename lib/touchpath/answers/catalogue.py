"""The catalogue as it may be shown: touchpoints, channels, and where they meet people."""

from __future__ import annotations

from touchpath.analysis.catalogue import CHANNELS, STAGES, TOUCHPOINTS, CatalogueTable
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.workspace import touchpoints


def touchpoint_catalogue(engine: Reader, filters: Filters) -> CatalogueTable:
    """One row per touchpoint with its volumes under the filters (see workspace/touchpoints.py)."""
    return CatalogueTable(touchpoints.touchpoint_catalogue(engine, filters), TOUCHPOINTS, ("touchpoint",))


def channel_catalogue(engine: Reader, filters: Filters) -> CatalogueTable:
    """One row per channel with its volumes under the filters."""
    return CatalogueTable(touchpoints.channel_catalogue(engine, filters), CHANNELS, ("channel",))


def stage_by_channel(engine: Reader, filters: Filters) -> CatalogueTable:
    """One row per stage and channel with its volumes under the filters."""
    return CatalogueTable(touchpoints.stage_by_channel(engine, filters), STAGES, ("stage", "channel"))
