"""Fill the templates: a sandboxed, strict Jinja2 environment and its filters."""

from collections.abc import Callable
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.inline import inline, paragraphs, typeset

__all__ = ["environment", "lines"]


def environment(assets: Assets) -> ImmutableSandboxedEnvironment:
    """Return an environment that reads templates/, escapes everything and forgives nothing.

    An unknown variable in a template raises jinja2.UndefinedError.
    """
    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(_loader(assets)),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    filters: dict[str, Callable[..., Any]] = {
        "inline": inline,
        "lines": lines,
        "paragraphs": paragraphs,
        "typeset": typeset,
    }
    made.filters.update(filters)
    return made


def _loader(assets: Assets) -> Callable[[str], tuple[str, str, Callable[[], bool]]]:
    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        asset = f"templates/{name}"
        try:
            text = assets.read_text(asset)
        except AssetNotFound:
            raise TemplateNotFound(name) from None
        # Assets keep what they have read, so a template never changes.
        return text, str(assets.place(asset)), lambda: True

    return load


def lines(parts: tuple[str, ...]) -> Markup:
    """Join the lines of a title; the space keeps words apart in bookmarks and extracted text."""
    return Markup(" <br>").join(parts)
