-- one row says that two ids are one human: this one
SELECT i.import_id, i.source_row AS row, a.person_id AS alias, p.person_id
FROM identities AS i JOIN people AS a ON a.person = i.alias JOIN people AS p ON p.person = i.identity
WHERE list_contains($people, i.identity) OR list_contains($people, i.alias)
ORDER BY i.import_id, i.source_row
