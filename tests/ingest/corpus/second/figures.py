"""Reports and tables without people, written after the guess weighed evidence."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, day, made, written


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _spend()
    yield from _counts()
    yield from _others()


def _spent(rows: list[tuple[object, ...]], place: int) -> float:
    return round(sum(float(str(row[place]).replace(",", ".")) for row in rows), 2)


def _spend() -> Iterator[Case]:
    rows = made(14, lambda n: (f"{day(n):%m/%d/%Y}", f"Camp {n % 2}", 1000 + n, 20 + n, f"{7.5 + n:.2f}"))
    text = written("Start Date (in UTC),Campaign Name,Impressions,Clicks,Total Spent", rows)
    yield case(
        "network_ads.csv",
        text,
        ask="time_format",
        kinds={("costs",), ("costs", "daily_counts")},
        spend=_spent(rows, 4),
        spend_days=14,
    )
    rows = made(14, lambda n: (f"{day(n):%Y-%m-%d}", f"Ad {n % 3}", f"{3.5 + n:.2f}", 900, 30, 2, f"{1.75:.2f}"))
    text = written("Date,Ad name,Cost,Impressions,Clicks,Conversions,Cost per conversion", rows)
    yield case(
        "video_ads.csv", text, kinds={("costs",), ("costs", "daily_counts")}, spend=_spent(rows, 2), spend_days=14
    )
    rows = made(12, lambda n: (f"{day(n):%d/%m/%Y}", f"{4 + n},50", 12 + n))
    yield case(
        "publicite.csv",
        written("Date,Dépenses,Clics", rows, ";"),
        ask="time_format kind",
        kinds={("costs",), ("costs", "daily_counts")},
        spend=_spent(rows, 1),
    )
    rows = made(6, lambda n: (f"{n + 1:02}.2023", "Plakat", f"{400 + n},00"))
    yield case(
        "plakate.csv", written("Monat,Kanal,Budget", rows, ";"), ask="day kind", kinds=("costs",), spend=2415.0
    )
    rows = made(8, lambda n: (f"2023-W{10 + n}", "Search", 70.0 + n))
    yield case("weeks.csv", written("week,channel,cost", rows), ask="day kind", kinds=("costs",), spend=588.0)
    rows = made(12, lambda n: (f"{day(n):%Y-%m-%d}", "EUR" if n % 2 else "USD", f"{10 + n}.00", "Search"))
    yield case("two_moneys.csv", written("date,currency,spend,channel", rows), kinds=("costs",), spend_days=12)
    rows = made(12, lambda n: (f"{day(n):%Y-%m-%d}", f"{0.4 + n / 50:.2f}", f"{3 + n / 10:.1f}%", 2.0 + n / 9))
    yield case("only_rates.csv", written("date,CPC,CTR,ROAS", rows), ask="kind measures day")


def _counts() -> Iterator[Case]:
    rows = made(14, lambda n: (f"{day(n):%Y-%m-%d}", 40 + n, 900 + n, f"{4.4 + n / 10:.2f}%", f"{7 + n / 10:.1f}"))
    text = written("Date,Clicks,Impressions,CTR,Position", rows)
    sums = {"Clicks": float(sum(r[1] for r in rows)), "Impressions": float(sum(r[2] for r in rows))}
    yield case("search_results.csv", text, kinds=("daily_counts",), measures=sums)
    rows = made(14, lambda n: (f"{day(n):%d.%m.%Y}", 500 + n, 200 + n, f"{40 + n / 10:.1f}".replace(".", ",") + " %"))
    text = written("Datum,Versendet,Geöffnet,Öffnungsrate", rows, ";")
    sums = {"Versendet": float(sum(r[1] for r in rows)), "Geöffnet": float(sum(r[2] for r in rows))}
    yield case("versand.csv", text, ask="kind", kinds=("daily_counts",), measures=sums)
    rows = made(10, lambda n: (f"2023-W{10 + n}", 300 + n))
    yield case(
        "weekly_visits.csv", written("week,visits", rows), ask="day kind", kinds=("daily_counts",), count_sum=3045.0
    )
    rows = made(21, lambda n: (f"{day(n // 3):%Y-%m-%d}", ("web", "app", "shop")[n % 3], 50 + n))
    text = written("date,channel,visitors", rows)
    yield case(
        "by_channel.csv", text, kinds=("daily_counts",), count_days=7, count_sum=float(sum(r[2] for r in rows))
    )
    rows = made(14, lambda n: (f"{day(n):%Y-%m-%d}", f"{11.5 + n}", f"{n % 4}.0"))
    yield case("weather.csv", written("date,temp_max,rain_mm", rows), ask="kind measures", kinds=("daily_counts",))
    rows = made(14, lambda n: (f"{day(n):%Y年%m月%d日}", 100 + n, 200 + n))
    text = written("日付,ユーザー,ページビュー", rows)
    yield case("hibetsu.csv", text, ask="kind day occurred_at person", kinds=("daily_counts",), count_days=14)
    rows = made(24, lambda n: (f"{day(n // 24):%Y-%m-%d}", n, 30 + n))
    yield case(
        "by_hour.csv", written("date,hour,pageviews", rows), ask="kind day", kinds=("daily_counts",), count_sum=996.0
    )


def _others() -> Iterator[Case]:
    rows = made(20, lambda n: (f"dev-{n}", f"cust{n // 2}"))
    yield case("devices.csv", written("device_id,customer_id", rows), kinds=("identities",))
    rows = made(20, lambda n: (f"c{n}", ("Explorer", "Loyal")[n % 2], "AT"))
    yield case(
        "personas.csv",
        written("customer,persona,country", rows),
        kinds=("people",),
        known=20,
        personas={"Explorer": 10, "Loyal": 10},
    )
    rows = made(20, lambda n: (f"SKU{n}", f"Thing {n}", 4.5 + n, "tools"))
    yield case("products.csv", written("sku,title,price,category", rows), ask="kind person occurred_at")
    rows = made(12, lambda n: (f"Store {n}", "Vienna", 48.2 + n / 100, 16.3 + n / 100))
    yield case("stores.csv", written("store,city,lat,lon", rows), ask="kind person occurred_at")
    rows = made(20, lambda n: (f"old{n}", f"new{n}", "merge"))
    yield case(
        "merges.csv",
        written("old_customer_id,new_customer_id,reason", rows),
        ask="kind person",
        kinds=("identities",),
    )
    rows = made(20, lambda n: (f"{n + 1}", f"k{n}@example.com", "Gold", f"{day(n):%d.%m.%Y}"))
    text = written("Kundennummer,E-Mail,Segment,Kunde seit", rows, ";")
    yield case(
        "kundenstamm.csv",
        text,
        ask="kind person occurred_at moments touchpoint time_format",
        kinds=("people",),
        known=20,
    )
