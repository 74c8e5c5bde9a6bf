"""Charts that are built when somebody needs them, and as a Vega-Lite specification with its tables apart.

Building a chart with Altair takes a tenth of a second, most of it for checking it against the schema of Vega-Lite.
The tests check every chart; while the app runs the checks are off, and what equal results were drawn as is kept.
"""

from __future__ import annotations

import hashlib
import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

schemapi.disable_debug_mode()
_apart = threading.local()


@dataclass(frozen=True)
class Drawing:
    """A chart by the function that builds it and what that is given: results, words, colours, other drawings."""

    function: Callable[..., Any]
    given: tuple[Any, ...]

    def chart(self) -> Any:
        """The Altair chart."""
        return self.function(*(part.chart() if isinstance(part, Drawing) else part for part in self.given))

    @property
    def key(self) -> str:
        """Equal for drawings of the same function and content."""
        return hashlib.blake2b(pickle.dumps((self.function, self.given)), digest_size=20).hexdigest()


@dataclass(frozen=True)
class Specification:
    """A chart as Vega-Lite: `spec` names its tables, `tables` holds them. Shared by readers: not to be changed."""

    spec: dict[str, Any]
    tables: dict[str, pd.DataFrame]

    def whole(self) -> dict[str, Any]:
        """The specification with its tables in it."""
        return {**self.spec, "datasets": dict(self.tables)} if self.tables else dict(self.spec)


def drawing(function: Callable[..., Any], *given: Any) -> Drawing:
    """The chart `function(*given)`, not built yet; everything given must be picklable."""
    return Drawing(function, given)


def specification(chart: Any) -> Specification:
    """An Altair chart as Vega-Lite, without the sizes that Altair's own theme sets."""
    tables: dict[str, pd.DataFrame] = {}
    _apart.tables = tables
    try:
        spec = chart.to_dict(validate=False)
    finally:
        _apart.tables = None
    for size in ("continuousWidth", "continuousHeight"):
        spec.get("config", {}).get("view", {}).pop(size, None)
    return Specification(spec, tables)


def _named(data: Any) -> Any:
    """Altair asks for every table of a chart: while a specification is made, tables are put aside under a name."""
    tables = getattr(_apart, "tables", None)
    if tables is None or not isinstance(data, pd.DataFrame):
        return alt.default_data_transformer(data)
    name = hashlib.blake2b(pickle.dumps(data), digest_size=16).hexdigest()
    tables[name] = data
    return {"name": name}


alt.data_transformers.register("apart", _named)
alt.data_transformers.enable("apart")
