"""The register of every kind of question."""

from __future__ import annotations

from touchpath.answers import funnel
from touchpath.answers.kinds import Register

REGISTER = Register((*funnel.KINDS,))
