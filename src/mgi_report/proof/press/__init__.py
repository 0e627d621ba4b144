"""Check a PDF for the press."""
