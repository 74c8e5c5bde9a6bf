"""Pictures of paths: ribbons between columns, a table of transitions with heat, strips of whole ways."""
