"""Prices of lines, moments in pieces, zones of rows, cases without a name, days across the header, old encodings."""

from __future__ import annotations

from datetime import timedelta

from tests.ingest.corpus.case import Case, case, counted, day, log, made, moment, written

_WHAT = ("viewed", "asked", "bought")
_PRICES = (4.5, 7.75, 11.0, 14.25, 17.5, 20.75, 24.0)
_NAMES = {
    "cp1253": ("Αθήνα", "Θεσσαλονίκη", "Πάτρα", "Ηράκλειο"),
    "cp1250": ("Plzeň", "České Budějovice", "Žďár", "Kroměříž"),
    "cp1254": ("Diyarbakır", "Muğla", "Şanlıurfa", "Eskişehir"),
    "cp1255": ("ירושלים", "חיפה", "נתניה", "אשדוד"),
    "cp1256": ("القاهرة", "الرياض", "بيروت", "جدة"),
    "koi8_r": ("Москва", "Казань", "Новосибирск", "Пермь"),
    "cp874": ("กรุงเทพ", "เชียงใหม่", "ขอนแก่น", "ชลบุรี"),
    "cp949": ("서울특별시", "부산광역시", "대구", "인천"),
    "cp850": ("Köln", "München", "Nürnberg", "Würzburg"),
}


def cases() -> list[Case]:
    """Tables of these kinds."""
    return [*_lines(), *_moments(), *_zones(), *_worked_on(), *_across(), *_encoded()]


