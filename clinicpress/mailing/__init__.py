"""A handout by e-mail: a draft to look at, or a message that is sent."""
