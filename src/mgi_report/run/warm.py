"""Import what every worker process needs; the server that forks workers imports this module once.

Without Pango WeasyPrint cannot be imported. Then a worker says so when it gets its first order.
"""

from contextlib import suppress

from mgi_report.pdf.engine.garbage import imports_kept

with imports_kept(), suppress(Exception):
    from mgi_report.document import compose  # noqa: F401
    from mgi_report.output.formats import FORMATS
    from mgi_report.run import warm_alone  # noqa: F401
    from mgi_report.run.formats import maker_of

    for each in FORMATS:
        maker_of(each)
