"""Word documents as articles: read from their elements, so that no word is left behind."""
