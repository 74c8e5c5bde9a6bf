"""Touchpath: customer-journey touchpoint analytics on the reader's own machine."""
