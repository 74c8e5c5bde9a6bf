"""Levels, rates and rows of longer times, other digits, answers that stand twice, surveys of tools not met before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.ingest.corpus.case import Case, case, day, made, moment, written

ARABIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
WIDE = str.maketrans("0123456789/,", "０１２３４５６７８９／，")
STIRRED = (0, 3, 1, 4, 2)


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _levels()
    yield from _longer_times()
    yield from _digits()
    yield from _twice()
    yield from _surveys()
    yield from _reports()


def _levels() -> Iterator[Case]:
    rows = made(
        30, lambda n: (day(n).date(), 8000 + 9 * n, 310 + n // 9, 4 + STIRRED[n % 5], 300 + 40 * STIRRED[n % 5])
    )
    text = written("date,followers,following,new_followers,reach", rows)
    sums = {"new_followers": float(sum(row[3] for row in rows)), "reach": float(sum(row[4] for row in rows))}
    yield case("followers_each_day.csv", text, kinds=("daily_counts",), measures=sums)
    rows = made(30, lambda n: (day(n).date(), "com.acme", 5 + STIRRED[n % 5], 5000 + 11 * n, 3000 + 7 * n))
    text = written("Date,Package Name,Daily User Installs,Total User Installs,Active Device Installs", rows)
    sums = {"Daily User Installs": float(sum(row[2] for row in rows))}
    yield case("installs_so_far.csv", text, kinds=("daily_counts",), measures=sums)
    rows = made(
        40, lambda n: (day(n).date(), STIRRED[n % 5], STIRRED[n * 3 % 5], STIRRED[n % 5] + STIRRED[n * 3 % 5])
    )
    text = written("Date,Sponsored followers,Organic followers,Total followers", rows)
    sums = {
        name: float(sum(row[at] for row in rows)) for at, name in enumerate(text.splitlines()[0].split(",")) if at
    }
    yield case("followers_won.csv", text, kinds=("daily_counts",), measures=sums)
    rows = made(12, lambda n: (f"{date(2023, n + 1, 1):%b %Y}", 12000 + 310 * n, 300 + n, 20 + n))
    text = written("Month,List size,New contacts,Unsubscribes", rows)
    yield case(
        "growth_of_a_list.csv",
        text,
        kinds=("daily_counts",),
        measures={"New contacts": 3666.0, "Unsubscribes": 306.0},
    )
    rows = made(
        20, lambda n: (day(n).date(), 10 + STIRRED[n % 5], 200 + 30 * n, f"{1.5 + n / 10:.1f}".replace(".", ","))
    )
    text = written("Date,Commandes,Total cumulé,Actions par visite", rows, ";")
    yield case("commandes_cumul.csv", text, ask="kind", kinds=("daily_counts",), measures={"Commandes": 240.0})


def _longer_times() -> Iterator[Case]:
    rows = made(24, lambda n: (day(n // 2, 7).date(), ("tv", "web")[n % 2], 70.0 + n))
    yield case("spend_weeks_apart.csv", written("date,channel,spend", rows), ask="period")
    rows = made(24, lambda n: (f"{day(n // 2, 7):%Y-%m-%d}T00:00:00Z", ("tv", "web")[n % 2], 70.0 + n))
    yield case("weeks_with_clocks.csv", written("date,channel,spend", rows), ask="period")
    rows = made(20, lambda n: (day(n, 7).date(), 100 + n, 50 + n, 900 + n))
    yield case("visits_weeks_apart.csv", written("date,visits,signups,pageviews", rows), ask="period")
    rows = made(3, lambda n: (day(n, 7).date(), 70.0 + n))
    yield case("three_days.csv", written("date,spend", rows), kinds=("costs",), spend_days=3)
    rows = made(24, lambda n: (date(2023, 1 + n // 2, 1), ("tv", "web")[n % 2], 310.0 + n))
    yield case(
        "first_of_month.csv",
        written("date,channel,spend", rows),
        kinds=("costs",),
        spend_days=365,
        months={f"2023-{m + 1:02}": 621.0 + 4 * m for m in range(12)},
    )
    ends = [date(2023, 2 + n, 1).toordinal() - 1 for n in range(10)]
    rows = [(date.fromordinal(end), 3100, 40.5) for end in ends]
    text = written("date,visits,avg_session_seconds", rows)
    yield case("last_of_month.csv", text, kinds=("daily_counts",), count_days=304, measures={"visits": 31000.0})
    rows = made(8, lambda n: (date(2021 + n // 4, 1 + n % 4 * 3, 1), 9000.0))
    yield case("quarters.csv", written("date,spend", rows), kinds=("costs",), spend_days=730, spend=72000.0)
    rows = made(12, lambda n: (date(2023, 1 + n, 15), 310.0))
    yield case("mid_of_month.csv", written("date,spend", rows), kinds=("costs",), spend_days=12)


def _digits() -> Iterator[Case]:
    rows = made(15, lambda n: (f"{day(n):%Y-%m-%d}".translate(ARABIC), "web", f"{100 + n}.50".translate(ARABIC)))
    yield case(
        "arabic_digits.csv", written("date,channel,spend", rows), kinds=("costs",), spend=1612.5, spend_days=15
    )
    rows = made(15, lambda n: (f"{day(n):%Y/%m/%d}".translate(WIDE), "春", f"{1200 + 70 * n:,}".translate(WIDE)))
    yield case(
        "wide_digits.tsv",
        written("日付,キャンペーン,費用", rows, "\t"),
        kinds=("costs",),
        spend=25350.0,
        spend_days=15,
    )
    rows = made(30, lambda n: (f"{moment(n):%Y/%m/%d %H:%M}", f"M{100 + n}", str(n % 11).translate(WIDE)))
    text = written("回答日時,会員番号,当社を友人に薦める可能性はどのくらいですか（０〜１０）", rows)
    yield case("wide_answers.csv", text, kinds=("responses",), metrics={"nps": 30}, by_person="会員番号")


def _twice() -> Iterator[Case]:
    rows = made(60, lambda n: (f"R{n // 2}", f"c{n // 2 % 9}", day(n // 2).date(), n // 2 % 11))
    text = written("response_id,customer_id,answered_at,nps", rows)
    yield case("sheets_twice.csv", text, kinds=("responses",), answers=30, respondents=30)
    text = written("customer_id,answered_at,nps", [row[1:] for row in rows])
    yield case("people_twice.csv", text, kinds=("responses",), answers=60)
    text = written("answered_at,nps", [row[2:] for row in rows])
    yield case("nobody_twice.csv", text, kinds=("responses",), answers=60)
    rows = made(60, lambda n: (f"P{n // 2}", n % 2 + 1, n // 2 % 11))
    yield case("waves_alike.csv", written("respondent_id,wave,nps", rows), kinds=("responses",), answers=60)


def _surveys() -> Iterator[Case]:
    rows = made(60, lambda n: (n, *(1 + (n * k + k) % 5 for k in (1, 2, 3, 4))))
    yield case(
        "motives.csv", written("id,interest,effort,value,anxiety", rows), kinds=("responses",), metrics={"other": 240}
    )
    rows = made(70, lambda n: (f"R{n}", day(n).date(), 1 + n % 7))
    yield case(
        "effort_alone.csv", written("response_id,answered_at,effort", rows), kinds=("responses",), metrics={"ces": 70}
    )
    rows = made(70, lambda n: (n + 1, 31, *((1 + (n * k + k) % 5) if n % 9 else -77 for k in (1, 2, 3)), moment(n)))
    text = written("lfdn,dispcode,v_1,v_2,v_3,datetime", rows, ";")
    yield case("missing_77.csv", text, kinds=("responses",), metrics={"other": 186}, respondents=70)
    rows = made(
        40,
        lambda n: (100 + n, "", "", "base", "interview", moment(n), *((1 + n % 5) if n % 8 else -9 for _ in range(3)),
                   moment(n), 1),
    )  # fmt: skip
    text = written("CASE,SERIAL,REF,QUESTNNR,MODE,STARTED,A101_01,A101_02,A101_03,LASTDATA,FINISHED", rows, "\t")
    yield case("rdata_befragung.csv", text, kinds=("responses",), metrics={"other": 105}, respondents=40)
    words = ("trifft voll zu", "trifft eher zu", "teils/teils", "trifft nicht zu")
    rows = made(40, lambda n: (f"{moment(n):%d.%m.%Y %H:%M:%S}", *(words[(n + k) % 4] for k in range(3)), 1 + n % 5))
    text = written("Zeitstempel,Erklärt verständlich,Gut gegliedert,Tempo ist gut,Gesamtnote (1-5)", rows)
    yield case("lehre_mit_note.csv", text, kinds=("responses",), metrics={"other": 40}, means={"other": 3.0})
    rows = made(90, lambda n: (f"p{n % 30}", n // 30 + 1, day(n // 30 * 90 + n % 7).date(), n % 11, 1 + n % 4, 1.0))
    text = written("panelist_id,wave,interview_date,life_sat_0_10,pol_interest_1_4,weight_trimmed", rows)
    yield case("named_after_its_scale.csv", text, ask="kind", kinds=("responses",), metrics={"other": 180})
    rows = made(40, lambda n: (f"{day(n // 3):%Y-%m-%d}", "com.acme", ("DE", "US", "FR")[n % 3], 1 + n % 5, 4.25))
    text = written("Date,Package Name,Country,Daily Average Rating,Total Average Rating", rows)
    yield case("average_ratings.csv", text, ask="kind measures day")


def _reports() -> Iterator[Case]:
    rows = made(
        20,
        lambda n: (f"{day(n):%d.%m.%Y}", 150 + n, f"1.{100 + n}", 3000 + n, f"{40 + n / 10:.2f} %".replace(".", ",")),
    )
    text = written("Tag,Besucher,Besuche,Seitenaufrufe,Bouncerate", rows, ";")
    sums = {"Besucher": 3190.0, "Besuche": 22190.0, "Seitenaufrufe": 60190.0}
    yield case("besuche_mit_punkt.csv", text, kinds=("daily_counts",), measures=sums)
    rows = made(
        30,
        lambda n: (day(n // 3).date(), ("search", "social", "video")[n % 3], f"ACC{n % 3}", f"CAM{n % 3}",
                   f"Sale {n % 3}", 100 + n, 4000 + n, f"{80 + n}.50", f"{300 + n}.00"),
    )  # fmt: skip
    text = written(
        "date_day,platform,account_id,campaign_id,campaign_name,clicks,impressions,spend,conversions_value", rows
    )
    yield case("ads_of_accounts.csv", text, kinds=("costs",), spend=2850.0, spend_days=10)
    text = "Rapport sur les campagnes\n1 février 2024 - 29 février 2024\n" + written(
        "Campagne,État de la campagne,Code de devise,Impr.,Clics,CTR,CPC moy.,Coût",
        [("Marque", "Activée", "EUR", "1 234", 120, "9,72 %", "0,35", "42,10"),
         ("Sacs", "En veille", "EUR", "900", 31, "3,44 %", "0,40", "12,40"),
         ("Total : Campagnes", " --", "EUR", "2 134", 151, "7,08 %", "0,36", "54,50")],
    )  # fmt: skip
    yield case("rapport_campagnes.csv", text, kinds=("costs", "daily_counts"), spend=54.5, spend_days=29)
    rows = made(
        40, lambda n: (f"{day(n // 4):%d.%m.%Y}", f"{18 + n % 4}:{10 + n}", ("Eins", "Zwei")[n % 2], f"{900 + n},00")
    )
    text = written("Datum,Uhrzeit,Sender,Kosten EUR", rows, ";")
    yield case("tv_spots.csv", text, ask="kind", kinds=("costs",), spend=36780.0, spend_days=10)
    rows = made(
        30,
        lambda n: (f"T{n}", f"{moment(n):%d %b %Y %H:%M}", f"k{n % 9}@example.com", ("Gold", "Green", "Red")[n % 3]),
    )
    yield case("faces_responses.csv", written("Response ID,Date,Email,Temperature", rows), ask="kind")
