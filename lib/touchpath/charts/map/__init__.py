"""Pictures of the touchpoint map."""
