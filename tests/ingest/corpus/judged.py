"""What becomes of a case: right, asked about, or wrong, and whether anything was said of that."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping

from tests.ingest.corpus.case import Case
from tests.ingest.corpus.facts import differing, figures
from touchpath.ingest.guess import guess
from touchpath.ingest.guess.doubt import Doubt
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

RIGHT, ASKED = "right", "asked"
NEEDLESS, WARNED, REFUSED, SILENT = "asked beside the point", "warned", "refused", "WRONG IN SILENCE"
Verdict = tuple[str, str]


def judged(case: Case) -> Verdict:
    """How a case came out, and what differed or was asked."""
    with Workspace.in_memory() as workspace:
        tables = sniff(Spool(workspace.spool).save(case.name, io.BytesIO(case.bytes)))
        guesses = [guess(table, workspace.engine) for table in tables]
        if doubts := [doubt for one in guesses for doubt in one.doubts]:
            return _asked(case, doubts)
        try:
            reports = [workspace.import_table(table, one.mapping) for table, one in zip(tables, guesses, strict=True)]
        except ImportRefused as refusal:
            return REFUSED, str(refusal)
        mappings = tuple(one.mapping for one in guesses)
        warned = any(getattr(report, "warnings", ()) for report in reports)
        wrong = differing(figures(workspace, mappings, case.right or {}), case.right or {})
    if case.right is None:
        wrong = [f"nothing was asked: {mappings}"]
    return (RIGHT, "") if not wrong else (WARNED if warned else SILENT, "; ".join(wrong))


def _asked(case: Case, doubts: list[Doubt]) -> Verdict:
    said = "; ".join(f"[{doubt.role}] {doubt.sentence}" for doubt in doubts)
    return (ASKED if {doubt.role for doubt in doubts} & case.ask else NEEDLESS), said


def shares(found: Mapping[str, Verdict]) -> str:
    """How many came out in which way, in words."""
    counts = Counter(verdict for verdict, _ in found.values())
    told = ", ".join(f"{many} {verdict} ({100 * many / len(found):.1f} %)" for verdict, many in counts.most_common())
    return f"{len(found)} tables: {told}"
