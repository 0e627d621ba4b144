"""Check a press file for what would stop a printer, one module a subject."""
