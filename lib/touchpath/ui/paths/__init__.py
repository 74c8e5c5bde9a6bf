"""The parts of the page of paths."""
