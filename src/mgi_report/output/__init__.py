"""Keep one folder of finished files, with its records."""
