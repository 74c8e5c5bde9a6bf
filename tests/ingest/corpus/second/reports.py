"""Figures and costs of reports: periods, rates by any name, more tongues, days written otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, day, made, written

COSTS = {("costs",), ("costs", "daily_counts")}


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _periods()
    yield from _tongues()
    yield from _rates()
    yield from _days()


def _periods() -> Iterator[Case]:
    rows = made(20, lambda n: (f"{day(n // 2 * 7):%Y-%m-%d}", ("Soap", "Tea")[n % 2], f"{70 + n}.50", 900 + n))
    text = written("week,campaign,cost,impressions", rows)
    yield case("weekly_spend.csv", text, kinds=COSTS, spend=1600.0, spend_days=70)
    rows = made(8, lambda n: (f"{day(6 + n * 7):%Y-%m-%d}", 70 + n))
    text = written("Week ending,Spend", rows)
    yield case("weeks_ending.csv", text, kinds=COSTS, spend=588.0, spend_days=56, spend_first="2023-03-06")
    rows = made(6, lambda n: ("Mar 06, 2023", "Mar 12, 2023", f"Group {n}", 500 + n, f"${7 + n}.00", "$44.00"))
    text = written("Start Date,End Date,Ad Group,Impressions,Spend,7 Day Total Sales", rows)
    yield case("search_terms.csv", text, ask="channel campaign", kinds=COSTS, spend=57.0, spend_days=7)
    rows = made(5, lambda n: (f"Camp {n}", f"${10 + n}.00", 900 + n, 30 + n, 2))
    text = written("Campaign,Cost,Impr.,Clicks,Conversions", rows)
    yield case("no_days.csv", text, ask="day")


def _tongues() -> Iterator[Case]:
    rows = made(12, lambda n: (f"{day(n):%Y-%m-%d}", f"{day(n):%Y-%m-%d}", "spring", 900 + n, 40 + n))
    text = written("レポート開始日,レポート終了日,キャンペーン名,インプレッション,消化金額 (JPY)", rows)
    yield case("kokoku.csv", text, kinds=COSTS, spend=546.0, spend_days=12)
    rows = made(12, lambda n: (f"{day(n):%Y-%m-%d}", "xin", f"{20 + n}.50", 900 + n, 40 + n, "4.40%"))
    text = written("日期,推广计划,消耗,展示量,点击量,点击率", rows)
    yield case("xiaohao.csv", text, kinds=COSTS, spend=312.0, spend_days=12)
    rows = made(12, lambda n: (f"{day(n):%d.%m.%Y}", "vesna", 900 + n, 40 + n, f"{100 + n},50", "22,10"))
    text = written("Дата,Кампания,Показы,Клики,Расход (руб.),Ср. цена клика (руб.)", rows, ";")
    yield case("raskhod.csv", text, kinds=COSTS, spend=1272.0, spend_days=12)
    rows = made(12, lambda n: (f"{day(n):%Y-%m-%d}", "rabi", f"{50 + n}.25", 10 + n))
    yield case(
        "nafaqat.csv", written("التاريخ,الحملة,التكلفة,النقرات", rows), kinds=COSTS, spend=669.0, spend_days=12
    )


def _rates() -> Iterator[Case]:
    rows = made(14, lambda n: (f"{day(n):%Y-%m-%d}", 40 + n, 900 + n, f"{7 + n / 10:.1f}", 30 + n, 42, 95))
    text = written("Fecha,Clics,Impresiones,Posición,Absprungrate,Maximale Aktionen,visit_duration", rows)
    yield case("grafico.csv", text, kinds=("daily_counts",), measures={"Clics": 651.0, "Impresiones": 12691.0})
    rows = made(14, lambda n: (f"{day(n):%Y-%m-%d}", f"{0.3 + n / 100:.2f}", f"{0.4 + n / 90:.3f}", 1000 + n))
    yield case("shares.csv", written("date,remain,leave,asked", rows), ask="kind measures day")
    rows = made(14, lambda n: (f"{day(n):%d/%m/%Y}", 10 + n, 9, 20 + n, 30 + n, 46, f"{40 + n}"))
    text = written("Date,Week Number,Day of Week,Negative,Positive,Net Promoter Score,Red %", rows)
    sums = {"Negative": 371.0, "Positive": 511.0}
    yield case(
        "faces_a_day.csv", text, ask="kind day person touchpoint time_format", kinds=("daily_counts",), measures=sums
    )


def _days() -> Iterator[Case]:
    rows = made(12, lambda n: (f"{day(n * 31):%Y %b}", 40 + n, 90 + n))
    text = written("Month,Orders,Clicks", rows)
    yield case("named_months.csv", text, kinds=("daily_counts",), measures={"Orders": 546.0, "Clicks": 1146.0})
    rows = made(12, lambda n: (f"{day(n):%Y}. {day(n).month}. {day(n).day}.", 100 + n, 40 + n))
    yield case(
        "iljabyeol.csv", written("날짜,노출수,클릭수", rows), ask="kind", kinds=("daily_counts",), count_days=12
    )
    rows = made(12, lambda n: (f"{day(n * 31):%Y-%m}-01", 900 + n, "00:02:10", f"{2 + n / 10:.1f}"))
    text = written("Month,Visits,Avg. Visit Duration,Pages / Visit", rows)
    yield case("durations.csv", text, kinds=("daily_counts",), count_days=366, measures={"Visits": 10866.0})
    rows = made(9, lambda n: (f"{day(n - 4):%d.%m.%Y}", f"{40 + n},50", "Plakat"))
    text = written("Datum,Kosten,Kampagne", rows, ";")
    yield case("dotted_days.csv", text, kinds=COSTS, spend=400.5, spend_days=9, spend_first="2023-03-02")
