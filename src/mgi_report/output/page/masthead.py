"""Hold what a publisher says of the download page: its title, and who publishes."""

from dataclasses import dataclass, field
from hashlib import sha256

__all__ = ["NO_MASTHEAD", "Contact", "Masthead", "MastheadLogo"]


@dataclass(frozen=True)
class MastheadLogo:
    """Hold the picture of a publisher's logo: its bytes, and the ending of its file, such as svg.

    The bytes are those of a sound PNG, JPEG or SVG.
    """

    data: bytes = field(repr=False)
    ending: str

    @property
    def name(self) -> str:
        """Return the name of its file beside the page; another logo has another name."""
        return f"logo-{sha256(self.data).hexdigest()[:12]}.{self.ending}"


@dataclass(frozen=True)
class Contact:
    """Name a publisher, and how it is reached; what is not known is empty."""

    name: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True)
class Masthead:
    """Say what is on each page beside the files: a title of its own, the publisher, its logo."""

    title: str = ""
    publisher: Contact = Contact()
    logo: MastheadLogo | None = None


NO_MASTHEAD = Masthead()
"""What is said where nobody says anything."""
