"""The parts of the page of the touchpoint map."""
