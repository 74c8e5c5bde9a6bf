"""The workspace page, piece by piece."""
