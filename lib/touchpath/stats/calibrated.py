"""Chances brought to what came: isotonic regression (Zadrozny and Elkan 2002), by scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.proportions import Floats


def isotonic(chance: Floats, label: NDArray[np.bool_]) -> Any:
    """A rising step function from chances to the shares that came of them; its `predict` brings others to it.

    No chance is taken to 0 or 1: one case more and one less than there were stand at its ends.
    """
    from sklearn.isotonic import IsotonicRegression  # it takes a second to load, which no other page waits

    end = 1 / (len(label) + 2)
    return IsotonicRegression(y_min=end, y_max=1 - end, out_of_bounds="clip").fit(chance, label.astype(float))
