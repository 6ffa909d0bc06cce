"""The foundry: what is in a font file, how its letters are put together, and the fonts that PDFs are printed with."""
