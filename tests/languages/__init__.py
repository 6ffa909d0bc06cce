"""Whether what is printed in each language is read back right, by readers that are not ours."""
