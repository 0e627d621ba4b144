"""Write the archive format."""
