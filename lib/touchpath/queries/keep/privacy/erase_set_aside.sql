-- one row is a row of set_aside_events that is erased
DELETE FROM set_aside_events AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
