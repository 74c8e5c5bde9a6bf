-- one row is a touchpoint code of rows that share an order
SELECT DISTINCT l.touchpoint AS code FROM order_lines AS l
