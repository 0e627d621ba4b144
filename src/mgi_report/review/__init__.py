"""Carry a profile to its reviewers and back: data taken out, editions compared, remarks read."""
