"""The vocabulary: frozen definitions and their rules. No input or output."""
