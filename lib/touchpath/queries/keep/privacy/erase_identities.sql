-- one row is a row of identities that is erased
DELETE FROM identities AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h) OR x.alias IN (SELECT h.person FROM erased_humans AS h)
