"""What is done to the columns of a file that speak of people, as chosen for one file: part of its mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError

Treatment = Literal["keep", "hash", "mask", "drop"]
Others = Literal["keep", "hash", "mask", "drop", "suggested"]
TREATMENTS: tuple[Treatment, ...] = get_args(Treatment)


@dataclass(frozen=True)
class Protect:
    """How a file is protected.

    `ids`: ids of people become keyed hashes, and so do e-mails and phone numbers anywhere in the file. `columns` are
    (column, treatment) pairs; what is not in the file is left alone. `others` is done to all other columns that look
    personal: one treatment, or for each the one suggested.
    """

    ids: bool = False
    columns: tuple[tuple[str, Treatment], ...] = ()
    others: Others = "keep"

    def __post_init__(self) -> None:
        """A dict of columns becomes pairs; a treatment outside the list is refused."""
        pairs = self.columns.items() if isinstance(self.columns, Mapping) else self.columns
        object.__setattr__(self, "columns", tuple((str(name), treatment) for name, treatment in pairs))
        for treatment in (*(treatment for _, treatment in self.columns), self.others):
            if treatment not in get_args(Others) or (treatment == "suggested" and treatment != self.others):
                raise DefinitionError(
                    f'"{treatment}" is no way to treat a personal column: use one of {", ".join(TREATMENTS)}.'
                )

    def of(self, column: str) -> Treatment | None:
        """What was chosen for a column; None where nothing was."""
        return dict(self.columns).get(column)


SUGGESTED = Protect(ids=True, others="suggested")
"""Ids as keyed hashes, every column that looks personal treated as suggested for its kind."""


def protect_to_plain(protect: Protect) -> dict[str, Any]:
    """The choice as a plain dict (JSON)."""
    return {"ids": protect.ids, "columns": dict(protect.columns), "others": protect.others}


def protect_from_plain(plain: Any) -> Protect | None:
    """The choice of a plain dict; raises DefinitionError for what cannot be."""
    if plain is None or isinstance(plain, Protect):
        return plain
    try:
        return Protect(**plain)
    except (TypeError, AttributeError, ValueError) as error:
        raise DefinitionError(f"This is no way to protect a file: {error}") from error
