"""Write the sample company: ``python -m sample_data.generator [folder]``."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from sample_data.generator import settings as s
from sample_data.generator import tables
from sample_data.generator.company import make_company
from sample_data.generator.dirty import write_dirty
from sample_data.generator.observed import observe
from sample_data.generator.truth import truth
from sample_data.generator.write import as_csv, write_json, write_text


def generate(folder: Path) -> None:
    """Write every file of the sample company into `folder` (created if missing)."""
    (folder / "dirty").mkdir(parents=True, exist_ok=True)
    company = make_company()
    events, people = tables.events_table(company), tables.people_table(company)
    answers, aliases = tables.answers_table(company), tables.aliases_table(company)
    assignments = tables.assignments_table(company)
    costs = tables.costs_table(np.random.default_rng(s.SEED + 1))
    named = {
        "events.csv.gz": events,
        "people.csv": people,
        "aliases.csv": aliases,
        "survey_answers.csv.gz": answers,
        "ab_tests.csv.gz": assignments,
        "costs.csv": costs,
    }
    for name, table in named.items():
        write_text(folder / name, as_csv(table))
    catalogue = [
        ",".join(row) for row in (("touchpoint", "stage", "phase", "directness", "setting"), *tables.TOUCHPOINTS)
    ]
    write_text(folder / "touchpoints.csv", "\n".join(catalogue) + "\n")
    write_json(folder / "changes.json", tables.CHANGES)
    seen = observe(events, people, aliases, answers, assignments)
    write_json(folder / "truth.json", truth(seen, costs, company.planted))
    write_dirty(folder / "dirty", events, answers)


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1])
