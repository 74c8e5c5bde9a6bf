"""What nodes and ways of paths are called on screen."""

from __future__ import annotations

from touchpath.analysis.paths.result import NodeKind
from touchpath.journey.paths import PathUnits
from touchpath.journey.words import count, plural

_KINDS: dict[NodeKind, str] = {"other": "(all others)", "start": "(start)", "end": "(end)"}
ARROW = " → "


def node_name(asked: PathUnits, label: str | None, kind: NodeKind) -> str:
    """A node as it is read: what is no value of the data stands in brackets."""
    if kind == "value" and label is not None:
        return label
    return _KINDS.get(kind, f"(no {asked.node})")


def way_name(asked: PathUnits, steps: tuple[str | None, ...], most: int = 8) -> str:
    """A whole way: "view → cart → buy"; a long one ends in "… (12 steps)"."""
    names = [node_name(asked, step, "missing" if step is None else "value") for step in steps[:most]]
    more = f"{ARROW}… ({count(len(steps))} steps)" if len(steps) > most else ""
    return ARROW.join(names) + more


def how_many(asked: PathUnits, number: float) -> str:
    """1 -> "1 session"; people where people are counted."""
    return plural(number, "person", "people") if asked.by_person else plural(number, "session")
