"""Make profiles that are never done, for tests of what happens to a run meanwhile."""

import re
from pathlib import Path

from leaflet import write_leaflet

__all__ = ["make_endless", "theme_without_end"]

MARK = "Never done"
# Templates may count to 100,000 only, so they do it for each time they do it.
LOOP = (
    f'{{% if profile.introduction == "{MARK}" %}}'
    + "{% for _ in range(100000) %}" * 4
    + "{% endfor %}" * 4
    + "{% endif %}\n"
)


def theme_without_end(folder: Path) -> Path:
    """Write a design of one page, which never ends in profiles that ask for it."""
    return write_leaflet(folder, LOOP)


def make_endless(profile: Path) -> None:
    """Let a profile ask for it; it is read as quickly as before."""
    text = profile.read_text("utf-8")
    changed = re.sub("^introduction: .*$", f"introduction: {MARK}", text, flags=re.MULTILINE)
    assert changed != text
    profile.write_text(changed, "utf-8")
