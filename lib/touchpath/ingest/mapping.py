"""Which column of a table means what: frozen mappings, one class per kind of table.

A plain string names a column, `Constant("lead")` is a value for every row. Mappings are compared with a table only
when they are resolved (see columns.py); they turn to and from plain dicts to be remembered.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from touchpath.ingest.periods import RowSpan, check_period
from touchpath.ingest.question import Question
from touchpath.ingest.source import Decimal, TimeFormat
from touchpath.ingest.treatment import Protect, protect_from_plain, protect_to_plain
from touchpath.journey.definition import DefinitionError, build

TableKind = Literal["events", "people", "identities", "responses", "costs", "daily_counts"]
ValueOf = Literal["row", "order"]


@dataclass(frozen=True)
class Constant:
    """A value that holds for every row of the file, in place of a column."""

    value: str


FieldSource = str | Constant | None
"""The name of a column, a constant, or nothing."""


@dataclass(frozen=True)
class Moment:
    """A dated column of a row that is an event of its own: the column, the touchpoint it becomes, its amount.

    Where the cell is blank there is no such event. `value` is the column with the amount of that event (None: it has
    none); `refund`: the amount was paid back, so it counts below zero.
    """

    column: str
    touchpoint: str
    value: str | None = None
    refund: bool = False


@dataclass(frozen=True)
class EventMapping:
    """Events: who, when, what are required; `properties` None takes every other column as a property.

    `timezone` holds for times without an offset; `time_format` None means as detected (ambiguous: refused);
    `decimal` is the decimal sign of `value`, `quantity` and `unit_price`.

    `quantity` x `unit_price` is the value of a row that has no amount of its own. `value_of` "order": the amount is
    the total of the whole order, written on one or on each of its rows; it counts once per order of a person.
    `cancelled` is the column that tells cancelled rows: by `cancelled_as` (texts in any capitals; a * at the end is
    whatever follows: C* for credit notes C70012), else by the usual words, a plain yes, or a date.
    `moments`: dated columns of a row that each become an event; `occurred_at` and `touchpoint` may then be left out,
    else the row is an event beside them. `campaign` and `currency` are stored beside the event; `cancelled`,
    `quantity`, `unit_price` and the columns of moments stay properties as well.
    """

    kind: ClassVar[TableKind] = "events"
    person: FieldSource = None
    occurred_at: FieldSource = None
    touchpoint: FieldSource = None
    channel: FieldSource = None
    value: FieldSource = None
    order_id: FieldSource = None
    event_id: FieldSource = None
    session: FieldSource = None
    campaign: FieldSource = None
    currency: FieldSource = None
    quantity: FieldSource = None
    unit_price: FieldSource = None
    value_of: ValueOf = "row"
    cancelled: FieldSource = None
    cancelled_as: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    properties: tuple[str, ...] | None = None
    timezone: str = "UTC"
    time_format: TimeFormat | None = None
    decimal: Decimal = "."
    protect: Protect | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown `value_of` and one column that is two moments."""
        if self.value_of not in get_args(ValueOf):
            raise DefinitionError(f'An amount is that of its row or of its order, not of "{self.value_of}".')
        columns = [moment.column for moment in self.moments]
        if twice := next((name for name in columns if columns.count(name) > 1), None):
            raise DefinitionError(f'"{twice}" is the date of two events: name it once.')


@dataclass(frozen=True)
class PeopleMapping:
    """People: an id (None: row numbers stand in), a persona, and attributes (None: every other column)."""

    kind: ClassVar[TableKind] = "people"
    person: FieldSource = None
    persona: FieldSource = None
    attributes: tuple[str, ...] | None = None
    protect: Protect | None = None


@dataclass(frozen=True)
class IdentityMapping:
    """Aliases: in each row, two ids of one human; `person` is the id that stays."""

    kind: ClassVar[TableKind] = "identities"
    alias: FieldSource = None
    person: FieldSource = None
    protect: Protect | None = None


@dataclass(frozen=True)
class ResponseMapping:
    """Survey answers: wide (`questions`: one column each) or long (`score` and `answer` hold one answer a row).

    `person` finds the human; `respondent` names the answer sheet (default: the person, else the row number).
    `answered_at` may be missing or one constant day. `blank` lists codes that mean "no answer" in a long file;
    its scale is `scale_low` to `scale_high` (columns or constants), else as detected per question.
    """

    kind: ClassVar[TableKind] = "responses"
    person: FieldSource = None
    respondent: FieldSource = None
    answered_at: FieldSource = None
    questions: tuple[Question, ...] = ()
    question: FieldSource = None
    metric: FieldSource = None
    score: FieldSource = None
    answer: FieldSource = None
    scale_low: FieldSource = None
    scale_high: FieldSource = None
    weight: FieldSource = None
    touchpoint: FieldSource = None
    channel: FieldSource = None
    comment: FieldSource = None
    blank: tuple[str, ...] = ()
    timezone: str = "UTC"
    time_format: TimeFormat | None = None
    decimal: Decimal = "."
    protect: Protect | None = None


