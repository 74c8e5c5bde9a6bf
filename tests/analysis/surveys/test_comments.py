"""Comments with their answers: filters, search, a named theme, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from touchpath import Constant, Workspace
from touchpath.answers import Viewer, ask
from touchpath.answers.surveys.comments import followed_sentence
from touchpath.journey.comments import Themes
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters

LOW = "the clerk at the counter was rude to me"
GOOD = "what a lovely shop with such kind people"


def _rows() -> Iterator[str]:
    """Three months of 40 comments a month: the low ones speak of a rude clerk, more of them each month."""
    for month, rude in ((1, 4), (2, 8), (3, 16)):
        for number in range(40):
            low = number < rude
            text = LOW if low else GOOD
            if (month, number) == (3, 39):
                text = "Mail anna@example.org or call +49 171 2345678"
            score, about = (2, "counter") if low else (9, "shop" if number % 2 else "counter")
            yield f"p{month}-{number},2025-0{month}-{10 + number % 15},{score},{about},{text}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("comments")
    answers, events = folder / "answers.csv", folder / "events.csv"
    answers.write_text("who,at,score,about,said\n" + "\n".join(_rows()), encoding="utf-8")
    events.write_text(
        "who,at,what\nend,2024-12-15,visit\nend,2025-04-20,visit\np3-39,2025-03-01,visit\n", encoding="utf-8"
    )
    with Workspace.in_memory() as opened:
        opened.import_events(events, person="who", occurred_at="at", touchpoint="what")
        opened.import_responses(
            answers, person="who", answered_at="at", score="score", touchpoint="about", comment="said",
            metric=Constant("nps"),
        )  # fmt: skip
        yield opened


def test_low_scores_speak_of_the_clerk(workspace: Workspace) -> None:
    answer = ask(workspace, Themes())
    first = answer.result.themes[0]
    assert first.side == "low"
    assert {"rude", "clerk", "counter"} & set(first.words)
    assert (first.comments, first.share_low, first.share_others) == (28, 1.0, 0.0)
    assert first.score == -100
    assert first.typical == (LOW,)
    assert (answer.result.comments, answer.result.low, answer.result.language) == (120, 28, "en")
    assert "those with a low score speak of" in answer.sentence


@pytest.mark.parametrize(
    ("question", "matching"),
    [
        (Themes(search="RUDE clerk"), 28),
        (Themes(search="rude lovely"), 0),
        (Themes(bands=("top",)), 92),
        (Themes(bands=("low", "middle")), 28),
        (Themes(touchpoints=("shop",)), 120 - 28 - 18 - 16 - 12),
        (Themes(words=("rudeness",)), 28),
        (Themes(words=("kind people", "rude")), 28 + 91),
        (Themes(words=("the",)), 28),
    ],
)
def test_comments_are_chosen(workspace: Workspace, question: Themes, matching: int) -> None:
    assert ask(workspace, question).result.matching == matching


def test_filters_reach_comments(workspace: Workspace) -> None:
    found = ask(workspace, Themes(), Filters(date_from="2025-03-01")).result  # type: ignore[arg-type]
    assert (found.comments, found.low) == (40, 16)


def test_the_latest_comes_first_and_is_masked(workspace: Workspace) -> None:
    listed = ask(workspace, Themes(most=3)).result.listed
    assert len(listed) == 3
    assert [part.at for part in listed] == sorted((part.at for part in listed), reverse=True)
    (mail,) = ask(workspace, Themes(search="mail")).result.listed
    assert mail.text == "Mail ••• or call •••"
    assert mail.person_id == "p3-39"


def test_a_named_theme_is_followed(workspace: Workspace) -> None:
    question = Themes(words=("rude",))
    found = ask(workspace, question).result
    assert [(part.comments, part.of_comments) for part in found.followed] == [(4, 40), (8, 40), (16, 40)]
    assert [part.complete for part in found.followed] == [False, True, True], "the first month is cut by the data"
    assert all(part.low < part.share < part.high for part in found.followed)
    assert "20.0 % of 40 in the month of 1 Feb 2025" in followed_sentence(question, found)


def test_single_comments_are_hidden_with_small_groups(workspace: Workspace) -> None:
    shown = ask(workspace, Themes(words=("rude",)), viewer=Viewer("viewer", 10))
    assert shown.result.listed == ()
    assert all(theme.typical == () and theme.people >= 10 for theme in shown.result.themes)
    hidden = [part for part in shown.result.followed if part.share != part.share]
    assert len(hidden) >= 2, "the 4 and the 8 of the first months"
    assert any("words of one person" in note for note in shown.notes)
    whole = str(shown.tables)
    assert "anna" not in whole
    assert "p3-39" not in whole


def test_nobody_wrote(workspace: Workspace) -> None:
    answer = ask(workspace, Themes(), Filters(channels=("store",)))
    assert "Nobody in view wrote a comment" in answer.sentence


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"score": ""}, "Choose the score"),
        ({"bands": ("sad",)}, '"sad" is no band'),
        ({"period": "day"}, "weeks or months"),
        ({"most": 0}, "between 1 and 1,000"),
        ({"search": "x" * 201}, "at most 200"),
    ],
)
def test_what_cannot_be_asked_is_refused(given: dict, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        Themes(**given)
