"""Comments as terms, and the themes of low scores, on texts written in the tests."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.surveys.planted_words import PLANTED, planted_comments
from touchpath.analysis.surveys.masking import masked
from touchpath.analysis.surveys.themes import term_groups
from touchpath.analysis.surveys.words import CommentTerms, comment_terms


def terms_of(terms: CommentTerms, comment: int) -> set[str]:
    return {terms.names[term] for term in terms.term[terms.comment == comment]}


def groups(texts: list[str], low: np.ndarray) -> list[set[str]]:
    terms = comment_terms(texts)
    found = term_groups(terms, low, np.ones(len(texts), dtype=bool))
    return [{terms.names[term] for term in group.terms} for group in found]


def test_terms_are_words_and_pairs_in_a_row_each_once() -> None:
    terms = comment_terms(["slow parcel, slow parcel", "slow parcel. slow", "parcel"], "en")
    assert terms_of(terms, 0) == {"slow", "parcel", "slow parcel"}
    assert terms_of(terms, 1) == {"slow", "parcel", "slow parcel"}
    assert terms_of(terms, 2) == {"parcel"}


def test_no_pair_reaches_over_the_end_of_a_sentence_or_a_stop_word() -> None:
    terms = comment_terms(["parcel slow. shop", "parcel slow. shop", "parcel the shop", "parcel the shop"], "en")
    assert "slow shop" not in terms.names
    assert "parcel shop" not in terms.names


def test_forms_of_a_word_are_one_term_called_as_it_is_mostly_written() -> None:
    terms = comment_terms(["parcels", "parcels", "parcel"], "en")
    assert terms.names == ("parcels",)
    assert terms.comment.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the parcel was late and I had to wait for it at the door because nobody told me when it would come", "en"),
        ("das Paket war zu spät und ich musste an der Tür warten weil mir niemand sagte wann es kommen würde", "de"),
        ("le colis est arrivé en retard et je devais attendre à la porte parce que personne ne me disait rien", "fr"),
        (
            "el paquete llegó tarde y tuve que esperar en la puerta porque nadie me dijo cuándo iba a llegar a casa",
            "es",
        ),
    ],
)
def test_the_language_is_guessed_from_its_small_words(text: str, language: str) -> None:
    assert comment_terms([text, text]).language == language


@pytest.mark.parametrize("texts", [["banax kodiy"] * 40, ["the and of"], []])
def test_what_no_language_fits_is_not_stemmed(texts: list[str]) -> None:
    assert comment_terms(texts).language == ""


def test_numbers_and_addresses_are_no_terms() -> None:
    terms = comment_terms(["ask anna.meyer@example.org about 12345 and x"] * 2, "en")
    assert not {"anna", "meyer", "example", "12345", "x"} & set(terms.names)


def test_words_that_stand_together_are_one_theme() -> None:
    low = np.array([True] * 60 + [False] * 140)
    texts = ["rude clerk"] * 40 + ["fine shop"] * 20 + ["fine shop"] * 130 + ["rude clerk"] * 10
    found = groups(texts, low)
    assert {"rude", "clerk", "rude clerk"} in found
    assert found[0] == {"rude", "clerk", "rude clerk"}, "themes of low scores first"


@pytest.mark.parametrize(("comments", "expected"), [(5, True), (4, False)])
def test_five_comments_are_needed(comments: int, expected: bool) -> None:
    texts = ["zebra"] * comments + ["horse banana kiwi melon"] * 600
    low = np.arange(len(texts)) < comments
    assert any("zebra" in theme for theme in groups(texts, low)) is expected


@pytest.mark.calibration
def test_a_planted_word_is_found_and_little_else() -> None:
    """Ten fixed seeds; the hundred of the claim are in tests/benchmarks/themes.py."""
    found = others = 0
    for seed in range(10):
        texts, low = planted_comments(seed)
        themes = groups(texts, low)
        hits = [theme for theme in themes if any(PLANTED in term for term in theme)]
        found += bool(hits)
        others += len(hits) < len(themes)
    assert found == 10
    assert others <= 1


@pytest.mark.calibration
def test_nothing_is_found_where_nothing_is_planted() -> None:
    assert sum(bool(groups(*planted_comments(seed, in_low=0.1, in_others=0.1))) for seed in range(10)) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to anna@example.org", "write to •••"),
        ("call +49 171 2345678 now", "call ••• now"),
        ("card 4111 1111 1111 1111", "card •••"),
        ("card 4111111111111111", "card •••"),
        ("amex 3782 822463 10005", "amex •••"),
        ("order 4111111111111112", "order 4111111111111112"),
        ("gate 75 at 9.30, 12 of 100", "gate 75 at 9.30, 12 of 100"),
    ],
)
def test_what_is_personal_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
