"""Write the difference of two editions as a page of HTML that needs nothing else."""

from markupsafe import Markup

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told, environment
from mgi_report.document.tokens import read_tokens
from mgi_report.review.diff_view import DiffView

__all__ = ["as_page"]


def as_page(view: DiffView, assets: Assets) -> str:
    """Return the difference as HTML with ``<ins>`` and ``<del>``, and its style inside.

    ProblemsFound if the template or the style has a fault.
    """
    with design_told():
        style = read_tokens(assets).fill_in(assets.read_text("styles/review/diff.css"))
        template = environment(assets).get_template("review/diff.html")
        page = template.render(
            view=view,
            say=view.say,
            style=Markup(style),  # noqa: S704 - our own file, not data
        )
    return f"{page}\n"
