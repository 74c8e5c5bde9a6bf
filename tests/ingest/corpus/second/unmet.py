"""Tables of tools nobody had met: money with its signs, cards, calls, meetings, reviews, panels, months across."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.ingest.corpus.case import Case, case, day, made, moment, written

LIKELY = "Na ile prawdopodobne jest, że nas Pan/Pani poleci? (0-10)"


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _money()
    yield from _who_and_when()
    yield from _sheets()
    yield from _reviews()


def _money() -> Iterator[Case]:
    rows = made(
        36, lambda n: (f"B-{n:03}", f"Firm {n % 8}", day(n).date(), f"{'€$£'[n * 5 // 3 % 3]}{30 + 2 * n}.00")
    )
    right: dict[str, Any] = {"kinds": ("events",), "people": 8, "orders": 36, "by_currency": "Total"}
    yield case("bills_with_signs.csv", written("Invoice,Client,Date,Total", rows), **right)
    orders = [
        {
            "id": 700 + n,
            "created_at": f"{moment(n).isoformat()}+00:00",
            "currency": "EUR",
            "total_price": f"{15 + n}.50",
            "financial_status": "paid",
            "customer": {"id": 40 + n % 7},
            "line_items": [{"title": "Tea", "quantity": 1}],
        }
        for n in range(28)
    ]
    text = json.dumps({"orders": orders})
    yield case("orders_of_an_api.json", text, kinds=("events",), people=7, orders=28, value=28 * 15.5 + 378)
    rows = made(
        90,
        lambda n: (
            f"{8000 + n // 2}",
            f"{day(n // 5):%d.%m.%Y}",
            f"{2600000 + n // 2 % 14}",
            f"Art {n % 7}",
            f"{2 + n % 3},50",
        ),
    )
    text = written("Bonnr,Datum,Kundenkarte,Artikel,Betrag", rows, ";")
    yield case("receipts_and_cards.csv", text, kinds=("events",), people=14, orders=45, value=315.0)
    months = [f"{name} 23" for name in ("Jan", "Feb", "Mrz", "Apr")]
    rows = made(15, lambda n: (f"K{n}", *(f"{100 + n * place},50" if (n + place) % 3 else "" for place in range(4))))
    yield case("months_of_short_years.csv", written(f"Kundennr,{','.join(months)}", rows, ";"), ask="touchpoint")


def _who_and_when() -> Iterator[Case]:
    rows = made(
        60,
        lambda n: (
            f"{moment(n):%Y-%m-%d %H:%M:%S}",
            5000 + n,
            ("inbound", "outbound")[n * 5 // 3 % 2],
            f"+49301{n % 19:06}",
            "+49309999999",
            30 + n % 41,
            ("Ada", "Bo")[n * 7 // 4 % 2],
        ),
    )
    text = written("started (UTC),call id,direction,from,to,duration,user", rows)
    yield case("calls_and_who_took_them.csv", text, ask="person")
    rows = made(
        40,
        lambda n: (
            f"g{n % 18}@example.org",
            "Intro call",
            f"{moment(n) + timedelta(days=4):%Y-%m-%d %H:%M}",
            f"{moment(n) + timedelta(days=4, minutes=30):%Y-%m-%d %H:%M}",
            f"{moment(n):%Y-%m-%d %H:%M}",
        ),
    )
    text = written("Invitee Email,Event Type Name,Start Date & Time,End Date & Time,Event Created Date & Time", rows)
    yield case("meetings_and_when_they_were_made.csv", text, ask="occurred_at moments")
    rows = made(
        50,
        lambda n: (f"#{n // 2}", f"v{n // 2 % 11}@example.org", ("Early", "Late")[n * 5 // 3 % 2], moment(n // 2), 1),
    )
    text = written("Order #,Email,Ticket Type,Order Date,Quantity", rows)
    yield case("types_of_tickets.csv", text, ask="touchpoint", kinds=("events",), people=11, orders=25)


def _sheets() -> Iterator[Case]:
    rows = made(
        24, lambda n: (f"{moment(n):%Y/%m/%d %H:%M:%S}", f"os{n}@example.pl", n * 7 % 11, ("Tak", "Nie")[n % 2])
    )
    header = ["Sygnatura czasowa", "Nazwa użytkownika", LIKELY, "Czy obsługa była pomocna?"]
    text = "\n".join(['"' + '","'.join(header) + '"', written("", rows)])
    right: dict[str, Any] = {
        "kinds": ("responses",),
        "metrics": {"nps": 24},
        "respondents": 24,
        "by_person": header[1],
    }
    yield case("formularz_z_adresem.csv", text, **right)
    rows = made(
        80, lambda n: (n // 2, n % 2 + 1, f"{day(n % 2 * 180 + n // 2 % 20):%Y-%m-%d}", n * 7 % 11, n * 3 % 5 + 1)
    )
    right = {"kinds": ("responses",), "metrics": {"nps": 80, "csat": 80}, "by_person": "respid"}
    yield case("panel_of_two_waves.csv", written("respid,wave,intdate,nps,csat", rows), **right)
    rows = made(
        30,
        lambda n: (4000 + n, moment(n), moment(n) + timedelta(minutes=3), f"a{n}@correo.es", "Ana", n * 7 % 11),
    )
    text = written(
        "ID de encuestado,Fecha de inicio,Fecha de finalización,Correo electrónico,Nombre,¿Nos recomendaría?", rows
    )
    yield case("encuestados.csv", text, kinds=("responses",), metrics={"nps": 30}, respondents=30)


def _reviews() -> Iterator[Case]:
    rows = made(
        40,
        lambda n: (
            f"{n:024x}",
            moment(n),
            f"{n % 31:024x}",
            "I would buy it again",
            (1, 4, 5)[n * 5 // 3 % 3],
            moment(n) + timedelta(days=2) if n % 3 else "",
        ),
    )
    text = written(
        "Review Id,Review Created (UTC),Review Consumer User Id,Review Content,Review Stars,Company Reply Date", rows
    )
    last = f"{moment(39):%Y-%m-%d}"
    yield case("reviews_with_replies.csv", text, kinds=("responses",), metrics={"other": 40}, answered_last=last)
    rows = made(
        40,
        lambda n: (
            n,
            f"u{n % 17}",
            moment(n),
            moment(n) + timedelta(days=1),
            (1, 3, 4, 5)[n * 7 // 4 % 4],
            ("", "thanks")[n % 2],
        ),
    )
    text = written(
        "Conversation ID,User ID,Conversation started,Conversation rated at,Conversation rating,Rating remark", rows
    )
    right: dict[str, Any] = {"metrics": {"other": 40}, "answered_first": f"{moment(0) + timedelta(days=1):%Y-%m-%d}"}
    yield case("conversations_rated.csv", text, kinds=("responses",), **right)
