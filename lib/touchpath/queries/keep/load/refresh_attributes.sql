-- one row is a human whose attributes (the last value given for each) are not what the people files say
UPDATE people SET attributes = n.attributes
FROM (
  SELECT h.person, g.attributes
  FROM people AS h
  LEFT JOIN (
    SELECT l.person, map(list(l.name ORDER BY l.name), list(l.value ORDER BY l.name)) AS attributes
    FROM (
      SELECT v.person, v.entry.key AS name, arg_max(v.entry.value, (v.import_id, v.source_row)) AS value
      FROM (
        SELECT p.canonical AS person, r.import_id, r.source_row, unnest(map_entries(r.attributes)) AS entry
        FROM people_rows AS r JOIN people AS p ON p.person = r.identity
      ) AS v
      WHERE v.entry.value IS NOT NULL
      GROUP BY v.person, v.entry.key
    ) AS l
    GROUP BY l.person
  ) AS g ON g.person = h.person
  WHERE h.attributes IS DISTINCT FROM g.attributes
) AS n
WHERE people.person = n.person
