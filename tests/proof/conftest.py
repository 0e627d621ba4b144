"""Give tests a studio."""

from studio import studio

__all__ = ["studio"]
