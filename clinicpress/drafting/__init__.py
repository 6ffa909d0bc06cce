"""Beginning a brochure from an article, or a workspace from nothing."""
