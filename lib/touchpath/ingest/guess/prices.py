"""Whether a price beside a quantity is that of one piece or of all of them: told by its name, else by the rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from touchpath.ingest.guess.doubt import NONE_OF_THEM, Candidate, Doubt
from touchpath.ingest.guess.traits import cells_of
from touchpath.ingest.guess.words import joined, words
from touchpath.ingest.reading.written_numbers import amount_in
from touchpath.ingest.source import SourceColumn, SourceTable

PriceOf = Literal["piece", "line", "open", "usual"]
_QUANTITY = re.compile(
    r"(?<![^_])(quantity(_(purchased|ordered|sold))?|qty(_(ordered|sold))?|pieces|units(_sold)?|menge|anzahl|stueckzahl"
    r"|cantidad|quantite|quantidade|aantal|quantita|数量|количество|수량|ilosc|adet|mnozstvi)$"
)
_OF_A_PIECE = re.compile(
    r"(?<![^_])((unit|each|single|piece)_?(price|cost)|price_(each|per_unit)|(einzel|stueck|stuck)preis|unitprice"
    r"|precio_unitario|preco_unitario|prix_unitaire|prezzo_unitario|stukprijs|単価|单价)$"
)
_PRICE = re.compile(
    r"(?<![^_])(price|(item|product)_(price|cost)|preis|precio|preco|prix|prezzo|prijs|価格|价格|цена|cena|fiyat|가격|상품가격|τιμη)$"
)
_OF_MORE = frozenset(["total", "grand", "sum", "subtotal", "order", "list", "regular", "old", "original", "shipping"])
_OF_A_ROW = frozenset(["item", "product"])
_MOST, _SOME, _CENT, _FEWEST = 0.8, 0.1, 0.011, 2
_MOST_ROWS = 2_000


@dataclass(frozen=True)
class LinePrice:
    """The columns of how many and at what price, and whose price it is ("usual": of one piece, by its name alone).

    `example` is a quantity above one and its price as the file writes them.
    """

    quantity: SourceColumn
    price: SourceColumn
    of: PriceOf
    example: tuple[str, str]


@lru_cache(maxsize=16)
def line_price(table: SourceTable) -> LinePrice | None:
    """The price of the rows of a table of lines; None where no column is a quantity, or none a price."""
    quantity = _named(table, _QUANTITY)
    sure = _named(table, _OF_A_PIECE)
    price = sure or _named(table, _PRICE)
    if quantity is None or price is None:
        return None
    lines = _PricedRows(table, quantity, price)
    of: PriceOf = "piece" if sure or not lines.several else lines.told
    if of == "open" and not set(words(price.name)) & _OF_A_ROW:
        of = "usual"
    return LinePrice(quantity, price, of, lines.example)


def is_of_a_piece(column: SourceColumn) -> bool:
    """Whether the name of a column says that it is the price of one piece."""
    return bool(_OF_A_PIECE.search(joined(column.name)))


def doubt_about_price(table: SourceTable, found: LinePrice) -> Doubt:
    """The question whose price it is, with a row of the file as the example."""
    many, price = found.example
    said = f'Is "{found.price.name}" the price of one piece, or of all pieces of a row ({many} for {price})?'
    times = f"of one piece: such a row is worth {many} x {price}"
    offered = (Candidate(found.price.name, times), Candidate(NONE_OF_THEM, f"of all pieces: it is worth {price}"))
    return Doubt("unit_price", said, offered, table=table.name)


class _PricedRows:
    """The first rows of a table of lines, as numbers."""

    def __init__(self, table: SourceTable, quantity: SourceColumn, price: SourceColumn) -> None:
        self._table = table
        self._taken = {quantity.name, price.name}
        written = list(zip(cells_of(table, quantity), cells_of(table, price), strict=True))[:_MOST_ROWS]
        self.rows = [
            (amount_in(many, quantity.decimal) or 0.0, amount_in(cost, price.decimal) or 0.0)
            for many, cost in written
        ]
        self.several = any(many > 1 and cost for many, cost in self.rows)
        found = (pair for pair, (many, cost) in zip(written, self.rows, strict=True) if many > 1 and cost)
        self.example = next(found, ("", ""))

    @property
    def told(self) -> PriceOf:
        """What the rows tell: by amounts that are product or sum of them, else by what comes back."""
        for votes in (self._by_totals(), self._by_things()):
            piece, line = votes
            if max(votes) >= _FEWEST and min(votes) <= _SOME * max(votes):
                return "piece" if piece > line else "line"
        return "open"

    def _by_things(self) -> tuple[int, int]:
        """How many things sold in different quantities keep their price, and how many keep price by quantity."""
        best = (0, 0)
        for column in self._table.columns:
            if column.type in ("text", "integer") and column.name not in self._taken and column.distinct > 1:
                votes = _kept(zip(cells_of(self._table, column), self.rows, strict=False))
                best = max(best, votes, key=max)
        return best

    def _by_totals(self) -> tuple[int, int]:
        """How many rows or orders have an amount that is quantity by price, and how many one that is the price.

        An amount may be with something more: shipping, or tax.
        """
        numbers = [c for c in self._table.columns if c.type in ("integer", "number") and c.name not in self._taken]
        amounts = {c.name: [amount_in(cell, c.decimal) or 0.0 for cell in cells_of(self._table, c)] for c in numbers}
        best = (0, 0)
        for groups in self._groups():
            sums = [self._sums(group) for group in groups]
            for total in amounts.values():
                for more in (None, *(other for other in amounts.values() if other is not total)):
                    best = max(best, _agreeing(groups, sums, total, more), key=max)
        return best

    def _sums(self, group: Sequence[int]) -> tuple[float, float]:
        """What some rows come to, where the price is that of a piece, and where it is that of the line."""
        rows = [self.rows[place] for place in group]
        return sum(many * cost for many, cost in rows), sum(cost for _, cost in rows)

    def _groups(self) -> Iterator[list[list[int]]]:
        """The rows that tell the two apart: each for itself, and together by each column of ids that come back."""
        telling = {place for place, (many, cost) in enumerate(self.rows) if many > 1 and cost}
        yield [[place] for place in sorted(telling)]
        for column in self._table.columns:
            if column.type in ("text", "integer") and column.name not in self._taken and column.distinct > 1:
                orders: dict[str, list[int]] = defaultdict(list)
                for place, cell in enumerate(cells_of(self._table, column)[: len(self.rows)]):
                    orders[cell].append(place)
                yield [group for cell, group in orders.items() if cell and telling & set(group)]


def _agreeing(
    groups: Sequence[Sequence[int]],
    sums: Sequence[tuple[float, float]],
    total: Sequence[float],
    more: Sequence[float] | None,
) -> tuple[int, int]:
    """Of how many groups an amount is either sum; none, and no longer looked at, where it is so of too few."""
    piece = line = either = 0
    for looked, (group, (by_piece, by_line)) in enumerate(zip(groups, sums, strict=True), start=1):
        whole = next((total[place] for place in group if total[place]), 0.0)
        whole -= next((more[place] for place in group if more[place]), 0.0) if more else 0.0
        near = _CENT * len(group)
        is_piece, is_line = abs(whole - by_piece) < near, abs(whole - by_line) < near
        piece, line, either = piece + is_piece, line + is_line, either + (is_piece or is_line)
        if looked - either > (1 - _MOST) * len(groups):
            return 0, 0
    return (piece, line) if max(piece, line) >= _MOST * len(groups) else (0, 0)


def _kept(rows: Iterable[tuple[str, tuple[float, float]]]) -> tuple[int, int]:
    things: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for thing, (many, cost) in rows:
        if thing and many > 0 and cost:
            things[thing].add((many, cost))
    several = [pairs for pairs in things.values() if len({many for many, _ in pairs}) > 1]
    piece = sum(_close([cost for _, cost in pairs], _CENT) for pairs in several)
    line = sum(_close([cost / many for many, cost in pairs], _CENT) for pairs in several)
    return piece, line


def _close(numbers: Sequence[float], apart: float) -> bool:
    return max(numbers) - min(numbers) < apart


def _named(table: SourceTable, pattern: re.Pattern[str]) -> SourceColumn | None:
    """The first column of numbers whose name fits."""
    numbers = (column for column in table.columns if column.type in ("integer", "number"))
    called = (column for column in numbers if not set(words(column.name)) & _OF_MORE)
    return next((column for column in called if pattern.search(joined(column.name))), None)
