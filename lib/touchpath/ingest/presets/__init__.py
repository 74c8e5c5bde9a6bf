"""What is known about the exports of tools, and how their tables are made whole."""
