-- one row is nothing: the table nobody uses goes again
DROP TABLE mark_of_opening;
