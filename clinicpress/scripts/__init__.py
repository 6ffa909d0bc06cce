"""The scripts: what Unicode says of writing: which way it runs, where lines end, what is never parted."""
