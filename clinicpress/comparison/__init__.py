"""The comparison: two brochures, two PDFs or two output folders beside each other, for sign-off."""
