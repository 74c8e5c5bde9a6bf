"""The catalogue of a workspace: what its touchpoints and channels are called, and what touchpoints mean.

Names as uploaded are never altered: renaming and merging only change the name they are shown under.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from touchpath.engine.base import Changing, Reader, Writer
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.renaming import Named, Names
from touchpath.journey.touchpoints import Traits, guess_traits
from touchpath.workspace.following import Followed, follow, following, unfollow
from touchpath.workspace.settings import read_settings, save_settings

_NAMES = {"touchpoint": "ask/touchpoints/names", "channel": "ask/touchpoints/channel_names"}
_SHOW_AS = {"touchpoint": "keep/touchpoints/show_as", "channel": "keep/touchpoints/show_channel_as"}
_NAMING_SETTINGS: Mapping[Named, tuple[str, ...]] = {
    "touchpoint": ("goal", "purchase", "entering", "returning", "asking"),
    "channel": ("direct",),
}
_TRAITS = ["stage", "phase", "directness", "setting"]


@dataclass(frozen=True)
class NamesBefore:
    """How names were shown before a change of the catalogue, to take it back."""

    kind: Named
    names: pd.DataFrame
    settings: Mapping[str, tuple[tuple[str, ...], bool]]
    followed: tuple[Followed, ...] = ()


def touchpoint_catalogue(reader: Reader, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per shown touchpoint: touchpoint, raw_names (list), stage, phase, directness, setting, confirmed,
    events, people, channels (counts under the filters), first_seen, last_seen (UTC); most events first.
    """
    return _with_none(reader.frame("ask/touchpoints/catalogue", {}, filters), _TRAITS)


def channel_catalogue(reader: Reader, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per shown channel: channel, raw_names, events, people, first_seen, last_seen; most events first."""
    return reader.frame("ask/touchpoints/channel_catalogue", {}, filters)


def stage_by_channel(reader: Reader, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per stage and channel met: stage, channel (None: missing), events, people."""
    return _with_none(reader.frame("ask/touchpoints/stage_by_channel", {}, filters), ["stage", "channel"])


def fill_guesses(writer: Writer) -> int:
    """Guess the traits of touchpoints nothing is known about; how many got any. Confirmed ones stay."""
    unknown = _with_none(writer.frame("ask/touchpoints/unguessed"), ["channel"])
    rows = []
    for code, name, channel in zip(unknown["code"], unknown["raw_name"], unknown["channel"], strict=True):
        traits = guess_traits(name, channel)
        if traits.known:
            rows.append({"code": code, **asdict(traits)})
    if rows:
        writer.put("given_traits", _text_frame(rows))
        writer.run("keep/touchpoints/set_guesses")
    return len(rows)


def save_catalogue(
    engine: Changing, shown: Mapping[str, str], traits: Mapping[str, Traits], kind: Named = "touchpoint"
) -> NamesBefore:
    """Store new names (`shown`: present name -> new name) and confirmed traits (by present name), all or none.

    Names that become equal are merged: the result has the traits of the one that is called that already, else of the
    first in `shown`. Returns what to give to `take_back`. Raises DefinitionError for a name that is empty or unknown.
    """
    before = _before(engine, kind)
    labels = {name: " ".join(new.split()) for name, new in shown.items()}
    for name in [*labels, *traits]:
        if name not in set(before.names["shown"]):
            raise DefinitionError(f'There is no {kind} called "{name}" here.')
    if not all(labels.values()):
        raise DefinitionError(f"A {kind} needs a name.")
    after = _described(before.names, traits) if traits else before.names
    renamed = {name: label for name, label in labels.items() if label != name}
    return _write(engine, before, _renamed(after, renamed), {name: (label,) for name, label in renamed.items()})


def show_as(engine: Changing, names: Sequence[str], shown: str, kind: Named = "touchpoint") -> NamesBefore:
    """Show one name (rename) or several (merge) under the name `shown`; what to give to `take_back`.

    Raises DefinitionError when `shown` is empty or the name of something else, or a name is not in the catalogue.
    """
    label = " ".join(shown.split())
    if label in set(engine.frame(_NAMES[kind])["shown"]) - set(names):
        raise DefinitionError(f'There is already a {kind} called "{label}": merge the two instead.')
    return save_catalogue(engine, dict.fromkeys(names, label), {}, kind)


def split(engine: Changing, name: str, kind: Named = "touchpoint") -> NamesBefore:
    """Show every name behind `name` as it was uploaded again; what to give to `take_back`.

    Raises DefinitionError when another touchpoint or channel is shown under one of those names.
    """
    before = _before(engine, kind)
    mine = before.names["shown"] == name
    raw = before.names.loc[mine, "raw_name"]
    taken = set(raw) & set(before.names.loc[~mine, "shown"])
    if taken:
        listed = ", ".join(sorted(taken))
        raise DefinitionError(f'Another {kind} is shown as "{listed}": rename that one first.')
    after = before.names.assign(shown=before.names["shown"].where(~mine, before.names["raw_name"]))
    return _write(engine, before, _named(after, mine), {name: tuple(raw)})


def take_back(engine: Changing, before: NamesBefore) -> None:
    """Undo a rename, merge or split: names, settings and what is kept as they were."""
    with engine.transaction() as writer:
        writer.put("given_names", before.names)
        writer.run(_SHOW_AS[before.kind])
        for name, (value, confirmed) in before.settings.items():
            save_settings(writer, {name: value}, confirmed=confirmed)
        unfollow(writer, before.followed)


def _before(engine: Changing, kind: Named) -> NamesBefore:
    settings = read_settings(engine)
    kept = {name: settings[name] for name in _NAMING_SETTINGS[kind] if settings[name].value}
    return NamesBefore(
        kind, engine.frame(_NAMES[kind]), {name: (part.value, part.confirmed) for name, part in kept.items()}
    )


def _write(engine: Changing, before: NamesBefore, changed: pd.DataFrame, renamed: Names) -> NamesBefore:
    """Names, and the settings and kept definitions that speak of them, in one transaction."""
    settings = read_settings(engine)
    with engine.transaction() as writer:
        texts = following(writer, before.kind, renamed)
        writer.put("given_names", changed)
        writer.run(_SHOW_AS[before.kind])
        follow(writer, texts)
        for name in _NAMING_SETTINGS[before.kind]:
            if set(settings[name].value) & set(renamed):
                value = _replaced(settings[name].value, renamed)
                save_settings(writer, {name: value}, confirmed=settings[name].confirmed)
    return replace(before, followed=texts)


def _replaced(names: Sequence[str], renamed: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for name in names for new in renamed.get(name, (name,))))


