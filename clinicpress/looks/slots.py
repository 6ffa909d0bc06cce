"""The names of the slots: the boxes of a page that are kept free for the clinic's imprint."""

from __future__ import annotations

SLOTS = IMPRINT, CONTACT, CARD = "imprint", "contact", "card"
"""The box on page 1, the clinic's lines in the colophon, the QR code."""
