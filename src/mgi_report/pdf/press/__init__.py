"""Write PDF/X-4 for a printer."""
