-- one row is a row of duplicate_events that is erased
DELETE FROM duplicate_events AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
