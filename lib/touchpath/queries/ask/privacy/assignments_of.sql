-- one row is an assignment of a human to an arm of a test
SELECT a.test, a.person_id, a.arm, a.assigned_at FROM assignments AS a WHERE list_contains($ids, a.person_id) ORDER BY a.test
