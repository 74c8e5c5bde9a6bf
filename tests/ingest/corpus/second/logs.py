"""Event logs written after the guess weighed evidence: products, banks, gates, courses, and seven more languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.ingest.corpus.case import Case, case, counted, day, lines, log, made, moment, written

DEEDS = ("app_open", "search", "checkout")


def cases() -> Iterator[Case]:
    """The logs."""
    yield from _products()
    yield from _places()
    yield from _spoken()
    yield from _written_times()
    yield from _steps()


def _products() -> Iterator[Case]:
    rows = made(60, lambda n: (f"{77000 + n % 12}", f"s{n // 4}", DEEDS[n % 3], moment(n), "/start", "phone"))
    text = written("user_id,session_id,event_name,time,path,device_type", rows)
    yield case("product_events.csv", text, **log(rows, 0, 2, sessions=15))
    rows = made(
        60, lambda n: (f"{n % 10:016x}", n // 3, moment(n), ("action", "goal")[n % 2], f"https://e.org/{n % 4}")
    )
    text = written("idVisitor,idVisit,serverTimePretty,type,url", rows)
    yield case("visits_actions.csv", text, ask="touchpoint", kinds=("events",), people=10, events=60)
    rows = made(
        60, lambda n: (moment(n), ("page_view", "link_click")[n % 2], f"{n % 9:032x}", f"{n // 4:032x}", "/a")
    )
    text = written("collector_tstamp,event_name,domain_userid,domain_sessionid,page_urlpath", rows, "\t")
    yield case("collector.tsv", text, **log(rows, 2, 1))
    items = [
        {"userId": f"u{n % 8}", "eventName": DEEDS[n % 3], "eventTime": f"{moment(n):%Y-%m-%dT%H:%M:%S.123Z}",
         "page": {"url": "/a", "title": "Start"}}
        for n in range(48)
    ]  # fmt: skip
    yield case(
        "camel.jsonl",
        lines(items),
        kinds=("events",),
        people=8,
        events=48,
        what=counted(DEEDS[n % 3] for n in range(48)),
    )
    rows = made(
        50, lambda n: (n + 1, f"v{n // 5}", f"{n % 7}", ("Viewed home", "Searched", "Paid")[n % 3], moment(n))
    )
    text = written("id,visit_id,user_id,name,time", rows)
    yield case("product_table.csv", text, **log(rows, 2, 3))
    rows = made(
        40, lambda n: (f"player_{n % 8}", n % 20, ("start", "fail", "win")[n % 3], int(moment(n).timestamp()) * 1000)
    )
    yield case("telemetry.csv", written("player_id,level,event,ts", rows), **log(rows, 0, 2))
    rows = made(60, lambda n: (f"{n % 12}@example.org", ("opened", "clicked", "replied")[n % 3], moment(n)))
    yield case("mail_steps.csv", written("Email Address,Event,Event Date", rows), **log(rows, 0, 1))
    rows = made(
        60, lambda n: (f"a{n % 9}", ("viewed", "answered")[n % 2], f"quiz {n % 5}", moment(n).isoformat() + "Z")
    )
    yield case("verbs.csv", written("actor,verb,object,timestamp", rows), ask="touchpoint", **log(rows, 0, 1))
    rows = made(30, lambda n: (moment(n), ("read", "walk", "cook")[n % 3], 20 + n % 30))
    yield case("diary.csv", written("time,activity,minutes", rows), ask="person kind")


def _places() -> Iterator[Case]:
    rows = made(60, lambda n: (f"{4711 + n % 13:08}", ("North gate", "Lift", "Garage")[n % 3], moment(n)))
    yield case("doors.csv", written("card_number,door,swipe_time", rows), ask="touchpoint person", **log(rows, 0, 1))
    rows = made(60, lambda n: (f"B{n % 15}", ("Hall", "Cafe", "Shop")[n % 3], moment(n)))
    yield case("museum.csv", written("badge,zone,entered", rows), ask="touchpoint person", **log(rows, 0, 1))
    rows = made(
        45, lambda n: (f"00{100 + n % 9}", f"{moment(n):%Y-%m-%d %H:%M:%S}", ("DEP", "WDR", "POS")[n % 3], 5 + n)
    )
    yield case("bank.csv", written("CIF,TXN_DT,TXN_TYPE,TXN_AMT", rows), ask="person", **log(rows, 0, 2, 3))
    rows = made(45, lambda n: (f"M{n % 9:03}", moment(n), ("Main club", "Pool")[n % 2], "gold"))
    yield case(
        "gym.csv",
        written("member_no,checkin_at,club,plan", rows),
        ask="touchpoint",
        kinds=("events",),
        people=9,
        events=45,
    )
    rows = made(
        48,
        lambda n: (
            f"{moment(n):%d/%m/%Y %H:%M}",
            f"Ann Example {n % 8}",
            "Course: Baking",
            ("Viewed", "Submitted")[n % 2],
            "web",
        ),
    )
    text = written("Time,User full name,Event context,Event name,Origin", rows)
    yield case("course_log.csv", text, ask="person time_format", **log(rows, 1, 3))
    rows = made(40, lambda n: (f"PT{n % 8}", ("Surgery", "Ward")[n % 2], moment(n), moment(n + 2)))
    text = written("patient,department,admission_time,discharge_time", rows)
    yield case("stays.csv", text, ask="touchpoint occurred_at moments", kinds=("events",), people=8, events={40, 80})
    rows = made(40, lambda n: (f"T{n}", f"r{n % 9}", f"d{n % 4}", moment(n), moment(n + 1), 8.5 + n))
    text = written("trip_id,rider_id,driver_id,requested_at,dropoff_at,fare", rows)
    yield case("rides.csv", text, ask="touchpoint occurred_at moments", kinds=("events",), people=9, events={40, 80})


def _spoken() -> Iterator[Case]:
    rows = made(40, lambda n: (f"M{n % 8}", moment(n), ("ziyaret", "satis")[n % 2]))
    yield case(
        "olaylar.csv",
        written("musteri_no,zaman,olay", rows, ";"),
        ask="person touchpoint occurred_at kind",
        **log(rows, 0, 2),
    )
    rows = made(40, lambda n: (f"K{n % 8}", moment(n), ("wizyta", "zakup")[n % 2]))
    text = written("id_klienta,data_zdarzenia,zdarzenie", rows, ";")
    yield case("zdarzenia.csv", text, ask="person touchpoint occurred_at kind", **log(rows, 0, 2))
    rows = made(40, lambda n: (f"{500 + n % 8}", f"{moment(n):%d-%m-%Y %H:%M:%S}", ("besøg", "køb")[n % 2]))
    text = written("kundenr,tidspunkt,hændelse", rows, ";")
    yield case("haendelser.csv", text, ask="person touchpoint occurred_at kind", **log(rows, 0, 2))
    rows = made(40, lambda n: (f"к{n % 8}", moment(n), ("визит", "покупка")[n % 2]))
    text = written("клиент,время,событие", rows, ";")
    yield case("sobytiya.csv", text, ask="person touchpoint occurred_at kind", **log(rows, 0, 2))
    rows = made(40, lambda n: (f"用户{n % 8}", moment(n), ("浏览", "下单")[n % 2]))
    yield case(
        "xingwei.csv", written("用户ID,时间,行为", rows), ask="person touchpoint occurred_at kind", **log(rows, 0, 2)
    )
    rows = made(40, lambda n: (f"A{n % 8}", moment(n), ("besök", "köp")[n % 2]))
    text = written("kund_id,tidpunkt,händelse", rows, ";")
    yield case("handelser.csv", text, ask="person touchpoint occurred_at kind", **log(rows, 0, 2))
    rows = made(40, lambda n: (f"{n % 8}", f"{moment(n):%Y-%m-%d %H:%M:%S}", ("návštěva", "nákup")[n % 2]))
    text = written("id_zakaznika,cas,udalost", rows, ";")
    yield case("udalosti.csv", text, ask="person touchpoint occurred_at kind", **log(rows, 0, 2))


def _written_times() -> Iterator[Case]:
    rows = made(40, lambda n: (f"c{n % 8}", DEEDS[n % 3], f"{moment(n):%m/%d/%Y %I:%M %p}"))
    text = written("customer,event,when", rows)
    yield case("american.csv", text, ask="time_format", **log(rows, 0, 1, first="2023-03-06 08:15"))
    rows = made(40, lambda n: (f"c{n % 8}", DEEDS[n % 3], f"{moment(n * 3):%d.%m.%y %H:%M}"))
    text = written("kunde,ereignis,zeit", rows, ";")
    yield case("short_years.csv", text, ask="time_format", **log(rows, 0, 1, first="2023-03-06 08:15"))
    serial = [(moment(n) - datetime(1899, 12, 30)).total_seconds() / 86_400 for n in range(40)]
    rows = made(40, lambda n: (f"c{n % 8}", DEEDS[n % 3], f"{serial[n]:.6f}"))
    yield case("serial_days.csv", written("customer_id,event,event_date", rows), ask="occurred_at", **log(rows, 0, 1))
    rows = made(40, lambda n: (f"{n % 9:06}", DEEDS[n % 3], f"{moment(n):%Y%m%d%H%M%S}"))
    yield case(
        "packed.csv", written("uid,evt,dt", rows), ask="occurred_at", **log(rows, 0, 1, first="2023-03-06 08:15")
    )
    rows = made(40, lambda n: (f"{day(n):%Y-%m-%d}", f"c{n % 8}", f"{n % 24:02}:{n % 60:02}", DEEDS[n % 3]))
    text = written("datum,klant,tijd,actie", rows, ";")
    yield case("day_and_clock.csv", text, ask="occurred_at touchpoint", **log(rows, 1, 3))
    rows = made(40, lambda n: (f"c{n % 8}", DEEDS[n % 3], f"{moment(n):%A, %d %B %Y %H:%M}"))
    yield case("long_days.csv", written("customer,event,moment", rows, ";"), ask="occurred_at", **log(rows, 0, 1))


def _steps() -> Iterator[Case]:
    rows = made(
        48,
        lambda n: (f"PO{n // 4}", ("Create", "Approve", "Order", "Pay")[n % 4], moment(n), f"clerk {n % 3}", 10 + n),
    )
    text = written("caseid,activity,timestamp,resource,cost", rows, ";")
    yield case("purchasing.csv", text, **log(rows, 0, 1))
    rows = made(
        48,
        lambda n: (
            f"APP-{n // 4}",
            ("draft", "submitted", "checked", "granted")[n % 4],
            moment(n),
            f"officer{n % 3}",
        ),
    )
    text = written("application_number,status,status_changed_at,changed_by", rows)
    yield case("applications.csv", text, ask="person touchpoint", **log(rows, 0, 1))
    rows = made(
        40,
        lambda n: (
            f"conv{n // 4}",
            f"vis{n // 4 % 6}",
            ("visitor", "agent")[n % 2],
            f"hello, this is message number {n} and it is long enough",
            moment(n),
        ),
    )
    text = written("conversation_id,visitor_id,sender,message,sent_at", rows)
    yield case("chat.csv", text, ask="touchpoint person", kinds=("events",), people={6, 10}, events=40)
    rows = made(
        40, lambda n: (f"JIRA-{n // 4}", ("To do", "Doing", "Review", "Done")[n % 4], moment(n), f"dev{n % 3}")
    )
    yield case(
        "board.csv", written("Issue key,New status,Changed,Author", rows), ask="person touchpoint", **log(rows, 0, 1)
    )
    rows = made(36, lambda n: (f"C{n // 3}", ("Lead", "Trial", "Paying")[n % 3], f"{day(n):%Y-%m-%d}"))
    yield case(
        "stages.csv",
        written("company,stage,since", rows),
        ask="kind person touchpoint occurred_at",
        **log(rows, 0, 1),
    )
    rows = made(
        40,
        lambda n: (
            *(5000 + n, f"v{n % 12}", ("resolved", "dropped")[n % 2]),
            *(f"{day(n):%Y-%m-%d} 10:05:00", f"{day(n):%Y-%m-%d} 10:2{n % 10}:30"),
        ),
    )
    text = written("chat_id,visitor,outcome,started,ended", rows)
    yield case(
        "chats_with_ends.csv",
        text,
        ask="touchpoint",
        kinds=("events",),
        people=12,
        events=40,
        first="2023-03-06 10:05",
    )
