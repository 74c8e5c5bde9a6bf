-- one row is an event kept aside whose original is now held by another import
UPDATE duplicate_events SET duplicate_of = n.import_id FROM repointed_items AS n WHERE duplicate_events.rowid = n.duplicate
