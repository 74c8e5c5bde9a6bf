"""Scales and metrics as the values and words of a question show them."""

from __future__ import annotations

import pytest

from touchpath.ingest.metrics import metric_in_file, metric_of
from touchpath.ingest.scales import describe_question, detect_scale, read_question

DIGITS = [str(number) for number in range(11)]


@pytest.mark.parametrize(
    "column, values, metric, scale, blank",
    [
        ("NETPRO", [*DIGITS, "11"], "nps", (0, 10), ("11",)),
        ("Would you recommend us?", DIGITS[3:], "nps", (0, 10), ()),
        ("Q7ALL", ["1", "2", "3", "4", "5", "Blank"], "other", (1, 5), ("Blank",)),
        ("How easy was it?", DIGITS[1:8], "ces", (1, 7), ()),
        ("How easy was it?", DIGITS[1:6], "ces", (1, 5), ()),
        ("Satisfaction", ["1", "2", "3", "4", "5", "99"], "csat", (1, 5), ("99",)),
        ("How likely to recommend?", ["Not at all likely - 0", "5", "Extremely likely - 10"], "nps", (0, 10), ()),
        ("Overall, how satisfied are you?", ["1 (bad)", "2", "4", "5 (good)"], "csat", (1, 5), ()),
        ("Satisfied with the order?", DIGITS[1:], "csat", (1, 10), ()),
        ("Weiterempfehlung (0-10)", DIGITS[4:7], "nps", (0, 10), ()),
        ("Zufriedenheit (1 bis 7)", DIGITS[2:5], "csat", (1, 7), ()),
        ("Would you recommend us?", DIGITS[1:5], "nps", (1, 4), ()),
        ("csat_percent", [str(n) for n in range(0, 101, 4)], "other", (0, 100), ()),
        ("anxiety_score", DIGITS[1:6], "other", (1, 5), ()),
        ("Age group", DIGITS, "other", (0, 10), ()),
    ],
)
def test_scale_metric_and_codes(column, values, metric, scale, blank) -> None:
    question = describe_question(column, values)
    assert (question.metric, (question.scale_low, question.scale_high), question.blank) == (metric, scale, blank)


def test_zero_and_six_beside_five_boxes_are_codes_only_where_the_file_shows_it() -> None:
    coded, plain = (describe_question("Q7ART", DIGITS[:7], codes=codes) for codes in (True, False))
    assert (coded.scale_low, coded.scale_high, coded.blank) == (1, 5, ("0", "6"))
    assert (plain.scale_low, plain.scale_high, plain.blank) == (0, 6, ())


@pytest.mark.parametrize(
    ("values", "answers", "asked"), [(["0", "1"], 40, False), (["1", "2"], 40, False), (["0", "1"], 9, True)]
)
def test_whether_somebody_recommends_is_no_nps(values: list[str], answers: int, asked: bool) -> None:
    assert (detect_scale(values, "Recommended IND", answers) is not None) == asked


@pytest.mark.parametrize("values", [["yes", "no"], ["0", "1"], ["1", "2", "apple"], ["1.5", "2.5"], []])
def test_what_is_no_scale(values: list[str]) -> None:
    assert detect_scale(values) is None


@pytest.mark.parametrize(
    "wording, metric",
    [
        *((name, "nps") for name in ("nps_score", "NPS_Score", "npsScore", "nps-rating", "NPS", "NPSScore", "tNPS")),
        *((name, "nps") for name in ("Net Promoter Score", "NETPRO", "likelihood_to_recommend", "LTR")),
        *((name, "csat") for name in ("csat_score", "CSAT", "csatScore", "customer_satisfaction", "Zufriedenheit")),
        *((name, "ces") for name in ("ces_score", "CES Score", "cesScore", "ces", "customer_effort", "effort")),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "nps"),
        ("Quelle est la probabilité que vous recommandiez notre marque ?", "nps"),
        ("¿Qué probabilidad hay de que nos recomiende a un amigo?", "nps"),
        ("Qual é a probabilidade de você nos recomendar?", "nps"),
        ("Con quale probabilità ci consiglierebbe a un amico?", "nps"),
        ("Hoe waarschijnlijk is het dat u ons aanbeveelt?", "nps"),
        ("Wie zufrieden sind Sie mit uns?", "csat"),
        ("Êtes-vous satisfait de votre achat ?", "csat"),
        ("¿Está satisfecho con la entrega?", "csat"),
        ("Está satisfeito com o atendimento?", "csat"),
        ("Quanto è soddisfatto del servizio?", "csat"),
        ("Hoe tevreden bent u?", "csat"),
        ("Wie einfach war es, Ihr Anliegen zu lösen?", "ces"),
        ("À quel point a-t-il été facile de commander ?", "ces"),
        ("¿Qué tan fácil fue resolver su problema?", "ces"),
        ("Quanto è stato facile ordinare?", "ces"),
        ("Hoe makkelijk was het om te bestellen?", "ces"),
        ("Comment trouvez-vous ces produits ?", None),
        ("anxiety_score", None),
        ("I thought the system was easy to use", None),
        ("Q5TIMESFLOWN", None),
        ("snaps", None),
        ("pieces", None),
        ("CES-D score", None),
        ("job_satisfaction", None),
        ("rating", None),
    ],
)
def test_words_tell_the_metric(wording: str, metric: str | None) -> None:
    assert metric_of(wording) == metric


@pytest.mark.parametrize(
    "column, file, metric",
    [("score", "nps_responses", "nps"), ("rating", "csat survey", "csat"), ("anxiety_score", "csat_survey", None)],
)
def test_the_name_of_a_file_tells_what_a_plain_score_measures(column: str, file: str, metric: str | None) -> None:
    assert metric_in_file(column, file) == metric


@pytest.mark.parametrize(
    "metric, values, answers, scale, is_open",
    [
        ("ces", DIGITS[1:6], 20, (1, 5), True),
        ("ces", DIGITS[1:7], 20, (1, 7), False),
        ("ces", ["5", "6", "7"], 20, (1, 7), False),
        ("ces", DIGITS[1:], 20, (1, 10), False),
        ("csat", DIGITS[1:6], 20, (1, 5), False),
        ("csat", DIGITS[1:], 20, (1, 10), False),
        ("csat", DIGITS[1:5], 20, (1, 4), True),
        ("csat", DIGITS[1:5], 9, (1, 5), False),
        ("csat", ["4", "5"], 50, (1, 5), False),
        ("nps", DIGITS[1:5], 8, (1, 4), True),
        ("nps", DIGITS[1:6], 8, (1, 5), True),
        ("nps", ["1", "2", "4", "5"], 10, (1, 5), True),
        ("nps", ["3", "5"], 2, (0, 10), False),
        ("nps", DIGITS[:6], 10, (0, 5), True),
        ("nps", DIGITS[:7], 10, (0, 10), False),
        ("nps", DIGITS[1:], 5000, (0, 10), False),
        ("nps", ["0", "20", "30", "40", "90", "100"], 10, (0, 100), False),
    ],
)
def test_the_values_decide_the_scale_of_a_metric(metric, values, answers, scale, is_open) -> None:
    read = read_question(values, "", answers, metric)
    assert ((read.scale.low, read.scale.high), read.is_open) == (scale, is_open)
