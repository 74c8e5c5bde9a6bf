"""Answers and reviews: times with any name, mixed dates, rows of a question, finished scores, bare scores."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, day, made, moment, written

LIKELY = "友人や同僚にすすめる可能性はどのくらいですか"


def cases() -> Iterator[Case]:
    """The tables."""
    yield from _times()
    yield from _questions()
    yield from _no_answers()
    yield from _batteries()


def _times() -> Iterator[Case]:
    rows = made(
        22, lambda n: (f"N-{n}", (f"{day(n):%Y-%m-%d}", f"{day(n):%d/%m/%Y}")[n % 2], f"a{n}@example.com", n % 11)
    )
    text = written("response_id,survey_date,respondent_email,score_0_10", rows)
    yield case(
        "nps_two_dates.csv",
        text,
        kinds=("responses",),
        metrics={"nps": 22},
        respondents=22,
        by_person="respondent_email",
        answered_first="2023-03-06",
        answered_last="2023-03-27",
    )
    rows = made(30, lambda n: (f"p{n % 10}", n // 10, f"{day(n):%Y-%m-%d}", n % 11, 1 + n % 5, 1.0))
    text = written("panelist_id,wave,field_date,nps,csat,weight", rows)
    yield case(
        "field_dates.csv",
        text,
        kinds=("responses",),
        metrics={"nps": 30, "csat": 30},
        answered_first="2023-03-06",
        answered_last="2023-04-04",
    )
    rows = made(24, lambda n: (f"{day(n):%Y/%m/%d} {1 + n % 11}:34:1{n % 10} p. m. GMT-5", f"c{n}@correo.es", n % 11))
    text = written("Marca temporal,Correo electrónico,¿Nos recomendaría?", rows)
    yield case(
        "formulario.csv",
        text,
        kinds=("responses",),
        metrics={"nps": 24},
        respondents=24,
        by_person="Correo electrónico",
        answered_first="2023-03-06",
    )
    rows = made(
        24,
        lambda n: ("app.one", f"v{n % 3}", moment(n), 1678000000000 + n, moment(n + 9), (1, 4, 5)[n % 3], "fine", ""),
    )
    text = written(
        "Package,Version,Review Submit Date and Time,Review Submit Millis,Review Last Update Date,Star Rating,"
        "Review Text,Reply",
        rows,
    )
    yield case("store_stars.csv", text, kinds=("responses",), metrics={"other": 24}, answered_first="2023-03-06")


def _questions() -> Iterator[Case]:
    rows = made(
        24, lambda n: (f"{n}", moment(n), moment(n + 1), n % 11, ("Good", "Bad")[n % 2], 1 + n % 5, "more tea")
    )
    header = "Response ID,Start time,End time,Would you recommend us?,Rate the hut [Staff],Rate the hut [Soup],Why?"
    yield case(
        "rows_of_a_question.csv", written(header, rows), kinds=("responses",), metrics={"nps": 24, "other": 24}
    )
    rows = made(24, lambda n: (f"{day(n):%Y/%m/%d} {9 + n % 9}:34:1{n % 10}", "20代", n % 11, "良い"))
    text = written(f"タイムスタンプ,年齢,{LIKELY},ご意見", rows)
    yield case("anketo.csv", text, kinds=("responses",), metrics={"nps": 24}, answered_first="2023-03-06")
    rows = made(24, lambda n: (n + 1, f"{day(n):%Y/%m/%d} {9 + n % 9}:34:1{n % 10}", "60秒", 1 + n % 5, n % 11))
    text = written("序号,提交答卷时间,所用时间,您对我们的服务满意吗？,您向朋友推荐我们的可能性", rows)
    yield case(
        "wenjuan.csv", text, kinds=("responses",), metrics={"csat": 24, "nps": 24}, answered_first="2023-03-06"
    )


def _no_answers() -> Iterator[Case]:
    rows = made(14, lambda n: (f"P{n % 3}", f"C{n}", 87 + n % 5, 61 + n))
    yield case("finished_scores.csv", written("Program,Cohort,CSAT,NPS", rows), ask="kind")
    rows = made(30, lambda n: (f"Cafe {n % 9}", 80 + n % 20, 2010 + n % 9, n % 2))
    yield case("inspected.csv", written("business_name,inspection_score,opened_in,chain", rows), ask="kind")
    rows = made(40, lambda n: (("Firefox", "Opera", "Chrome")[n % 3], ("Outlook", "Thunderbird")[n % 2], "Sales"))
    yield case("programs_used.csv", written("browser,email,department", rows), ask="kind person")


def _batteries() -> Iterator[Case]:
    rows = made(30, lambda n: (f"R{n:03}", f"{day(n):%Y-%m-%d}", n % 11, *(1 + (n + k) % 5 for k in range(4))))
    text = written("response_id,submitted_date,enps,bel_01,bel_02,voi_01,voi_02", rows)
    yield case("numbered_items.csv", text, kinds=("responses",), metrics={"nps": 30, "other": 120})
    rows = made(24, lambda n: (f"{day(n):%d/%m/%Y} {9 + n % 9}.34.1{n % 10}", f"c{n}@posta.it", n % 11, 1 + n % 7))
    text = written(
        "Informazioni cronologiche,Indirizzo email,Consiglieresti il rifugio?,Quanto è facile salire?", rows
    )
    yield case("modulo.csv", text, kinds=("responses",), metrics={"nps": 24, "ces": 24}, answered_first="2023-03-06")
    rows = made(24, lambda n: (n + 1, moment(n), 3, "fr", 1 + n % 5, n % 11))
    header = (
        "ID de la réponse,Date de soumission,Dernière page,Langue de départ,Satisfait ?,Nous recommanderiez-vous ?"
    )
    text = written(header, rows, ";")
    yield case("sondage_fr.csv", text, kinds=("responses",), metrics={"csat": 24, "nps": 24}, respondents=24)
    rows = made(40, lambda n: (("Tent", "Stove")[n % 2], f"camper{n % 30}", *_marks(n), f"{day(n):%d.%m.%Y}", "ok"))
    text = written("Product,Reviewer,Overall,Ease of use,Support,Value,Reviewed on,Text", rows)
    yield case(
        "reviews_of_gear.csv",
        text,
        kinds=("responses",),
        metrics={"other": 160},
        respondents=30,
        by_person="Reviewer",
        answered_first="2023-03-06",
    )
    rows = made(
        30, lambda n: (f"{day(n):%m/%d/%Y} 09:34:1{n % 10}", f"K{100 + n % 20}", n % 11, ("North", "South")[n % 2])
    )
    text = written("Timestamp,Customer number,How likely are you to recommend us?,Which branch?", rows)
    yield case(
        "form_with_numbers.csv",
        text,
        kinds=("responses",),
        metrics={"nps": 30},
        respondents=20,
        by_person="Customer number",
        answered_first="2023-03-06",
    )
    rows = made(
        40,
        lambda n: ("Hut Arena", f"{day(n):%m/%d/%Y}", 7.7, f"too loud at night no {n}", (2.9, 7.5, 7.1, 10)[n % 4]),
    )
    text = written("Hut_Name,Review_Date,Average_Score,Negative_Review,Reviewer_Score", rows)
    yield case("reviews_of_huts.csv", text, kinds=("responses",), metrics={"other": 40}, answered_first="2023-03-06")
    rows = made(40, lambda n: (n, 700 + n % 9, 20 + n % 50, f"soft and warm {n}", 1 + n % 5, n % 2, "Tops"))
    text = written(",Clothing ID,Age,Review Text,Rating,Recommended IND,Class Name", rows)
    yield case("clothing_reviews.csv", text, ask="kind", kinds=("responses",), metrics={"other": 40})


def _marks(n: int) -> tuple[int, ...]:
    return tuple(1 + (n * step + step) % 5 for step in (1, 2, 3, 4))
