"""Orders, receipts, invoices: one row an order or one row a line of it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, log, made, moment, written


def cases() -> Iterator[Case]:
    """The files."""
    yield from _lines()
    yield from _orders()


def _orders_of(rows: int, each: int) -> list[int]:
    return [number // each for number in range(rows)]


def _lines() -> Iterator[Case]:
    rows = [
        (f"{536000 + n // 2}", f"S{n % 7}", "Mug", 1 + n % 4, moment(n // 2), 2.5, 12000 + n // 2 % 9, "Austria")
        for n in range(40)
    ]
    rows.append(("C536003", "S1", "Mug", -2, moment(21), 2.5, 12003, "Austria"))
    net = round(sum(row[3] * row[5] for row in rows), 2)
    text = written("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", rows)
    yield case(
        "retail_lines.csv",
        text,
        ask="value touchpoint",
        kinds=("events",),
        people=9,
        events=41,
        value=net,
        by_order_id="InvoiceNo",
    )
    rows = [(f"O{n // 3}", f"k{n // 3 % 5}@example.com", moment(n // 3), f"SKU{n % 4}", 2, 4.25) for n in range(30)]
    text = written("order_id,email,ordered_at,sku,qty,unit_price", rows)
    yield case(
        "order_lines.csv",
        text,
        ask="value touchpoint",
        kinds=("events",),
        people=5,
        value=255.0,
        by_order_id="order_id",
    )
    rows = [(f"R-{n // 2}", f"LC{n // 2 % 6:04}", moment(n // 2), "bread", 3, 1.2, 3.6) for n in range(36)]
    text = written("receipt_no,card_no,bought_at,article,quantity,price_each,line_total", rows)
    yield case(
        "receipts.csv",
        text,
        ask="value touchpoint",
        kinds=("events",),
        people=6,
        value=129.6,
        by_order_id="receipt_no",
    )
    rows = [
        (f"RE{n // 2}", 800 + n // 2 % 4, f"{moment(n // 2):%d.%m.%Y}", f"A{n}", 2, f"{3 + n % 2},50")
        for n in range(24)
    ]
    text = written("Rechnungsnummer,Kundennummer,Rechnungsdatum,Artikel,Menge,Einzelpreis", rows, ";")
    total = sum(2 * (3.5 + n % 2) for n in range(24))
    yield case(
        "rechnungen.csv",
        text,
        ask="value touchpoint time_format",
        kinds=("events",),
        people=4,
        value=total,
        by_order_id="Rechnungsnummer",
    )
    rows = [(f"INV{n}", f"B{n % 5}", moment(n), "invoice", 40.0 + n) for n in range(20)]
    rows += [(f"CN-{n}", f"B{n}", moment(30 + n), "credit note", -40.0 - n) for n in range(3)]
    text = written("document_no,buyer_id,issued_at,document_type,total", rows)
    yield case("documents.csv", text, ask="touchpoint value", **log(rows, 1, 3, 4))


def _orders() -> Iterator[Case]:
    rows = made(40, lambda n: (f"#{1000 + n}", f"c{n % 13}@example.com", moment(n), f"{20 + n}.50", "EUR"))
    text = written("Order Number,Customer Email,Order Date,Order Total,Currency", rows)
    yield case(
        "orders.csv",
        text,
        ask="touchpoint",
        kinds=("events",),
        people=13,
        events=40,
        value=sum(20.5 + n for n in range(40)),
        by_order_id="Order Number",
    )
    rows = made(30, lambda n: (7000 + n, 30 + n % 8, f"{moment(n):%d.%m.%Y %H:%M}", f"{19 + n},90"))
    text = written("Bestellnummer,Kunde,Bestelldatum,Summe", rows, ";")
    yield case(
        "bestellungen.csv",
        text,
        ask="touchpoint",
        kinds=("events",),
        people=8,
        events=30,
        value=sum(19.9 + n for n in range(30)),
    )
    rows = made(30, lambda n: (f"T{n}", f"u{n % 8}", moment(n), 10 + n, ("EUR", "JPY")[n % 2]))
    text = written("transaction_id,user_id,timestamp,amount,currency", rows)
    yield case("two_currencies.csv", text, ask="value currency", kinds=("events",), people=8, events=30)
    rows = made(36, lambda n: (f"LC{n % 9:05}", moment(n), f"Store {n % 3}", 10 * n % 70, f"{5 + n}.20"))
    text = written("card,date,store,points,amount", rows)
    yield case(
        "loyalty.csv",
        text,
        ask="person touchpoint value",
        kinds=("events",),
        people=9,
        events=36,
        value=sum(5.2 + n for n in range(36)),
    )
    rows = made(
        30,
        lambda n: (f"ch_{n:04}", f"cus_{n % 7}", moment(n), 1500 + n, "eur", ("succeeded", "refunded")[n % 6 == 0]),
    )
    text = written("id,customer,created,amount,currency,status", rows)
    yield case("charges.csv", text, ask="touchpoint value", **log(rows, 1, 5, 3))
    rows = made(
        24,
        lambda n: (n + 1, f"GUEST{n % 6}", f"{moment(n):%Y-%m-%d}", f"{moment(n + 9):%Y-%m-%d}", "double", 80.0 + n),
    )
    text = written("booking_id,guest_id,booked_on,arrival,room,price", rows)
    yield case("hotel.csv", text, ask="occurred_at touchpoint", kinds=("events",), people=6)
