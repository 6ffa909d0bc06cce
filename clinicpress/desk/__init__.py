"""The editor's desk: what is looked at before a brochure is printed."""
