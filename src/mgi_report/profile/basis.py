"""Give all models of a profile their common rules."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Model"]


class Model(BaseModel):
    """Refuse unknown keys, silent conversions and later changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_default=True)
