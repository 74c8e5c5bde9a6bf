"""One .sql file per question, and the catalog that composes them with the filters."""
