"""The tabs of the page about what people will do; each has a `section(top)` that draws where it is called."""
