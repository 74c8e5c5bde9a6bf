"""Surveys written after the guess weighed evidence: tools, tongues, scales that are no metric, forms."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, day, made, moment, written

LIKELY = "How likely is it that you would recommend the hut to a friend?"


def cases() -> Iterator[Case]:
    """The surveys."""
    yield from _tools()
    yield from _spoken()
    yield from _scales()
    yield from _forms()


def _simple(
    name: str, header: str, metric: str, low: int, high: int, *, ask: str = "", sign: str = ",", rows: int = 44
) -> Case:
    """One person, one day and one score a row; the scores go round the whole scale."""
    width = high - low + 1
    data = made(rows, lambda n: (f"q{n:03}", f"{day(n):%Y-%m-%d}", low + n * 3 % width))
    mean = round(sum(row[2] for row in data) / rows, 3)
    return case(
        name, written(header, data, sign), ask=ask, kinds=("responses",), metrics={metric: rows}, means={metric: mean}
    )


def _tools() -> Iterator[Case]:
    rows = made(33, lambda n: (f"{n:032x}", n % 11, ("fine", "slow")[n % 2], moment(n), moment(n), f"net{n}"))
    text = written(f"#,{LIKELY},Why?,Start Date (UTC),Submit Date (UTC),Network ID", rows)
    yield case("form_tool.csv", text, ask="answered_at person", kinds=("responses",), metrics={"nps": 33})
    rows = made(33, lambda n: (n % 11, "fine", f"Ann {n}", f"a{n}@example.com", moment(n)))
    text = written("Score,Comment,Person,Email,Survey Response Date", rows)
    yield case("delight.csv", text, ask="metric person kind", kinds=("responses",), metrics={"nps": 33})
    rows = made(20, lambda n: (f"u{n % 10}", "spring", ("nps", "csat")[n % 2], (n % 11, 1 + n % 5)[n % 2], moment(n)))
    text = written("user_id,survey,question,answer,answered_at", rows)
    yield case("asked.csv", text, ask="metric", kinds=("responses",), metrics={"nps": 10, "csat": 10})
    rows = made(24, lambda n: (700 + n, f"cust{n}", ("Good", "Bad")[n % 4 == 0], moment(n)))
    yield case(
        "good_or_bad.csv",
        written("Ticket ID,Customer,CSAT,Responded", rows),
        ask="metric score answer person scale kind",
    )
    rows = made(24, lambda n: (f"v{n}", ("up", "down")[n % 3 == 0], "/help/a", moment(n)))
    yield case("thumbs.csv", written("visitor_id,thumb,article,clicked_at", rows), ask="touchpoint kind score metric")
    rows = made(
        40,
        lambda n: (
            f"rev{n}",
            f"Reader {n}",
            f"I have used it for {n} days and would say more if asked",
            1 + n % 5,
            moment(n),
        ),
    )
    text = written("reviewId,userName,content,score,at", rows)
    yield case("store_reviews.csv", text, ask="metric kind person", kinds=("responses",), metrics={"other": 40})


def _spoken() -> Iterator[Case]:
    yield _simple("enquete.csv", "client_id,date_reponse,note_nps", "nps", 0, 10, sign=";")
    yield _simple("zufriedenheit.csv", "kunden_id,datum,zufriedenheit", "csat", 1, 5, ask="metric kind", sign=";")
    yield _simple("encuesta.csv", "cliente,fecha,satisfaccion", "csat", 1, 5, ask="metric kind", sign=";")
    yield _simple("empfehlung.csv", "Teilnehmer,Datum,NPS-Wert", "nps", 0, 10, sign=";")
    yield _simple("tevredenheid.csv", "klant,datum,nps score", "nps", 0, 10, sign=";")
    yield _simple("sondaggio.csv", "cliente,data,punteggio NPS", "nps", 0, 10, sign=";")
    yield _simple("enps.csv", "employee_id,survey_date,eNPS", "nps", 0, 10)


def _scales() -> Iterator[Case]:
    yield _simple("trust.csv", "customer_id,date,trust_score", "other", 0, 10)
    yield _simple("stress.csv", "participant,date,stress_level", "other", 1, 10, ask="kind metric")
    yield _simple("effort_asked.csv", "customer_id,date,customer_effort_score", "ces", 1, 7)
    yield _simple("csat_ten.csv", "customer_id,date,csat_score", "csat", 1, 10, ask="scale metric score")
    yield _simple("ces_five.csv", "customer_id,date,CES", "ces", 1, 5, ask="scale metric score")
    yield _simple("quality.csv", "customer_id,date,food_rating", "other", 1, 5, ask="kind metric")
    rows = made(30, lambda n: (f"p{n}", *(1 + (n + k) % 5 for k in range(10))))
    text = written("participant," + ",".join(f"SUS{k}" for k in range(1, 11)), rows)
    yield case("usability.csv", text, ask="kind metric person", kinds=("responses",), metrics={"other": 300})
    rows = made(30, lambda n: (f"s{n}", f"{day(n):%Y-%m-%d}", 40 + 2 * n % 60))
    text = written("student_id,date,exam_score", rows)
    yield case("exam.csv", text, ask="kind metric touchpoint score", kinds=("responses",), metrics={"other": 30})
    rows = made(30, lambda n: (f"Guest {n}", "Hut", f"{day(n):%Y-%m-%d}", f"{2.5 + n % 16 / 2:.1f}"))
    text = written("Reviewer,Hotel,Review Date,Reviewer_Score", rows)
    yield case(
        "hotel_reviews.csv", text, ask="kind metric touchpoint person", kinds=("responses",), metrics={"other": 30}
    )
    rows = made(30, lambda n: (f"u{n}", f"{day(n):%Y-%m-%d}", "★" * (1 + n % 5) + "☆" * (4 - n % 5)))
    yield case(
        "stars.csv",
        written("user,date,rating", rows),
        kinds=("responses",),
        metrics={"other": 30},
        means={"other": 3.0},
    )
    rows = made(30, lambda n: (f"u{n}", f"{day(n):%Y-%m-%d}", n % 11, 1 + n % 5, 1 + n % 7))
    text = written("user_id,completed_at,nps_q1,csat_q2,ces_q3", rows)
    yield case("three_in_a_row.csv", text, kinds=("responses",), metrics={"nps": 30, "csat": 30, "ces": 30})


def _forms() -> Iterator[Case]:
    rows = made(24, lambda n: (1000 + n, 18 + n, ("f", "m")[n % 2], ("north", "south")[n % 2], "20-30k"))
    text = written("respid,age,gender,region,income", rows)
    yield case("sample_of_people.csv", text, ask="kind person", kinds={("people",), ("responses",)})
    rows = made(40, lambda n: (n % 20, 1 + n // 20, 1 + n % 7, f"{0.5 + n % 4 / 2}"))
    text = written("resp_id,wave,nps_like_1_7,wt", rows)
    yield case("odd_nps.csv", text, ask="metric scale score weight kind person answered_at")
    rows = made(
        24,
        lambda n: (
            f"{moment(n):%Y-%m-%d %H:%M:%S}",
            f"a{n}@example.com",
            "Yes",
            "Mail, Phone",
            "I like the bread very much",
        ),
    )
    text = written("Timestamp,Email address,Will you come again?,How may we reach you?,What did you like?", rows)
    yield case("contact_form.csv", text, ask="kind touchpoint", kinds=("responses",))
    rows = made(30, lambda n: (f"h{n % 10}", f"2023-0{1 + n % 3}", n % 11, "phone"))
    text = written("household_id,month,nps,mode", rows)
    yield case(
        "monthly_panel.csv",
        text,
        ask="answered_at person",
        kinds=("responses",),
        metrics={"nps": 30},
        answering={10, 0},
    )
