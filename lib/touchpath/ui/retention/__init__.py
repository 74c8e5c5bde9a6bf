"""The retention page, piece by piece."""
