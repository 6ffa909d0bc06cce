"""The print shop: finished PDFs, made ready for the machine that prints them."""
