"""Engine rows to results: pure arithmetic over aggregates and sorted arrays."""
