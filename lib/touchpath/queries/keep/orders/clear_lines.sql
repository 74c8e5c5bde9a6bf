-- forgets which rows share an order
DELETE FROM order_lines
