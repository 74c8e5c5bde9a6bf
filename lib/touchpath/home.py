"""Where the app's own files lie: app.py, pages/ and sample_data/."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).resolve().parent / "app"
_CLONE = Path(__file__).resolve().parents[2]

HOME = _PACKAGED if (_PACKAGED / "app.py").is_file() else _CLONE
"""The folder `app` of an installed package, else the project folder of a clone."""
