"""Survey answers on the journey: where each belongs, which are in view, what they say, and who stayed silent."""
