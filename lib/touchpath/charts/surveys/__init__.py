"""Pictures of survey answers."""
