-- one row is this database file: how many blocks it should have, and the bytes of one
SELECT d.total_blocks AS blocks, d.block_size AS block_bytes FROM pragma_database_size() AS d
