-- one row says whether anything dated is from before a moment
SELECT
  EXISTS (SELECT 1 FROM events AS e WHERE e.occurred_at < $before)
  OR EXISTS (SELECT 1 FROM set_aside_events AS s WHERE s.occurred_at < $before)
  OR EXISTS (SELECT 1 FROM duplicate_events AS d WHERE d.occurred_at < $before)
  OR EXISTS (SELECT 1 FROM responses AS r WHERE r.answered_at < $before)
  OR EXISTS (SELECT 1 FROM duplicate_responses AS q WHERE q.answered_at < $before)
  OR EXISTS (SELECT 1 FROM assignments AS a WHERE a.assigned_at < $before)
  OR EXISTS (SELECT 1 FROM rejected_rows AS j JOIN imports AS i ON i.import_id = j.import_id WHERE i.imported_at < $before) AS older
