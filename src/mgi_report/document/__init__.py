"""Turn a profile into HTML; the same profile gives the same string."""
