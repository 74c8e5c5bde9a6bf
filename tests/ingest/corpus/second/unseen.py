"""Kinds of logs, orders and histories met in files of other people's tools, after the guess weighed evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.ingest.corpus.case import Case, Rows, case, counted, day, lines, log, made, moment, written

HUB = ("Push", "Fork", "Star")
STEPS = ("Filed", "Checked", "Decided", "Paid out")


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _processes()
    yield from _ids()
    yield from _amounts()
    yield from _times()
    yield from _orders()
    yield from _misread()


def _processes() -> Iterator[Case]:
    rows = made(80, lambda n: (f"K{n // 4}", STEPS[n % 4], moment(n), 5000 + n // 4 * 250))
    text = written("Case ID,Activity,Complete Timestamp,(case) Requested Amount", rows)
    yield case("case_amounts.csv", text, **log(rows, 0, 1), by_value={None})
    text = written("member_id,action,at,contract_amount", [(*row[:3], row[3] / 100) for row in rows])
    yield case("amount_of_a_member.csv", text, ask="value")
    rows = made(80, lambda n: (f"{n // 4:04d}", STEPS[n % 4], f"{moment(n):%d-%m-%Y:%H.%M}", 20 + n % 7))
    text = written("Case ID,Activity,dd-MM-yyyy:HH.mm,Resource", rows, ";")
    yield case("header_of_a_format.csv", text, **log(rows, 0, 1), first=f"{moment(0):%Y-%m-%d %H:%M}")
    rows = made(
        60,
        lambda n: (
            f"CHG{n // 3:06d}",
            ("New", "Open", "Done")[n % 3],
            f"Caller {n % 7}",
            day(n // 3),
            moment(n),
            day(40 + n),
        ),
    )
    text = written("number,change_state,caller_id,opened_at,sys_updated_at,closed_at", rows)
    yield case("state_history.csv", text, ask="moments person occurred_at")


def _ids() -> Iterator[Case]:
    rows = made(
        90, lambda n: (f"{n % 15:02d}++Ylw{n % 15}oS6J3odp66cHJQ+x=", 41 + n % 3, 149, f"{day(n // 5):%Y%m%d}", n % 2)
    )
    text = written("kontono,method,paid,transaction_date,is_cancel", rows)
    yield case("nameless_ids.csv", text, ask="kind person touchpoint")
    rows = made(
        80, lambda n: (f"{n % 8:03d}Zk++wLoS6J3odp66c0mLDE=", f"{day(n // 8):%Y%m%d}", n % 9, n * 7 % 11, 50.5 + n)
    )
    text = written("membno,date,num_25,num_100,total_secs", rows)
    yield case("num_is_no_id.csv", text, ask="kind person touchpoint")
    items: list[dict[str, object]] = [
        {"id": f"{7000 + n}", "type": HUB[n * 7 // 4 % 3],
         "actor": {"id": 10 + n % 9, "login": f"dev{n % 9}"},
         "repo": {"id": 500 + n % 5, "name": f"lib{n % 5}"},
         "created_at": f"{moment(n):%Y-%m-%dT%H:%M:%SZ}"}
        for n in range(54)
    ]  # fmt: skip
    what = counted(HUB[n * 7 // 4 % 3] for n in range(54))
    yield case("actors.jsonl", lines(items), kinds=("events",), people=9, events=54, what=what)
    rows = made(
        60,
        lambda n: (
            f"{30 + n % 12}.0",
            9000 + n,
            f"{moment(n):%Y-%m-%dT%H:%M:%SZ}",
            ("kept", "missed")[n * 5 // 3 % 2],
        ),
    )
    text = written("PatientId,AppointmentID,visited_at,status", rows)
    yield case("whole_floats.csv", text, ask="person touchpoint", **log(rows, 0, 3))
    pairs = [
        {
            "type": "alias",
            "previousId": f"anon-{n}",
            "userId": f"u{n % 20}",
            "timestamp": f"{moment(n):%Y-%m-%dT%H:%M:%SZ}",
        }
        for n in range(40)
    ]
    yield case("aliases_of_a_tool.jsonl", lines(pairs), kinds=("identities",))
    rows = made(
        40,
        lambda n: (
            f"{n:08x}-7be1-4a6f-9c1e-{n:012x}",
            600 + n,
            ("Search", "Referral")[n % 2],
            n * 3 % 17,
            n * 41 % 900,
        ),
    )
    text = written("Prospect ID,Lead Number,Lead Source,TotalVisits,Total Time Spent on Website", rows)
    yield case("prospects.csv", text, kinds=("people",), known=40)
    rows = made(
        60,
        lambda n: (
            moment(n),
            f"Jo Doe {n % 10}",
            ("Sale", "Refund", "Fee")[n * 3 // 2 % 3],
            f"jo{n % 10}@example.org",
        ),
    )
    text = written("Time,Name,Type,From Email Address", rows)
    yield case("name_is_a_person.csv", text, ask="touchpoint", **log(rows, 3, 2))


def _amounts() -> Iterator[Case]:
    names = ("view", "cart", "purchase")
    rows = made(
        90,
        lambda n: (
            moment(n),
            names[n * 5 // 4 % 3],
            700 + n % 20,
            round(3 + n % 9 * 1.5, 2),
            f"u{n % 14}",
            f"s{n // 5}",
        ),
    )
    text = written("event_time,event_type,product_id,price,user_id,user_session", rows)
    yield case("price_of_what_was_seen.csv", text, ask="value")
    rows = made(60, lambda n: (f"g{n % 11}", moment(n), ("booked", "stayed")[n * 7 // 4 % 2], n % 4))
    text = written("guest_id,time,event,total_of_special_requests", rows)
    yield case("totals_of_wishes.csv", text, **log(rows, 0, 2), by_value={None})


def _times() -> Iterator[Case]:
    rows = made(
        60,
        lambda n: (
            f"a{n % 9}",
            ("post", "reply")[n * 5 // 3 % 2],
            f"{moment(n):%a %b %d %H:%M:%S} +0000 {moment(n):%Y}",
        ),
    )
    text = written("account_id,action,created_at", rows)
    yield case("offset_before_year.csv", text, **log(rows, 0, 1), first=f"{moment(0):%Y-%m-%d %H:%M}")
    rows = made(
        60,
        lambda n: (
            f"{moment(n):%Y-%m-%d}",
            f"{moment(n):%H:%M:%S}",
            "JST",
            f"c{n % 9}",
            ("in", "out")[n * 5 // 3 % 2],
        ),
    )
    text = written("Date,Time,TimeZone,client_id,action", rows)
    yield case(
        "zone_in_a_column.csv", text, **log(rows, 3, 4), first=f"{moment(0) - timedelta(hours=9):%Y-%m-%d %H:%M}"
    )
    rows = made(60, lambda n: (f"Jo {n % 20}", ("Open", "Kept")[n * 5 // 3 % 2], day(n + 30), day(n + 33), day(n)))
    text = written("Guest name,Status,Start date,End date,Booked", rows)
    yield case("stay_and_booking.csv", text, ask="occurred_at moments person kind")
    rows = made(
        48, lambda n: (f"{n % 8:032x}", ("start", "pay")[n * 5 // 3 % 2], int(moment(n).timestamp()), "spring")
    )
    text = written("{adid},{activity_kind},{created_at},{campaign_name}", rows)
    yield case("header_in_braces.csv", text, **log(rows, 0, 1))


def _orders() -> Iterator[Case]:
    rows: Rows = made(
        60,
        lambda n: (
            day(n // 2),
            f"b{n // 2 % 9}",
            1 + n % 3,
            4.5,
            4.5 * (1 + n % 3),
            f"T{8000 + n}",
            f"B{300 + n // 2}",
        ),
    )
    text = written("Sale Date,Buyer,Quantity,Price,Item Total,Transaction ID,Order ID", rows)
    yield case("line_and_order.csv", text, kinds=("events",), people=9, orders=30, value=sum(row[4] for row in rows))
    rows = made(64, lambda n: (f"s{n // 8}", moment(n), f"page {n * 5 // 3 % 4}", 1 + n % 8))
    text = written("session ID,time,page,order", rows)
    yield case("order_of_clicks.csv", text, ask="person", kinds=("events",), events=64, by_order_id={None})


def _misread() -> Iterator[Case]:
    rows: Rows = made(
        60, lambda n: (f"{9000 + n // 2}", moment(n // 2), f"M{n // 2 % 7:03d}", 1 + n % 3, 300 * (1 + n % 3))
    )
    head = "注文番号,注文日時,会員ID,数量,小計".encode("cp932")
    text = head + b"\n" + written("", rows).encode()
    yield case(
        "japanese_of_windows.csv",
        text,
        kinds=("events",),
        people=7,
        orders=30,
        value=float(sum(row[4] for row in rows)),
    )
    rows = made(
        60, lambda n: (f"B{n:03d}", f"P{n % 5}", day(n % 20), day(n % 20 + 3), ("kept", "cancelled")[n * 7 // 4 % 2])
    )
    text = written("booking_id,property_id,check_in_date,check_out_date,status", rows)
    yield case("stays_of_nobody.csv", text, ask="person moments")
    rows = made(80, lambda n: (300 + n % 13, 7000 + n % 40, 829 + n // 10, n * 7 // 4 % 4))
    yield case("people_who_repeat.csv", written("user_id,item_id,time_stamp,action_type", rows), ask="kind")
    items = [
        {"username": f"s{n % 9}", "event_type": ("play", "pause", "check")[n * 7 // 4 % 3], "event": "{}",
         "time": moment(n).isoformat() + "Z"}
        for n in range(54)
    ]  # fmt: skip
    what = counted(("play", "pause", "check")[n * 7 // 4 % 3] for n in range(54))
    yield case("json_in_a_cell.jsonl", lines(items), kinds=("events",), people=9, events=54, what=what)
    rows = made(40, lambda n: (f"{n:032x}", f"u{n % 20}", day(n), day(n + 4)))
    yield case("cookies_seen.csv", written("cookie_id,user_id,first_seen,last_seen", rows), kinds=("identities",))
