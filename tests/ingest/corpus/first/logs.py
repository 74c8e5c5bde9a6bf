"""Event logs of many hands: names in several languages, odd times, ids of every shape."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, counted, day, lines, log, made, moment, written

ACTS = ("view", "cart", "buy")
MOVES = ("Einstieg", "Warenkorb", "Kauf", "Anruf")


def cases() -> Iterator[Case]:
    """The logs."""
    yield from _plain()
    yield from _spoken()
    yield from _clocks()
    yield from _machines()


def _plain() -> Iterator[Case]:
    rows = made(200, lambda n: (4000 + n % 60, moment(n), ACTS[n % 3], 12.5 + n % 7))
    yield case("basket_log.csv", written("id,when,what,basket", rows, ";"), **log(rows, 0, 2))
    rows = made(200, lambda n: (4000 + n, moment(n), ACTS[n % 3], 12.5 + n % 7))
    yield case("basket_log_one_id_each.csv", written("id,when,what,basket", rows, ";"), ask="person kind")
    rows = made(60, lambda n: (f"USR{100 + n % 9}", ACTS[n % 3], moment(n)))
    yield case("moves.csv", written("user,action,at", rows), **log(rows, 0, 1))
    rows = made(48, lambda n: (f"AB-{100 + n % 8}", f"ORD-{1000 + n}", ACTS[n * 5 % 3], moment(n)))
    yield case(
        "trade.csv", written("customer,order_no,step,booked", rows), ask="touchpoint occurred_at", **log(rows, 0, 2)
    )
    rows = made(40, lambda n: (9000 + n, ACTS[n % 3], 61 + n % 6, moment(n)))
    yield case(
        "facts.csv", written("event_id,event_type,handler_id,created_at", rows, ";"), ask="person", **log(rows, 2, 1)
    )
    rows = made(50, lambda n: (n + 1, f"{n * 37 % 11:032x}", ACTS[n % 3], moment(n)))
    yield case(
        "hashes.csv", written("row_no,visitor_hash,hit,hit_time", rows), ask="person touchpoint", **log(rows, 1, 2)
    )
    rows = made(64, lambda n: (f"p{n % 16}", moment(n), ACTS[n % 3], f"remark {n}, a longer one", n % 2))
    yield case("study_log.csv", written("participant,time,action,remark,flag", rows), **log(rows, 0, 2))
    rows = made(90, lambda n: (f"k{n % 15}", moment(n), ACTS[n % 3]))
    yield case("abc.csv", written("a,b,c", rows), ask="person touchpoint kind", **log(rows, 0, 2))
    rows = made(72, lambda n: (f"c{n % 12}@example.com", "web" if n % 5 else "Web", ACTS[n % 3], moment(n)))
    yield case("twins.csv", written("email,channel,event,timestamp", rows), **log(rows, 0, 2))


def _spoken() -> Iterator[Case]:
    euros = [f"{19 + n % 5},9{n % 10}" for n in range(60)]
    rows = made(60, lambda n: (30100 + n % 14, f"{moment(n):%d.%m.%Y %H:%M:%S}", MOVES[n % 4], euros[n]))
    text = written("Kundennummer,Zeitpunkt,Ereignis,Betrag", rows, ";")
    total = round(sum(float(part.replace(",", ".")) for part in euros), 2)
    yield case("bewegungen.csv", text, **log(rows, 0, 2, value=None) | {"value": total})
    rows = made(
        54,
        lambda n: (f"CL{n % 9:03}", moment(n), ("visite", "devis", "achat")[n % 3], "magasin" if n % 2 else "site"),
    )
    text = written("identifiant_client,horodatage,action,canal", rows, ";")
    yield case("parcours.csv", text, **log(rows, 0, 2, where=counted(row[3] for row in rows)))
    rows = made(45, lambda n: (700 + n % 9, f"{moment(n):%d/%m/%Y %H:%M}", ("visita", "compra")[n % 2], 10 + n))
    yield case("registro.csv", written("cliente,fecha,accion,importe", rows, ";"), **log(rows, 0, 2, 3))
    rows = made(45, lambda n: (f"KL-{n % 9}", moment(n), ("bezoek", "bestelling", "retour")[n % 3]))
    yield case("klantreis.csv", written("klantnummer,tijdstip,gebeurtenis", rows, ";"), **log(rows, 0, 2))
    rows = made(40, lambda n: (f"会員{n % 8}", moment(n), ("閲覧", "購入")[n % 2]))
    yield case(
        "rireki.csv", written("会員番号,日時,行動", rows), ask="person touchpoint occurred_at kind", **log(rows, 0, 2)
    )
    rows = made(40, lambda n: (f"U{n % 8}", moment(n), ("visita", "acquisto")[n % 2], "negozio"))
    yield case("percorso.csv", written("id_utente,data_ora,evento,canale", rows, ";"), **log(rows, 0, 2))
    rows = made(40, lambda n: (f"P{n % 8}", moment(n), ("visita", "compra", "suporte")[n % 3]))
    yield case("jornada.csv", written("codigo_cliente,data_hora,evento", rows, ";"), **log(rows, 0, 2))


def _clocks() -> Iterator[Case]:
    rows = made(40, lambda n: (f"g{n % 7}", f"{moment(n):%d-%m-%Y:%H.%M}", ACTS[n % 3]))
    yield case(
        "odd_clock.csv",
        written("guest,logged,event", rows),
        ask="occurred_at",
        **log(rows, 0, 2, first="2023-03-06 08:15"),
    )
    rows = made(40, lambda n: (f"g{n % 7}", int(moment(n).timestamp()), ACTS[n % 3]))
    yield case("epoch.csv", written("uid,ts,evt", rows), **log(rows, 0, 2))
    rows = made(30, lambda n: (f"g{n % 7}", f"{1 + n % 9:02}/{1 + n % 7:02}/2023 1{n % 9}:00", ACTS[n % 3]))
    yield case("ambiguous.csv", written("customer_id,time,event", rows), ask="occurred_at time_format")
    rows = made(36, lambda n: (f"g{n % 7}", f"{moment(n):%Y-%m-%d}", f"{moment(n):%H:%M:%S}", ACTS[n % 3]))
    yield case("two_clocks.csv", written("MEMBER,DATE,TIME,PAGE", rows, ";"), ask="occurred_at",
               **log(rows, 0, 3, last=f"{moment(35):%Y-%m-%d %H:%M}"))  # fmt: skip
    rows = made(36, lambda n: (f"g{n % 7}", f"{moment(n):%d %b %Y %I:%M %p}", ACTS[n % 3]))
    yield case("worded_clock.csv", written("client_id,happened_at,event", rows), ask="occurred_at",
               **log(rows, 0, 2, first="2023-03-06 08:15"))  # fmt: skip
    rows = made(40, lambda n: (f"g{n % 7}", f"{moment(n):%Y-%m-%dT%H:%M:%S}+02:00", ACTS[n % 3]))
    yield case(
        "offset_clock.csv", written("user_id,event_time,event", rows), **log(rows, 0, 2, first="2023-03-06 06:15")
    )
    rows = made(120, lambda n: (f"g{n % 7}", moment(n), ACTS[n % 3]))
    text = written("user_id,timestamp,event", rows).splitlines()
    text[21:21] = ["# exported again by the night job"]
    yield case("remark_inside.csv", "\n".join(text) + "\n", **log(rows, 0, 2))
    yield case(
        "remark_above.csv", "# made by hand\n# twice\n" + written("user_id,timestamp,event", rows), **log(rows, 0, 2)
    )
    rows = made(40, lambda n: (f"g{n % 7}", day(n), "renewed" if n % 3 else "joined"))
    yield case(
        "days_only.csv",
        written("member_id,date,event", [(a, f"{b:%Y-%m-%d}", c) for a, b, c in rows]),
        **log(rows, 0, 2),
    )


def _machines() -> Iterator[Case]:
    items = [
        {"distinct_id": f"d{n % 9}", "event": ACTS[n % 3], "timestamp": f"{moment(n):%Y-%m-%dT%H:%M:%SZ}",
         "properties": {"plan": "free", "price": n}}
        for n in range(45)
    ]  # fmt: skip
    yield case(
        "stream.jsonl",
        lines(items),
        kinds=("events",),
        people=9,
        events=45,
        what=counted(item["event"] for item in items),
    )
    rows = made(
        80,
        lambda n: (moment(n), ("INFO", "WARN")[n % 5 == 0], f"u{n % 11}", ("login", "open_report", "export")[n % 3]),
    )
    yield case("app_log.csv", written("time,level,user,message", rows), ask="touchpoint", **log(rows, 2, 3))
    rows = made(80, lambda n: (f"sensor-{n % 5}", moment(n), ("idle", "running", "fault")[n % 3], 20.5 + n % 9))
    yield case(
        "machines.csv",
        written("device,ts,state,temperature", rows),
        ask="person touchpoint kind value",
        **log(rows, 0, 2),
    )
    rows = made(
        70, lambda n: (f"{n % 10:08x}", moment(n), f"/{('home', 'shop', 'basket')[n % 3]}", "https://example.org")
    )
    yield case("hits.csv", written("cookie,time,url,referrer", rows), ask="touchpoint", **log(rows, 0, 2))
    rows = made(66, lambda n: (f"v{n % 11}", f"s{n // 3}", moment(n), ACTS[n % 3], n % 3 + 1))
    yield case(
        "sessions.csv",
        written("visitor_id,session_id,timestamp,event,hit_number", rows),
        **log(rows, 0, 3, sessions=22),
    )
