"""Import what every worker process needs; the server that forks workers imports this module once.

Without Pango WeasyPrint cannot be imported. Then a worker says so when it gets its first order.
"""

from contextlib import suppress

with suppress(Exception):
    import mgi_report.pdf.accessible
    import mgi_report.pdf.inspection  # noqa: F401
    from mgi_report.pdf.gateway import load_engine
    from mgi_report.production import worker  # noqa: F401

    load_engine()
