"""Finding a person everywhere in a workspace, and handing out what is held about them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from touchpath.engine.base import Reader
from touchpath.ingest.privacy import Hashing
from touchpath.queries.tables import TABLES, KeptTable
from touchpath.workspace.id_forms import written_forms
from touchpath.workspace.spreadsheet_cells import csv_lines

_TELLING_LENGTH = 6
_TELLING_LENGTH_OF_ONE_KIND = 9


@dataclass(frozen=True)
class PersonFound:
    """A human of the workspace: every id they have (raw or hashed), their keys, and the rows there are by place."""

    ids: tuple[str, ...]
    people: tuple[int, ...]
    rows: tuple[tuple[str, int], ...]

    @property
    def asked(self) -> dict[str, Any]:
        """What statements over the tables of the register are asked with."""
        return {"people": list(self.people), "ids": list(self.ids), "cell": cell_pattern(self.ids)}

    @property
    def total(self) -> int:
        """Rows of, or naming, this human."""
        return sum(rows for _, rows in self.rows)


def find_person(reader: Reader, hashing: Hashing, person_id: str) -> PersonFound:
    """Everything about the human with this id, as typed or as its keyed hash, and about the ids merged with it."""
    asked = person_id.strip()
    typed = [asked, hashing.of(asked)] if asked else []
    known = reader.frame("ask/privacy/same_human", {"ids": typed})
    ids = tuple(dict.fromkeys([*typed, *map(str, known["person_id"])]))
    people = tuple(int(person) for person in known["person"])
    found = PersonFound(ids, people, ())
    met = ((table.place, _rows_of(reader, table, found)) for table in TABLES if table.belongs and table.place)
    return replace(found, rows=tuple((place, rows) for place, rows in met if rows))


def _rows_of(reader: Reader, table: KeptTable, found: PersonFound) -> int:
    return int(reader.frame_over(table, "ask/privacy/traces", found.asked)["rows"][0])


def export_person(reader: Reader, found: PersonFound) -> bytes:
    """What is held about a human, as a zip of CSV files, one per place; cells are harmless in spreadsheets."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in TABLES:
            frame = reader.frame_over(table, table.told, found.asked) if table.told else pd.DataFrame()
            if not frame.empty:
                packed.writestr(f"{table.place or table.name}.csv", csv_lines(frame))
        packed.writestr("ids.csv", csv_lines(pd.DataFrame({"id": found.ids})))
    return target.getvalue()


def cell_pattern(ids: Sequence[str]) -> str:
    """A pattern (RE2) that fits a line of delimited text one of whose cells is one of the ids."""
    if not ids:
        return "a^"
    return f'(^|[,;|\\t"])\\s*({_either(ids)})\\s*($|[,;|\\t"\\r\\n])'


def word_pattern(ids: Sequence[str]) -> str:
    """A pattern (RE2) that fits the ids as words of a text, but for those too short to be told from other words.

    An e-mail at the end of a longer one is somebody else's. Signs around are groups 1 and 3, 4 and 6, or 7 and 9: the
    last are of ids in disguise, as in links (see id_forms).
    """
    telling = [one for one in ids if is_telling(one)]
    mails, others = [one for one in telling if "@" in one], [one for one in telling if "@" not in one]
    around_other = f"(^|[^\\w])({_either(others)})([^\\w]|$)" if others else "(a^)(a^)(a^)"
    around_mail = f"(^|[^\\w.+-])({_either(mails)})([^\\w]|$)" if mails else "(a^)(a^)(a^)"
    around_disguised = f"(^|[^\\w]|%[0-9A-Fa-f]{{2}})({_disguised(telling)})([^\\w]|$)" if telling else "(a^)(a^)(a^)"
    return f"{around_other}|{around_mail}|{around_disguised}"


OVER = "\\1\\4\\7[erased]\\3\\6\\9"
"""What an id in the text of others is written over with, the signs around it kept."""


def quoted_pattern(ids: Sequence[str]) -> str:
    """A pattern (RE2) that fits the ids as whole texts in JSON."""
    return f'"({_either(ids)})"' if ids else "a^"


def is_telling(person_id: str) -> bool:
    """Whether an id met in a text can only be that id: "7" or "anna" may be a quantity or a name."""
    of_one_kind = person_id.isalpha() or person_id.isdecimal()
    return len(person_id) >= (_TELLING_LENGTH_OF_ONE_KIND if of_one_kind else _TELLING_LENGTH)


def _either(ids: Sequence[str]) -> str:
    """One of the ids; e-mails in any capitals."""
    return "|".join(f"(?i:{_literal(one)})" if "@" in one else _literal(one) for one in ids)


def _disguised(ids: Sequence[str]) -> str:
    """One of the ids as it is written in links, entities, full-width letters or base64."""
    forms = [written_forms(one) for one in ids]
    any_case = [_literal(form) for plain, _ in forms for form in plain]
    exact = [_literal(form) for _, packed in forms for form in packed]
    return f"(?i:{'|'.join(any_case)})|{'|'.join(exact)}"


def _literal(text: str) -> str:
    """The text as a pattern that RE2 and Python read the same way."""
    return re.sub(r"([\\.^$|?*+()\[\]{}])", r"\\\1", text)
