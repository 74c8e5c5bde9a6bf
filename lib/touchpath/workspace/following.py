"""What people keep follows the names it speaks of: funnels, questions and persona rules after a rename or merge."""

from __future__ import annotations

import json
from dataclasses import dataclass

from touchpath.analysis.change.looks import question_key
from touchpath.engine.base import Reader, Writer
from touchpath.journey.change import change_from
from touchpath.journey.renaming import Named, Names, renamed

_WRITTEN_ANEW = {
    "saved": "keep/following/saved",
    "question": "keep/following/question",
    "reached": "keep/following/reached",
    "touchpoint": "keep/following/touchpoint",
    "rule": "keep/following/rule",
}
"""The statement that writes a text anew, by the place ask/following/texts found it in."""


@dataclass(frozen=True)
class Followed:
    """A kept text that speaks of other names now: where it is kept, under which key, before and after."""

    place: str
    key: str
    before: str
    after: str


def following(reader: Reader, kind: Named, names: Names) -> tuple[Followed, ...]:
    """The texts that have to change when touchpoints or channels are called by new names."""
    if not names:
        return ()
    found = []
    for row in reader.frame("ask/following/texts").to_dict("records"):
        field = "touchpoint" if row["place"] == "touchpoint" else "definition"  # a bare name, or a whole definition
        plain = {field: json.loads(row["text"])}
        after = renamed(plain, kind, names)
        if after != plain:
            found.append(Followed(row["place"], row["key"], row["text"], json.dumps(after[field])))
    return tuple(found)


def follow(writer: Writer, texts: tuple[Followed, ...]) -> None:
    """Write the texts anew; one that was edited meanwhile stays as it is."""
    for text in texts:
        given = {"key": text.key, "before": text.before, "text": text.after}
        writer.run(_WRITTEN_ANEW[text.place], given)
        if text.place == "question":
            asked, question = (_key(part) for part in (text.before, text.after))
            writer.run("keep/following/looks", {"name": text.key, "asked": asked, "question": question})


def unfollow(writer: Writer, texts: tuple[Followed, ...]) -> None:
    """The texts as they were before `follow`, but for those edited meanwhile."""
    follow(writer, tuple(Followed(text.place, text.key, text.after, text.before) for text in texts))


def _key(question: str) -> str:
    """What looks at this question are counted under: they go on counting when only a name changed."""
    return question_key(change_from(json.loads(question)))
