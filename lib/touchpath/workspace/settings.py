"""Settings of a workspace: guessed when data arrive, marked as guessed until a person confirms them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from touchpath.engine.base import DamagedWorkspaceError, Reader, Store, Writer
from touchpath.journey.alerts import LEAST_BUDGET, MOST_BUDGET, holidays_from
from touchpath.journey.calendar import WeekStart, zone_names
from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.webhook import require_address

DEFAULTS: Mapping[str, Any] = {
    "time_zone": "UTC",
    "week_start": "monday",
    "currency": "EUR",
    "goal": (),
    "purchase": (),
    "entering": (),
    "returning": (),
    "asking": (),
    "direct": (),
    "arriving": (),
    "off_map": (),
    "data_end": None,
    "keep_originals": True,
    "small_cell": 0,
    "protect_people": False,
    "personal_columns": "keep",
    "retention_days": None,
    "alarm_budget": 4,
    "holidays": (),
    "opening_board": "",
    "alarm_webhook": "",
    "watch_inbox": False,
}
"""goal, purchase, entering, returning, asking, arriving and off_map are tuples of touchpoint names (entering: where
retention begins to count; asking: those that only ask for an answer; arriving: those that come to people, who do
nothing; off_map: those that are not the customer's), direct of names of channels that name no source;
data_end an ISO date or None; small_cell the people a figure must be about to be shown (0: any number);
personal_columns keep, mask, drop or suggested; retention_days a count of days or None; alarm_budget false alarms a
year over all watched figures; holidays days or stretches (journey/alerts.py) on which nothing is raised;
opening_board the name of the board that the overview shows, "" for its own figures;
alarm_webhook the address that open alarms are posted to, "" for none: nothing is sent then;
watch_inbox whether files of the inbox whose columns were imported before are imported by themselves."""

_LONGEST_DAYS = 36_525
_PROTECTING = frozenset({"small_cell", "protect_people", "personal_columns"})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count_or_none(value: Any) -> bool:
    return value is None or _is_count(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_names(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(name, str) for name in value)


def _is_day_or_none(value: Any) -> bool:
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return value is None or isinstance(value, date)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "time_zone": _is_text,
    "week_start": _is_text,
    "currency": _is_text,
    "goal": _are_names,
    "purchase": _are_names,
    "entering": _are_names,
    "returning": _are_names,
    "asking": _are_names,
    "direct": _are_names,
    "arriving": _are_names,
    "off_map": _are_names,
    "data_end": _is_day_or_none,
    "keep_originals": _is_flag,
    "small_cell": _is_count,
    "protect_people": _is_flag,
    "personal_columns": _is_text,
    "retention_days": _is_count_or_none,
    "alarm_budget": _is_number,
    "holidays": _are_names,
    "opening_board": _is_text,
    "alarm_webhook": _is_text,
    "watch_inbox": _is_flag,
}
"""What a value must be before anything else is asked of it."""
_REFUSING: Mapping[str, Callable[[Any], object]] = {"holidays": holidays_from, "alarm_webhook": require_address}
"""What refuses, with a sentence, the values that a setting cannot have."""


@dataclass(frozen=True)
class Setting:
    """One setting: its value, and whether a person confirmed it (False: guessed or default)."""

    name: str
    value: Any
    confirmed: bool


def read_settings(engine: Reader) -> dict[str, Setting]:
    """Every setting, defaults filled in."""
    found = {row.name: row for row in engine.frame("ask/settings").itertuples()}
    settings = {}
    for name, default in DEFAULTS.items():
        row = found.get(name)
        value = default if row is None else _from_json(name, str(row.value))
        settings[name] = Setting(name, value, bool(row is not None and row.confirmed))
    return settings


def mend_settings(engine: Store) -> tuple[str, ...]:
    """Forget stored settings that cannot be: they are as in a new workspace, and guessed again; their names.

    Raises DamagedWorkspaceError when one of them protects people: which choice was made must not be guessed.
    """
    rows = engine.frame("ask/settings").itertuples()
    broken = tuple(str(row.name) for row in rows if row.name in DEFAULTS and not _holds(str(row.name), row.value))
    for name in broken:
        if name in _PROTECTING:
            raise DamagedWorkspaceError(
                f'The setting "{name.replace("_", " ")}", which protects people, cannot be read: what may be '
                "shown is not known. Restore a backup."
            )
    if broken:
        with engine.transaction() as writer:
            for name in broken:
                writer.run("keep/forget_setting", {"name": name})
    return broken


def _holds(name: str, text: Any) -> bool:
    """Whether the text stored for a setting is a value it can have."""
    try:
        _check(name, _from_json(name, text))
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def save_settings(writer: Writer, values: Mapping[str, Any], *, confirmed: bool) -> None:
    """Store settings inside a transaction.

    With confirmed=False (a guess) a setting that a person confirmed is left as it is.
    Raises DefinitionError for an unknown name or a value that cannot be.
    """
    for name, value in values.items():
        _check(name, value)
        writer.run(
            "keep/save_setting" if confirmed else "keep/guess_setting",
            {"name": name, "value": json.dumps(value if not isinstance(value, date) else value.isoformat())},
        )


def _from_json(name: str, text: str) -> Any:
    value = json.loads(text)
    return as_tuple(value) if isinstance(DEFAULTS[name], tuple) else value


def _check(name: str, value: Any) -> None:
    if name not in DEFAULTS:
        raise DefinitionError(f'There is no setting called "{name}".')
    if not _KINDS[name](value):
        raise DefinitionError(f'The setting "{name.replace("_", " ")}" cannot be {value!r}.')
    if name == "time_zone" and value not in zone_names():
        raise DefinitionError(f'"{value}" is not a time zone: choose one such as Europe/Berlin.')
    if name == "week_start" and value not in get_args(WeekStart):
        raise DefinitionError(f'A week starts on monday or sunday, not on "{value}".')
    if name == "small_cell" and not (value == 0 or 2 <= value <= 1_000):
        raise DefinitionError("Small groups are hidden below a number of people from 2 to 1,000; 0 hides none.")
    if name == "personal_columns" and value not in ("keep", "mask", "drop", "suggested"):
        raise DefinitionError(f'Personal columns can be kept, masked or dropped, not "{value}".')
    if name == "retention_days" and not (value is None or 1 <= value <= _LONGEST_DAYS):
        raise DefinitionError("A retention period is a number of days, at least 1 and at most 36,525 (100 years).")
    if name == "alarm_budget" and not LEAST_BUDGET <= value <= MOST_BUDGET:
        raise DefinitionError("A budget of false alarms lies between 0.1 and 365 a year.")
    if name in _REFUSING:
        _REFUSING[name](value)


PRIVACY = frozenset({"small_cell", "protect_people", "personal_columns", "retention_days", "keep_originals"})
"""Settings that decide what is kept and shown of people: the audit says what they were set to."""


@dataclass(frozen=True)
class Settings(Mapping[str, Setting]):
    """The part of a workspace that holds its settings: every one by name, defaults filled in."""

    core: WorkspaceCore

    def __getitem__(self, name: str) -> Setting:
        """One setting; raises KeyError for an unknown name."""
        return read_settings(self.core.engine)[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(DEFAULTS)

    def __len__(self) -> int:
        """How many there are."""
        return len(DEFAULTS)

    def save(self, **values: Any) -> None:
        """Store settings as confirmed by a person. Raises DefinitionError for a name or value that cannot be."""
        switches = {name: value for name, value in values.items() if name in PRIVACY}
        others = {name: value for name, value in values.items() if name not in PRIVACY}
        with ExitStack() as acts:
            if switches:
                said = ", ".join(f"{name} = {json.dumps(value, default=str)}" for name, value in switches.items())
                acts.enter_context(self.core.access.act("privacy", said))
            if others or not values:
                acts.enter_context(self.core.access.act("settings", ", ".join(others)))
            with self.core.engine.transaction() as writer:
                save_settings(writer, values, confirmed=True)
