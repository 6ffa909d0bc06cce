"""The content: what people write, as models that are checked against each other."""
