"""What a guess is not sure of: one plain question each, with the answers that are possible.

An answer is text: the name of a column, a kind of table, a way of writing times, `=value` for a value that holds for
every row, or nothing ("") where none of the columns is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, str | Sequence[str]]
"""What was answered, by role; several answers where the question allows it."""

NONE_OF_THEM = ""
"""The answer that no column plays the role."""


@dataclass(frozen=True)
class Candidate:
    """One possible answer: what is given back, how it is shown, and up to three example values."""

    answer: str
    label: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """One plain question about a role (a field of the mapping, or "kind"), and the candidates for its answer.

    `multiple`: several may be chosen. `table` names the table it is about, where a file has several.
    """

    role: str
    sentence: str
    candidates: tuple[Candidate, ...] = ()
    multiple: bool = False
    table: str = ""


@dataclass(frozen=True)
class Evidence:
    """Why a column was taken for a role: its score (0 to 1), the reasons in sentences, and what came second."""

    role: str
    column: str
    score: float
    reasons: tuple[str, ...] = ()
    runner_up: str = ""
    runner_up_score: float = 0.0
