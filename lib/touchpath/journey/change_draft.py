"""A question about a change while it is being asked: nothing counts as said that nobody said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from touchpath.journey.change import Change, Design, change_from, change_to_plain
from touchpath.journey.definition import DefinitionError

Part = Literal["name", "day", "reached", "outcome"]
PARTS: tuple[Part, ...] = get_args(Part)
Pending = Literal["randomised", "clusters"]
_WORDS: dict[Part, str] = {
    "name": "what changed",
    "day": "since when",
    "reached": "whom it reached",
    "outcome": "what it should have moved",
}
_PENDING: dict[Pending, str] = {
    "randomised": "where the arms of its test are written down",
    "clusters": "which regions or stores had it",
}


@dataclass(frozen=True)
class ChangeDraft:
    """`asked` holds what was said, and stands in for the parts in `unsaid`, which are not shown and not judged.

    `pending`: a design was chosen whose arms, or regions and stores, nobody has named yet.
    """

    asked: Change
    unsaid: frozenset[Part] = frozenset()
    pending: Pending | None = None

    @property
    def design(self) -> Design:
        """The comparison chosen."""
        return self.pending or self.asked.chosen_design

    @property
    def missing(self) -> tuple[str, ...]:
        """What must still be said before there can be a verdict, in the order in which it is asked for."""
        needed = [part for part in PARTS if part in self.unsaid and not (part == "reached" and self._has_arms)]
        found = [_WORDS[part] for part in needed]
        if self.design == "with_control" and "reached" not in self.unsaid and self.asked.reached.everybody:
            found.append("whom it reached, so that somebody without it is left to compare with")
        return (*found, *([_PENDING[self.pending]] if self.pending else []))

    @property
    def complete(self) -> bool:
        """Whether it can be judged."""
        return not self.missing

    def said(self, part: Part) -> bool:
        """Whether somebody said this part."""
        return part not in self.unsaid

    def saying(self, asked: Change, *parts: Part) -> ChangeDraft:
        """The draft with these parts said as they stand in `asked`."""
        return replace(self, asked=asked, unsaid=self.unsaid - set(parts))

    def taking_back(self, part: Part) -> ChangeDraft:
        """The draft with a part unsaid again."""
        return replace(self, unsaid=self.unsaid | {part})

    @property
    def _has_arms(self) -> bool:
        return self.design in ("randomised", "clusters")


def draft_from(plain: Mapping[str, Any]) -> ChangeDraft:
    """A draft from its plain dict: that of a change, and what is unsaid. Raises DefinitionError for what is none."""
    parts = dict(plain)
    unsaid, pending = parts.pop("unsaid", []), parts.pop("pending", None)
    if not isinstance(unsaid, list) or set(unsaid) - set(PARTS) or pending not in (None, *get_args(Pending)):
        raise DefinitionError("it names a part that no question has")
    return ChangeDraft(change_from(parts), frozenset(unsaid), pending)


def draft_to_plain(draft: ChangeDraft) -> dict[str, Any]:
    """A draft as a plain dict of JSON values; a complete one as its change alone."""
    plain = change_to_plain(draft.asked)
    if draft.unsaid:
        plain["unsaid"] = [part for part in PARTS if part in draft.unsaid]
    return plain | ({"pending": draft.pending} if draft.pending else {})
