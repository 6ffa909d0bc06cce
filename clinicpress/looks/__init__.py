"""The looks: how content shall look, read from layouts, themes and fonts."""
