-- one row is the channel code of an event of one touchpoint, in stored order
SELECT e.channel FROM events AS e WHERE e.touchpoint = $touchpoint
