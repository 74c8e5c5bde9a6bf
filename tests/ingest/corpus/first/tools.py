"""Reports of advertising and web tools, and other tables without people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.ingest.corpus.case import Case, case, day, made, moment, written

WEEK = "20210424", "20210430"
SPOKEN = {
    "en": ("Start date", "End date", "Nth day", "Users", "New users"),
    "de": ("Startdatum", "Enddatum", "N-ter Tag", "Nutzer", "Neue Nutzer"),
    "es": ("Fecha de inicio", "Fecha de finalización", "Día N", "Usuarios", "Usuarios nuevos"),
    "fr": ("Date de début", "Date de fin", "Nième jour", "Utilisateurs", "Nouveaux utilisateurs"),
    "pt": ("Data de início", "Data de término", "Enésimo dia", "Usuários", "Novos usuários"),
    "it": ("Data di inizio", "Data di fine", "Ennesimo giorno", "Utenti", "Nuovi utenti"),
    "nl": ("Begindatum", "Einddatum", "N-de dag", "Gebruikers", "Nieuwe gebruikers"),
}


def cases() -> Iterator[Case]:
    """The reports."""
    yield from (_ga4(tongue) for tongue in SPOKEN)
    yield from _web()
    yield from _ads()
    yield from _mails()


def _ga4(tongue: str) -> Case:
    start, end, nth, users, new = SPOKEN[tongue]
    text = "# ------\n# Shop\n# ------\n#\n"
    for measure, base in ((users, 5), (new, 2)):
        text += f"# {start}: {WEEK[0]}\n# {end}: {WEEK[1]}\n{nth},{measure}\n"
        text += "".join(f"{n:04},{base + n}\n" for n in range(7)) + "\n"
    figures = {
        "kinds": ("daily_counts", "daily_counts"),
        "count_days": 7,
        "count_first": "2021-04-24",
        "count_sum": 91.0,
    }
    return case(f"ga4_{tongue}.csv", text, **figures)


def _web() -> Iterator[Case]:
    rows = made(28, lambda n: (f"{day(n):%Y%m%d}", 100 + n, 80 + n, f"{1.2 + n / 100:.2f}"))
    text = written("Date,Active users,Sessions,Event count per user", rows)
    yield case("traffic.csv", text, kinds=("daily_counts",), count_days=28, count_first="2023-03-06")
    rows = made(28, lambda n: (f"{day(n):%d.%m.%Y}", 100 + n, 80 + n))
    measures = {"Besucher": float(sum(row[1] for row in rows)), "Seitenaufrufe": float(sum(row[2] for row in rows))}
    text = written("Datum,Besucher,Seitenaufrufe", rows, ";")
    yield case("besucher.csv", text, kinds=("daily_counts",), count_days=28, measures=measures)
    rows = made(12, lambda n: (f"/page-{n}", 1000 - n, f"{40 + n}.5%"))
    yield case("pages.csv", written("Page path,Views,Bounce rate", rows), ask="day kind occurred_at")


def _ads() -> Iterator[Case]:
    months = [(datetime(2021, m, 1), datetime(2021, m, 28)) for m in range(1, 5)]
    rows = [("Hut", region, f"{a:%Y-%m-%d} - {b:%Y-%m-%d}", 100, 150, "EUR", f"{10.5 + 10 * i:.2f}")
            for i, (a, b) in enumerate(months) for region in ("North", "South")]  # fmt: skip
    text = written("Account name,Region,Month,Reach,Impressions,Currency,Amount spent (EUR)", rows)
    total = round(sum(float(row[6]) for row in rows), 2)
    yield case("ads_months.csv", text, kinds=("costs",), spend=total, spend_first="2021-01-01", spend_days=112)
    rows = [
        (f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}", f"Hut {i}", 100 + 7 * i, f"{1 + i / 10:.4f}", 20 + i)
        for i, (a, b) in enumerate(months)
    ]
    text = written(
        "Reporting starts,Reporting ends,Campaign,Mobile app installs,Cost per mobile app install,Post reactions",
        rows,
    )
    yield case("installs.csv", text, kinds=("daily_counts",), spend=None, ask="day kind")
    rows = made(
        21,
        lambda n: (
            f"{day(n // 3):%Y-%m-%d}",
            f"Campaign {n % 3}",
            1000 + n,
            40 + n,
            f"{12.5 + n:.2f}",
            f"{0.31:.2f}",
        ),
    )
    text = written("Day,Campaign,Impressions,Clicks,Cost,Avg. CPC", rows)
    yield case(
        "search_ads.csv",
        text,
        kinds={("costs",), ("costs", "daily_counts")},
        spend=round(sum(12.5 + n for n in range(21)), 2),
        spend_days=7,
    )
    rows = made(14, lambda n: (f"{day(n):%d.%m.%Y}", "Suche", f"{12 + n},40"))
    yield case(
        "werbekosten.csv",
        written("Tag,Kanal,Kosten", rows, ";"),
        kinds=("costs",),
        spend=round(sum(12.4 + n for n in range(14)), 2),
        spend_days=14,
    )
    rows = made(14, lambda n: (f"{day(n):%Y-%m-%d}", f"{1.1 + n / 10:.2f}", 30 + n))
    yield case(
        "cpi.csv",
        written("date,cost_per_install,installs", rows),
        ask="kind measures",
        kinds=("daily_counts",),
        spend=None,
    )
    rows = made(6, lambda n: (f"2023-0{n + 1}", "Social", 3000 + n))
    yield case(
        "budget.csv", written("month,channel,spend", rows), ask="day", kinds=("costs",), spend=18015.0, spend_days=181
    )


def _mails() -> Iterator[Case]:
    rows = made(
        10,
        lambda n: (
            f"Letter {n}: what we baked, and a much longer line than any id would be",
            f"{moment(n):%Y-%m-%d %H:%M}",
            900 + n,
            300 + n,
            40 + n,
        ),
    )
    text = written("Campaign title,Send date,Recipients,Opens,Clicks", rows)
    yield case("letters.csv", text, ask="kind day measures", kinds=("daily_counts",))
    rows = made(
        12,
        lambda n: (
            f"{moment(n):%m/%d/%Y %H:%M}",
            f"Post text number {n}, in which we say a lot about the hut and its people",
            400 + n,
            20 + n,
        ),
    )
    text = written("Publish time,Title,Reach,Reactions", rows)
    yield case("posts.csv", text, ask="kind day measures person time_format", kinds=("daily_counts",))
    rows = made(20, lambda n: (f"u{n}", f"seg{n % 3}", 20 + n, "Vienna"))
    yield case(
        "customers.csv",
        written("customer_id,segment,age,city", rows),
        kinds=("people",),
        known=20,
        personas={"seg0": 7, "seg1": 7, "seg2": 6},
    )
    rows = made(20, lambda n: (f"anon{n}", f"u{n // 2}"))
    yield case("aliases.csv", written("anonymous_id,user_id", rows), kinds=("identities",))
