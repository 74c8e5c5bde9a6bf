"""What a session is, and when it counts as engaged."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.journey.funnel import SESSION_GAP_SECONDS


@dataclass(frozen=True)
class Sessions:
    """A session is what the file calls one, else the events of a person without a pause longer than the gap.

    `gap_seconds`: a pause of more than this starts a new session (exactly as long does not).
    A session is engaged when it lasts `engaged_seconds` or more, has `engaged_events` or more events, or holds one
    of the `conversion` touchpoints. Its length runs from its first to its last event.
    """

    gap_seconds: float = SESSION_GAP_SECONDS
    engaged_seconds: float = 10
    engaged_events: int = 2
    conversion: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """One touchpoint becomes a tuple; a gap must last."""
        object.__setattr__(self, "conversion", as_tuple(self.conversion))
        if not self.gap_seconds > 0:
            raise DefinitionError("The pause that ends a session lasts longer than no time.")

    def sentence(self) -> str:
        """The definition in words."""
        goal = f", or holds {' or '.join(self.conversion)}" if self.conversion else ""
        return (
            "A session is what the file calls one; without that, a person's events with no pause of more than "
            f"{self.gap_seconds / 60:g} minutes. It is engaged when it lasts at least {self.engaged_seconds:g} "
            f"seconds, has at least {self.engaged_events} events{goal}."
        )
