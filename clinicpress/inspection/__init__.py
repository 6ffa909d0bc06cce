"""The inspection: what any finished PDF, ours or foreign, shows to those who read, hear or print it."""
