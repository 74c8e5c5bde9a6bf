"""Assertions of shared checks say what differed."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.ingest.layouts")
