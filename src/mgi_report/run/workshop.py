"""Keep what many jobs share: assets, templates, the engine, and the tools of formats."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from mgi_report.document.assets import Assets
from mgi_report.document.compose import Composer
from mgi_report.document.tokens import FilledIn

if TYPE_CHECKING:
    from mgi_report.pdf.engine.layout import Engine

__all__ = ["Workshop"]

Tool = TypeVar("Tool")


@dataclass(frozen=True)
class Workshop:
    """Hold assets and what is made from them, each on first use and once."""

    assets: Assets = field(default_factory=Assets)
    _tools: dict[Callable[[Assets], Any], Any] = field(default_factory=dict)

    @cached_property
    def composer(self) -> Composer:
        """Return the composer of documents."""
        return Composer(self.assets)

    @cached_property
    def engine(self) -> "Engine":
        """Return the engine; this is where WeasyPrint is imported."""
        from mgi_report.pdf.engine.layout import Engine  # noqa: PLC0415 - takes half a second

        return Engine(FilledIn(self.assets))

    def tool(self, kind: Callable[[Assets], Tool]) -> Tool:
        """Return the one tool of a kind, such as the press room of a format."""
        if kind not in self._tools:
            self._tools[kind] = kind(self.assets)
        return cast("Tool", self._tools[kind])
