"""Tables of cells, almost right: names that are understood, columns of one look, some bad cells and rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.ingest.hostile.cells import (
    NAMES,
    Dice,
    Maker,
    amounts,
    channels,
    clock,
    events,
    hostile_cell,
    ids,
    scores,
    structures,
    words,
)

Table = list[list[str]]
_KINDS: tuple[tuple[str, ...], ...] = (
    ("user_id", "timestamp", "event"),
    ("user_id", "timestamp", "event", "channel", "amount", "order_id"),
    ("event_id", "user_id", "event", "timestamp", "session_id", "properties"),
    ("customer", "date", "time", "what", "source", "medium"),
    ("email", "persona", "plan", "country", "created_at"),
    ("anonymous_id", "user_id"),
    ("alias", "person"),
    ("respondent_id", "date", "How likely are you to recommend us?", "How satisfied are you?", "comment"),
    ("respondent", "question", "score", "answered_at", "weight", "channel"),
    ("user_id", "metric", "score", "date", "touchpoint", "scale_low", "scale_high"),
    ("date", "channel", "campaign", "spend"),
    ("day", "channel", "sessions", "users", "views"),
    ("value",),
    ("a", "b"),
)
_LOOKS: tuple[tuple[tuple[str, ...], Callable[[Dice], Maker]], ...] = (
    (("date", "timestamp", "day", " at", "_at", "time", "start", "end", "received"), clock),
    (
        ("param", "properties", "answers", "questions", "items", "pages", "response", "traits", "context", "json"),
        structures,
    ),
    (("recommend", "satisf", "nps", "score", "rating", "csat", "value"), scores),
    (
        (
            "amount",
            "spend",
            "sessions",
            "users",
            "views",
            "total",
            "price",
            "weight",
            "cost",
            "revenue",
            "count",
            "clicks",
            "impressions",
            "scale",
            "sent",
            "opens",
            "quantity",
        ),
        amounts,
    ),
    (
        (
            "id",
            "user",
            "email",
            "person",
            "alias",
            "respondent",
            "customer",
            "contact",
            "mail",
            "order",
            "phone",
            "key",
        ),
        ids,
    ),
    (("channel", "source", "medium", "campaign", "platform", "via", "origin"), channels),
    (("event", "what", "stage", "status", "type", "action", "touchpoint", "activity"), events),
)


def table(dice: Dice) -> Table:
    """A header and rows below it."""
    header = list(dice.choice(_KINDS))
    if dice.random() < 0.3:
        header += [dice.choice(NAMES) for _ in range(dice.choice((1, 1, 2, 6)))]
    if dice.random() < 0.1:
        dice.shuffle(header)
    return [spoiled_names(header, dice), *rows(header, dice)]


def rows(header: Sequence[str], dice: Dice, count: int | None = None) -> Table:
    """Rows of cells that fit the names, but for some."""
    makers = [look(name)(dice) for name in header]
    bad = dice.choice((0.0, 0.02, 0.02, 0.1, 0.3))
    many = (
        count
        if count is not None
        else dice.choice((0, 1, 2, 3, 5, 5, 9, 12, 40, 40, 300 if dice.random() < 0.2 else 20))
    )
    made = [[hostile_cell(dice) if dice.random() < bad else make(dice) for make in makers] for _ in range(many)]
    if dice.random() < 0.3:
        _spoil_rows(made, dice)
    return made


def look(name: str) -> Callable[[Dice], Maker]:
    """What makes the cells of a column with this name."""
    plain = name.lower()
    return next((maker for parts, maker in _LOOKS if any(part in plain for part in parts)), words)


def spoiled_names(header: Sequence[str], dice: Dice) -> list[str]:
    """The names, now and then with one changed, repeated, blank or missing."""
    names = list(header)
    while names and dice.random() < 0.15:
        place = dice.randrange(len(names))
        names[place] = dice.choice(
            (
                dice.choice(NAMES),
                dice.choice(names),
                "",
                names[place].upper(),
                f" {names[place]} ",
                hostile_cell(dice),
            )
        )
    if names and dice.random() < 0.03:
        names.pop()
    return names


def _spoil_rows(made: Table, dice: Dice) -> None:
    """Ragged, doubled, blank, and total rows."""
    for row in made:
        fate = dice.random()
        if fate < 0.1:
            row.extend(hostile_cell(dice) for _ in range(dice.choice((1, 2))))
        elif fate < 0.2 and row:
            row.pop()
        elif fate < 0.23:
            row[:] = [""] * len(row)
        elif fate < 0.25:
            row[:] = ["Total", *row[1:]]
        elif fate < 0.3:
            row[:] = dice.choice(made)
