"""Compare both sides of a change, such as a pull request: profile by profile, word and look."""