@dataclass(frozen=True)
class CostMapping:
    """Costs: what a channel (and campaign) cost on a day, in a currency.

    The amount of a longer period (`day` to `last_day`, "1 Jan 2021 - 28 Jan 2021" in one cell, a `period` (None: as
    the column is called)) is spread evenly over its days, exact to the cent.
    """

    kind: ClassVar[TableKind] = "costs"
    day: FieldSource = None
    spend: FieldSource = None
    channel: FieldSource = None
    campaign: FieldSource = None
    currency: FieldSource = None
    last_day: FieldSource = None
    period: RowSpan | None = None
    time_format: TimeFormat | None = None
    decimal: Decimal = "."
    protect: Protect | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown period."""
        check_period(self.period)


@dataclass(frozen=True)
class DailyCountMapping:
    """Person-less counts: `measures` are columns of amounts, or `measure` and `amount` hold one a row.

    `detail` says what a row counts (a page, a country): its text is added to the name of the measure. The amount of a
    longer period is spread as costs are. `whole_days` says of how many days, up to `day`, the amounts of a row are
    together, where a table has no days: such an amount belongs to no single day (people met in a month are not the
    sum of those of its days).
    """

    kind: ClassVar[TableKind] = "daily_counts"
    day: FieldSource = None
    channel: FieldSource = None
    campaign: FieldSource = None
    measures: tuple[str, ...] = ()
    measure: FieldSource = None
    amount: FieldSource = None
    detail: FieldSource = None
    last_day: FieldSource = None
    whole_days: FieldSource = None
    period: RowSpan | None = None
    time_format: TimeFormat | None = None
    decimal: Decimal = "."
    protect: Protect | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown period."""
        check_period(self.period)


Mapping = EventMapping | PeopleMapping | IdentityMapping | ResponseMapping | CostMapping | DailyCountMapping
KINDS: dict[TableKind, type[Mapping]] = {
    "events": EventMapping,
    "people": PeopleMapping,
    "identities": IdentityMapping,
    "responses": ResponseMapping,
    "costs": CostMapping,
    "daily_counts": DailyCountMapping,
}
REQUIRED: dict[TableKind, tuple[str, ...]] = {
    "events": ("person", "occurred_at", "touchpoint"),
    "people": (),
    "identities": ("alias", "person"),
    "responses": (),
    "costs": ("day", "spend"),
    "daily_counts": ("day",),
}
"""The fields that a mapping of each kind cannot do without (see `required`)."""


def required(mapping: Mapping) -> tuple[str, ...]:
    """The fields this mapping cannot do without: events made of moments need no time and touchpoint of their row.

    Where the row is an event beside its moments, one of the two calls for the other.
    """
    if not isinstance(mapping, EventMapping) or not mapping.moments:
        return REQUIRED[mapping.kind]
    given = mapping.occurred_at is not None or mapping.touchpoint is not None
    return REQUIRED["events"] if given else ("person",)


def mapping_to_plain(mapping: Mapping) -> dict[str, Any]:
    """The mapping as a plain dict (JSON) with its kind; fields at their default are left out."""
    changed = {
        field.name: _plain(getattr(mapping, field.name))
        for field in dataclasses.fields(mapping)
        if getattr(mapping, field.name) != field.default
    }
    return {"kind": mapping.kind, **changed}


def mapping_from_plain(plain: Dict[str, Any]) -> Mapping:
    """The mapping of a plain dict; raises DefinitionError for an unknown kind or field."""
    kind = plain.get("kind")
    if kind not in KINDS:
        raise DefinitionError(f'"{kind}" is not a kind of table: use one of {", ".join(KINDS)}.')
    return build(KINDS[kind], {name: _from_plain(name, value) for name, value in plain.items() if name != "kind"})


def sources(mapping: Mapping) -> dict[str, str | Constant]:
    """The fields of the mapping that name a column or hold a constant, in the order they are declared."""
    names = [field.name for field in dataclasses.fields(mapping) if field.name not in _SETTINGS]
    return {name: value for name in names if isinstance(value := getattr(mapping, name), str | Constant)}


_SETTINGS = frozenset({"timezone", "time_format", "decimal", "value_of", "period"})


def _plain(value: Any) -> Any:
    if isinstance(value, Constant):
        return {"constant": value.value}
    if isinstance(value, Protect):
        return protect_to_plain(value)
    if isinstance(value, Question | Moment):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _from_plain(name: str, value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"constant"}:
        return Constant(str(value["constant"]))
    if name == "protect":
        return protect_from_plain(value)
    if name == "questions":
        return tuple(build(Question, part) for part in value)
    if name == "moments":
        return tuple(part if isinstance(part, Moment) else build(Moment, part) for part in value)
    return tuple(value) if isinstance(value, list) else value
