"""Make official country profiles of the Migration Governance Indicators from data."""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("mgi-report")
