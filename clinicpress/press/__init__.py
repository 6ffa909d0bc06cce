"""The press: where the stages meet for one job, from its files to a proven PDF."""