def _described(names: pd.DataFrame, traits: Mapping[str, Traits]) -> pd.DataFrame:
    """The names with the traits a person gave, marked as confirmed."""
    after = names.astype(dict.fromkeys(_TRAITS, object))
    for name, given in traits.items():
        after.loc[after["shown"] == name, [*_TRAITS, "confirmed"]] = [*asdict(given).values(), True]
    return after


def _renamed(names: pd.DataFrame, renamed: Mapping[str, str]) -> pd.DataFrame:
    """The names under their new labels; those that share one share the traits of the leading one."""
    after = names.assign(shown=names["shown"].map(lambda name: renamed.get(name, name)))
    shared = [column for column in [*_TRAITS, "confirmed"] if column in names]
    after = _named(after, names["shown"].isin(renamed))
    for label in dict.fromkeys(renamed.values()):
        leaders = [name for name in [label, *renamed] if renamed.get(name, name) == label]
        leading = names[names["shown"].isin(leaders)].sort_values(
            "shown", key=lambda column: column.map(leaders.index)
        )
        for column in shared:
            after.loc[after["shown"] == label, column] = leading[column].iloc[0]
    return after


def _named(names: pd.DataFrame, chosen: pd.Series[bool]) -> pd.DataFrame:
    """The names, those `chosen` marked as named by a person (channels: else spellings alike are shown as one)."""
    return names.assign(named=names["named"] | chosen) if "named" in names else names


def _text_frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows whose missing texts reach the database as NULL."""
    frame = pd.DataFrame(list(rows))
    return frame.astype({name: "string" for name in frame.columns if name != "code"})


def _with_none(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The frame with None (not NaN) where a text is missing."""
    texts = frame[list(columns)].astype(object)
    return frame.assign(**{name: texts[name].where(texts[name].notna(), None) for name in columns})
