"""Fill the templates: a sandboxed, strict Jinja2 environment, and how its faults are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.direction import isolated, left_to_right
from mgi_report.document.inline import inline, paragraphs, typeset
from mgi_report.document.language import Language
from mgi_report.document.ties import Ties
from mgi_report.problems.problem import DesignFault, Location, Problem, ProblemsFound

__all__ = ["design_told", "environment", "lines"]


def environment(assets: Assets, language: Language | None = None) -> ImmutableSandboxedEnvironment:
    """Return an environment that reads templates/, escapes everything and forgives nothing.

    Its filters set texts as the ``language`` of profiles does, if one is given, and no text that it
    prints ends a line where the language never does. An unknown variable in a template raises
    jinja2.UndefinedError.
    """
    ties = Ties.of(language) if language else Ties()
    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(_loader(assets)),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        finalize=partial(_printed, ties=ties),
    )
    mirrored = language is not None and language.direction == "rtl"
    filters: dict[str, Callable[..., Any]] = {
        "inline": partial(inline, ties=ties),
        "isolated": partial(isolated, mirrored=mirrored),
        "left_to_right": partial(left_to_right, mirrored=mirrored),
        "lines": lines,
        "paragraphs": paragraphs,
        "typeset": partial(typeset, ties=ties),
    }
    made.filters.update(filters)
    return made


def _printed(value: object, ties: Ties) -> object:
    """Return what is printed of a value; what is HTML already has its ties."""
    return (
        ties.always(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
    )


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


HINT = "this is a fault in templates/ or styles/, not in the profile"


@contextmanager
def design_told() -> Iterator[None]:
    """Turn a fault of the design into ProblemsFound with the code ``design`` or ``template``."""
    try:
        yield
    except TemplateError as error:
        raise ProblemsFound([_template_problem(error)]) from error
    except DesignFault as error:
        raise ProblemsFound([Problem("design", str(error), HINT)]) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if not _is_of_template(error):
            raise
        raise ProblemsFound([_template_problem(error)]) from error


def _is_of_template(error: Exception) -> bool:
    """Return whether a template itself went wrong, as with a huge range, and not what it calls."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return False
    frame = trace.tb_frame
    module = str(frame.f_globals.get("__name__", ""))
    return frame.f_code.co_filename.endswith(".html") or module.partition(".")[0] == "jinja2"


def _template_problem(error: Exception) -> Problem:
    """Name the template and line an error comes from."""
    location = None
    if isinstance(error, TemplateSyntaxError):
        location = Location(error.filename or error.name or "templates", error.lineno)
    else:
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.endswith(".html"):
                location = Location(name, trace.tb_lineno)
            trace = trace.tb_next
    return Problem("template", str(error), HINT, location)
