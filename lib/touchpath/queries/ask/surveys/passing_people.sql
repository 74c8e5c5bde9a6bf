-- one row is a person who passes the filters, events or not
SELECT f.person FROM filtered_people AS f
