"""The readback: what a finished PDF holds, and whether that is whole."""
