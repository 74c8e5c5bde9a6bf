"""The funnel page, piece by piece."""
