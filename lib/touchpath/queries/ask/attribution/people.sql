-- one row is a person whom the filters of people choose
SELECT p.person FROM filtered_people AS p
