"""Pages that a browser saved, as articles: read as the browser shows them."""
