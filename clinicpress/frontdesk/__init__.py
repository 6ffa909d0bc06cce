"""The front desk: pages on which people pick, look, print and e-mail."""
