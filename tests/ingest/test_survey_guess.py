"""What a survey file is taken for, and what is asked about it."""

from __future__ import annotations

import pytest

from tests.ingest.written import table_of
from touchpath.analysis.scores import Score, scores
from touchpath.ingest.guess import Guess, guess
from touchpath.ingest.mapping import ResponseMapping, sources
from touchpath.journey.filters import Filters
from touchpath.workspace import Workspace

HALVES = ("7", "8", "9", "10", "0", "6", "3", "10", "9", "8")


def _guessed(workspace: Workspace, text: str, name: str = "answers.csv", **answers: str) -> Guess:
    return guess(table_of(workspace.spool, name, text), workspace.engine, answers)


def _mapping(text: str, name: str = "answers.csv", **answers: str) -> ResponseMapping:
    with Workspace.in_memory() as workspace:
        found = _guessed(workspace, text, name, **answers)
    assert isinstance(found.mapping, ResponseMapping)
    assert not found.doubts
    return found.mapping


def _asked(text: str, name: str = "answers.csv") -> dict[str, tuple[str, ...]]:
    with Workspace.in_memory() as workspace:
        found = _guessed(workspace, text, name)
    return {doubt.role: tuple(one.answer for one in doubt.candidates) for doubt in found.doubts}


def _scores(text: str, name: str = "answers.csv", **answers: str) -> dict[str, Score]:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, name, text)
        workspace.import_table(table, guess(table, workspace.engine, answers).mapping)
        return {str(metric): score for metric, score in scores(workspace.engine, Filters(), ()).items()}


def _rows(header: str, values: tuple[str, ...], times: int = 1) -> str:
    cells = [f"p{n},2025-03-{n % 28 + 1:02},{value}" for n, value in enumerate(values * times)]
    return "\n".join([header, *cells]) + "\n"


@pytest.mark.parametrize(
    ("column", "name"),
    [("nps_score", "a.csv"), ("npsRating", "a.csv"), ("NPS-Score", "a.csv"), ("score", "store_nps_2025.csv")],
)
def test_a_score_called_nps_is_nps(column: str, name: str) -> None:
    """4 of ten are 9 or 10, 3 are 6 or less."""
    found = _scores(_rows(f"member,answered,{column}", HALVES), name)["nps"].figure
    assert (found.value, found.n) == (pytest.approx(10), 10)


def test_the_time_of_the_answer_beats_that_of_the_account() -> None:
    text = "user_id,created_at,nps,surveyed_at\n" + "".join(
        f"u{n},2019-01-{n + 1:02},{n},2025-02-{n + 1:02}\n" for n in range(11)
    )
    assert _mapping(text).answered_at == "surveyed_at"
    assert _mapping(text.replace("surveyed_at", "Submitted")).answered_at == "Submitted"


def test_two_times_that_say_nothing_of_the_answer_are_asked_about() -> None:
    text = "user_id,created_at,nps,updated_at\n" + "".join(
        f"u{n},2019-01-{n + 1:02},{n},2025-02-{n + 1:02}\n" for n in range(11)
    )
    assert _asked(text) == {"answered_at": ("created_at", "updated_at")}
    assert _mapping(text, answered_at="updated_at").answered_at == "updated_at"


def test_a_long_text_is_nobody() -> None:
    header = "id,date,Q1 - I am worth as much as any other person,Q2 - Would you recommend us to a client?"
    mapping = _mapping(header + "\n" + "".join(f"{n},2025-01-{n + 1:02},{n % 5 + 1},{n}\n" for n in range(11)))
    assert (mapping.person, mapping.respondent, len(mapping.questions)) == (None, "id", 2)
    assert [question.metric for question in mapping.questions] == ["other", "nps"]


@pytest.mark.parametrize(
    ("column", "values", "candidates"),
    [
        ("ces_score", ("1", "2", "3", "4", "5"), ("1-5", "1-7")),
        ("nps", ("1", "2", "3", "4"), ("1-4", "0-10")),
        ("csat", ("1", "2", "3", "4") * 3, ("1-4", "1-5")),
    ],
)
def test_a_scale_the_metric_does_not_settle_is_asked_about(column, values, candidates) -> None:
    assert _asked(_rows(f"member,answered,{column}", values)) == {"scale": candidates}


