"""A question of the guess in words: on the command line and in what a script is told."""

from __future__ import annotations

from touchpath.ingest.guess.doubt import Candidate, Doubt

_SHOWN = 8
_LONGEST = 40


def question_words(doubt: Doubt) -> str:
    """The question and the answers that are possible: "Who was it? Possible: user (such as u1, u2); ..."."""
    shown = [candidate_words(candidate) for candidate in doubt.candidates[:_SHOWN]]
    more = len(doubt.candidates) - len(shown)
    shown += [f"{more} more"] if more else []
    return f"{doubt.sentence} Possible: {'; '.join(shown)}." if shown else doubt.sentence


def candidate_words(candidate: Candidate) -> str:
    """For example "customer_id (such as CUS-100, CUS-101)"."""
    examples = ", ".join(_short(example) for example in candidate.examples[:3])
    return f"{candidate.label} (such as {examples})" if examples else candidate.label


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
