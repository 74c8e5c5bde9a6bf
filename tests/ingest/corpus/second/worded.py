"""Answers in words of degree, numbers that rate nothing, and rows of people who did not answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.ingest.corpus.case import Case, case, day, log, made, moment, written

SATISFIED = ("Very dissatisfied", "Somewhat dissatisfied", "Neither", "Somewhat satisfied", "Very satisfied")
CONTENT = ("Pas du tout satisfait", "Peu satisfait", "Satisfait", "Très satisfait")
KNOWN = ("very_poor", "poor", "fair", "good", "very_good")
AGREED = ("Stimme überhaupt nicht zu", "Stimme eher nicht zu", "Teils/teils", "Stimme eher zu", "Stimme voll zu")
GERMAN = ("sehr unzufrieden", "unzufrieden", "teils/teils", "zufrieden", "sehr zufrieden")
EVEN = ("stimme gar nicht zu", "stimme eher nicht zu", "stimme eher zu", "stimme voll zu")
FACES = ("😡", "🙁", "😐", "🙂", "😍")


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _words()
    yield from _numbers()
    yield from _others()


def _mean(words: Sequence[str], answers: Sequence[str]) -> float:
    return round(sum(words.index(answer) + 1 for answer in answers) / len(answers), 3)


def _words() -> Iterator[Case]:
    rows = made(40, lambda n: (f"r{n}", moment(n), SATISFIED[n * 3 % 5], n * 7 % 11, ("Yes", "No")[n % 2]))
    text = written("response_id,submitted,How satisfied are you with the ferry?,Would you recommend it?,Again?", rows)
    means = {"csat": _mean(SATISFIED, [row[2] for row in rows]), "nps": round(sum(r[3] for r in rows) / 40, 3)}
    yield case("ferry.csv", text, kinds=("responses",), metrics={"csat": 40, "nps": 40}, means=means)
    rows = made(36, lambda n: (f"{moment(n):%d/%m/%Y %H:%M:%S}", *(CONTENT[(n + i) * 5 // 2 % 4] for i in range(3))))
    text = written(
        "Horodateur,Satisfaction : [Accueil ici],Satisfaction : [Prix ici],Satisfaction : [Délai ici]", rows
    )
    means = {"csat": _mean(CONTENT, [cell for row in rows for cell in row[1:]])}
    yield case("quatre_cases.csv", text, kinds=("responses",), metrics={"csat": 108}, means=means)
    rows = made(12, lambda n: (f"r{n}", moment(n), CONTENT[n * 5 // 2 % 4]))
    yield case("peu_de_reponses.csv", written("response_id,date,Êtes-vous satisfait ?", rows), ask="scale")
    rows = made(32, lambda n: (moment(n), ("north", "south")[n % 2], KNOWN[n * 3 % 5], KNOWN[n * 2 % 5]))
    text = written("submitted_at,region,How was the clinic overall?,How was the waiting room?", rows)
    means = {"other": _mean(KNOWN, [cell for row in rows for cell in row[2:]])}
    yield case("clinic_survey.csv", text, kinds=("responses",), metrics={"other": 64}, means=means)
    rows = made(32, lambda n: (f"{moment(n):%d.%m.%y %H:%M:%S}", *(AGREED[(n + i) * 3 % 5] for i in range(3))))
    text = written("Zeitstempel,Die Kurse sind gut,Die Räume sind hell,Die Wege sind kurz", rows, ";")
    means = {"other": _mean(AGREED, [cell for row in rows for cell in row[1:]])}
    yield case(
        "kurse.csv", text, kinds=("responses",), metrics={"other": 96}, means=means, answered_first="2023-03-06"
    )
    rows = made(40, lambda n: (f"T{n}", f"{moment(n):%Y-%m-%d}", GERMAN[n * 3 % 5], EVEN[n * 3 // 2 % 4]))
    text = written("Teilnehmer,Datum,Wie zufrieden sind Sie mit dem Bad?,Ich finde es sauber", rows)
    means = {"csat": _mean(GERMAN, [row[2] for row in rows]), "other": _mean(EVEN, [row[3] for row in rows])}
    yield case("umfrage_bad.csv", text, kinds=("responses",), metrics={"csat": 40, "other": 40}, means=means)
    rows = made(40, lambda n: (f"{moment(n):%Y-%m-%d}", FACES[n * 3 % 5], "queue"))
    text = written("date,face,comment", rows)
    yield case("kiosk_feedback.csv", text, kinds=("responses",), metrics={"other": 40}, ask="kind")


def _numbers() -> Iterator[Case]:
    rows = made(40, lambda n: (f"{moment(n):%d.%m.%Y}", 1 + n * 3 % 5, 1 + n % 4))
    scale = "(1 = sehr zufrieden; 5 = sehr unzufrieden)"
    text = written(f"Datum,Wie zufrieden sind Sie mit dem Essen? {scale},Wie zufrieden mit dem Saal? {scale}", rows)
    means = {"csat": round(sum(12 - row[1] - row[2] for row in rows) / 80, 3)}
    yield case("kantine.csv", text, kinds=("responses",), metrics={"csat": 80}, means=means)
    rows = made(40, lambda n: (moment(n), 1 + n % 4, 19 + n % 30, 1 + n * 3 % 5, 1 + n * 2 % 5))
    text = written(
        "Timestamp,How many children live with you?,How old are you?,How tasty was the soup?,How warm was the room?",
        rows,
    )
    yield case("soup.csv", text, kinds=("responses",), metrics={"other": 80}, means={"other": 3.0}, ask="kind")
    rows = made(
        45, lambda n: (f"R{n}", "Sales", *((f"{moment(n):%Y-%m-%d}", n % 11, 1 + n % 5) if n % 3 else ("",) * 3))
    )
    text = written("response_id,team,submitted_date,nps,csat", rows)
    yield case("invited.csv", text, kinds=("responses",), metrics={"nps": 30, "csat": 30})


def _others() -> Iterator[Case]:
    rows = made(
        60, lambda n: (moment(n), f"Lea Moor {n % 9}", "Forum", ("gelesen", "gesendet", "erstellt")[n * 5 // 3 % 3])
    )
    text = written("Zeit,Vollständiger Name,Komponente,Ereignisname", rows)
    yield case("logs_kurs.csv", text, **log(rows, 1, 3))
    rows = made(60, lambda n: (n, ("f", "m")[n % 2], ("Low", "High")[n * 3 // 2 % 2], ("Small", "Large")[n // 2 % 2]))
    yield case("stress_survey.csv", written("respondent_id,gender,stress,circle", rows), ask="kind answered_at")
    marks = ("Poor", "Average", "Good", "Excellent")
    rows = made(40, lambda n: (f"e{n}", ("IT", "HR")[n % 2], day(9 * n).date(), marks[n * 3 % 4], 40000 + 10 * n))
    text = written("employee_id,department,hire_date,performance_rating,salary", rows)
    yield case("staff_marks.csv", text, ask="kind moments touchpoint person")
    rows = made(60, lambda n: (f"o{n}", f"c{n % 20}", day(n).date(), 20 + n, marks[n * 3 % 4]))
    text = written("order_id,customer_id,order_date,amount,delivery_experience", rows)
    yield case("orders_marked.csv", text, kinds=("events",), people=20, orders=60, value=2970.0)
    rows = made(
        40,
        lambda n: (day(n // 2).date(), f"Brand {n % 2}", f"{13 + n * 0.4:.2f}", 900 + 7 * (n * 3 % 11), 30 + n % 7),
    )
    text = written("inspection_id,bakery,date,result,score,inspector", made(
        60, lambda n: (n, f"B{n % 17}", day(n).date(), marks[n * 3 % 4], 60 + n % 37, f"i{n % 5}")
    ))  # fmt: skip
    yield case("inspections.csv", text, ask="kind")
    head = '"Store ads",,,,\n"Date range","2023-03-06 - 2023-03-25",,,\n\n'
    text = head + written("Date,Campaign Name,Spend,Impressions,Taps", rows)
    yield case("store_ads.csv", text, kinds=("costs",), spend=832.0, spend_days=20)
