"""What the rows of a table tell about orders: whose amount a column holds, which ids are those of credit notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from touchpath.ingest.mapping import ValueOf

_MOST = 0.9
_FEW = 0.3
_LETTERS = re.compile(r"([A-Za-z]{0,6})[-_ ]?#?\d+[-/\d]*")
_CREDIT = re.compile(
    r"c|cn|cr|crn|cm|credit|gs|gu|sr|st|storno|av|avoir|rf|ref|refund|ret|rma|nc|abono", re.IGNORECASE
)
_TOTAL = re.compile(r"total|order|grand|invoice|basket|cart|summe|gesamt|importe|montant", re.IGNORECASE)
_OF_A_LINE = re.compile(r"line|item|position|zeile|unit|each", re.IGNORECASE)


def amount_is_of(rows: Iterable[tuple[str | None, str | None]], name: str) -> ValueOf | None:
    """Whether an amount is that of its row or of its order, from pairs of an order's id and the amount in rows of it.

    An amount on one row of every order, or one that all rows of an order repeat while orders differ, is the order's
    where the `name` of its column says so too; None: the rows leave it open, so it has to be asked.
    """
    orders: dict[str, list[str]] = defaultdict(list)
    for order, amount in rows:
        if order:
            orders[order].append((amount or "").strip())
    several = [amounts for amounts in orders.values() if len(amounts) > 1]
    if not several:
        return "row"
    once = sum(1 for amounts in several if sum(map(bool, amounts)) == 1)
    same = sum(1 for amounts in several if all(amounts) and len(set(amounts)) == 1)
    told = bool(_TOTAL.search(name)) and not _OF_A_LINE.search(name)
    if once >= _MOST * len(several):
        return "order"
    if same < _MOST * len(several):
        return "row" if not told or same == 0 else None
    if _OF_A_LINE.search(name):
        return "row"
    return "order" if told and len({amounts[0] for amounts in several}) > 1 else None


def credit_ids(ids: Sequence[str]) -> tuple[str, ...]:
    """The beginnings (C*, CN*) by which some of the ids of orders are told to be credit notes; none where none are.

    Letters that few ids begin with, while the others begin with other letters or none, and that stand for a credit
    note, a cancellation or a refund.
    """
    begins = Counter(found[1] for text in dict.fromkeys(ids) if (found := _LETTERS.fullmatch(text.strip())))
    whole = sum(begins.values())
    return tuple(
        f"{letters}*"
        for letters, times in sorted(begins.items())
        if letters and _CREDIT.fullmatch(letters) and times <= _FEW * whole
    )
