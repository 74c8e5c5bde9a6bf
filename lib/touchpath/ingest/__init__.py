"""From the files people have to canonical rows."""
