"""The data-quality page, piece by piece."""
