"""The original files of imports, kept compressed beside the workspace, so that a mapping can be changed later.

Each is kept once, under the fingerprint of its bytes; which import it belongs to is said by the imports themselves.
So a file that no import names is a leftover, and is swept away.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from touchpath.engine.owner_only import own_folder, owned, write_whole
from touchpath.ingest.reading.rewritten import is_plain, plain_table
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import ReadingOptions, SourceTable, SpooledFile
from touchpath.ingest.spool import Spool

_ENDING, _OPTIONS, _PART = ".zst", ".json", ".part"


@dataclass(frozen=True)
class Originals:
    """The folder the originals of a workspace are kept in; it is made when the first one comes."""

    folder: Path

    def keep(self, table: SourceTable) -> None:
        """Keep the file of a table and how it was read; what is there already is not written again."""
        own_folder(self.folder)
        place = self._place(table.file.sha256)
        if not place.exists():
            with (
                _whole(place) as part,
                table.file.path.open("rb") as source,
                pa.CompressedOutputStream(str(owned(part)), "zstd") as target,
            ):
                shutil.copyfileobj(source, target, 1 << 20)
        known = {**self._options(table.file.sha256), table.header_key: dataclasses.asdict(table.options)}
        noted = {"ending": "".join(table.file.path.suffixes), "read": known}
        write_whole(place.with_suffix(_OPTIONS), json.dumps(noted))

    def has(self, sha256: str) -> bool:
        """Whether the file with this fingerprint is here."""
        return self._place(sha256).exists()

    def fetch(self, sha256: str, name: str, spool: Spool) -> SpooledFile:
        """The file, unpacked into the spool; to be discarded there. Raises ImportRefused when it was not kept."""
        if not self.has(sha256):
            raise ImportRefused("The original of this file was not kept.", file=name, remedy="Upload it again.")
        noted = json.loads(self._place(sha256).with_suffix(_OPTIONS).read_text(encoding="utf-8"))
        with pa.CompressedInputStream(str(self._place(sha256)), "zstd") as stream:
            file = spool.save(f"original{noted['ending']}", stream)
        return dataclasses.replace(file, name=name)

    def table(self, file: SpooledFile, header_key: str) -> SourceTable:
        """The table of a fetched file that has this header, read as it was when it was imported."""
        known = self._options(file.sha256)
        if is_plain(file):
            return dataclasses.replace(plain_table(file, _options(*known.values())), header_key=header_key)
        options = _options(known.get(header_key, {}))
        for given in (options, None):
            for table in sniff(file, given):
                if table.header_key == header_key:
                    return table
        raise ImportRefused(
            "The kept original cannot be read as it was then.", file=file.name, remedy="Upload the file again."
        )

    def sweep(self, wanted: Collection[str]) -> None:
        """Remove every file that no import (by its fingerprint) is made of."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.suffix == _PART or path.name.split(".")[0] not in wanted:
                path.unlink()

    def _place(self, sha256: str) -> Path:
        return self.folder / f"{sha256}{_ENDING}"

    def _options(self, sha256: str) -> dict[str, Any]:
        path = self._place(sha256).with_suffix(_OPTIONS)
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["read"] if path.exists() else {}
        return read


@contextmanager
def _whole(place: Path) -> Iterator[Path]:
    """A path to write to; what is written takes its place when it is whole, else nothing of it stays."""
    part = place.with_name(f"{place.name}{_PART}")
    try:
        yield part
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)


def _options(known: dict[str, Any]) -> ReadingOptions:
    """Reading options as they were noted; what is not known today is left out."""
    names = {field.name for field in dataclasses.fields(ReadingOptions)}
    return ReadingOptions(**{name: value for name, value in known.items() if name in names})
