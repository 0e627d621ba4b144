"""Make the files of one profile, or of many."""
