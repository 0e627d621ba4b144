"""Name the exit codes."""

__all__ = ["FINE", "INTERNAL", "PROBLEMS"]

FINE = 0
PROBLEMS = 1
INTERNAL = 3
