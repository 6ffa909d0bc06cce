"""OpenDocument texts, such as LibreOffice writes, as articles: read from their elements."""
