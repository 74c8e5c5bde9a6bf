-- one row is how much was kept aside as repeated of the import that is taken back
SELECT count(*) AS rows FROM duplicate_events AS d WHERE d.duplicate_of = $import_id
