"""The building: many jobs at once, only those that are needed, and again after every change."""
