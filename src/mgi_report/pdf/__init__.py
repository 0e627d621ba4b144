"""Make HTML into the bytes of PDF files."""
