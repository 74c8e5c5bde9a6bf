"""The door to the database: the Engine contract and its DuckDB implementation."""
