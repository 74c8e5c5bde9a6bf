-- one row is a person called person_id: the human behind that id, persona, attributes, first and last event
SELECT
  h.person, h.person_id, h.persona, h.attributes,
  (SELECT list(a.person_id ORDER BY a.person_id) FROM people AS a WHERE a.canonical = h.person AND a.person <> h.person)
    AS other_ids
FROM people AS p
JOIN people AS h ON h.person = p.canonical
WHERE p.person_id = $person_id
