"""The drawing: lines, areas and words on a sheet, and the structure that gives them their meaning."""
