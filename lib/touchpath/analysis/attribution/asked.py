"""What a question about credit leaves to the workspace: its goal, its direct channels."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TypeVar

from touchpath.engine.base import Reader
from touchpath.journey.attribution import CreditJourneys
from touchpath.journey.definition import DefinitionError
from touchpath.journey.goal_words import guess_direct

A = TypeVar("A", bound=CreditJourneys)


def settled(engine: Reader, asked: A, setting: str = "goal") -> A:
    """The question with its conversions (those of a setting) and direct channels named.

    Raises DefinitionError where nothing says what a conversion is.
    """
    rows = engine.frame("ask/settings").itertuples()
    given = {str(row.name): tuple(json.loads(str(row.value))) for row in rows if row.name in (setting, "direct")}
    goal = asked.touchpoints or given.get(setting, ())
    if not goal:
        raise DefinitionError(
            f"Say which touchpoint is a conversion: no {setting} is set yet (Workspaces, Settings)."
        )
    direct = asked.direct or given.get("direct", ()) or guess_direct(_channels(engine))
    return replace(asked, touchpoints=goal, direct=direct)


def _channels(engine: Reader) -> list[str]:
    return engine.frame("ask/log/channel_codes")["channel"].drop_duplicates().tolist()
