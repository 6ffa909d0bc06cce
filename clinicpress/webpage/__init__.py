"""The page of a story for screens: one file of HTML."""
