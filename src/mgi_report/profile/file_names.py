"""Tell the files that may be profiles from what else lies in a folder, by their names."""

from mgi_report.profile.schema import SCHEMA_FILE

__all__ = ["is_profile_name"]

SUFFIXES = (".json", ".yaml", ".yml")
_SCHEMA = SCHEMA_FILE.removeprefix("profile")


def is_profile_name(name: str) -> bool:
    """Return whether a file of this name may be a profile; hidden files and schemas are none."""
    lower = name.lower()
    return lower.endswith(SUFFIXES) and not lower.endswith(_SCHEMA) and not name.startswith(".")
