"""What customers are worth: so far, ahead, and who they are; over the orders of the log."""
