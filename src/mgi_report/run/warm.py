"""Import what every worker process needs; the server that forks workers imports this module once.

Without Pango WeasyPrint cannot be imported. Then a worker says so when it gets its first order.
"""

from contextlib import suppress

with suppress(Exception):
    import mgi_report.pdf.download
    import mgi_report.proof.inspection  # noqa: F401
    from mgi_report.pdf.engine.gateway import load_engine
    from mgi_report.run import worker  # noqa: F401

    load_engine()
