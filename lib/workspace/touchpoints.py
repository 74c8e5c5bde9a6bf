"""The catalogue of a workspace: what its touchpoints and channels are called, and what touchpoints mean.

Names as uploaded are never altered: renaming and merging only change the name they are shown under.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import pandas as pd

from lib.engine.base import Engine, Reader, Writer
from lib.journey.definition import DefinitionError
from lib.journey.filters import NO_FILTERS, Filters
from lib.journey.touchpoints import Traits, guess_traits
from lib.workspace.settings import read_settings, save_settings

Kind = Literal["touchpoint", "channel"]
_NAMES = {"touchpoint": "touchpoints/names", "channel": "touchpoints/channel_names"}
_SHOW_AS = {"touchpoint": "touchpoints/show_as", "channel": "touchpoints/show_channel_as"}
_TOUCHPOINT_SETTINGS = ("goal", "purchase", "returning")
_TRAITS = ["stage", "phase", "directness", "setting"]


@dataclass(frozen=True)
class NamesBefore:
    """How names were shown before a change of the catalogue, to take it back."""

    kind: Kind
    names: pd.DataFrame
    settings: Mapping[str, tuple[tuple[str, ...], bool]]


def touchpoint_catalogue(reader: Reader, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per shown touchpoint: touchpoint, raw_names (list), stage, phase, directness, setting, confirmed,
    events, people, channels (counts under the filters), first_seen, last_seen (UTC); most events first.
    """
    return _with_none(reader.frame("touchpoints/catalogue", {}, filters), _TRAITS)


def channel_catalogue(reader: Reader, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per shown channel: channel, raw_names, events, people, first_seen, last_seen; most events first."""
    return reader.frame("touchpoints/channel_catalogue", {}, filters)


def stage_by_channel(reader: Reader, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per stage and channel met: stage, channel (None: missing), events, people."""
    return _with_none(reader.frame("touchpoints/stage_by_channel", {}, filters), ["stage", "channel"])


def fill_guesses(writer: Writer) -> int:
    """Guess the traits of touchpoints nothing is known about; how many got any. Confirmed ones stay."""
    unknown = _with_none(writer.frame("touchpoints/unguessed"), ["channel"])
    rows = []
    for code, name, channel in zip(unknown["code"], unknown["raw_name"], unknown["channel"], strict=True):
        traits = guess_traits(name, channel)
        if traits.known:
            rows.append({"code": code, **asdict(traits)})
    if rows:
        writer.put("given_traits", _text_frame(rows))
        writer.run("touchpoints/set_guesses")
    return len(rows)


def confirm_traits(engine: Engine, given: Mapping[str, Traits]) -> None:
    """Store what a person says about touchpoints (by shown name), all of it or none.

    Raises DefinitionError for a name that is not in the catalogue.
    """
    known = set(engine.frame("touchpoints/names")["shown"])
    for name in given:
        _require(name, known, "touchpoint")
    if not given:
        return
    rows = [{"touchpoint": name, **asdict(traits)} for name, traits in given.items()]
    with engine.transaction() as writer:
        writer.put("given_traits", _text_frame(rows))
        writer.run("touchpoints/confirm_traits")


def show_as(engine: Engine, names: Sequence[str], shown: str, kind: Kind = "touchpoint") -> NamesBefore:
    """Show one name (rename) or several (merge) under the name `shown`; what to give to `take_back`.

    Merged touchpoints take the traits of the first name. Raises DefinitionError when `shown` is empty or already
    the name of something else, or when a name is not in the catalogue.
    """
    before = _before(engine, kind)
    label = " ".join(shown.split())
    known = set(before.names["shown"])
    for name in names:
        _require(name, known, kind)
    if not label:
        raise DefinitionError(f"A {kind} needs a name.")
    if label in known - set(names):
        raise DefinitionError(f'There is already a {kind} called "{label}": merge the two instead.')
    changed = before.names[before.names["shown"].isin(list(names))].copy()
    for column in [*_TRAITS, "confirmed"] if kind == "touchpoint" else []:
        changed[column] = changed.loc[changed["shown"] == names[0], column].iloc[0]
    changed["shown"] = label
    _write(engine, kind, changed, dict.fromkeys(names, (label,)))
    return before


def split(engine: Engine, name: str, kind: Kind = "touchpoint") -> NamesBefore:
    """Show every name behind `name` as it was uploaded again; what to give to `take_back`.

    Raises DefinitionError when another touchpoint or channel is shown under one of those names.
    """
    before = _before(engine, kind)
    _require(name, set(before.names["shown"]), kind)
    mine = before.names["shown"] == name
    changed = before.names[mine].copy()
    taken = set(changed["raw_name"]) & set(before.names.loc[~mine, "shown"])
    if taken:
        listed = ", ".join(sorted(taken))
        raise DefinitionError(f'Another {kind} is shown as "{listed}": rename that one first.')
    changed["shown"] = changed["raw_name"]
    _write(engine, kind, changed, {name: tuple(changed["raw_name"])})
    return before


def take_back(engine: Engine, before: NamesBefore) -> None:
    """Undo a rename, merge or split: names and settings as they were."""
    with engine.transaction() as writer:
        writer.put("given_names", before.names)
        writer.run(_SHOW_AS[before.kind])
        for name, (value, confirmed) in before.settings.items():
            save_settings(writer, {name: value}, confirmed=confirmed)


def _before(engine: Engine, kind: Kind) -> NamesBefore:
    settings = read_settings(engine) if kind == "touchpoint" else {}
    kept = {name: settings[name] for name in _TOUCHPOINT_SETTINGS if name in settings and settings[name].value}
    return NamesBefore(
        kind, engine.frame(_NAMES[kind]), {name: (part.value, part.confirmed) for name, part in kept.items()}
    )


def _write(engine: Engine, kind: Kind, changed: pd.DataFrame, renamed: Mapping[str, tuple[str, ...]]) -> None:
    """Names, and the settings that speak of them, in one transaction."""
    settings = read_settings(engine) if kind == "touchpoint" else {}
    with engine.transaction() as writer:
        writer.put("given_names", changed)
        writer.run(_SHOW_AS[kind])
        for name in _TOUCHPOINT_SETTINGS:
            if name in settings and set(settings[name].value) & set(renamed):
                value = _replaced(settings[name].value, renamed)
                save_settings(writer, {name: value}, confirmed=settings[name].confirmed)


def _replaced(names: Sequence[str], renamed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for name in names for new in renamed.get(name, (name,))))


def _require(name: str, known: set[Any], kind: Kind) -> None:
    if name not in known:
        raise DefinitionError(f'There is no {kind} called "{name}" here.')


def _text_frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows whose missing texts reach the database as NULL."""
    frame = pd.DataFrame(list(rows))
    return frame.astype({name: "string" for name in frame.columns if name != "code"})


def _with_none(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The frame with None (not NaN) where a text is missing."""
    texts = frame[list(columns)].astype(object)
    return frame.assign(**{name: texts[name].where(texts[name].notna(), None) for name in columns})
