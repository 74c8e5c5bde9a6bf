-- one row is a person who passes the filters of people; the clauses are added here
SELECT e.person FROM people AS e WHERE e.canonical = e.person
