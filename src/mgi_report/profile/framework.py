"""Hold the fixed vocabulary of the Migration Governance Indicators, once.

The six domains follow the Migration Governance Framework (MiGOF): three principles, then three
objectives. Their order is fixed; it is not a ranking.
"""

from enum import Enum, StrEnum

__all__ = ["Continuation", "Domain", "FindingList", "Level", "Status", "TitleForm"]


class Domain(Enum):
    """Name one of the six domains; the value is its number, 1 to 6."""

    MIGRANTS_RIGHTS = 1
    WHOLE_OF_GOVERNMENT = 2
    PARTNERSHIPS = 3
    WELL_BEING = 4
    MOBILITY_CRISES = 5
    SAFE_MIGRATION = 6

    @property
    def number(self) -> int:
        """Return the domain's number, 1 to 6."""
        return self.value

    @property
    def field(self) -> str:
        """Return the name of the domain's field in the model, such as ``migrants_rights``."""
        return self.name.lower()

    @property
    def id(self) -> str:
        """Return the domain's id as data files and catalogues write it."""
        return self.field.replace("_", "-")


class FindingList(Enum):
    """Name one of the two lists of findings of a domain; the value is its letter.

    W and P are codes, not abbreviations to translate: they stay Latin in every language.
    """

    WELL_DEVELOPED = "W"
    POTENTIAL = "P"

    @property
    def letter(self) -> str:
        """Return the letter that stands in a finding's number."""
        return self.value

    @property
    def field(self) -> str:
        """Return the name of the list's field in the model and in data files."""
        return self.name.lower()


class Level(StrEnum):
    """Tell whether a profile is about a country or about a city or another local authority."""

    NATIONAL = "national"
    LOCAL = "local"


class Continuation(StrEnum):
    """Tell how a finding goes on from one of the earlier edition.

    Resolved: an area with potential has become a well-developed area.
    """

    RESOLVED = "resolved"
    CONTINUED = "continued"
    CHANGED = "changed"


class Status(StrEnum):
    """Tell whether a profile has been signed off for publication."""

    DRAFT = "draft"
    FINAL = "final"


class TitleForm(StrEnum):
    """Tell by what an edition is titled: Second Profile, Profile 2021, or Second Profile, 2021."""

    ORDINAL = "ordinal"
    YEAR = "year"
    BOTH = "both"


class Placement(StrEnum):
    """Tell whether an extra section stands before or after the key findings."""

    BEFORE_FINDINGS = "before-findings"
    AFTER_FINDINGS = "after-findings"
