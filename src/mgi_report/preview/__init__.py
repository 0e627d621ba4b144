"""Show a profile's pages in a browser while it is written."""
