"""What a question about credit leaves to the workspace: its goal, its direct channels, what only asks."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TypeVar

from touchpath.engine.base import Reader
from touchpath.journey.attribution import CreditJourneys
from touchpath.journey.definition import DefinitionError
from touchpath.journey.goal_words import guess_direct

A = TypeVar("A", bound=CreditJourneys)


def settled(engine: Reader, asked: A) -> A:
    """The question with its conversions and direct channels named; raises DefinitionError without a goal."""
    given = {str(row.name): tuple(json.loads(str(row.value))) for row in engine.frame("ask/settings").itertuples()
             if row.name in ("goal", "direct")}  # fmt: skip
    goal = asked.touchpoints or given.get("goal", ())
    if not goal:
        raise DefinitionError("Say which touchpoint is a conversion: no goal is set yet (Touchpoints).")
    direct = asked.direct or given.get("direct", ()) or guess_direct(_channels(engine))
    return replace(asked, touchpoints=goal, direct=direct)


def _channels(engine: Reader) -> list[str]:
    return engine.frame("ask/log/channel_codes")["channel"].drop_duplicates().tolist()
