"""The story: content put into elements by templates, and proven to be all of it."""
