"""The PDF: drawn pages into a file, the plate, and a clinic's patches on it."""
