"""An import beside the page: its end is always told, and stopping it keeps nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from touchpath.engine.base import StorageError
from touchpath.ingest.refusal import ImportCancelled, ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ui.data.job import ImportJob, _doing, _share

REPORT = ImportReport(1, "events", "shop.csv", 3, 2, 1, 0)


class _Workspace:
    """Imports by calling `work` with the progress and cancelled of the job."""

    def __init__(self, work: Callable[[Any, Any], ImportReport]) -> None:
        self.work = work

    def import_table(self, table: Any, mapping: Any, progress: Any, cancelled: Any) -> ImportReport:
        return self.work(progress, cancelled)


def _ended(work: Callable[[Any, Any], ImportReport]) -> ImportJob:
    job = ImportJob("key", "shop.csv", 3, first=False)
    job.start(_Workspace(work), None, None)
    job.thread.join(timeout=20)
    assert job.over
    return job


def _raise(error: Exception) -> Any:
    raise error


def test_a_finished_import_hands_over_its_report() -> None:
    job = _ended(lambda progress, cancelled: (progress("Storing", 3), REPORT)[1])
    assert (job.report, job.refusal, job.step, job.reached) == (REPORT, "", "Storing", 3)


@pytest.mark.parametrize(
    "error, sentence",
    [
        (ImportRefused("no column", file="shop.csv"), "shop.csv: no column"),
        (RuntimeError("disk full"), "shop.csv: the import failed and nothing of it was kept (disk full)."),
    ],
)
def test_a_failed_import_says_why(error: Exception, sentence: str) -> None:
    job = _ended(lambda progress, cancelled: _raise(error))
    assert (job.report, job.refusal) == (None, sentence)


def test_figures_that_cannot_be_read_before_do_not_stop_an_import() -> None:
    class Broken(_Workspace):
        def boards(self) -> Any:
            raise StorageError("the disk is full")

    job = ImportJob("key", "shop.csv", 3)
    job.start(Broken(lambda progress, cancelled: REPORT), None, None)
    job.thread.join(timeout=20)
    assert (job.report, job.refusal, job.before) == (REPORT, "", None)


def test_stopping_reaches_the_import() -> None:
    going = threading.Event()

    def work(progress: Any, cancelled: Any) -> ImportReport:
        going.set()
        while not cancelled():
            threading.Event().wait(0.001)
        raise ImportCancelled("stopped")

    job = ImportJob("key", "shop.csv", None, first=False)
    job.start(_Workspace(work), None, None)
    assert going.wait(20)
    assert not job.over
    job.stop.set()
    job.thread.join(timeout=20)
    assert job.refusal == "stopped"


@pytest.mark.parametrize(
    "step, reached, rows, words",
    [
        ("Reading", 0, 2000, "reading, 2,000 rows"),
        ("Reading", 500, 2000, "reading, 500 of 2,000 rows"),
        ("Storing", 2000, 2000, "storing, 2,000 rows"),
        ("Waiting for other imports", 0, None, "waiting for other imports"),
    ],
)
def test_what_it_says_while_it_runs(step: str, reached: int, rows: int | None, words: str) -> None:
    job = ImportJob("key", "shop.csv", rows, step=step, reached=reached)
    assert _doing(job) == words
    assert 0 <= _share(job) <= 1


def test_the_bar_never_goes_back() -> None:
    states = [("Starting", 0), ("Reading", 0), ("Reading", 50), ("Reading", 100), ("Storing", 100), ("Done", 100)]
    shares = [_share(ImportJob("key", "shop.csv", 100, step=step, reached=reached)) for step, reached in states]
    assert shares == sorted(shares)
