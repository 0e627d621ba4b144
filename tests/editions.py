"""Give tests profiles that are editions of one another."""

import re
from pathlib import Path

from mgi_report.profile.loading import load_bytes
from mgi_report.profile.model import Profile
from mgi_report.review.changes import Difference, compare_profiles

__all__ = ["ROOT", "compared", "edited", "lesotho", "profile_of"]

ROOT = Path(__file__).parents[1]
Edit = tuple[str, str]


def lesotho() -> str:
    return (ROOT / "data" / "lso-2021.en.yaml").read_text("utf-8")


def edited(text: str, *edits: Edit) -> str:
    """Return a text with each edit made once; white space of the old words may be any."""
    for old, new in edits:
        pattern = r"\s+".join(map(re.escape, old.split()))
        text, count = re.subn(pattern, lambda _, new=new: new, text, count=1)  # type: ignore[misc]
        assert count, old
    return text


def profile_of(text: str) -> Profile:
    return load_bytes(text.encode(), "profile.yaml").profile


def compared(old: str, new: str) -> Difference:
    return compare_profiles(profile_of(old), profile_of(new))
