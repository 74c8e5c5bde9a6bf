"""The readers: every format people have, as rows of text."""
