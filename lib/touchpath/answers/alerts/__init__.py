"""Answers about watched figures: what one does now, and what it would have raised in the last year."""

from __future__ import annotations

from typing import Any

from touchpath.answers.alerts.measuring import measure, measure_replay
from touchpath.answers.alerts.replaying import tell_replay
from touchpath.answers.alerts.telling import tell
from touchpath.answers.kinds import Kind
from touchpath.journey.alerts import Alert, AlertReplay, alert_from, replay_from, replay_to_plain

_PAGE = "alerts"


def _parameters(_: Any) -> list[tuple[str, str]]:
    return []


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("alert", Alert, alert_from, measure, tell, _PAGE, _parameters),
    Kind(
        "alert_replay", AlertReplay, replay_from, measure_replay, tell_replay, _PAGE, _parameters,
        write=replay_to_plain,
    ),
)  # fmt: skip
"""The questions about a watched figure."""
