"""Reports and surveys of other countries and tools: plans beside spend, rolling sums, ratios, waves side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.ingest.corpus.case import Case, case, day, made, moment, written

STIRRED = (0, 3, 1, 4, 2)


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _spend()
    yield from _figures()
    yield from _answers()


def _spend() -> Iterator[Case]:
    rows = made(24, lambda n: (date(2023, n // 2 + 1, 1), ("SEM", "Social")[n % 2], 1000 + n * 10, 900 + n * 17))
    yield case("plan_and_actual.csv", written("month,channel,budget,actual", rows), ask="spend")
    rows = made(24, lambda n: (f"{n // 2 + 1:02}/2023", ("Google", "Meta")[n % 2], f"{310 + n},50", 20 + n, "3,25"))
    text = written("Monat,Kanal,Kosten (€),Leads,CPL", rows, ";")
    yield case("monat_zuerst.csv", text, kinds=("costs",), spend=7728.0, spend_days=365)
    rows = made(
        8, lambda n: ("2024-03-01", "2024-03-31", f"Camp {n}", 900 + n, 9000 + n, f"{20 + n * 3.5:.2f}", 10 + n)
    )
    text = written(
        "Inizio del report,Fine del report,Nome della campagna,Copertura,Impression,Importo speso (EUR),Clic",
        rows,
    )
    yield case("campagne_di_marzo.csv", text, kinds=("costs", "daily_counts"), spend=258.0, spend_days=31)
    rows = made(
        9, lambda n: (f"{day(14 * n):%d/%m/%Y}", f"{day(14 * n + 13):%d/%m/%Y}", ("TV", "Radio")[n % 2], 140.0)
    )
    text = written("Fecha inicio,Fecha fin,Medio,Inversión (MXN)", rows)
    yield case("inversion_en_medios.csv", text, ask="kind", kinds=("costs",), spend=1260.0, spend_days=126)


def _figures() -> Iterator[Case]:
    rows = made(
        40, lambda n: (day(n).date(), 20 + STIRRED[n % 5], 100 + 9 * STIRRED[n % 5], 400 + 30 * STIRRED[n % 5])
    )
    text = written("date,daily engaged users,weekly engaged users,28 days engaged users", rows)
    sums = {"daily engaged users": float(sum(row[1] for row in rows))}
    yield case("rolling_sums.csv", text, ask="kind", kinds=("daily_counts",), measures=sums)
    rows = made(
        30,
        lambda n: (
            day(n).date(),
            40 + STIRRED[n % 5],
            9 + STIRRED[n % 5],
            f"{1.5 + n / 20:.2f}",
            300 + STIRRED[n % 5],
        ),
    )
    text = written("date,installs,loyal users,loyal users/installs,backlog", rows)
    sums = {"installs": float(sum(row[1] for row in rows)), "loyal users": float(sum(row[2] for row in rows))}
    yield case("ratio_of_two.csv", text, kinds=("daily_counts",), measures=sums)
    rows = made(30, lambda n: (day(n).date(), 200 + n, 150 + n, f"{2 + n / 50:.2f}".replace(".", ","), "00:02:10"))
    text = written("Дата визита,Визиты,Посетители,Глубина просмотра,Время на сайте", rows, ";")
    yield case(
        "metrika.csv", text, ask="kind", kinds=("daily_counts",), measures={"Визиты": 6435.0, "Посетители": 4935.0}
    )
    rows = made(12, lambda n: (date(2023, n + 1, 1), 3100, 6200, f"{40 + n} %", 100 + n))
    text = written("Datum,Besuche,Aktionen,Absprungrate,Aktionen pro Besuch", rows)
    yield case("besuche_je_monat.csv", text, kinds=("daily_counts",), count_days=365, by_period="month")
    rows = made(
        40,
        lambda n: (day(n).date(), 20 + STIRRED[n % 5], 30 + STIRRED[n % 5], 310, f"{30 + n}.5", 80 + STIRRED[n % 5]),
    )
    text = written("date,tickets_opened,tickets_closed,backlog,avg_first_response_minutes,csat_pct", rows)
    sums = {"tickets_opened": 880.0, "tickets_closed": 1280.0}
    yield case("desk_each_day.csv", text, ask="kind", kinds=("daily_counts",), measures=sums)
    rows = made(20, lambda n: (day(n).date(), f"{0.4 + n / 30:.3f}", f"{1.2 + n / 30:.3f}", 40 + n))
    yield case("unknown_fractions.csv", written("date,alpha,beta,clicks", rows), ask="measures kind")


def _answers() -> Iterator[Case]:
    rows = made(
        40, lambda n: (f"P{n}", day(n % 5).date(), 1 + n % 5, n % 11, day(100 + n % 5).date(), 1 + n % 4, n * 3 % 11)
    )
    text = written("person_id,w1_date,w1_sat,w1_nps,w2_date,w2_sat,w2_nps", rows)
    yield case("waves_side_by_side.csv", text, ask="answered_at")
    rows = made(
        40, lambda n: (900 + n, ("NPS", "CSAT")[n % 2], n % 11 if n % 2 == 0 else 1 + n % 5, moment(n), 5000 + n % 9)
    )
    text = written("Record ID,Survey Type,Rating,Submission Date,Associated Contact IDs", rows)
    right = {"metrics": {"nps": 20, "csat": 20}, "by_person": "Associated Contact IDs"}
    yield case("feedback_submissions.csv", text, kinds=("responses",), **right)
    rows = made(40, lambda n: (f"{day(n):%d-%m-%Y}", f"D{n % 9}", 1 + n % 5, n % 11))
    text = written("Dato,Kundenr,Hvor tilfreds er du med leveringen?,Vil du anbefale os? (0-10)", rows, ";")
    yield case("tilfredshed.csv", text, kinds=("responses",), metrics={"csat": 40, "nps": 40}, by_person="Kundenr")
    rows = made(40, lambda n: (f"{day(n):%d/%m/%Y} 08:12:0{n % 10}", 1 + n % 5, n % 11))
    text = written(
        "Carimbo de data/hora,Como você avalia a loja? (1 a 5),De 0 a 10 quanto você indicaria a nossa loja?", rows
    )
    yield case("indicaria.csv", text, kinds=("responses",), metrics={"other": 40, "nps": 40})
