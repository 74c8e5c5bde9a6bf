"""What every test process does once."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A machine with other work is late, which is no fault of a test: no deadline. The same commit gives the same answer:
# the examples are drawn anew when a test changes, and each time with `pytest --hypothesis-profile exploring`.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", settings.get_profile("exploring"), derandomize=True)
settings.load_profile("steady")

LONG = ("browser", "test_contributing.py", "test_import_undo.py")
"""Folders and files of few tests that take long: begun last, they would leave all but one processor idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long (`make test` gives files to processors in this order)."""
    items.sort(key=lambda item: not set(LONG) & set(Path(item.path).parts))


def pytest_collection_finish() -> None:
    """Look for components among the installed packages once, and not at every start of an app in a test.

    Streamlit reads the metadata of every installed package for that, a quarter of a second each time.
    """
    if "streamlit.testing.v1" in sys.modules:
        from streamlit.components.v2 import manifest_scanner

        manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