def _lines() -> list[Case]:
    """Order, buyer, when, what was bought, how many, and the price of one of it."""
    rows = made(
        60, lambda n: (f"O-{n // 2}", f"b{n // 2 % 9}@shop.example", moment(n // 2), n * 5 % 7, 1 + n * 7 % 3)
    )
    rows = [(*row[:3], f"SKU-{row[3]}", row[4], _PRICES[row[3]]) for row in rows]
    worth = round(sum(row[4] * row[5] for row in rows), 2)
    lines = [(*row[:5], round(row[4] * row[5], 2)) for row in rows]
    totals: dict[str, float] = {}
    for row in lines:
        totals[row[0]] = totals.get(row[0], 0) + row[5]
    whole = round(sum(totals.values()) + 3.9 * len(totals), 2)
    bare = [(*row[:3], row[4], row[5], round(totals[row[0]] + 3.9, 2), 3.9) for row in lines]
    loose = made(40, lambda n: (f"O-{n}", f"b{n % 9}", moment(n), 1 + n % 4, round(5 + n * 37 % 101 / 3, 2)))
    head = "order_no,buyer,ordered_at,sku,quantity,price"
    amazon = [
        (r[0], f"4{n:08}", f"{r[2]:%Y-%m-%dT%H:%M:%S}+00:00", r[2], r[1], "A B", *r[3:5], "USD", r[5])
        for n, r in enumerate(lines)
    ]
    return [
        case("line_prices.csv", written(head, lines), kinds=("events",), people=9, value=worth, orders=30),
        case("piece_prices.csv", written(head, rows), kinds=("events",), people=9, value=worth, orders=30),
        case(
            "lines_and_totals.csv",
            written("order_no,buyer,ordered_at,quantity,price,order_total,shipping", bare),
            kinds=("events",),
            value={worth, whole},
        ),
        case("loose_prices.csv", written("order_no,buyer,ordered_at,quantity,item_price", loose), ask="unit_price"),
        case(
            "marketplace_orders.txt",
            written(
                "order-id,order-item-id,purchase-date,payments-date,buyer-email,buyer-name,sku,quantity-purchased,"
                "currency,item-price",
                amazon,
                "\t",
            ),
            kinds=("events",),
            people=9,
            value=worth,
            orders=30,
            what={"order": 60},
        ),
    ]


def _moments() -> list[Case]:
    rows = made(60, lambda n: (f"u{n % 8}", _WHAT[n % 3], moment(n)))
    told = log(rows, 0, 1, first=f"{rows[0][2]:%Y-%m-%d %H:%M}", last=f"{rows[-1][2]:%Y-%m-%d %H:%M}")
    hours = {**told, "first": f"{rows[0][2]:%Y-%m-%d %H}:00", "last": f"{rows[-1][2]:%Y-%m-%d %H}:00"}
    days = {**told, "first": f"{rows[0][2]:%Y-%m-%d} 00:00", "last": f"{rows[-1][2]:%Y-%m-%d} 00:00"}
    counts = made(48, lambda n: (f"{day(n // 24):%Y-%m-%d}", n % 24, 10 + n))
    return [
        case(
            "parts_with_hour.csv",
            written("user,action,year,month,day,hour", [(u, a, t.year, t.month, t.day, t.hour) for u, a, t in rows]),
            **hours,
        ),
        case(
            "parts_with_clock.csv",
            written(
                "user,action,OrderYear,OrderMonth,OrderDay,Time",
                [(u, a, t.year, f"{t:%B}", t.day, f"{t:%H:%M:%S}") for u, a, t in rows],
            ),
            **told,
        ),
        case(
            "piezas.csv",
            written("usuario,accion,año,mes,dia", [(u, a, t.year, t.month, t.day) for u, a, t in rows], ";"),
            **days,
        ),
        case(
            "day_and_hour.csv",
            written("user,action,date,hour", [(u, a, f"{t:%Y-%m-%d}", t.hour) for u, a, t in rows]),
            **hours,
        ),
        case(
            "day_and_digits.csv",
            written(
                "user,action,log_date,log_time", [(u, a, f"{t:%Y-%m-%d}", int(f"{t:%H%M%S}")) for u, a, t in rows]
            ),
            **told,
        ),
        case(
            "figures_by_hour.csv",
            written("date,hour,visits", counts),
            kinds=("daily_counts",),
            count_days=2,
            measures={"visits": float(sum(row[2] for row in counts))},
        ),
    ]


def _zones() -> list[Case]:
    rows = made(40, lambda n: (f"u{n % 8}", _WHAT[n % 3], moment(n)))
    shift = {"Europe/Berlin": 1, "America/New_York": -5, "Asia/Tokyo": 9}  # in March, before the clocks change
    rows = [(*row, list(shift)[int(row[0][1:]) % 3]) for row in rows if row[2].month == 3 and row[2].day < 12]
    told = log(rows, 0, 1, first=f"{rows[0][2]:%Y-%m-%d %H:%M}", last=f"{rows[-1][2]:%Y-%m-%d %H:%M}")
    local = [(u, a, t + timedelta(hours=shift[z]), z) for u, a, t, z in rows]
    offsets = [(u, a, t, f"{shift[z]:+03}:00") for u, a, t, z in local]
    counted = {
        unit: [(u, a, t, f"{shift[z] * hour}") for u, a, t, z in local]
        for unit, hour in (("hours", 1), ("minutes", 60), ("seconds", 3600))
    }
    us = [(u, a, f"{t:%m/%d/%Y %I:%M %p}", z) for u, a, t, z in local]
    early = [(u, a, f"{t:%d/%m/%Y %H:%M}", z) for u, a, t, z in local]
    lived = [(u, a, t, "Asia/Tokyo") for u, a, t, _ in local]
    clocks = made(30, lambda n: (n + 1, f"12/31/1899 {6 + n % 12:02}:30:00 AM", 1 + n % 5))
    slept = [(u, f"{t:%Y-%m-%d %H:%M}", z, n % 11) for n, (u, _, t, z) in enumerate(local)]
    some = [
        (u, a, f"{t + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}" + "+01:00" * (n % 4 > 0))
        for n, (u, a, t, _) in enumerate(rows)
    ]
    return [
        case("local_times.csv", written("user,action,local_time,timezone", local), **told),
        case("utc_times.csv", written("user,action,utc_time,timezone", rows), **told),
        case("zones_of_rows.csv", written("user,action,occurred,timezone", local), ask="occurred_at"),
        case("offsets_of_rows.csv", written("user,action,occurred,utc_offset", offsets), ask="occurred_at"),
        *(
            case(f"offsets_in_{unit}.csv", written("user,action,local_time,tz_offset", held), **told)
            for unit, held in counted.items()
        ),
        case("named_zones_us.csv", written("user,action,local_time,timezone", us), ask="time_format"),
        case("zones_beside_days_first.csv", written("user,action,occurred,timezone", early), ask="timezone"),
        case(
            "times_of_day_only.csv",
            written("respnum,deptime,q9all_satisfied", clocks),
            answers=30,
            answered_first=None,
        ),
        case("zone_of_people.csv", written("user,action,occurred,user_timezone", lived), ask="timezone"),
        case("answers_abroad.csv", written("customer_id,submitted_at,timezone,nps", slept), ask="answered_at"),
        case("offsets_of_some.csv", written("user,action,occurred", some), ask="timezone"),
    ]


def _worked_on() -> list[Case]:
    rows = made(
        120,
        lambda n: (
            f"INC{45 + n // 4:07}",
            ("new", "active", "solved", "closed")[n % 4],
            f"Caller {n // 4 % 7}",
            f"Agent {n % 5}",
            moment(n),
        ),
    )
    return [
        case("incident_steps.csv", written("number,state,caller_id,assigned_to,updated_on", rows), ask="person"),
        case(
            "desk_keys.csv",
            written(
                "key,action,requester_email,assignee,time",
                [(r[0], r[1], f"{r[2][-1]}@x.example", *r[3:]) for r in rows],
            ),
            ask="person",
        ),
    ]


def _across() -> list[Case]:
    days = [day(n) for n in range(12)]
    head = ",".join(f"{one:%Y-%m-%d}" for one in days)
    visits = made(3, lambda n: (("mail", "search", "social")[n], *(100 * n + k for k in range(12))))
    summed = [(*row, sum(row[1:])) for row in visits]
    months = ",".join(f"{('Jan', 'Feb', 'Mar', 'Apr')[n]} 2023" for n in range(4))
    touched = made(
        20,
        lambda n: (
            f"c{n}",
            *(("call", "letter", "visit")[(n + k) % 3 - (k % 2)] if (n + k) % 3 == 0 else "" for k in range(12)),
        ),
    )
    filled = [cell for row in touched for cell in row[1:] if cell]
    dates = made(24, lambda n: (f"p{n}@x.example", day(n), day(n + 3), day(n + 9) if n % 2 else ""))
    total = float(sum(sum(row[1:]) for row in visits))
    return [
        case(
            "visits_across.csv",
            written(f"channel,{head},Total", summed),
            kinds=("daily_counts",),
            count_days=12,
            count_sum=total,
        ),
        case(
            "months_across.csv",
            written(f"channel,{months}", made(3, lambda n: (("mail", "search", "social")[n], 31, 28, 31, 30))),
            kinds=("daily_counts",),
            count_days=120,
            count_sum=360.0,
        ),
        case(
            "touched_across.csv",
            written(f"customer,{head}", touched),
            kinds=("events",),
            people=20,
            events=len(filled),
            what=counted(filled),
        ),
        case("milestones.csv", written("email,newsletter,webinar,contract", dates), ask="moments"),
    ]


def _encoded() -> list[Case]:
    found = []
    for encoding, names in _NAMES.items():
        rows = made(24, lambda n, names=names: (f"u{n % 6}", names[n % 4], moment(n)))
        content = written("user,action,time", rows).encode(encoding)
        found.append(case(f"in_{encoding}.csv", content, **log(rows, 0, 1)))
    return found
