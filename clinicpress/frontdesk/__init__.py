"""The front desk: pages on which people pick, look, print, e-mail and edit."""
