-- one row is an answer kept aside whose original is now held by another import
UPDATE duplicate_responses SET duplicate_of = n.import_id FROM repointed_items AS n WHERE duplicate_responses.rowid = n.duplicate
