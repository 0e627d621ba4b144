"""Import what a worker needs that has a process beside it to compose (`Ahead`)."""

from contextlib import suppress

from mgi_report.pdf.engine.garbage import imports_kept

with imports_kept(), suppress(Exception):
    from mgi_report.pdf.engine.gateway import load_engine
    from mgi_report.run import job, worker  # noqa: F401
    from mgi_report.run.formats import download  # noqa: F401

    load_engine()
