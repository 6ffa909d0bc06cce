"""Comparing two brochures, two PDFs or two output folders, for sign-off."""
