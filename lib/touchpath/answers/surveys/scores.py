"""How it felt, said: the score, where it is lowest and whether that is more than chance, in tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from touchpath.analysis.surveys import scores as measuring
from touchpath.analysis.surveys.result import PlacingCounts, ScoreGroup, ScoresResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.surveys.words import ScoreWords, box_label, group_label, split_noun, words_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.surveys import Scores
from touchpath.journey.words import NOTHING, count, day_in_words, decimal, listed, plural, rate
from touchpath.stats.survey_scores import MIN_ANSWERS

TITLE = "How did it feel?"
_ALPHA = 0.05


def measure(engine: Reader, asked: Scores, filters: Filters) -> ScoresResult:
    """The scores of the answers in view."""
    return measuring.measure(engine, asked, filters)


def tell(asked: Scores, found: ScoresResult, place: Place) -> Told:
    """Everything that is said of scores."""
    say = words_of(found)
    return Told(
        title=TITLE,
        sentence=_sentence(found, say),
        definition=_definition(asked, found, say),
        denominator="answers in view, by when they were given, by whom, and by the event they are about",
        n=float(found.whole.answers),
        tables=(
            _groups_table("scores", found.groups, found.split, found, say),
            _boxes_table(found),
            _trend_table(found, say),
            _placing_table(found),
            *((_groups_table("scores-by-survey", found.surveys, "survey", found, say),) if found.surveys else ()),
        ),
        notes=_notes(found, say),
        statement=Statement("ask/surveys/answers", place.filters),
    )


def lowest_group(found: ScoresResult) -> ScoreGroup | None:
    """The group with the lowest score among those with enough answers; None where there are not two."""
    enough = [
        part for part in found.groups
        if part.kind == "value" and part.answers >= MIN_ANSWERS and isfinite(part.score)
    ]  # fmt: skip
    return min(enough, key=lambda part: part.shrunken) if len(enough) > 1 else None


def is_few(group: ScoreGroup) -> bool:
    """Whether a group has too few answers to be compared (or they are hidden)."""
    return not group.answers >= MIN_ANSWERS


def _sentence(found: ScoresResult, say: ScoreWords) -> str:
    if not found.choices:
        return "There are no survey answers with a score in this workspace yet."
    whole = found.whole
    if not isfinite(whole.score):
        return f"No {say.title} answers are in view: take a filter away, or choose more dates."
    few = f" That is few: under {MIN_ANSWERS} answers a score says little." if whole.answers < MIN_ANSWERS else ""
    beside = f"; {rate(whole.good)} answered 5 or more" if found.metric == "ces" else ""
    said = (
        f"{say.title} is {say.value(whole.score)} ({say.span(whole.low, whole.high)}) from "
        f"{plural(whole.answers, 'answer')}{beside}."
    )
    return f"{said}{few}{_worst_sentence(found, say)}"


def _worst_sentence(found: ScoresResult, say: ScoreWords) -> str:
    worst = lowest_group(found)
    if worst is None:
        return ""
    name = f"{split_noun(found.split)} {worst.label}"
    told = f" {say.lowest} for {name}: {say.value(worst.score)} (n = {count(worst.answers)})"
    if not (worst.p_value <= _ALPHA and worst.versus_rest < 0):
        return f"{told}, no more different from the others than chance would have it."
    return f"{told}, {say.size(worst.versus_rest)} below the others, which is more than chance."


def _definition(asked: Scores, found: ScoresResult, say: ScoreWords) -> str:
    named = f" Questions: {listed(found.questions, 6)}." if found.questions else ""
    latest = " Only the last answer of each person counts." if asked.latest_only else ""
    return (
        f"{say.meaning}{named}{latest} An answer is about the touchpoint that its file names, else the person's last "
        f"other event in the {asked.lag_hours:g} hours before it. The range holds the true score in 95 of 100 cases; "
        "answers of one person are not independent, and weights that differ leave fewer that tell: both widen it. "
        "A group is compared with all other answers; groups of few answers are pulled towards the rest in the order."
    )


def _notes(found: ScoresResult, say: ScoreWords) -> tuple[str, ...]:
    whole, said = found.whole, []
    if found.weighted:
        said.append(
            f"Weighted as the file says; without weights {say.value(whole.plain)}. The weighted answers tell as much "
            f"as {decimal(whole.effective)} of equal weight."
        )
    if isfinite(found.smallest_change):
        said.append(
            f"A change of under {say.size(found.smallest_change)} would not show between two groups of "
            f"{count(whole.answers)} answers each."
        )
    if found.rescaled:
        said.append("Answers on other scales were brought to 1 to 7.")
    if found.metric == "csat" and len(found.scales) > 1:
        scales = listed([f"{low:g} to {high:g}" for low, high in found.scales])
        said.append(f"Scales of several lengths are put together by their top two boxes: {scales}.")
    if found.left_out:
        said.append(f"{plural(found.left_out, 'answer has', 'answers have')} no event to test: left out.")
    if found.off_scale:
        said.append(
            f"{plural(found.off_scale, 'answer is', 'answers are')} left out: on a scale that {say.title} is not "
            "counted on, or without a weight that counts."
        )
    return (*said, *_asking_note(found))


def _asking_note(found: ScoresResult) -> tuple[str, ...]:
    if not found.asking:
        return ()
    guessed = "" if found.asking_confirmed else " (a guess: confirm it under Workspaces, Settings)"
    return (f"No answer is about {listed(found.asking, conjunction='or')}, which only asks{guessed}.",)


def _groups_table(name: str, groups: Sequence[ScoreGroup], split: str, found: ScoresResult, say: ScoreWords) -> Table:
    """Groups beside the whole."""
    parts = [*groups, found.whole]
    labels = [*(group_label(part, split) for part in groups), "(all answers)"]
    rows = pd.DataFrame(
        [
            (label, part.kind, part.people, part.answers, part.score, part.low, part.high, part.plain, part.effective,
             part.mean, part.good, part.bad, part.versus_rest, part.versus_low, part.versus_high, part.p_value)
            for label, part in zip(labels, parts, strict=True)
        ],
        columns=["group", "kind", "people", "answers", "score", "low", "high", "unweighted", "effective_answers",
                 "mean", "good_share", "detractor_share", "versus_rest", "versus_low", "versus_high", "adjusted_p"],
    )  # fmt: skip
    readable = pd.DataFrame(
        {
            "Group": labels,
            "Score": [say.value(part.score) for part in parts],
            "95 % interval": [say.span(part.low, part.high) for part in parts],
            "Answers": [count(part.answers) for part in parts],
            "Against the others": [_versus(part, say) for part in parts],
            "Without weights": [say.value(part.plain) for part in parts],
            "Top two boxes": [rate(part.good) for part in parts],
        }
    )
    hidden = [] if found.weighted else ["Without weights"]
    hidden += [] if found.metric in ("other", "csat") else ["Top two boxes"]
    return Table(name, rows, readable.drop(columns=hidden))


def _versus(part: ScoreGroup, say: ScoreWords) -> str:
    if not isfinite(part.versus_rest):
        return NOTHING
    few = f"n = {count(part.answers)}: too few to compare"
    span = say.difference_span(part.versus_low, part.versus_high)
    chance = "more than chance" if part.p_value <= _ALPHA else "may be chance"
    return few if is_few(part) else f"{say.difference(part.versus_rest)} ({span}); {chance}"


def _boxes_table(found: ScoresResult) -> Table:
    rows = pd.DataFrame(
        [(box.low, box.high, box.answers, box.share) for box in found.boxes],
        columns=["from", "to", "answers", "share"],
    )
    readable = pd.DataFrame(
        {
            "Answer": [box_label(box) for box in found.boxes],
            "Answers": [count(box.answers) for box in found.boxes],
            "Share": [rate(box.share) for box in found.boxes],
        }
    )
    return Table("answers-by-box", rows, readable)


def _trend_table(found: ScoresResult, say: ScoreWords) -> Table:
    parts = [(found.buckets[point.place], point) for point in found.points]
    rows = pd.DataFrame(
        [
            (bucket.start, point.answers, point.score, point.low, point.high, bucket.complete)
            for bucket, point in parts
        ],
        columns=["from", "answers", "score", "low", "high", "complete"],
    )
    readable = pd.DataFrame(
        {
            "From": [day_in_words(bucket.start) for bucket, _ in parts],
            "Score": [say.value(point.score) for _, point in parts],
            "95 % interval": [say.span(point.low, point.high) for _, point in parts],
            "Answers": [count(point.answers) for _, point in parts],
            "Complete": ["yes" if bucket.complete else "not yet" for bucket, _ in parts],
        }
    )
    return Table("scores-over-time", rows, readable)


LEVELS = {
    "with_time": "have a time",
    "with_person": "are of a known person",
    "with_touchpoint": "are placed at a touchpoint",
    "with_channel": "are placed on a channel",
    "with_persona": "are of a person with a persona",
}


def _placing_table(found: ScoresResult) -> Table:
    placing: PlacingCounts = found.placing
    levels = {name: getattr(placing, name) for name in LEVELS}
    rows = pd.DataFrame(
        [(name, placed, placing.answers - placed) for name, placed in levels.items()],
        columns=["level", "placed", "not_placed"],
    )
    readable = pd.DataFrame(
        {
            "Answers that …": list(LEVELS.values()),
            "Placed": [count(placed) for placed in rows["placed"]],
            "Not placed": [count(left) for left in rows["not_placed"]],
        }
    )
    return Table("placing", rows, readable)
