"""Pictures of credit and of what it costs."""
