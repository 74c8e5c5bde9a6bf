"""Which filters may be asked while small groups are hidden: none that tells a few people by subtraction.

A page shows everybody, a filter most of them: the difference is about those left out. And what a page hides together
(a small channel and the next smallest, say), a filter by name must not take apart again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from touchpath.analysis.people_by_value import ValueCount, people_by_value, people_in_view
from touchpath.analysis.small_cells.rules import Withheld, is_small, to_hide
from touchpath.engine.base import Reader
from touchpath.journey.change import Reach
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters, Name
from touchpath.journey.funnel import BreakdownScope
from touchpath.journey.written import shortest_number

T = TypeVar("T")
_NAMING = ("=", "!=")
_KEPT: WeakKeyDictionary[Reader, tuple[int, dict[Any, Any]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Pick:
    """Values of a property that a question or a filter names."""

    name: str
    scope: BreakdownScope
    values: tuple[Name, ...]


def require_wide(engine: Reader, question: Any, filters: Filters, k: int) -> None:
    """Raise Withheld where the filters leave out 1 to k-1 people, or a name takes apart what is hidden together."""
    if k <= 1:
        return
    for pick in {*picks(question), *picks(filters)}:
        _require_together(engine, pick, k)
    for wider in without_one(filters):
        if is_small(_people(engine, wider) - _people(engine, filters), k):
            raise Withheld(
                f"These filters leave out fewer than {k} people, who could be told by subtraction: this workspace "
                "shows nothing about so few (Workspaces, Privacy). Take a filter away, or choose more."
            )


def without_one(filters: Filters) -> Iterator[Filters]:
    """The filters with one of them taken away, for each that is set."""
    for field in fields(Filters):
        given = getattr(filters, field.name)
        if field.name == "where":
            for place in range(len(given)):
                yield replace(filters, where=(*given[:place], *given[place + 1 :]))
        elif given:
            yield replace(filters, **{field.name: getattr(NO_FILTERS, field.name)})


def picks(part: Any) -> Iterator[Pick]:
    """Every name that a definition picks people or events by, however deep."""
    if isinstance(part, Condition):
        if part.op in _NAMING:
            yield Pick(part.name, part.scope, tuple(_text(value) for value in part.values))
    elif isinstance(part, tuple):
        for member in part:
            yield from picks(member)
    elif is_dataclass(part) and not isinstance(part, type):
        if isinstance(part, Filters | Reach):
            yield from _names(part)
        for field in fields(part):
            yield from picks(getattr(part, field.name))


def _names(part: Filters | Reach) -> Iterator[Pick]:
    if part.personas:
        yield Pick("persona", "person", tuple(part.personas))
    if part.channels:
        yield Pick("channel", "event", tuple(part.channels))


def _text(value: Any) -> Name:
    """A compared value as a group is called that has it."""
    if value is None or value == "":
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return shortest_number(text)


def _require_together(engine: Reader, pick: Pick, k: int) -> None:
    """A row of cells whose hidden ones are picked all, or none."""
    try:
        counts = _kept(engine, pick.name + pick.scope, lambda: people_by_value(engine, pick.name, pick.scope))
    except DefinitionError:
        return  # no page splits by it
    hide = to_hide([part.people for part in counts], k)
    picked = [part.name in pick.values for part, gone in zip(counts, hide, strict=True) if gone]
    if (any(picked) and not all(picked)) or _among_others(pick, counts):
        raise Withheld(
            f"A {pick.name} named here is hidden together with others, since one of them has fewer than {k} people: "
            "choose others (Workspaces, Privacy)."
        )


def _among_others(pick: Pick, counts: Sequence[ValueCount]) -> bool:
    """Whether a value is named that is too rare to be counted on its own."""
    known = {part.name for part in counts}
    return any(part.kind == "other" for part in counts) and any(value not in known for value in pick.values)


def _people(engine: Reader, filters: Filters) -> int:
    return _kept(engine, filters, lambda: people_in_view(engine, filters))


def _kept(engine: Reader, key: Any, count: Callable[[], T]) -> T:
    """What was counted before, until the data change."""
    version, known = _KEPT.get(engine, (-1, {}))
    if version != engine.version:
        version, known = engine.version, {}
        _KEPT[engine] = version, known
    if key not in known:
        known[key] = count()
    found: T = known[key]
    return found
