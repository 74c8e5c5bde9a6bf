"""Writing files with the same bytes every time."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd


def as_csv(frame: pd.DataFrame) -> str:
    """CSV text with Unix line ends; missing values are empty."""
    return str(frame.to_csv(index=False, lineterminator="\n"))


def write_text(path: Path, text: str) -> None:
    """Plain, or gzip without a time stamp where the name ends in .gz."""
    data = text.encode("utf-8")
    path.write_bytes(gzip.compress(data, compresslevel=9, mtime=0) if path.suffix == ".gz" else data)


def write_json(path: Path, content: Mapping[str, Any] | Sequence[Any]) -> None:
    """Indented JSON with a final newline."""
    write_text(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
