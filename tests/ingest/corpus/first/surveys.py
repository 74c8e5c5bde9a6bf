"""Answers: wide and long, one metric or many, scales that are no metric."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, made, moment, written


def cases() -> Iterator[Case]:
    """The surveys."""
    yield from _nps()
    yield from _other_metrics()
    yield from _no_metric()
    yield from _wide()


def _scored(name: str, header: str, metric: str, low: int, high: int, rows: int = 44, when: bool = True) -> Case:
    width = high - low + 1
    scores = [low + n * 3 % width for n in range(rows)]
    data = made(rows, lambda n: (f"u{n:02}", moment(n), scores[n]) if when else (f"u{n:02}", scores[n]))
    return case(
        name,
        written(header, data),
        kinds=("responses",),
        metrics={metric: rows},
        means={metric: round(sum(scores) / rows, 3)},
    )


def _nps() -> Iterator[Case]:
    for number, column in enumerate(
        ("nps_score", "NPS_Score", "npsScore", "NPS Rating", "nps_rating", "NPS", "Net Promoter Score")
    ):
        yield _scored(f"wave_{number}.csv", f"user_id,timestamp,{column}", "nps", 0, 10)
    yield _scored("nps_responses.csv", "customer_id,responded_at,score", "nps", 0, 10)
    yield _scored("recommend.csv", "respondent,date,likelihood_to_recommend", "nps", 0, 10)
    yield _scored("befragung.csv", "Kunde,Datum,Weiterempfehlung (0-10)", "nps", 0, 10)
    rows = made(40, lambda n: (f"u{n}", f"{moment(n):%Y-%m-%d}", n % 11, f"{moment(n - 900):%Y-%m-%d}"))
    text = written("user_id,surveyed_at,nps_score,created_at", rows)
    yield case(
        "nps_accounts.csv",
        text,
        ask="answered_at",
        kinds=("responses",),
        metrics={"nps": 40},
        answered_first="2023-03-06",
    )
    rows = made(40, lambda n: (f"u{n}", moment(n), n % 11, ("0.5", "0", "-1", "inf", "2")[n % 5]))
    text = written("user_id,timestamp,nps_score,weight", rows)
    yield case("nps_weights.csv", text, ask="weight", kinds=("responses",), metrics={"nps": 16}, weights=20.0)
    rows = made(40, lambda n: (f"u{n}", moment(n), n % 4 + 1, "NPS"))
    yield case("nps_faces.csv", written("user_id,timestamp,score,metric", rows), ask="score metric scale")


def _other_metrics() -> Iterator[Case]:
    yield _scored("after_call.csv", "caller_id,time,csat_score", "csat", 1, 5)
    yield _scored("effort.csv", "user_id,timestamp,ces_score", "ces", 1, 7)
    yield _scored("effort_2.csv", "userId,answeredAt,CES Score", "ces", 1, 7)
    yield _scored("happy.csv", "user_id,date,customer_satisfaction", "csat", 1, 5)
    yield _scored("csat_survey.csv", "email,submitted_at,rating", "csat", 1, 5)
    rows = made(
        60, lambda n: (f"u{n}", moment(n), ("NPS", "CSAT", "CES")[n % 3], (n % 11, n % 5 + 1, n % 7 + 1)[n % 3])
    )
    text = written("user_id,answered_at,metric,score", rows)
    yield case("three_metrics.csv", text, kinds=("responses",), metrics={"nps": 20, "csat": 20, "ces": 20})


def _no_metric() -> Iterator[Case]:
    yield _scored("wellbeing.csv", "participant_id,date,anxiety_score", "other", 1, 5)
    yield _scored("ward.csv", "patient_id,timestamp,pain_score", "other", 0, 10)
    rows = made(60, lambda n: (f"u{n % 20}", f"item{n % 9}", 1 + n % 5, int(moment(n).timestamp())))
    text = written("user_id,item_id,rating,timestamp", rows)
    yield case("ratings.csv", text, ask="kind metric touchpoint", kinds=("responses",), metrics={"other": 60})
    rows = made(40, lambda n: (f"s{n}", 1 + n % 5, 1 + n * 3 % 5, 1 + n * 2 % 5, ("low", "high")[n % 2]))
    text = written("student,stress_level,sleep_quality,workload,group", rows)
    yield case("students.csv", text, ask="kind metric person", kinds=("responses",), metrics={"other": 120})


def _wide() -> Iterator[Case]:
    ask = "How likely are you to recommend us to a friend or colleague?"
    rows = made(33, lambda n: (f"{moment(n):%m/%d/%Y %H:%M:%S}", n % 11, ("good", "slow", "fine")[n % 3], 1 + n % 5))
    text = written(f"Timestamp,{ask},What should we change?,How satisfied are you with our support?", rows)
    yield case("form.csv", text, kinds=("responses",), metrics={"nps": 33, "csat": 33})
    rows = made(
        30,
        lambda n: (
            f"{moment(n):%m/%d/%Y %H:%M:%S}",
            "North College",
            18 + n % 7,
            ("Female", "Male")[n % 2],
            "200 to 300",
            n % 2,
        ),
    )
    text = written(
        'Timestamp,University,Age,Gender,Monthly Expenses,"Technical (yes=1; no=0)"'.replace('"', ""), rows
    )
    yield case(
        "form_answers.csv",
        text,
        ask="kind person",
        kinds={("responses",), ("people",)},
        respondents={30, 0},
        count_days=0,
    )
    likert = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
    rows = made(30, lambda n: (n + 1, *(likert[(n + k) % 5] for k in range(6)), 20 + n))
    text = written(
        "respondent_id,The shop is tidy,Staff is kind,Prices are fair,Checkout is quick,I felt safe,I come back,age",
        rows,
    )
    yield case("statements.csv", text, ask="kind metric", kinds=("responses",), respondents=30)
    rows = made(40, lambda n: (n // 2, n % 2 + 1, f"{moment(n):%Y-%m-%d}", n % 11, 1 + n % 5, f"{0.5 + n % 3 / 2}"))
    text = written("panelist_id,wave,interview_date,nps,csat,weight", rows)
    yield case("panel.csv", text, kinds=("responses",), metrics={"nps": 40, "csat": 40}, answering={20, 0})
    rows = made(60, lambda n: (n // 3, ("nps", "ease", "why")[n % 3], (str(n % 11), str(1 + n % 7), "fine")[n % 3]))
    text = written("response_id,question,answer", rows)
    yield case("long_answers.csv", text, ask="metric answered_at", kinds=("responses",), respondents=20)
