"""The parts of the page about watched figures."""
