"""Run builds: one profile to its files, and what a run has to say about them."""
