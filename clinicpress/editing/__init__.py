"""Marketing's edits: what a form shows, and how a file is changed where it was meant to be."""
