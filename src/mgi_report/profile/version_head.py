"""Read of another profile which version of which edition it is, and nothing else."""

from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.codes import LanguageTag
from mgi_report.profile.file.head import read_head
from mgi_report.profile.file.text import read_text
from mgi_report.profile.framework import Status
from mgi_report.profile.model import Edition, Subject
from mgi_report.profile.values import Model

__all__ = ["VersionHead", "head_of"]


class VersionHead(Model):
    """Hold the keys that say which version of which edition a profile is."""

    model_config = ConfigDict(extra="ignore")

    language: LanguageTag
    status: Status = Field(strict=False)
    subject: Subject
    edition: Edition


def head_of(file: Path) -> VersionHead | None:
    """Return these keys of a file; None if it cannot be read, or is no profile."""
    try:
        return VersionHead.model_validate(read_head(read_text(file), VersionHead.model_fields))
    except (ProblemsFound, ValidationError):
        return None
