"""Settings a workspace can be guessed to have; they stay guesses until a person confirms them."""

from __future__ import annotations

from touchpath.engine.base import Reader, Store
from touchpath.journey.goal_words import (
    guess_arriving,
    guess_asking,
    guess_direct,
    guess_entering,
    guess_goal,
    guess_purchase,
    guess_returning,
)
from touchpath.workspace.settings import read_settings, save_settings

_GUESSED = {
    "goal": guess_goal,
    "purchase": guess_purchase,
    "entering": guess_entering,
    "returning": guess_returning,
    "asking": guess_asking,
    "arriving": guess_arriving,
}


def guesses_due(reader: Reader) -> dict[str, tuple[str, ...]]:
    """The settings that would be guessed otherwise than they are, where a person has not said."""
    settings = read_settings(reader)
    names = reader.frame("ask/trends/touchpoint_names")["touchpoint"].tolist()
    found = {name: guess(names) for name, guess in _GUESSED.items() if not settings[name].confirmed}
    if not settings["direct"].confirmed:
        found["direct"] = guess_direct(reader.frame("ask/log/channel_codes")["channel"].drop_duplicates().tolist())
    return {name: value for name, value in found.items() if value != settings[name].value}


def guess_settings(engine: Store) -> dict[str, tuple[str, ...]]:
    """Guess goal, purchase, entering, returning, asking and arriving touchpoints, and direct channels, from names.

    Where a person has said what they are, that stays.
    Stores a guess that differs from what is there, as a guess; what was stored, by name.
    """
    changed = guesses_due(engine)
    if changed:
        with engine.transaction() as writer:
            save_settings(writer, changed, confirmed=False)
    return changed
