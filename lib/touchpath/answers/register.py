"""The register of every kind of question."""

from __future__ import annotations

from touchpath.answers import change, funnel, personas, quality, retention, trends
from touchpath.answers.kinds import Register

REGISTER = Register((*funnel.KINDS, *retention.KINDS, *change.KINDS, *quality.KINDS, *personas.KINDS, *trends.KINDS))
