"""Questions are told apart where there is little room."""

from touchpath.answers.surveys.words import apart, words_for

RANK = "Please rank the films in order of preference - Star Wars: Episode "


def test_questions_that_begin_alike_lose_what_all_of_them_say():
    shown = apart([f"{RANK}IV A New Hope", f"{RANK}V The Empire Strikes Back", "Age"])
    assert shown == {
        f"{RANK}IV A New Hope": "… IV A New Hope",
        f"{RANK}V The Empire Strikes Back": "… V The Empire Strikes Back",
        "Age": "Age",
    }


def test_short_beginnings_and_single_questions_stay_whole():
    same = ["How was the food today?", "How was the room today?", f"{RANK}IV"]
    assert apart(same) == {question: question for question in same}
    assert apart([]) == {}


def test_an_axis_is_never_a_question():
    assert words_for("other", (f"{RANK}IV",)).axis == "Score"
    assert words_for("nps", ("How likely?",)).axis == "NPS"
