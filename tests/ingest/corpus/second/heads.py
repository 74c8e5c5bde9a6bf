"""Tables like the heads of public files that nobody had met: server logs, payments, forms, calls, ads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.ingest.corpus.case import Case, case, day, made, moment, written

PAGES = ("/", "/tarifs?from=mail", "/aide", "/panier")


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _server_logs()
    yield from _money()
    yield from _people_and_days()
    yield from _questionnaires()
    yield from _plans()
    yield from _below_figures()


def _server_logs() -> Iterator[Case]:
    plain = "".join(
        f"h{n % 9}.example.org - - [{moment(n):%d/%b/%Y:%H:%M:%S} -0400] "
        f'"GET {PAGES[n * 7 // 3 % 4]} HTTP/1.0" {(200, 304)[n % 2]} {(6245, "-")[n % 2]}\n'
        for n in range(60)
    )
    right: dict[str, Any] = {
        "kinds": ("events",),
        "events": 60,
        "first": f"{moment(0) + timedelta(hours=4):%Y-%m-%d %H:%M}",
    }
    what = {page.split("?")[0]: 0 for page in PAGES}
    for n in range(60):
        what[PAGES[n * 7 // 3 % 4].split("?")[0]] += 1
    yield case("access_of_march.log", plain, people=9, what=what, **right)
    combined = "".join(
        f"shop.example:443 192.0.2.{n % 11} - {('-', 'ada')[n % 5 == 0]} [{moment(n):%d/%b/%Y:%H:%M:%S} -0400] "
        f'"GET {PAGES[n * 7 // 3 % 4]} HTTP/1.1" 200 512 "-" "Mozilla/5.0 (an \\"odd\\" one) x" 0.0{n % 7}\n'
        for n in range(60)
    )
    yield case("ssl_access_log.txt", combined, people=11, what=what, **right)
    rows = [
        {
            "time": f"{moment(n).isoformat()}+00:00",
            "remote_addr": f"192.0.2.{n % 13}",
            "request": f"GET /p/{n % 5} HTTP/1.1",
            "status": 200,
            "bytes_sent": 500 + n,
        }
        for n in range(50)
    ]
    yield case("requests.jsonl", "".join(json.dumps(row) + "\n" for row in rows), ask="person")


def _money() -> Iterator[Case]:
    rows = made(
        40, lambda n: (f"P{n:04}", f"MB{n % 16:03}", f"${12 + n % 5}.50", day(n).date(), ("card", "cash")[n % 2])
    )
    right: dict[str, Any] = {"kinds": ("events",), "people": 16, "value": 580.0}
    yield case("fees_paid.csv", written("payment_id,member_id,paid,paid_on,method", rows), ask="touchpoint", **right)
    rows = made(30, lambda n: (moment(n), f"fan{n % 11}", ("gift", "monthly")[n % 2], f"{3 + n % 4}.00", "EUR"))
    text = written("When,Supporter id,Type,Received,Currency", rows)
    yield case("gifts.csv", text, kinds=("events",), by_person="Supporter id", by_value="Received", events=30)
    rows = made(
        40,
        lambda n: (
            440000 + n,
            ("Shop A", "Shop B")[n % 2],
            moment(n),
            moment(n) - timedelta(hours=3),
            f"{40 + n}.50",
            ("blog", "letter")[n % 2],
        ),
    )
    yield case(
        "commissions.csv", written("id,advertiser,transaction_date,click_date,sale,click_ref", rows), ask="person"
    )


def _people_and_days() -> Iterator[Case]:
    rows = made(
        60,
        lambda n: (
            f"{moment(n):%d/%m/%y %H:%M}",
            f"Student {n % 15}",
            "Course: Statistics",
            ("Course viewed", "Quiz begun", "Quiz sent in")[n * 7 // 3 % 3],
            f"192.0.2.{n % 15}",
        ),
    )
    text = written("Time,User full name,Event context,Event name,IP address", rows)
    yield case("course_events.csv", text, kinds=("events",), people=15, by_person="User full name")
    rows = made(
        40,
        lambda n: (
            ("Inbound", "Outbound")[n % 2],
            f"(415) 555-{1000 + n % 11}",
            f"{moment(n % 9 * 3):%a %m/%d/%Y}",
            f"{moment(n):%I:%M %p}",
            ("Phone call", "Voicemail")[n % 3 == 0],
        ),
    )
    text = written("Direction,Phone Number,Date,Time,Action", rows)
    yield case("calls_by_weekday.csv", text, ask="person touchpoint", kinds=("events",), people=11, events=40)


def _questionnaires() -> Iterator[Case]:
    asked = "How satisfied were you with the {} you were promised in your letter?"
    rows = made(40, lambda n: (900 + n, f"{day(n):%d/%m/%Y}", n * 7 % 4 + 1, n * 3 % 4 + 1))
    header = f"UserID,Ended date,{asked.format('time')},{asked.format('help')}"
    yield case("boxes_of_four.csv", written(header, rows), ask="scale")
    rows = made(40, lambda n: (f"r{n}", moment(n), (1, 2, 4)[n * 7 // 3 % 3]))
    yield case("nobody_chose_five.csv", written("respondent_id,submitted_at,Overall satisfaction", rows), ask="scale")
    rows = made(40, lambda n: (f"id-{n}", moment(n), n * 7 % 11, n * 3 % 5 + 1))
    text = written("respondent_id,submitted_at,nps,sat_overall", rows)
    yield case("nps_and_sat.csv", text, kinds=("responses",), metrics={"nps": 40, "csat": 40}, respondents=40)


def _plans() -> Iterator[Case]:
    rows = made(
        40,
        lambda n: (
            day(n // 2).date(),
            f"Launch {n % 2}",
            "Active",
            "EUR",
            f"{12 + n}.50",
            3000 + n,
            f"{n % 7}.10",
            40 + n,
        ),
    )
    header = "Time period,Campaign name,Campaign status,Currency,Spend,Impressions,CPM,Link clicks"
    right: dict[str, Any] = {"kinds": ("costs",), "spend": 40 * 12.5 + 780, "spend_days": 20, "by_channel": None}
    yield case("promoted_posts.csv", written(header, rows), **right)
    months = ("Jan", "Feb", "Mar", "Apr", "May")
    rows = made(6, lambda n: (f"Channel {n}", *(1000 + 50 * n + 10 * place for place in range(5))))
    yield case("plan_without_year.csv", written(f"Channel,{','.join(months)}", rows), ask="kind occurred_at day")


def _below_figures() -> Iterator[Case]:
    """Reports that begin with their sums, and forms that only their file is called after."""
    rows = made(30, lambda n: (f"B{n:03}", f"Guest {n % 9}", f"R{n % 4}", day(3 * n).date(), 1500 + 25 * n))
    above = "Period,FY 2025\nFrom,2025-04-01\nIncome,120000\nExpenses,40000\n\n"
    text = above + written("Booking ID,Guest,Room,Arrival,Received", rows) + '\n"THE HAVEN HOMES"\n'
    yield case("year_of_bookings.csv", text, ask="value")
    rows = made(
        30, lambda n: (f"T{n:04}", f"Guest {n % 9}", 1300 + 50 * n, ("paid", "refunded")[n % 7 == 0], day(n).date())
    )
    above = "Payment Report\nPeriod: 2023-03-06 to 2023-04-30\n\nTotal Transactions,30\nTotal Amount,PHP 60750\n\n"
    text = f"{above}Payments:\n" + written("Transaction ID,Guest,Amount,Status,Date", rows)
    yield case("payments_below_sums.csv", text, kinds=("events",), people=9, events=30)
    rows = made(40, lambda n: (f"u{n % 25}", 4 + n % 2, n * 3 % 5 + 1, ("Fossils", "Space")[n % 2], moment(n)))
    header = "user_id,content_quality,educational_value,favourite_room,submitted_on"
    yield case("feedback_of_visitors.csv", written(header, rows), ask="kind")
    rows = made(
        30,
        lambda n: (
            f"m{n}@example.org",
            f"{9000 + 7 * n}",
            ("active", "former")[n % 2],
            f"{5 + n}.00",
            moment(n),
            moment(n) + timedelta(days=90),
        ),
    )
    header = "Email,User ID,Patron status,Pledge amount,Patron since date,Last charge date"
    yield case("members_of_a_club.csv", written(header, rows), ask="kind")
