-- one row is how much was kept aside as repeated of the import that is taken back
SELECT count(*) AS rows FROM this_table AS x WHERE x.duplicate_of = $import_id
