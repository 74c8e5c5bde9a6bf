"""`python -m tests.ingest.corpus [NAME...]`: how every table comes out; `--open` writes anew which do not yet."""

from __future__ import annotations

import sys

from tests.ingest.corpus.halves import HALVES, OPEN
from tests.ingest.corpus.judged import ASKED, RIGHT, judged, shares

names = [name for name in sys.argv[1:] if not name.startswith("--")]
failing: list[str] = []
for half, cases in HALVES.items():
    found = {case.name: judged(case) for case in cases if not names or case.name in names}
    for name, (verdict, why) in found.items():
        print(f"{name:28} {verdict:22} {why}")
    failing += [name for name, (verdict, _) in found.items() if verdict not in (RIGHT, ASKED)]
    if found:
        print(f"{half}: {shares(found)}")
if "--open" in sys.argv and not names:
    OPEN.write_text("".join(f"{name}\n" for name in failing))