def test_a_question_of_a_wide_file_is_asked_about_too() -> None:
    text = "id,How easy was it?,How satisfied are you?\n" + "".join(
        f"{n},{n % 5 + 1},{n % 5 + 1}\n" for n in range(20)
    )
    assert _asked(text) == {"scale": ("1-5", "1-7")}
    easy = _mapping(text, scale="1-7").questions[0]
    assert (easy.metric, easy.scale_low, easy.scale_high) == ("ces", 1, 7)


def test_the_answer_about_the_scale_is_what_counts() -> None:
    """The mean of 1 to 5 is 3; on 1-5 it becomes 4 of 7."""
    text = _rows("member,answered,ces_score", ("1", "2", "3", "4", "5"))
    assert _scores(text, scale="1-5")["ces"].figure.value == pytest.approx(4)
    assert _scores(text, scale="1-7")["ces"].figure.value == pytest.approx(3)


def test_a_bare_score_of_eleven_boxes_is_asked_about() -> None:
    text = _rows("member,answered,rating", tuple(str(n) for n in range(11)))
    assert _asked(text) == {"metric": ("=nps", "=other")}
    assert _scores(text, metric="=nps")["nps"].figure.n == 11
    assert _scores(text, metric="=other")["nps"].figure.n == 0


def test_a_score_of_its_own_is_no_metric() -> None:
    found = _scores(_rows("member,answered,anxiety_score", ("1", "2", "3", "4", "5"), 8))
    assert {metric: score.figure.n for metric, score in found.items()} == {"nps": 0, "csat": 0, "ces": 0}


def test_a_weight_of_bodies_is_asked_about() -> None:
    text = "id,nps,weight\n" + "".join(f"{n},{n},{60 + 2 * n}\n" for n in range(11))
    assert _asked(text) == {"weight": ("weight", "")}
    assert _mapping(text, weight="").weight is None
    assert _mapping(text.replace(",6", ",0.6").replace(",7", ",0.7").replace(",8", ",0.8")).weight == "weight"


def test_a_filled_in_form_is_answers_and_no_daily_count() -> None:
    header = "Timestamp,Town,Age,Gender,Where did you hear of us?\n"
    rows = "".join(f"3/{n + 13}/2024 10:0{n}:1{n},Graz,{20 + n % 3},f,from friends\n" for n in range(9))
    mapping = _mapping(header + rows)
    asked = [name for name in header.strip().split(",")[1:] if name != "Age"]  # a number of years is no score
    assert [question.column for question in mapping.questions] == asked
    assert mapping.answered_at == "Timestamp"


def test_items_in_the_same_few_words_are_questions() -> None:
    words = ("disagree", "neutral", "agree")
    text = "respondent_id,nps,The hut is clean,Beds are soft,Soup is hot\n" + "".join(
        f"{n},{n},{words[n % 3]},{words[(n + 1) % 3]},{words[(n + 2) % 3]}\n" for n in range(11)
    )
    mapping = _mapping(text)
    assert sources(mapping)["respondent"] == "respondent_id"
    assert [question.column for question in mapping.questions] == text.splitlines()[0].split(",")[1:]


def test_traits_in_the_same_few_words_are_no_questions() -> None:
    words = ("Yes", "No", "No phone")
    text = "customerID,Backup,Support,Movies,Churn\n" + "".join(
        f"c{n},{words[n % 3]},{words[(n + 1) % 3]},{words[n % 2]},{words[n % 2]}\n" for n in range(30)
    )
    with Workspace.in_memory() as workspace:
        assert _guessed(workspace, text, "telecom.csv").kind != "responses"


