"""The typesetting: elements into lines, blocks and pages."""
