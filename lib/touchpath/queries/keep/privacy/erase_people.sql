-- one row is an id that is erased
DELETE FROM people AS x WHERE x.person IN (SELECT h.person FROM erased_humans AS h)
