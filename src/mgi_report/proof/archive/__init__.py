"""Prove finished files of the archive format."""
