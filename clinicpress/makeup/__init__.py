"""Makeup: the ends of pages are chosen for a whole story, and it is dealt out to frames."""