def test_a_rated_battery_beside_nps_is_satisfaction_and_counts_are_not() -> None:
    header = "RESPNUM,Q4TIMES,Q7ART,Q7FOOD,Q7SIGN,Q7WIFI,Q7ALL,NETPRO"
    rows = "".join(f"{n},{n % 7},{n % 7},{n % 7},{n % 7},{n % 7},{n % 5 + 1},{n % 12}\n" for n in range(84))
    metrics = {question.column: question.metric for question in _mapping(f"{header}\n{rows}").questions}
    assert metrics == {"Q4TIMES": "other", "NETPRO": "nps"} | dict.fromkeys(
        ("Q7ART", "Q7FOOD", "Q7SIGN", "Q7WIFI", "Q7ALL"), "csat"
    )


def test_a_score_among_many_traits_is_asked_about() -> None:
    text = "client_id,age,town,plan,fee,months,support,satisfaction_score\n" + "".join(
        f"c{n},{20 + n},Graz,basic,{n}.5,{n},no,{n % 5 + 1}\n" for n in range(20)
    )
    assert _asked(text)["kind"] == ("responses", "people")


def test_averages_are_no_answers() -> None:
    text = "day,town,nps\n" + "".join(f"2025-01-{n + 1:02},Graz,{n * 3 - 20}.5\n" for n in range(20))
    with Workspace.in_memory() as workspace:
        assert _guessed(workspace, text, "by_day.csv").kind != "responses"


def test_a_score_of_a_case_is_asked_about() -> None:
    text = "ticket_id,customer_id,created_at,solved_at,satisfaction_score\n" + "".join(
        f"t{n},c{n % 4},2025-01-{n + 1:02},2025-02-{n + 1:02},{n % 5 + 1}\n" for n in range(15)
    )
    assert "kind" in _asked(text)


def _qualtrics(ids: bool, rows: int = 12) -> str:
    tags = "StartDate,EndDate,Status,Progress,RecordedDate,ResponseId,Q1,Q2,Q2"
    texts = "Start Date,End Date,Response Type,Progress,Recorded Date,Response ID,Recommend us?,Why?,A word more?"
    third = [f'"{{""ImportId"":""{name}""}}"' for name in ("a", "b", "c", "d", "e", "f", "Q1", "Q2", "Q9")]
    data = [
        f"{day} 10:00:00,{day} 10:01:00,IP Address,100,{day} 10:02:00,R_{n},{n % 11},x,y"
        for n in range(rows)
        for day in (f"2024-05-{n + 1:02}",)
    ]
    return "\n".join([tags, texts, *([",".join(third)] if ids else []), *data]) + "\n"


@pytest.mark.parametrize("ids", [True, False])
def test_a_tag_given_twice_hides_no_tool(ids: bool) -> None:
    with Workspace.in_memory() as workspace:
        found = _guessed(workspace, _qualtrics(ids))
    assert isinstance(found.mapping, ResponseMapping)
    assert found.preset == "Qualtrics survey"
    assert (found.mapping.person, found.mapping.respondent, found.mapping.answered_at) == (
        None,
        "ResponseId",
        "RecordedDate",
    )
    assert [(one.column, one.text, one.metric) for one in found.mapping.questions] == [
        ("Q1", "Recommend us?", "nps"),
        ("Q2", "Why?", "other"),
        ("Q2 (2)", "A word more?", "other"),
    ]


@pytest.mark.parametrize(("name", "asked"), [("Q19AGE", True), ("How old are you?", False), ("Age", False)])
def test_an_age_is_no_score_but_boxes_of_a_coded_question_stay(name: str, asked: bool) -> None:
    text = f"RESPNUM,Q7ART,Q7FOOD,Q7STORE,{name},NETPRO\n" + "".join(
        f"{n},{n % 5 + 1},{n * 3 % 5 + 1},{n * 7 % 5 + 1},{n % 7 + 1},{n % 11}\n" for n in range(40)
    )
    questions = {question.column for question in _mapping(text, "survey_answers.csv").questions}
    assert {"Q7ART", "Q7FOOD", "Q7STORE", "NETPRO"} <= questions
    assert (name in questions) == asked
