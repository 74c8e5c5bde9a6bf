"""Answers about credit: what earned the conversions, whether rules agree, what it cost."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from touchpath.analysis.attribution import measure_attribution
from touchpath.analysis.attribution.agreement import measure_ranks
from touchpath.analysis.attribution.behind import measure_behind, measure_test
from touchpath.analysis.attribution.cost import measure_cost
from touchpath.answers.attribution import behind, costs, earned, ranks
from touchpath.answers.kinds import Kind
from touchpath.journey.attribution import (
    Attribution,
    CostTable,
    CreditJourneys,
    CreditRanks,
    CreditTest,
    JourneysBehind,
    same_journeys,
)
from touchpath.journey.definition import build, to_plain

_PAGE = "attribution"


def _parameters(tab: str, asked: CreditJourneys) -> list[tuple[str, str]]:
    """What stands in the link of the page: the definition and the tab."""
    kept = asked if isinstance(asked, Attribution) else same_journeys(Attribution, asked)
    text = json.dumps(to_plain(kept), separators=(",", ":"), ensure_ascii=False)
    return [("credit", text), *([("credit_view", tab)] if tab else [])]


def _kind(name: str, definition: type[Any], measure: Any, tell: Any, tab: str) -> Kind[Any, Any]:
    return Kind(name, definition, partial(build, definition), measure, tell, _PAGE, partial(_parameters, tab))


KINDS: tuple[Kind[Any, Any], ...] = (
    _kind("attribution", Attribution, measure_attribution, earned.tell, ""),
    _kind("credit_ranks", CreditRanks, measure_ranks, ranks.tell, "Do the rules agree?"),
    _kind("journeys_behind", JourneysBehind, measure_behind, behind.tell, "Journeys"),
    _kind("cost_table", CostTable, measure_cost, costs.tell, "Cost"),
    _kind("credit_test", CreditTest, measure_test, behind.tell_test, ""),
)
"""Every question about credit."""
