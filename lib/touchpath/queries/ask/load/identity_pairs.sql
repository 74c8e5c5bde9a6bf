-- one row says that two ids are one human; every import together, in the order they were said
SELECT i.alias, i.identity FROM identities AS i GROUP BY i.alias, i.identity ORDER BY min((i.import_id, i.source_row))
