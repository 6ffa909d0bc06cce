"""A press for clinic handouts: structured YAML in, finished PDF pages out."""

__version__ = "0.1.0"
