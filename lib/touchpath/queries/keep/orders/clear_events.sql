-- forgets the events that several rows make up
DELETE FROM order_events
