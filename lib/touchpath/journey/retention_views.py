"""Further questions about retention: what the people of a cohort were worth, and one column over the cohorts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.retention import Retention, retention_from

V = TypeVar("V")


@dataclass(frozen=True)
class RetentionValues:
    """The value of the return events of each cohort and column."""

    retention: Retention


@dataclass(frozen=True)
class RetentionOverCohorts:
    """The share of one column (counted from 0, the cohort itself) from cohort to cohort; a line per group."""

    retention: Retention
    column: int = 1

    def __post_init__(self) -> None:
        """The column must exist."""
        if not 0 < self.column < len(self.retention.labels):
            raise DefinitionError(f"Columns that can be followed are 1 to {len(self.retention.labels) - 1}.")


def view_from(kind: type[V], plain: Mapping[str, Any]) -> V:
    """A question about retention from its plain dict; raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    if not isinstance(parts.get("retention"), Mapping):
        raise DefinitionError("A retention is written as its parts.")
    return build(kind, {**parts, "retention": retention_from(parts["retention"])})
