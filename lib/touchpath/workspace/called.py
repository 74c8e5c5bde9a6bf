"""Names as uploaded lead to the names they are shown under: what was asked before a merge is still found."""

from __future__ import annotations

from touchpath.engine.base import Reader
from touchpath.journey.renaming import Named, Names

_NAMES: dict[Named, str] = {
    "touchpoint": "ask/touchpoints/names",
    "channel": "ask/touchpoints/channel_names",
}


def now_called(reader: Reader, kind: Named) -> Names:
    """Uploaded names that nothing is shown under any more, and what they are shown under instead."""
    rows = reader.frame(_NAMES[kind])
    shown = set(rows["shown"])
    pairs = zip(rows["raw_name"].tolist(), rows["shown"].tolist(), strict=True)
    return {raw: (now,) for raw, now in pairs if raw != now and raw not in shown}
