"""What the page of personas is made of: the grid of measures, a profile, two side by side."""
