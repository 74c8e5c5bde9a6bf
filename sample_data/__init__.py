"""A simulated company: fictional events, survey answers and costs with planted, written-down truths."""
