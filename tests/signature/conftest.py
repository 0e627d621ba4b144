"""Give tests of signatures a token in software."""

from softhsm import device

__all__ = ["device"]
