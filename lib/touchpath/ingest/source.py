"""What a file holds: its tables, their columns, and how they are read. Frozen; the readers make them."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ColumnType = Literal["text", "integer", "number", "time", "date", "boolean", "empty"]
Format = Literal["csv", "json", "parquet", "xlsx"]
TimeFormat = Literal["iso", "day_first", "month_first", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", "excel"]
Decimal = Literal[".", ","]
ZONE_OF_ROW = "in the zone of its row"
"""What stands behind the name of a column of times that was made with the zones another column names."""
OTHER_ENCODING = "other encoding"
"""The fact of a table that tells, in a sentence, in which other encoding its text may be."""
LARGE = 32 * 1024 * 1024
"""Bytes from which on a file is first looked at in part, so that a look does not wait for all of it."""


@dataclass(frozen=True)
class SpooledFile:
    """An uploaded file in the spool: where it lies, its name as uploaded (for people), size and fingerprint.

    The fingerprint of a large file is still being made while the file is looked at; `sha256` waits for it.
    """

    path: Path
    name: str
    bytes: int
    fingerprint: str | Future[str]

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes as uploaded, in hexadecimal digits. Raises OSError when the file could not be read."""
        return self.fingerprint if isinstance(self.fingerprint, str) else self.fingerprint.result()


@dataclass(frozen=True)
class ReadingOptions:
    """How the text of a table is read; all of it is detected and may be changed.

    `header_rows` is 0 when the file has no header (columns are then called column 1, column 2, ...);
    `skip_rows` counts lines before the header, `take_rows` the data rows after it (None: all that follow); `names`
    are typed for the columns of a file without a header. A space as delimiter stands for any run of spaces.
    Encoding, delimiter and quote matter to "csv" only, `sheet` to "xlsx" (the sheet) and
    "json" (the list, in a document with several).
    """

    format: Format = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    header_rows: int = 1
    skip_rows: int = 0
    compression: Literal["", "gzip"] = ""
    sheet: str | None = None
    take_rows: int | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Names may come as a list."""
        object.__setattr__(self, "names", tuple(self.names))


@dataclass(frozen=True)
class SourceColumn:
    """A column: its 0-based position, name, some distinct values as written, and the type they look like.

    `time_formats` are the readings that fit every value looked at (two of them: ambiguous, so the person is asked);
    `blank_rate` (0-1) and `distinct` count within the rows looked at; `decimal` is the decimal sign of a number;
    `values` are all distinct values where they are at most 200, else the first of them; `label` is what a second
    header row says about the column (the question of a survey).
    """

    position: int
    name: str
    examples: tuple[str, ...]
    type: ColumnType
    distinct: int
    blank_rate: float
    time_formats: tuple[TimeFormat, ...] = ()
    decimal: Decimal = "."
    values: tuple[str, ...] = field(default=(), repr=False)
    label: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether days and months cannot be told apart from the values."""
        return len(self.time_formats) > 1


@dataclass(frozen=True)
class RowsSetAside:
    """Rows of a file that are none of the table: why, how many, and where ("lines 1-9, 18").

    `part` is the part of the file they belong to (see SourceTable.part); empty: to no table at all.
    """

    why: str
    rows: int
    where: str = ""
    part: str = ""

    @property
    def sentence(self) -> str:
        """In words: "9 remarks (lines 1-9)"."""
        return f"{self.rows:,} {self.why}" + (f" ({self.where})" if self.where else "")


@dataclass(frozen=True)
class SourceTable:
    """One table of one file, ready to be mapped.

    `rows` counts data rows where counting them is cheap (else None); `header_key` is the same for files with the same
    header; `notes` are sentences about how the file was read. `data` is the clean file of text columns c0..cN the
    table was turned into, or None where the database reads the file itself. `preset` is the key of the tool the file
    was recognised to come from and `view` which of its tables this is; `facts`: what the file tells beside its rows.
    `aside`: what else the file holds, so that every line of it but blank ones and headers is accounted for.
    `glanced`: so far only pieces of a large text were looked at, and its import has to look at all of it.
    """

    name: str
    file: SpooledFile
    columns: tuple[SourceColumn, ...]
    options: ReadingOptions
    header_key: str
    sample: tuple[tuple[str | None, ...], ...]
    rows: int | None = None
    rows_sampled: int = 0
    notes: tuple[str, ...] = ()
    data: Path | None = None
    preset: str = ""
    view: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    aside: tuple[RowsSetAside, ...] = ()
    glanced: bool = False

    def __hash__(self) -> int:
        """Of a few fields alone: what is remembered about a wide table is looked up many times."""
        return hash((self.name, self.header_key, self.rows_sampled, self.view))

    @property
    def part(self) -> str:
        """Which part of the file the table lies in (its sheet or list, the lines before); views of one share it."""
        return part_of(self.options)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in file order."""
        return tuple(column.name for column in self.columns)

    @property
    def first_row(self) -> int:
        """The number a spreadsheet gives the first data row."""
        return 1 + self.options.skip_rows + self.options.header_rows

    def column(self, name: str) -> SourceColumn | None:
        """The first column with this name."""
        return next((column for column in self.columns if column.name == name), None)


def part_of(options: ReadingOptions) -> str:
    """Which part of a file is read: its sheet or list, and the lines before."""
    return f"{options.sheet or ''}:{options.skip_rows}"


def twin_name(name: str) -> str:
    """What the column is called that holds the times of another one in the zones of their rows."""
    return f"{name} ({ZONE_OF_ROW})"


def is_twin(name: str) -> bool:
    """Whether a column was made of another one and the zones of the rows, and is none of the file."""
    return name.endswith(f" ({ZONE_OF_ROW})")
