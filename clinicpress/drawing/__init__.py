"""The drawing: marks on a sheet, and the structure that gives them their meaning."""
