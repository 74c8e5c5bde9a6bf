"""Outside data and cases that are not part of the project, found through TOUCHPATH_REFERENCE."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def reference_path(relative: str) -> Path:
    """Path of a reference file, or skip the calling test with the reason why it cannot run."""
    folder = os.environ.get("TOUCHPATH_REFERENCE")
    if not folder:
        pytest.skip("TOUCHPATH_REFERENCE is not set: the outside cases are not on this machine")
    path = Path(folder) / relative
    if not path.exists():
        pytest.skip(f"{relative} is not in the folder that TOUCHPATH_REFERENCE names")
    return path
