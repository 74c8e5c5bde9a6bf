-- one row is the whole view: how many of what there is can be placed
SELECT
  (SELECT count(*) FROM filtered_rows AS f) AS events,
  (SELECT count(f.channel) FROM filtered_rows AS f) AS with_channel,
  (SELECT count(*) FROM people AS p WHERE p.person IN (SELECT f.person FROM filtered_rows AS f)) AS people,
  (SELECT count(p.persona) FROM people AS p WHERE p.person IN (SELECT f.person FROM filtered_rows AS f)) AS with_persona,
  (SELECT count(DISTINCT f.identity) FROM events AS f WHERE $import_id IS NULL OR f.import_id = $import_id) AS ids,
  (
    SELECT count(DISTINCT f.identity) FROM events AS f
    WHERE f.identity <> f.person AND ($import_id IS NULL OR f.import_id = $import_id)
  ) AS merged_ids,
  (SELECT count(*) FROM responses AS r WHERE $import_id IS NULL OR r.import_id = $import_id) AS answers,
  (SELECT count(r.person) FROM responses AS r WHERE $import_id IS NULL OR r.import_id = $import_id) AS with_person,
  (SELECT coalesce(CAST(sum(i.rows_read - i.set_aside) AS BIGINT), 0) FROM imports AS i WHERE $import_id IS NULL OR i.import_id = $import_id) AS rows_read,
  (SELECT coalesce(CAST(sum(i.rejected) AS BIGINT), 0) FROM imports AS i WHERE $import_id IS NULL OR i.import_id = $import_id) AS rejected,
  (SELECT count(*) FROM set_aside_events AS s WHERE $import_id IS NULL OR s.import_id = $import_id) AS set_aside
