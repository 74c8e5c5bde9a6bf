"""Delimited text, read by ourselves: any encoding, bad rows one by one."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice

from touchpath.ingest.reading.delimited import Record, split_records
from touchpath.ingest.reading.remarks import counted_rows
from touchpath.ingest.reading.rows import Row
from touchpath.ingest.reading.text_encoding import open_plain
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import ReadingOptions, SpooledFile

_LONGEST_LINE = 16_000_000
_BAD_BYTE = re.compile("[\udc80-\udcff]")


def read_csv_rows(file: SpooledFile, options: ReadingOptions) -> Iterator[Row]:
    """The data rows after the header. Raises ImportRefused when the file is cut off, or a line is endless."""
    end = None if options.take_rows is None else options.header_rows + options.take_rows
    for record in islice(records(file, options), options.header_rows, end):
        reason = record.reason
        if not reason and not record.raw.isascii() and _BAD_BYTE.search(record.raw):
            reason = f"bytes that are not {options.encoding} text"
        raw = record.raw if not reason else record.raw.encode("utf-8", "replace").decode()
        yield Row(record.number, [cell or None for cell in record.cells], raw, reason)


def records(file: SpooledFile, options: ReadingOptions) -> Iterator[Record]:
    """Every record after the skipped lines, the header included, numbered as a spreadsheet numbers rows.

    Where the rows of a table are counted, records of blank cells and remarks are none of them.
    """
    lines = islice(text_lines(file, options), options.skip_rows, None)
    found = split_records(lines, options.delimiter, options.quote, options.skip_rows)
    return found if options.take_rows is None else counted_rows(found)


def text_lines(file: SpooledFile, options: ReadingOptions) -> Iterator[str]:
    """The lines of the file as text; bytes outside the encoding become lone surrogates."""
    try:
        codecs.lookup(options.encoding)
    except LookupError as error:
        raise ImportRefused(f'"{options.encoding}" is not an encoding.', file=file.name) from error
    errors = "surrogateescape" if "utf-8" in options.encoding else "replace"
    try:
        with open_plain(file.path, options.compression, file.name) as stream:
            text = io.TextIOWrapper(stream, encoding=options.encoding, errors=errors, newline=None)
            number = 0
            while line := text.readline(_LONGEST_LINE):
                number += 1
                if len(line) >= _LONGEST_LINE:
                    raise ImportRefused(
                        "A line has over 16 million characters.",
                        file=file.name,
                        row=number,
                        remedy="This is probably not a table: check the export.",
                    )
                yield line
    except (EOFError, OSError, zlib.error) as error:
        raise ImportRefused(
            "The compressed file is cut off or damaged.", file=file.name, remedy="Export or download it again."
        ) from error
