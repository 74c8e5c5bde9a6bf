"""How personas differ, in words: the best and the worst served and where, and a profile of each."""

from __future__ import annotations

from touchpath.analysis import measures
from touchpath.analysis.persona_grid import PersonaCell, PersonaGridResult, PersonaRow
from touchpath.analysis.small_cells.rules import is_hidden
from touchpath.answers.kinds import Place
from touchpath.answers.personas import NO_PERSONA
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.words import count, decimal, interval, listed, money, plural, points, rate, signed

SERVED = ("conversion", "retained", "repeat_purchase", "nps", "csat", "ces")
"""Measures that tell how well people are served: more is better. How much they buy or do is theirs."""
_TOTALS = ("events", "sessions", "purchases", "money")
_MOST_NAMED = 2


def called(row: PersonaRow) -> str:
    """What a persona is called."""
    return NO_PERSONA if row.persona is None else row.persona


def title_of(measure: str, settings: MeasureSettings) -> str:
    """What a measure is called in the grid."""
    kind = measures.definition(measure)
    if kind.unit in _TOTALS:
        return f"{kind.title} per person"
    return f"{kind.title} at {settings.retained_days} days" if measure == "retained" else kind.title


def value_words(measure: str, value: float, currency: str) -> str:
    """A value of the grid, as it is read."""
    unit = measures.definition(measure).unit
    if unit == "share":
        return rate(value)
    if unit == "money":
        return money(value, currency)
    return signed(value) if unit == "points" else decimal(value, 2)


def gap_words(cell: PersonaCell, currency: str) -> str:
    """The difference from the rest, with its range where there is one."""
    gap = cell.difference
    low, high = (_gap(cell.measure, end, currency).removesuffix(" points") for end in (gap.low, gap.high))
    span = f" ({interval(low, high)})" if gap.low == gap.low else ""
    return f"{_gap(cell.measure, gap.estimate, currency)}{span}"


def served(row: PersonaRow) -> float:
    """How well a persona is served: what differs from the rest, in standard deviations, added up."""
    return sum(cell.size for cell in row.cells if cell.differs and cell.measure in SERVED)


def worst_row(found: PersonaGridResult) -> PersonaRow | None:
    """The persona that is served worst; None where none is below the rest."""
    rows = [row for row in _named(found) if served(row) < 0]
    return min(rows, key=served, default=None)


def best_row(found: PersonaGridResult) -> PersonaRow | None:
    """The persona that is served best; None where none is above the rest."""
    rows = [row for row in _named(found) if served(row) > 0]
    return max(rows, key=served, default=None)


def sentence(found: PersonaGridResult, place: Place) -> str:
    """The worst and the best served, and where; only where they differ beyond chance."""
    if len(_named(found)) < 2:
        return "There are fewer than two personas to compare: name them below, by a column or by rules."
    worst, best = worst_row(found), best_row(found)
    served_cells = [cell for row in _named(found) for cell in row.cells if cell.measure in SERVED]
    if all(cell.adjusted_p != cell.adjusted_p for cell in served_cells):
        return "Too little is known, or may be shown, to say which persona is served better or worse."
    if worst is None and best is None:
        return "No persona is served worse or better than the others beyond chance."
    told = []
    if worst is not None:
        told.append(f"{called(worst)} are worst served: {_where(worst, found, place, below=True)}")
    if best is not None:
        told.append(f"{called(best)} are best served: {_where(best, found, place, below=False)}")
    return f"{'. '.join(told)}."


def profile(row: PersonaRow, settings: MeasureSettings, place: Place) -> str:
    """A persona in words: how many, and what sets it apart from the rest, the largest differences first."""
    if is_hidden(row.people):
        return "Too few people to be shown."
    apart = sorted((cell for cell in row.cells if cell.differs), key=lambda cell: -abs(cell.size))
    size = plural(row.people, "person in view", "people in view")
    if not apart:
        return f"{size}; nothing sets them apart from the rest beyond chance."
    said = [
        f"{_lower(title_of(cell.measure, settings))} {value_words(cell.measure, cell.value, place.currency)} "
        f"({_ranged(cell, place.currency)})"
        for cell in apart
    ]
    return f"{size}. Against the rest: {'; '.join(said)}."


def _named(found: PersonaGridResult) -> list[PersonaRow]:
    return [row for row in found.rows if row.persona is not None and not is_hidden(row.people)]


def _where(row: PersonaRow, found: PersonaGridResult, place: Place, *, below: bool) -> str:
    cells = [cell for cell in row.cells if cell.differs and cell.measure in SERVED and (cell.size < 0) == below]
    cells.sort(key=lambda cell: -abs(cell.size))
    return listed(
        [
            f"{_lower(title_of(cell.measure, found.settings))} "
            f"{value_words(cell.measure, cell.value, place.currency)} "
            f"({_ranged(cell, place.currency)}, n\u00a0=\u00a0{count(cell.n)})"
            for cell in cells
        ],
        _MOST_NAMED,
    )


def _ranged(cell: PersonaCell, currency: str) -> str:
    """The difference and its range, to stand in brackets."""
    return gap_words(cell, currency).replace(" (", ", range ").rstrip(")")


def _gap(measure: str, value: float, currency: str) -> str:
    unit = measures.definition(measure).unit
    if unit == "share":
        return points(value)
    if unit == "money":
        return f"{'+' if value > 0 else ''}{money(value, currency)}"
    return signed(value, 1 if unit == "points" else 2)


def _lower(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
