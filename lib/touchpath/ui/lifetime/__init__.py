"""The tabs of the page about customer value."""
