"""The overview page, piece by piece."""
