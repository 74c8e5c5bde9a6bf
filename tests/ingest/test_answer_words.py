"""Answers in words of degree count as boxes of a scale, and the file is asked where they do not tell which."""

from __future__ import annotations

import pytest

from tests.ingest.corpus.case import made, moment, written
from tests.ingest.written import table_of
from touchpath.ingest import answer_words
from touchpath.ingest.answer_words import measured_in_words, plain_word, read_words
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import ResponseMapping, mapping_from_plain, mapping_to_plain
from touchpath.ingest.preview import preview
from touchpath.ingest.question import Question
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace

MANY = 60
FIVE = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("Satisfied", "Very satisfied", "Neutral", "Very dissatisfied", "Dissatisfied"), FIVE),
        (
            ("Very satisfied", "Fairly satisfied", "Not very satisfied", "Not at all satisfied"),
            ("Not at all satisfied", "Not very satisfied", "Fairly satisfied", "Very satisfied"),
        ),
        (
            ("Strongly Agree", "Agree", "Disagree", "Strongly Disagree"),
            ("Strongly Disagree", "Disagree", "Agree", "Strongly Agree"),
        ),
        (
            ("Agree", "Somewhat agree", "Strongly agree", "Disagree"),
            ("strongly disagree", "Disagree", "somewhat disagree", "neither agree nor disagree", "Somewhat agree",
             "Agree", "Strongly agree"),
        ),
        (
            ("Très satisfait(e)", "Satisfait(e)", "Peu satisfait(e)", "Pas du tout satisfait(e)"),
            ("Pas du tout satisfait(e)", "Peu satisfait(e)", "Satisfait(e)", "Très satisfait(e)"),
        ),
        (
            ("trifft voll und ganz zu", "trifft eher zu", "teils/teils", "trifft gar nicht zu"),
            ("trifft gar nicht zu", "stimme nicht zu", "teils/teils", "trifft eher zu", "trifft voll und ganz zu"),
        ),
        (
            ("excelente", "malo", "regular", "bueno", "muy_malo"),
            ("muy_malo", "malo", "regular", "bueno", "excelente"),
        ),
        (("满意", "一般", "非常满意"), ("非常不满意", "不满意", "一般", "满意", "非常满意")),
        (("🙂", "😐", "😍", "😡"), ("😡", "🙁", "😐", "🙂", "😍")),
    ],
)  # fmt: skip
def test_words_are_boxes_of_a_scale(values: tuple[str, ...], words: tuple[str, ...]) -> None:
    told = read_words(values, MANY)
    assert told is not None
    assert tuple(map(plain_word, told.words)) == tuple(map(plain_word, words))
    assert set(values) <= set(told.words)
    assert not told.open_boxes


@pytest.mark.parametrize(
    "values",
    [
        ("Yes", "No", "Maybe"),
        ("High", "Low", "Medium"),
        ("Satisfied", "Very satisfied"),  # two do not tell how many there were
        ("Agree", "Satisfied", "Good"),
        ("Very satisfied", "Extremely satisfied", "Delighted"),
        ("trifft voll zu", "trifft eher zu", "trifft nicht zu"),  # the lowest box, or the second
        ("1 - Very dissatisfied", "2 - Dissatisfied", "5 - Very satisfied"),  # numbers do
        ("Good", "Good value, but the room was cold and nobody came to see to it for hours on end" * 2),
    ],
)
def test_other_words_are_none(values: tuple[str, ...]) -> None:
    assert read_words(values, MANY) is None


def test_few_answers_leave_the_middle_box_open_and_many_do_not() -> None:
    values = ("Very satisfied", "Satisfied", "Dissatisfied", "Very dissatisfied")
    few, many = read_words(values, 14), read_words(values, 15)
    assert few is not None
    assert many is not None
    assert (len(few.words), few.open_boxes) == (4, 5)
    assert not many.open_boxes
    beside = read_words(values, 14, beside=("Neutral", "Satisfied"))
    assert beside is not None
    assert (len(beside.words), beside.open_boxes) == (5, 0)


def test_what_says_nothing_is_no_answer() -> None:
    told = read_words((*FIVE, "Don't know", "N/A"), MANY)
    assert told is not None
    assert told.words == FIVE
    assert told.blank == ("Don't know", "N/A")


