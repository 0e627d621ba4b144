"""The checks of the page inspector (pdf/inspection.py), a subject a module."""
