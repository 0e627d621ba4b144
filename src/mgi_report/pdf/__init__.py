"""Lay out HTML and write finished PDF files, and read them back."""
