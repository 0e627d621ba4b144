"""Look at a sound profile as an editor does: rules, translations, repairs."""
