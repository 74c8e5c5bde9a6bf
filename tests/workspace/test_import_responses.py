"""Survey answers, long and wide."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from touchpath.analysis.measures.figure import Figure
from touchpath.analysis.scores import Score, scores
from touchpath.ingest.mapping import Constant
from touchpath.ingest.question import Question
from touchpath.journey.filters import Filters
from touchpath.workspace import Workspace


def write(workspace: Workspace, text: str, name: str = "answers.csv") -> Path:
    path = workspace.spool / name
    path.write_text(text)
    return path


def answers(workspace: Workspace) -> pd.DataFrame:
    return workspace.engine.frame("ask/load/list_responses")


def test_wide_rows_become_one_answer_per_question_and_codes_have_no_score() -> None:
    with Workspace.in_memory() as workspace:
        path = write(workspace, "id,q1,q2,w\n7,9,5,1.5\n8,11,Blank,0.5\n9,,6,1\n")
        questions = (
            Question("q1", "Recommend?", "nps", 0, 10, ("11",)),
            Question("q2", "Happy?", "csat", 1, 5, ("Blank",)),
        )
        report = workspace.import_responses(
            path, respondent="id", questions=questions, weight="w", answered_at=Constant("2024-05-01")
        )
        assert (report.rows_read, report.accepted) == (3, 3)
        frame = answers(workspace)
        assert len(frame) == 6
        by_question = {name: part["score"].dropna().tolist() for name, part in frame.groupby("question")}
        assert by_question == {"Recommend?": [9.0], "Happy?": [5.0]}
        assert set(frame["answered_at"]) == {pd.Timestamp("2024-05-01")}
        assert [(finding.code, finding.count) for finding in report.findings] == [("outside_scale", 1)]


def test_long_rows_find_their_person_now_or_later() -> None:
    with Workspace.in_memory() as workspace:
        events = write(workspace, "who,when,what\na,2024-01-01,x\n", "events.csv")
        workspace.import_events(events, person="who", occurred_at="when", touchpoint="what")
        path = write(workspace, "who,at,kind,score,why\na,2024-01-02,nps,9,good\nb,2024-01-03,csat,4,\nc,,nps,,\n")
        report = workspace.import_responses(
            path, person="who", answered_at="at", metric="kind", score="score", comment="why"
        )
        assert (report.accepted, report.rejected, report.reasons[0].reason) == (2, 1, "no answer")
        assert answers(workspace)["person_id"].isna().tolist() == [False, True]
        later = write(workspace, "who,when,what\nb,2024-01-01,x\n", "later.csv")
        import_id = workspace.import_events(later, person="who", occurred_at="when", touchpoint="what").import_id
        assert answers(workspace)["person_id"].tolist() == ["a", "b"]
        workspace.imports.undo(import_id)
        assert answers(workspace)["person_id"].isna().tolist() == [False, True]


def test_a_scale_not_given_is_the_usual_one_of_the_metric() -> None:
    with Workspace.in_memory() as workspace:
        path = write(workspace, "kind,score\nnps,0\ncsat,3\nces,7\n")
        workspace.import_responses(path, metric="kind", score="score")
        scales = answers(workspace).set_index("metric")[["scale_low", "scale_high"]].to_dict("index")
        assert scales["nps"] == {"scale_low": 0, "scale_high": 10}
        assert scales["csat"] == {"scale_low": 1, "scale_high": 5}
        assert scales["ces"] == {"scale_low": 1, "scale_high": 7}


def test_a_metric_is_guessed_from_the_file_when_none_is_said() -> None:
    with Workspace.in_memory() as workspace:
        rows = "".join(f"p{score},{score}\n" for score in range(11))
        workspace.import_responses(write(workspace, "who,score\n" + rows, "nps.csv"), person="who", score="score")
        assert set(answers(workspace)["metric"]) == {"nps"}


def test_answers_another_file_holds_are_duplicates() -> None:
    with Workspace.in_memory() as workspace:
        columns = {"person": "who", "answered_at": "at", "metric": Constant("nps"), "score": "score"}
        workspace.import_responses(write(workspace, "who,at,score\na,2024-01-02,9\n"), **columns)
        report = workspace.import_responses(
            write(workspace, "who,at,score\na,2024-01-02,9\na,2024-01-05,3\n"), **columns
        )
        assert (report.accepted, report.duplicate) == (1, 1)
        assert len(answers(workspace)) == 2


def test_undo_takes_all_answers_back() -> None:
    with Workspace.in_memory() as workspace:
        report = workspace.import_responses(
            write(workspace, "kind,score,tp\nnps,0,checkout\n"), metric="kind", score="score", touchpoint="tp"
        )
        assert answers(workspace)["touchpoint"].tolist() == ["checkout"]
        workspace.imports.undo(report.import_id)
        assert answers(workspace).empty
        assert workspace.engine.frame("ask/touchpoints/names").empty


@pytest.mark.parametrize(
    ("weight", "reason"),
    [("-1", "weight not above 0"), ("0", "weight not above 0"), ("", "no weight"), ("NaN", "weight not readable"),
     ("inf", "weight not readable"), ("heavy", "weight not readable")],
)  # fmt: skip
@pytest.mark.parametrize("wide", [False, True])
def test_an_answer_without_a_usable_weight_is_set_aside(weight: str, reason: str, wide: bool) -> None:
    with Workspace.in_memory() as workspace:
        path = write(workspace, f"who,rating,w\na,10,1\nb,0,1\nc,0,{weight}\n")
        columns = {"questions": (Question("rating", metric="nps", scale_low=0, scale_high=10),)}
        long = {"score": "rating", "metric": Constant("nps")}
        report = workspace.import_responses(path, person="who", weight="w", **(columns if wide else long))
        assert (report.accepted, report.rejected, report.reasons[0].reason) == (2, 1, reason)
        assert [(finding.code, finding.count) for finding in report.findings] == [("unusable_weight", 1)]
        nps = scores(workspace.engine, Filters(), ())["nps"]
        assert (nps.figure.value, nps.figure.n, nps.weighted) == (0, 2, True)
        assert workspace.imports.rejected_rows(report.import_id)["column_name"].tolist() == ["w"]


def test_a_blank_weight_is_no_fault_where_no_column_of_weights_is_named() -> None:
    with Workspace.in_memory() as workspace:
        report = workspace.import_responses(write(workspace, "who,score,w\na,9,\n"), person="who", score="score")
        assert (report.accepted, report.findings) == (1, ())


def _scored(values: list[int], metric: str, **columns: Constant) -> tuple[Score, dict[str, str], pd.DataFrame]:
    """The score of a metric that is stated, the findings by code, and the answers."""
    with Workspace.in_memory() as workspace:
        path = write(workspace, "who,rating\n" + "".join(f"p{n},{value}\n" for n, value in enumerate(values)))
        report = workspace.import_responses(path, person="who", score="rating", metric=Constant(metric), **columns)
        said = {finding.code: finding.sentence for finding in report.findings}
        found = {str(name): score for name, score in scores(workspace.engine, Filters(), ()).items()}
        return found.get(metric, Score("nps", Figure(0, 0))), said, answers(workspace)


def test_csat_on_ten_boxes_keeps_its_upper_half() -> None:
    score, said, frame = _scored([*range(1, 11)] * 2, "csat")
    assert (score.figure.value, score.figure.n, score.mean) == (0.2, 20, 5.5)
    assert "top two boxes are 9 and 10" in said["scale_contradicts_metric"]
    assert set(frame["scale_high"]) == {10}


def test_nps_on_four_faces_has_no_figure_and_says_why() -> None:
    score, said, _ = _scored([1, 2, 3, 4] * 5, "nps")
    assert score.figure.n == 0
    assert "20 answers are on another scale: NPS is only counted on 0 to 10" in score.figure.reason
    assert "NPS is only counted on 0 to 10" in said["scale_contradicts_metric"]


def test_a_scale_given_by_hand_settles_it() -> None:
    scale = {"scale_low": Constant("1"), "scale_high": Constant("7")}
    score, said, _ = _scored([1, 2, 3, 4, 5] * 4, "ces", **scale)
    assert (score.figure.value, score.rescaled, said) == (3, False, {})


def test_a_scale_of_its_own_has_its_mean_and_top_two_boxes() -> None:
    _, said, frame = _scored([1, 2, 3, 4, 5] * 4, "anxiety")
    assert set(frame["metric"]) == {"other"}
    assert "on 1 to 5: mean 3.00, 40.0 % in the top two boxes" in said["own_scale"]


def test_each_question_of_a_long_file_has_its_own_scale() -> None:
    with Workspace.in_memory() as workspace:
        rows = [("Would you recommend us?", n) for n in range(11)]
        rows += [("How satisfied are you?", n % 5 + 1) for n in range(11)]
        path = write(workspace, "item,score\n" + "".join(f"{item},{score}\n" for item, score in rows))
        workspace.import_responses(path, question="item", score="score")
        found = answers(workspace).groupby("metric")[["scale_low", "scale_high"]].first().to_dict("index")
        assert found == {"csat": {"scale_low": 1, "scale_high": 5}, "nps": {"scale_low": 0, "scale_high": 10}}


def test_a_few_slips_move_no_scale() -> None:
    """Two of 20 answers are no effort on 1-7: a tenth, they are blank; three of 20 are on 1-10."""
    slips, many = [1, 2, 3, 4, 5, 6, 7, 6, 5] * 2 + [9, 10], [1, 2, 3, 4, 5, 6, 7, 8] * 2 + [9, 10, 10, 7]
    assert _scored(slips, "ces")[0].figure.n == 18
    assert list(_scored(slips, "ces")[1]) == ["outside_scale"]
    assert _scored(many, "ces")[0].figure.n == 20
