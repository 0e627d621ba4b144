"""Tell a fault of templates or styles as a problem: in one place, for all who use them."""

from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateSyntaxError

from mgi_report.problems.errors import DesignFault
from mgi_report.problems.problem import Location, Problem, ProblemsFound

__all__ = ["design_told"]

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


def _template_problem(error: TemplateError) -> Problem:
    """Name the template and line a Jinja2 error comes from."""
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
