"""The copy desk: marketing's pages, on which texts are opened, tried, compared and saved."""
