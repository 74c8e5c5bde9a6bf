"""How well a column suits each role but that of the person: from its name and from what its values do."""