@pytest.mark.parametrize(
    ("values", "wording", "words"),
    [
        (("1 - Very happy", "2", "3", "5 - Very unhappy"), "", ("5 - Very unhappy", "4", "3", "2", "1 - Very happy")),
        (("1", "2", "6"), "Wie? (1 = sehr zufrieden, 6 = sehr unzufrieden)", ("6", "5", "4", "3", "2", "1")),
        (("1", "2", "5"), "How satisfied? (1 = very dissatisfied, 5 = very satisfied)", None),
        (("1", "2", "5"), "How satisfied?", None),
        (("2019", "2020"), "Year (1 = very satisfied, 5 = very dissatisfied)", None),
    ],
)  # fmt: skip
def test_numbers_that_fall_are_read_as_their_words_say(
    values: tuple[str, ...], wording: str, words: tuple[str, ...] | None
) -> None:
    told = read_words(values, MANY, wording)
    assert (told.words if told else None) == words


@pytest.mark.parametrize(
    ("of", "wording", "metric"),
    [
        ("satisfaction", "Q7", "csat"),
        ("satisfaction", "How satisfied are you with your job?", "other"),
        ("quality", "How was the soup?", "other"),
        ("quality", "Your satisfaction with the soup", "csat"),
        ("likelihood", "How likely are you to recommend us?", "other"),
        ("ease", "How easy was it to find the hut?", "ces"),
        ("agreement", "I would recommend the hut", "other"),
    ],
)
def test_words_of_satisfaction_are_csat_and_nps_is_never_asked_in_words(of: str, wording: str, metric: str) -> None:
    assert measured_in_words(of, wording) == metric


def test_no_word_is_in_two_boxes_of_one_scale() -> None:
    for scale in answer_words._scales():
        ways = [way for box in scale.boxes for way in box]
        assert len(ways) == len(set(ways)), (scale.of, sorted(way for way in ways if ways.count(way) > 1))


WORDED = written(
    "Submitted,Overall how satisfied are you?,The staff were friendly,Age",
    made(
        40, lambda n: (moment(n), FIVE[n * 3 % 5], ("Strongly disagree", "Agree", "Neutral")[n * 5 // 3 % 3], 20 + n)
    ),
)


def test_scores_come_of_them_and_the_preview_says_so() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "survey.csv", WORDED)
        mapping = guess(table, workspace.engine).mapping
        assert isinstance(mapping, ResponseMapping)
        assert mapping_from_plain(mapping_to_plain(mapping)) == mapping
        assert [question.column for question in mapping.questions if question.scale_high] == [
            "Overall how satisfied are you?", "The staff were friendly",
        ]  # fmt: skip
        seen = preview(workspace.engine, table, mapping)
        scores = {one.metric: one.mean for one in seen.comes_to.scores}
    assert scores["csat"] == 3.0
    assert round(scores["other"], 2) == round((1 * 14 + 4 * 13 + 3 * 13) / 40, 2)
    assert any('"Very dissatisfied" 1' in sentence and '"Very satisfied" 5' in sentence for sentence in seen.warnings)


def test_the_number_of_boxes_is_asked_and_answered() -> None:
    text = written(
        "Response ID,Submitted,Overall how satisfied are you?,Tell us more",
        made(10, lambda n: (n + 7, moment(n), (FIVE[0], FIVE[1], FIVE[3], FIVE[4])[n % 4], f"text {n}")),
    )
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "survey.csv", text)
        doubts = guess(table, workspace.engine).doubts
        assert [(doubt.role, [one.answer for one in doubt.candidates]) for doubt in doubts] == [
            ("scale", ["1-4", "1-5"])
        ]
        for answer, mean in (("1-5", 2.7), ("1-4", 2.3)):
            answered = guess(table, workspace.engine, {"scale": answer})
            assert not answered.doubts
            assert [one.mean for one in preview(workspace.engine, table, answered.mapping).comes_to.scores] == [mean]


@pytest.mark.parametrize(
    "given",
    [
        {"scale_low": 1, "scale_high": 4, "words": ("bad", "good")},
        {"words": ("bad",)},
        {"words": ("bad", "Bad", "good")},
    ],
)
def test_words_that_are_not_one_for_each_box_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(DefinitionError):
        Question("q1", **given)  # type: ignore[arg-type]


def test_words_without_ends_are_on_one_to_as_many_as_they_are() -> None:
    told = Question("q1", words=("bad", "so-so", "good"))
    assert (told.scale_low, told.scale_high) == (1, 3)
