-- one row is a row of events that is erased
DELETE FROM events AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
