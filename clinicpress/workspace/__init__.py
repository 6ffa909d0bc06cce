"""The workspace: the one door to people's files, whose every word knows its line and column."""
