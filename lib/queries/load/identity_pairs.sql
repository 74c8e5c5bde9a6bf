-- one row says that two ids are one human; every import together
SELECT DISTINCT i.alias, i.identity FROM identities AS i ORDER BY i.alias, i.identity
