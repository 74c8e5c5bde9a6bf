-- one row is the whole file: times that the clocks of its zone skipped, and times they showed twice
SELECT count(*) FILTER (s.clock_change = 1) AS skipped, count(*) FILTER (s.clock_change = 2) AS twice FROM staged AS s WHERE s.reason IS NULL
