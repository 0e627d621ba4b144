"""Draw the tree of all exceptions of this program.

::

    MgiReportError
    ├── ProblemsFound             problems of a profile, a file or a folder; exit code 1
    ├── DesignFault               a fault of templates or styles; told as a problem, exit code 1
    │   ├── AssetNotFound         a template, style, font or picture is not there
    │   ├── MissingWord           a catalogue lacks a word
    │   └── TokenError            a style sheet lacks a token, or holds one that cannot be read
    ├── NoCatalogue               no interface words for a language; told as a problem
    ├── UnknownFormat             no format of this name
    ├── Refused                   an address that pages may not read; told as a problem
    ├── OutputProfileRefused      an ICC file that is no output profile; told as a problem
    ├── UnreadableData            no profile in a finished file; told as a problem
    └── EngineUnavailable         WeasyPrint cannot be loaded; exit code 3

Whatever else is raised is an error nobody foresaw: exit code 3.
"""

__all__ = ["DesignFault", "MgiReportError"]


class MgiReportError(Exception):
    """Be the root of all errors that this program raises itself."""


class DesignFault(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that templates or styles have a fault."""
