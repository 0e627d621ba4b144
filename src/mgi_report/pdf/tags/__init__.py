"""Build the tag tree of a document."""
