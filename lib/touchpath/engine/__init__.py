"""The door to the database: what may be asked of it and changed in it, and how DuckDB does so."""
