"""Check a tagged PDF."""
