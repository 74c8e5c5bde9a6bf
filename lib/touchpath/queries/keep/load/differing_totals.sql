-- one row is the whole file: orders whose rows have different totals, and examples of them
SELECT d.orders, d.examples FROM differing_totals AS d
