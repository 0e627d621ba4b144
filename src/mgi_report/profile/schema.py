"""Say where editors find the schema of profiles (output/schema.py): in a file beside them."""

__all__ = ["SCHEMA_FILE", "schema_line"]

SCHEMA_FILE = "profile.schema.json"


def schema_line(address: str = SCHEMA_FILE) -> str:
    """Return the first line of a YAML file that tells editors where its schema is.

    The address counts from the folder of that file, so that it holds wherever the folder goes.
    """
    return f"# yaml-language-server: $schema={address}"
