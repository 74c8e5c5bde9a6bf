"""Medians of groups whose values lie in several pieces: as numpy finds them of each group's own values."""

from __future__ import annotations

import numpy as np
import pytest

from touchpath.analysis.log import medians


@pytest.mark.parametrize("slices", [1 << 18, 0], ids=["slice by slice", "sorted by group"])
@pytest.mark.parametrize("count", [0, 1, 5])
def test_medians_are_those_of_each_groups_own_values(
    monkeypatch: pytest.MonkeyPatch, slices: int, count: int
) -> None:
    monkeypatch.setattr(medians, "_MOST_SLICES", slices)
    chance = np.random.default_rng(count)
    pieces, own = [], [[] for _ in range(6)]
    for _ in range(count):
        sizes = chance.integers(0, 4, 6) * (np.arange(6) != 3)  # nobody is in the fourth group
        values = chance.random(int(sizes.sum())).round(1)
        pieces.append((values, sizes))
        for group, part in enumerate(np.split(values, np.cumsum(sizes)[:-1])):
            own[group] += part.tolist()
    found = medians.grouped_medians(pieces, 6)
    assert found.tolist() == pytest.approx([np.median(part) if part else np.nan for part in own], nan_ok=True)
