"""The tabs of the page about survey answers: one file each."""
