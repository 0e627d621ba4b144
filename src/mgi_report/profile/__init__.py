"""Say what a profile holds; know no HTML and no PDF."""
