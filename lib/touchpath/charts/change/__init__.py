"""Pictures of the change lab."""
