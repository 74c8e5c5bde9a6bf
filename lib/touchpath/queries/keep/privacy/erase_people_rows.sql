-- one row is a row of people_rows that is erased
DELETE FROM people_rows AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
