"""Statistics on counts, weekly tables and arrays: pure functions that know nothing of the app."""
