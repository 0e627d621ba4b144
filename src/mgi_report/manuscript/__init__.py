"""Manuscripts of any form, read line by line and placed in a profile without a word lost."""
