"""The inspection of finished PDFs, ours or foreign: what they show, and what they must show."""
