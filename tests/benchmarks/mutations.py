"""Changes the core by fixed small edits, one at a time, and says which ones no test notices.

    python -m tests.benchmarks.mutations [a word of the file]

Every edit moves a rule over its edge (< for <=, same for distinct, first for first ever). The tests beside it must
fail; an edit that survives is printed, and the exit code is the number of survivors. Files are put back whatever happens.
The tests must pass before anything is edited: a test that fails anyway would notice every edit.
"""
# ruff: noqa: E501  one edit, one line

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = ROOT / "lib" / "touchpath"


@dataclass(frozen=True)
class Edit:
    """A text of a file, what it becomes, and the tests that must notice."""

    file: str
    text: str
    becomes: str
    tests: str


MEASURES = "tests/analysis/measures"
ORDERS = "tests/analysis/measures/test_orders.py"
FUNNEL = "tests/analysis/test_funnel.py tests/analysis/test_matching.py"
FIRSTS = "tests/analysis/test_first_and_alternatives.py"
STICKINESS = "tests/analysis/test_stickiness.py"
QUALITY = "tests/analysis/test_quality.py"
EDITS = (
    Edit("analysis/retention/at.py", "entry + window <= data_end", "entry + window < data_end", MEASURES),
    Edit("analysis/retention/at.py", "first_back <= window", "first_back < window", MEASURES),
    Edit("analysis/retention/at.py", "back.moment > start[slot]", "back.moment >= start[slot]", "tests/analysis/test_retention_at.py"),
    Edit("analysis/log/sessions.py", "np.diff(moment) > gap", "np.diff(moment) >= gap", MEASURES),
    Edit("analysis/log/sessions.py", "back.moment > ends[place]", "back.moment >= ends[place]", MEASURES),
    Edit("analysis/log/sessions.py", "named > 0, -named", "named > 9, -named", MEASURES),
    Edit("analysis/repeat_purchase.py", "self.gap <= window", "self.gap < window", MEASURES),
    Edit("analysis/repeat_purchase.py", "self.observed >= window", "self.observed > window", MEASURES),
    Edit("analysis/repeat_purchase.py", "read_grouped(engine, repeat.entries, filters, [PURCHASED])", "read_grouped(engine, repeat.entries, filters)", ORDERS),
    Edit("queries/pieces.py", "coalesce(e.value < 0, false)", "coalesce(e.value <= 0, false)", ORDERS),
    Edit("queries/keep/orders/gather_events.sql", "coalesce(sum(n.value), 0) <= 0", "coalesce(sum(n.value), 0) < 0", ORDERS),
    Edit("queries/keep/orders/gather_lines.sql", "s.shown = o.shown AND ", "", ORDERS),
    Edit("queries/keep/orders/gather_lines.sql", "s.person = o.person AND ", "", ORDERS),
    Edit("queries/ask/overview/revenue.sql", "AND EXISTS (SELECT 1 FROM counted AS c WHERE c.person = f.person AND c.order_id = f.order_id)", "", ORDERS),
    Edit("queries/ask/overview/revenue.sql", "f.cancelled AND f.value > 0", "false", ORDERS),
    Edit("queries/ask/quality/returned.sql", "n.entry_us + $within_us <= $end_us", "n.entry_us + $within_us < $end_us", QUALITY),
    Edit("queries/ask/quality/returned.sql", "m.at_us <= n.entry_us + $within_us", "m.at_us < n.entry_us + $within_us", QUALITY),
    Edit("queries/ask/quality/returned.sql", "p.pause_us > $gap_us", "p.pause_us >= $gap_us", QUALITY),
    Edit("queries/ask/quality/returned.sql", "m.at_us > d.end_us", "m.at_us >= d.end_us", QUALITY),
    Edit("analysis/matching/assignment.py", "keys >= attempts.entry", "keys > attempts.entry", FUNNEL),
    Edit("analysis/matching/assignment.py", "keys <= end", "keys < end", FUNNEL),
    Edit("analysis/matching/assignment.py", "if len(sharing) < 2:", "if len(sharing) < 9:", FUNNEL),
    Edit("analysis/matching/__init__.py", "(keys >= last) & (keys <= end)", "(keys > last) & (keys <= end)", FUNNEL),
    Edit("analysis/matching/__init__.py", "(keys >= last) & (keys <= end)", "(keys >= last) & (keys < end)", FUNNEL),
    Edit("analysis/matching/attempts.py", 'np.searchsorted(keys, entry, side="left")', 'np.searchsorted(keys, entry, side="right")', FUNNEL),
    Edit("analysis/funnel/block.py", "self.space.time(entry) <= end", "self.space.time(entry) < end", FUNNEL),
    Edit("analysis/matching/choice.py", "np.not_equal(sorted_ids[1:], sorted_ids[:-1]", "np.less(sorted_ids[1:], sorted_ids[:-1]", FUNNEL),
    Edit("analysis/log/sets.py", " + (np.repeat(*self._blocks) << self._arrays.space.people_bits)", "", "tests/analysis/test_blocks_of_people.py"),
    Edit("analysis/log/reading.py", "_firsts(engine, named, NO_FILTERS)", "_firsts(engine, [*conditions, *named], NO_FILTERS)", FIRSTS),
    Edit("analysis/funnel/attempts.py", "EventSet.fitting(arrays, step.touchpoints, (), NO_FILTERS).first_of_people()", "fitting.first_of_people()", FIRSTS),
    Edit("queries/clauses.py", "exp.or_(*(exp.and_(", "exp.and_(*(exp.and_(", FIRSTS),
    Edit("analysis/stickiness.py", 'microseconds(end), side="right"', 'microseconds(end), side="left"', STICKINESS),
    Edit("analysis/stickiness.py", 'microseconds(begin), side="left"', 'microseconds(begin), side="right"', STICKINESS),
    Edit("stats/means.py", "if x.size > 1 and x.min() == x.max()", "if x.size > 9 and x.min() == x.max() + 1", "tests/stats/test_means.py"),
    Edit("stats/survival.py", "last.size == curve.times.size and ", "", "tests/stats/test_survival.py"),
    Edit("analysis/change/arm_gates.py", "dict.fromkeys((*arms, *planned))", "dict.fromkeys(arms)", "tests/analysis/test_change_small.py"),
    Edit("queries/ask/drivers/next_touchpoints.sql", "m.people >= $nearly_all", "m.people > $nearly_all", "tests/analysis/test_drivers.py"),
    Edit("analysis/churn.py", "final + pause <= data_end", "final + pause < data_end", "tests/analysis/test_churn.py"),
)  # fmt: skip


def main(word: str = "") -> int:
    """How many edits survive."""
    tried = [edit for edit in EDITS if word in edit.file]
    broken = [tests for tests in dict.fromkeys(edit.tests for edit in tried) if not _pass(tests)]
    if broken:
        print(f"these fail as they are, so they can notice nothing: {'; '.join(broken)}")
        return len(broken)
    survivors = 0
    for edit in tried:
        if _survives(edit):
            survivors += 1
            print(f"survived: {edit.file}: {edit.text!r} -> {edit.becomes!r}", flush=True)
    print(f"{survivors} of {len(tried)} edits survived")
    return survivors


def _survives(edit: Edit) -> bool:
    file = CORE / edit.file
    whole = file.read_text(encoding="utf-8")
    if edit.text not in whole:
        print(f"not found, mend the list: {edit.file}: {edit.text!r}")
        return True
    file.write_text(whole.replace(edit.text, edit.becomes, 1), encoding="utf-8")
    try:
        return _pass(edit.tests)
    finally:
        file.write_text(whole, encoding="utf-8")


def _pass(tests: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", *tests.split()]
    return subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
